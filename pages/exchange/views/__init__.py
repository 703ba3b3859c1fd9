"""The views of what people learn from each other."""
