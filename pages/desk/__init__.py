"""The desk that runs the show."""
