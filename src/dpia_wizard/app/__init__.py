"""Light verbs, one module each: what the window and the commands do to an activity."""
