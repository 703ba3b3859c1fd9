"""What the database keeps for `communities` beyond single rows."""

from .triggers import append_only

GUARDS = (append_only("communities_journal", name="journal_only_added_to"),)
