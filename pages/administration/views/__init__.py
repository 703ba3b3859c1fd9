"""Pages of localities and people, and who may see which page."""
