"""Pages of a contest being set up."""
