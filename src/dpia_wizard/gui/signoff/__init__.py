"""Sign-off: advice, completion and approval, with the record beside them."""
