"""Pages of a contest being run, published and read."""
