"""The tables of `stage`: the show of a contest, and what the hall has been told."""

from .ceremony import AwardTier, Ceremony
from .media import FILMS, MediaFile, MediaFormat, MediaUse
from .questions import LONGEST_QUESTION, MOST_QUESTIONS, QuestionBank, QuestionDraw
from .show import (
    AFTER_ALL,
    LARGEST_BATCH,
    ClockKind,
    Cue,
    CueKind,
    CueState,
    JudgesShown,
    LinkKind,
    Recheck,
    Release,
    ReleaseKind,
    Releasing,
    ScreenMode,
    Show,
    StageClock,
    StageLink,
)

__all__ = [
    "AFTER_ALL",
    "FILMS",
    "LARGEST_BATCH",
    "LONGEST_QUESTION",
    "MOST_QUESTIONS",
    "AwardTier",
    "Ceremony",
    "ClockKind",
    "Cue",
    "CueKind",
    "CueState",
    "JudgesShown",
    "LinkKind",
    "MediaFile",
    "MediaFormat",
    "MediaUse",
    "QuestionBank",
    "QuestionDraw",
    "Recheck",
    "Release",
    "ReleaseKind",
    "Releasing",
    "ScreenMode",
    "Show",
    "StageClock",
    "StageLink",
]
