"""What the emcee says next, on a phone. Whoever has the link."""
