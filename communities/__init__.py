"""Where and who: the communities that compete, and the people who sign in."""
