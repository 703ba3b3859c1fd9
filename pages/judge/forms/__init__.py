"""A judge's sheet, and the code of a card."""
