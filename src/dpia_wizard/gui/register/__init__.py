"""The register of all activities, and the reviews that fall due."""
