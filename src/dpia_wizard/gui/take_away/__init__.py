"""What people take away: notices, register lines, cards and packs."""
