"""Values and rules: what a case is and what follows from it; standard library only."""
