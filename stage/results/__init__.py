"""What a release says, by the sums: from the rows of a contest and from nothing that is not released."""

from .alarms import Alarm, AlarmKind, alarms_of
from .hall import Content, Hall, Key, Scored, hall_of, key_of, keys_of
from .known import STANDINGS, KnownScores, Outdated, Ready, known_scores, readied

__all__ = [
    "STANDINGS",
    "Alarm",
    "AlarmKind",
    "Content",
    "Hall",
    "Key",
    "KnownScores",
    "Outdated",
    "Ready",
    "Scored",
    "alarms_of",
    "hall_of",
    "key_of",
    "keys_of",
    "known_scores",
    "readied",
]
