"""How a tablet comes to trust the laptop in the hall, for whoever prepares it."""
