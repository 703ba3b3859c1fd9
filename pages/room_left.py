"""Whether the disk this server writes to is nearly full, or cannot be written: the desk is told."""

from __future__ import annotations

import os
from shutil import disk_usage

from django.conf import settings

ENOUGH = 200
"""Megabytes that a contest and its copies never come near in a day."""


def room_left() -> int | None:
    """The megabytes that are left, where they are few: 0 where nothing can be written. None where there is enough.

    Costs microseconds.
    """
    try:
        free = disk_usage(settings.VAR).free // 1_000_000
    except OSError:  # no folder of ours: the database is elsewhere
        return None
    if not os.access(settings.VAR, os.W_OK):  # a disk with faults, which the system lets be read only
        return 0
    return free if free < ENOUGH else None
