"""What became of an activity: its history, and two versions or files side by side."""
