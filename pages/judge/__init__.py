"""The judge's tablet."""
