"""Forms of a campaign and of its points table."""
