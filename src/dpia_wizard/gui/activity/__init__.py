"""One activity: its page, its details, and handing it to somebody else."""
