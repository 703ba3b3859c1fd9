"""Questions about shows and what has been released."""

from .releases import is_released, latest_score, releases_in_force, show_of

__all__ = ["is_released", "latest_score", "releases_in_force", "show_of"]
