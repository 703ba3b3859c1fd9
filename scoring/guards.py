"""What the database keeps for `scoring` beyond single rows: one contest, and what was sent stays as it was sent."""

from communities.triggers import Trigger, append_only, same_contest
from contests.guards import CONTESTANT, JUDGE, OWN, ROUND, differs

PERFORMANCE = "(SELECT contest_id FROM contests_performance WHERE id = {row}.performance_id)"
PUBLICATION = "(SELECT contest_id FROM scoring_publication WHERE id = {row}.publication_id)"
ROUND_OF_ITEM = "(SELECT round_id FROM contests_rubricitem WHERE id = {row}.item_id)"
ROUND_OF_SHEET = (
    "(SELECT p.round_id FROM scoring_submission s JOIN scoring_scoresheet h ON h.id = s.sheet_id "
    "JOIN contests_performance p ON p.id = h.performance_id WHERE s.id = {row}.submission_id)"
)
AS_SENT = ("sheet_id", "idempotency_key", "number", "source", "submitted_at", "received_at", "entered_by_id")

GUARDS = (
    same_contest("scoring_scoresheet", name="sheet_one_contest", of=JUDGE, others=(PERFORMANCE,)),
    same_contest("scoring_mark", name="mark_one_round", of=ROUND_OF_ITEM, others=(ROUND_OF_SHEET,)),
    same_contest("scoring_adjustment", name="adjustment_one_contest", of=OWN, others=(CONTESTANT, ROUND)),
    same_contest("scoring_certificate", name="certificate_one_contest", of=PUBLICATION, others=(CONTESTANT,)),
    append_only("scoring_mark", name="mark_only_added_to"),
    append_only("scoring_publication", name="publication_only_added_to"),
    Trigger(name="submission_kept", table="scoring_submission", events=("DELETE",)),
    Trigger(
        name="submission_as_sent",
        table="scoring_submission",
        events=("UPDATE",),
        when=f"{differs(*AS_SENT)} OR OLD.retired_at IS NOT NULL",
    ),
    Trigger(name="adjustment_kept", table="scoring_adjustment", events=("DELETE",)),
    Trigger(
        name="adjustment_as_made",
        table="scoring_adjustment",
        events=("UPDATE",),
        when=f"{differs('contestant_id', 'round_id', 'points', 'at', 'by_id')} OR OLD.voided_at IS NOT NULL",
    ),
    Trigger(name="certificate_kept", table="scoring_certificate", events=("DELETE",)),
)
