"""The send log: what was sent, and what stood in its way."""
