"""Forms of a contest being set up."""
