"""Pages of places and people, and who may see which page."""
