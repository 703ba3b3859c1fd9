"""Commands of localities and people."""
