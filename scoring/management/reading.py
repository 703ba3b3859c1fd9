"""A file that a command was given."""

from __future__ import annotations

import sys
from pathlib import Path

from tabulation.json_text import MOST_BYTES


def bytes_of(file: str) -> bytes:
    """A file, or standard input for `-`; no more of it than is needed to refuse it as too large. Raises OSError."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(file).open("rb") as source:
        return source.read(MOST_BYTES + 1)
