"""SQLite as the embedded database, with a fair gate for writers."""
