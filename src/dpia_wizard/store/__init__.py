"""What is on disk: activities, question sets, kept records and the register's cache."""
