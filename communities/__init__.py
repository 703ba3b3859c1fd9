"""Where and who: the places that compete, and the people who sign in."""
