"""Views by what is looked at: the grid of values, what waits, the catalogue."""
