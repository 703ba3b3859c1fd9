"""Where a district puts several contests into one frame."""
