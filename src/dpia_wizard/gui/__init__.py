"""The window: pages, fields and the one object each that changes."""
