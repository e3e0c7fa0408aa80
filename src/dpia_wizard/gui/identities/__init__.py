"""Signing identities and the certificates that are trusted here."""
