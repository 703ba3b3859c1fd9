"""Questions about shows and what has been released."""

from .releases import latest_score, releases_in_force, show_of

__all__ = ["latest_score", "releases_in_force", "show_of"]
