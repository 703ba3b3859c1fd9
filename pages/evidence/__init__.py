"""Evidence of check items: the organiser's list, and the page on which a service centre sends its files."""
