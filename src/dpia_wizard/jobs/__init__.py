"""Heavy verbs, run only in the worker process or by a command."""
