"""What a release says, by the sums: from the rows of a contest and from nothing that is not released."""

from .hall import Content, Hall, Key, Scored, hall_of, key_of, keys_of
from .known import STANDINGS, KnownScores, Outdated, Ready, known_scores, readied

__all__ = [
    "STANDINGS",
    "Content",
    "Hall",
    "Key",
    "KnownScores",
    "Outdated",
    "Ready",
    "Scored",
    "hall_of",
    "key_of",
    "keys_of",
    "known_scores",
    "readied",
]
