"""Files that other programs read: tables for spreadsheets."""
