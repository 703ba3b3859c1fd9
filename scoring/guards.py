"""What the database keeps for `scoring` beyond single rows: one contest, and what was sent stays as it was sent."""

from communities.triggers import ENTRIES, Trigger, append_only, as_it_came, differs, kept, not_coming, same_contest
from contests.guards import CONTESTANT, JUDGE, OWN, PANEL, ROUND, rehearsed

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
AS_SENT = (
    *("sheet_id", "idempotency_key", "number", "source", "submitted_at", "received_at"),
    *("entered_by_id", "holder", "signature", "line_id"),
)
AS_PRINTED = ("panel_id", "voter_class", "batch", "secret_hash", "code_hash")
AS_MADE = ("contest_id", "contestant_id", "round_id", "points", "at", "by_id")
LEFT = "(SELECT contest_id FROM contests_contestant WHERE id = {row}.left_id)"
MOVED_UP = "(SELECT contest_id FROM contests_contestant WHERE id = {row}.moved_up_id)"
AS_RECORDED = ("publication_id", "award", "left_id", "moved_up_id", "why", "public", "reason", "at", "by_id")
AS_ISSUED = ("publication_id", "contestant_id", "award", "serial", "issued_at", "issued_by_id")
AS_KEPT = (
    *("judge_id", "performance_id", "idempotency_key", "marks", "marks_hash", "why", "holder", "signature"),
    *("submitted_at", "received_at", "line_id"),
)
ITS_LINE = (
    "EXISTS (SELECT 1 FROM communities_journal WHERE id = NEW.line_id "  # noqa: S608 - our names
    "AND (NEW.source = 'tablet' AND verb IN ('sheet-submitted', 'sheet-claimed') "
    "OR NEW.source = 'paper' AND verb = 'paper-entered') "
    f"AND contest_id = {CONTEST_OF_SHEET.replace('{row}', 'NEW')})"
)
LINE_OF_NOTE = (
    "EXISTS (SELECT 1 FROM communities_journal WHERE id = NEW.line_id AND verb = 'note-kept' "  # noqa: S608
    f"AND contest_id = {PERFORMANCE.replace('{row}', 'NEW')})"
)
AS_WRITTEN = (
    *("judge_id", "performance_id", "holder", "number", "idempotency_key", "good", "mend", "written_at"),
    *("received_at", "line_id"),
)
LINE_OF_KEPT = (
    "EXISTS (SELECT 1 FROM communities_journal WHERE id = NEW.line_id AND verb = 'sheet-kept' "  # noqa: S608
    f"AND contest_id = {PERFORMANCE.replace('{row}', 'NEW')})"
)
OWN_SUBMISSION = (
    "{row}.submission_id IS NULL OR EXISTS (SELECT 1 FROM scoring_submission s "
    "JOIN scoring_scoresheet h ON h.id = s.sheet_id WHERE s.id = {row}.submission_id "
    "AND h.judge_id = {row}.judge_id AND h.performance_id = {row}.performance_id)"
)

GUARDS = (
    same_contest("scoring_scoresheet", name="sheet_one_contest", of=JUDGE, others=(PERFORMANCE,)),
    as_it_came("scoring_scoresheet", name="sheet_stays_where_it_lies", columns=("judge_id", "performance_id")),
    same_contest("scoring_mark", name="mark_one_round", of=ROUND_OF_ITEM, others=(ROUND_OF_SHEET,)),
    same_contest("scoring_adjustment", name="adjustment_one_contest", of=OWN, others=(CONTESTANT, ROUND)),
    same_contest("scoring_certificate", name="certificate_one_contest", of=PUBLICATION, others=(CONTESTANT,)),
    Trigger(name="mark_only_added_to", table="scoring_mark", events=("UPDATE",)),
    kept("scoring_mark", name="mark_only_added_to", but=rehearsed(CONTEST_OF_MARK)),
    append_only("scoring_publication", name="publication_only_added_to"),
    not_coming("scoring_publication", name="publication_of_no_rehearsal", when=rehearsed("NEW.contest_id")),
    not_coming(
        "scoring_submission",
        name="submission_with_its_line",
        when=f"NEW.source IN ('tablet', 'paper') AND NOT {ITS_LINE}",
    ),
    kept("scoring_submission", name="submission_kept", but=rehearsed(CONTEST_OF_SHEET)),
    as_it_came("scoring_submission", name="submission_as_sent", columns=AS_SENT, until=("retired_at",)),
    same_contest("scoring_keptsheet", name="kept_sheet_one_contest", of=JUDGE, others=(PERFORMANCE,)),
    not_coming("scoring_keptsheet", name="kept_sheet_with_its_line", when=f"NOT {LINE_OF_KEPT}"),
    Trigger(
        name="kept_sheet_own_submission",
        table="scoring_keptsheet",
        events=ENTRIES,
        when=f"NOT ({OWN_SUBMISSION})",
    ),
    as_it_came("scoring_keptsheet", name="kept_sheet_as_it_came", columns=AS_KEPT, until=("settled_at",)),
    kept("scoring_keptsheet", name="kept_sheet_kept", but=rehearsed(PERFORMANCE)),
    Trigger(
        name="voter_card_where_people_vote",
        table="scoring_votercard",
        events=ENTRIES,
        when="NOT EXISTS (SELECT 1 FROM contests_panel WHERE id = NEW.panel_id AND ballot IS NOT NULL)",
    ),
    as_it_came("scoring_votercard", name="voter_card_as_made", columns=AS_PRINTED),
    same_contest("scoring_ballotbox", name="ballot_box_one_contest", of=PANEL, others=(PERFORMANCE,)),
    as_it_came("scoring_ballotbox", name="ballot_box_stays", columns=("performance_id", "panel_id")),
    Trigger(
        name="ballot_box_closed",
        table="scoring_ballotbox",
        events=("UPDATE",),
        when=f"NOT OLD.is_open AND {differs('counts', 'voted')}",
    ),
    kept("scoring_ballotbox", name="ballot_box_kept", but=rehearsed(PERFORMANCE)),
    same_contest("scoring_sitenote", name="site_note_one_contest", of=JUDGE, others=(PERFORMANCE,)),
    not_coming("scoring_sitenote", name="site_note_with_its_line", when=f"NOT {LINE_OF_NOTE}"),
    as_it_came("scoring_sitenote", name="site_note_as_written", columns=AS_WRITTEN, until=("retired_at",)),
    kept("scoring_sitenote", name="site_note_kept", but=rehearsed(PERFORMANCE)),
    kept("scoring_adjustment", name="adjustment_kept", but=rehearsed(OWN)),
    as_it_came("scoring_adjustment", name="adjustment_as_made", columns=AS_MADE, until=("voided_at",)),
    as_it_came("scoring_certificate", name="certificate_as_issued", columns=AS_ISSUED, until=("revoked_at",)),
    kept("scoring_certificate", name="certificate_kept"),
    same_contest("scoring_succession", name="succession_one_contest", of=PUBLICATION, others=(LEFT, MOVED_UP)),
    as_it_came("scoring_succession", name="succession_as_recorded", columns=AS_RECORDED, until=("withdrawn_at",)),
    kept("scoring_succession", name="succession_kept"),
)
