"""The result: what it says and why, row by row, and what is decided of it."""
