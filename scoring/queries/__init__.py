"""Questions about sheets, submissions and publications."""

from .facts import (
    SheetFacts,
    facts_of_row,
    paper_waits,
    sheets_closed_without,
    sheets_in,
    sheets_of,
    sheets_reopened,
    sheets_under_way,
    with_facts,
    without_points,
)
from .notes import notes_of, own_notes
from .now import latest_line, roles_now, seat_now
from .residents import origin_page, public_contests, read_as, with_data
from .rows import (
    certificate_by_serial,
    certificates_of,
    in_force,
    kept_in_seat,
    kept_of_sheet,
    kept_waiting,
    succession_count,
    successions_of,
    superseded,
    unconfirmed,
    unfinished,
    unsettled_counts,
)
from .sheet import SheetRows, lock_contest_of, sheet_rows

__all__ = [
    "SheetFacts",
    "SheetRows",
    "certificate_by_serial",
    "certificates_of",
    "facts_of_row",
    "in_force",
    "kept_in_seat",
    "kept_of_sheet",
    "kept_waiting",
    "latest_line",
    "lock_contest_of",
    "notes_of",
    "origin_page",
    "own_notes",
    "paper_waits",
    "public_contests",
    "read_as",
    "roles_now",
    "seat_now",
    "sheet_rows",
    "sheets_closed_without",
    "sheets_in",
    "sheets_of",
    "sheets_reopened",
    "sheets_under_way",
    "succession_count",
    "successions_of",
    "superseded",
    "unconfirmed",
    "unfinished",
    "unsettled_counts",
    "with_data",
    "with_facts",
    "without_points",
]
