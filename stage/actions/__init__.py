"""Everything that changes a show: locked, checked, written into the journal."""

from .calling import call_on_stage, take_back_call
from .ceremony import prepare_ceremony, show_step
from .clock import clear_clock, correct_clock, decline_time, note_call, pause_clock, set_clock, start_clock
from .copying import copy_contest_with_show
from .cueing import begin_cue, end_cue, note_comment, skip_cue, take_back_cue
from .drawing import annul_draw, change_bank, draw_question
from .links import add_link, add_usual_links, change_link, identify, note_screen, remove_link, replace_link
from .media import add_media, keep_photos, remove_media
from .on_screen import follow_stage, show_on_screen, tell_speaker
from .rechecking import ask_to_check
from .releasing import correct_release, release_scores, take_back_release
from .run_sheet import add_cue, add_usual_cues, change_cue, move_cue, remove_cue
from .sentences import change_sentences
from .settings import change_show

__all__ = [
    "add_cue",
    "add_link",
    "add_media",
    "add_usual_cues",
    "add_usual_links",
    "annul_draw",
    "ask_to_check",
    "begin_cue",
    "call_on_stage",
    "change_bank",
    "change_cue",
    "change_link",
    "change_sentences",
    "change_show",
    "clear_clock",
    "copy_contest_with_show",
    "correct_clock",
    "correct_release",
    "decline_time",
    "draw_question",
    "end_cue",
    "follow_stage",
    "identify",
    "keep_photos",
    "move_cue",
    "note_call",
    "note_comment",
    "note_screen",
    "pause_clock",
    "prepare_ceremony",
    "release_scores",
    "remove_cue",
    "remove_link",
    "remove_media",
    "replace_link",
    "set_clock",
    "show_on_screen",
    "show_step",
    "skip_cue",
    "start_clock",
    "take_back_call",
    "take_back_cue",
    "take_back_release",
    "tell_speaker",
]
