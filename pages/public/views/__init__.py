"""What everybody may read, and what comes out of it."""
