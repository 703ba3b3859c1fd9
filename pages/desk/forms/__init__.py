"""Forms of a contest being run."""
