"""Questions about the show of a contest."""
