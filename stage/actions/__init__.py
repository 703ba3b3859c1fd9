"""Everything that changes a show: locked, checked, written into the journal."""

from .links import add_link, add_usual_links, change_link, identify, note_screen, remove_link, replace_link
from .on_screen import follow_stage, show_on_screen, tell_speaker
from .rechecking import ask_to_check
from .releasing import correct_release, release_scores, take_back_release
from .settings import change_show

__all__ = [
    "add_link",
    "add_usual_links",
    "ask_to_check",
    "change_link",
    "change_show",
    "correct_release",
    "follow_stage",
    "identify",
    "note_screen",
    "release_scores",
    "remove_link",
    "replace_link",
    "show_on_screen",
    "take_back_release",
    "tell_speaker",
]
