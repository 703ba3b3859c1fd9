"""The desk: running order, marks coming in, and everything that is done while a contest runs."""
