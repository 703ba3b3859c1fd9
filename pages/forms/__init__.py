"""Forms of localities and people."""
