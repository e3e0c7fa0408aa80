"""The commands: everything the window does without a person."""
