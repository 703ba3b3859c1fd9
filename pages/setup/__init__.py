"""Forms on which a contest is set up."""
