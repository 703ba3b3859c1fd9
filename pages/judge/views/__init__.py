"""The judges' tablets: taking a seat, the sheets, what was received."""
