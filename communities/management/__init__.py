"""Commands of places and people."""
