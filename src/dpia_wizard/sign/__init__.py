"""Signatures: identities, sealing and checking; what holds them comes with signed records."""
