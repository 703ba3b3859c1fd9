"""Everything that changes a show: locked, checked, written into the journal."""

from .links import add_link, add_usual_links, change_link, identify, note_screen, remove_link, replace_link
from .on_screen import follow_stage, show_on_screen
from .settings import change_show

__all__ = [
    "add_link",
    "add_usual_links",
    "change_link",
    "change_show",
    "follow_stage",
    "identify",
    "note_screen",
    "remove_link",
    "replace_link",
    "show_on_screen",
]
