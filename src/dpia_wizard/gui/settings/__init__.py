"""What the house has set: people, identities, trust, profile, law and question sets."""
