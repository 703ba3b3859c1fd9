"""The page of a screen, and the small address it asks what to show."""
