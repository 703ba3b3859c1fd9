"""What the hall sees: stage screens, the speaker's monitor, the overlay of a live stream. Whoever has the link."""
