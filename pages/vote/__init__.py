"""What somebody of a mass jury sees on a phone of their own: the ballot, and the way to it by a typed code."""
