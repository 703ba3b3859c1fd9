"""Forms of places and people."""
