"""Check a record: what a PDF is, who signed it, and what changed since."""
