"""What the database keeps for `communities` beyond single rows."""

from .triggers import append_only, not_coming

CLOCK_SET_BACK = "clock-set-back"
"""The verb of the line that says so where the clock of the machine was set back: only such a line may go back."""

BEFORE = "(SELECT at FROM communities_journal WHERE contest_id {} ORDER BY id DESC LIMIT 1)"
LATEST = (
    f"CASE WHEN NEW.contest_id IS NULL THEN {BEFORE.format('IS NULL')} ELSE {BEFORE.format('= NEW.contest_id')} END"
)

GUARDS = (
    append_only("communities_journal", name="journal_only_added_to"),
    not_coming(
        "communities_journal",
        name="journal_in_order",
        when=f"NEW.verb <> '{CLOCK_SET_BACK}' AND NEW.at < {LATEST}",
    ),
)
