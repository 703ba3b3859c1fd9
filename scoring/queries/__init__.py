"""Questions about sheets, submissions and publications."""

from .rows import (
    certificate_by_serial,
    counting,
    in_force,
    outstanding,
    seats_for,
    sheet_of,
    superseded,
    unconfirmed,
    unfinished,
)
from .sheet import SheetRows, lock_contest_of, seat_row, sheet_rows

__all__ = [
    "SheetRows",
    "certificate_by_serial",
    "counting",
    "in_force",
    "lock_contest_of",
    "outstanding",
    "seat_row",
    "seats_for",
    "sheet_of",
    "sheet_rows",
    "superseded",
    "unconfirmed",
    "unfinished",
]
