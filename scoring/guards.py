"""What the database keeps for `scoring` beyond single rows: one contest, and what was sent stays as it was sent."""

from communities.triggers import Trigger, append_only, same_contest
from contests.guards import CONTESTANT, JUDGE, OWN, ROUND, differs, rehearsed

PERFORMANCE = "(SELECT contest_id FROM contests_performance WHERE id = {row}.performance_id)"
PUBLICATION = "(SELECT contest_id FROM scoring_publication WHERE id = {row}.publication_id)"
CONTEST_OF_SHEET = (
    "(SELECT p.contest_id FROM scoring_scoresheet h JOIN contests_performance p ON p.id = h.performance_id "
    "WHERE h.id = {row}.sheet_id)"
)
CONTEST_OF_MARK = (
    "(SELECT p.contest_id FROM scoring_submission s JOIN scoring_scoresheet h ON h.id = s.sheet_id "
    "JOIN contests_performance p ON p.id = h.performance_id WHERE s.id = {row}.submission_id)"
)
ROUND_OF_ITEM = "(SELECT round_id FROM contests_rubricitem WHERE id = {row}.item_id)"
ROUND_OF_SHEET = (
    "(SELECT p.round_id FROM scoring_submission s JOIN scoring_scoresheet h ON h.id = s.sheet_id "
    "JOIN contests_performance p ON p.id = h.performance_id WHERE s.id = {row}.submission_id)"
)
AS_SENT = ("sheet_id", "idempotency_key", "number", "source", "submitted_at", "received_at", "entered_by_id", "holder")

AS_ISSUED = ("publication_id", "contestant_id", "award", "serial", "issued_at", "issued_by_id")


def kept(table: str, *, name: str, contest: str) -> Trigger:
    """No row goes, but with the rehearsal it belongs to."""
    return Trigger(name=name, table=table, events=("DELETE",), when=f"NOT {rehearsed(contest)}")


GUARDS = (
    same_contest("scoring_scoresheet", name="sheet_one_contest", of=JUDGE, others=(PERFORMANCE,)),
    same_contest("scoring_mark", name="mark_one_round", of=ROUND_OF_ITEM, others=(ROUND_OF_SHEET,)),
    same_contest("scoring_adjustment", name="adjustment_one_contest", of=OWN, others=(CONTESTANT, ROUND)),
    same_contest("scoring_certificate", name="certificate_one_contest", of=PUBLICATION, others=(CONTESTANT,)),
    Trigger(name="mark_only_added_to", table="scoring_mark", events=("UPDATE",)),
    kept("scoring_mark", name="mark_only_added_to", contest=CONTEST_OF_MARK),
    append_only("scoring_publication", name="publication_only_added_to"),
    Trigger(name="publication_of_no_rehearsal", table="scoring_publication", events=("INSERT",), when=rehearsed(OWN)),
    kept("scoring_submission", name="submission_kept", contest=CONTEST_OF_SHEET),
    Trigger(
        name="submission_as_sent",
        table="scoring_submission",
        events=("UPDATE",),
        when=f"{differs(*AS_SENT)} OR OLD.retired_at IS NOT NULL",
    ),
    kept("scoring_adjustment", name="adjustment_kept", contest=OWN),
    Trigger(
        name="adjustment_as_made",
        table="scoring_adjustment",
        events=("UPDATE",),
        when=f"{differs('contestant_id', 'round_id', 'points', 'at', 'by_id')} OR OLD.voided_at IS NOT NULL",
    ),
    Trigger(
        name="certificate_as_issued",
        table="scoring_certificate",
        events=("UPDATE",),
        when=f"{differs(*AS_ISSUED)} OR OLD.revoked_at IS NOT NULL",
    ),
    Trigger(name="certificate_kept", table="scoring_certificate", events=("DELETE",)),
)
