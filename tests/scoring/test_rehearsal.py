"""A rehearsal: made by copying, run like any contest, never published, and deleted with its marks; nothing else is."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from communities.models import Journal
from contests import actions as contests
from contests.models import Contest, Contestant, Judge, Performance, RuleSheet
from contests.queries import set_up
from scoring import actions
from scoring.models import Adjustment, Certificate, Mark, Publication, ScoreSheet, Submission
from scoring.results import document_of
from tests.cast import NOW, a_closed_contest, all_submit, an_open_contest, fresh, later, performed, sheets_of, started
from tests.refusals import refused

pytestmark = pytest.mark.django_db

COUNTED = (Mark, Submission, Adjustment, Publication, Certificate, Contestant, Judge, Performance, RuleSheet)


GUARDED = r"_kept|_only_added_to|_frozen"


def counted():
    return {model.__name__: model.objects.count() for model in (*COUNTED, ScoreSheet)}


def deducted(cast, contest):
    person, points = contest.contestants.first(), {"points": Decimal(-1), "reason": "too loud", "key": "k"}
    actions.adjust(contestant=person, round=None, **points, by=cast.li, now=later(11))


def the_real_one(cast):
    """A contest that counts, with everything a contest can have."""
    contest = a_closed_contest(cast, contestants=2)
    deducted(cast, contest)
    actions.publish_results(contest=contest, by=cast.wang, now=later(70))
    actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(80))
    return contest


def rehearsed(cast, source):
    """A copy to rehearse with, opened and run to its end, marks and points off included."""
    values = {"slug": "try", "title": "We rehearse", "rehearsal": True}
    copy = contests.copy_contest(source=source, values=values, by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=copy, by=cast.wang, now=NOW)
    for performance in contest.performances.filter(round__external=False).order_by("round__position", "order"):
        performed(cast, contest, performance)
    deducted(cast, contest)
    return actions.close_contest(contest=contest, by=cast.li, now=later(60))


def test_a_copy_to_rehearse_takes_the_people_and_their_order_along(cast):
    source = an_open_contest(cast, contestants=2)
    values = {"slug": "try", "title": "We rehearse", "rehearsal": True}
    copy = contests.copy_contest(source=source, values=values, by=cast.wang, now=NOW)
    before, after = set_up(source.pk), set_up(copy.pk)
    assert copy.state == "setup"
    assert {key: after[key] for key in ("rounds", "judges", "contestants")} == {
        key: before[key] for key in ("rounds", "judges", "contestants")
    }
    assert document_of(copy)["marks"] == []
    assert after["about"]["rehearsal"] is True


def test_a_rehearsal_is_never_published_and_stays_one(cast):
    rehearsal = rehearsed(cast, an_open_contest(cast, contestants=2))
    with refused("rehearsal"):
        actions.publish_results(contest=rehearsal, by=cast.wang, now=later(70))
    change = {"contest": rehearsal, "values": {"rehearsal": False}, "by": cast.wang, "now": later(70)}
    with refused("frozen"):
        contests.change_contest(**change)
    with pytest.raises(IntegrityError, match="contests_contest_kept"), transaction.atomic():
        Contest.objects.filter(pk=rehearsal.pk).update(rehearsal=False)
    imported = actions.import_contest(
        source=actions.export_contest(contest=rehearsal), district=cast.district, slug="in", by=cast.wang, now=later(80)
    )
    assert (imported.rehearsal, imported.state) == (True, "closed")
    for mark in ('"true"', "1", "null"):
        text = actions.export_contest(contest=rehearsal).replace('"rehearsal":true', f'"rehearsal":{mark}')
        with refused("bad-file", problems=["about.rehearsal: expected true or false"]):
            actions.import_contest(source=text, district=cast.district, slug="no", by=cast.wang, now=later(81))


def test_a_rehearsal_goes_with_its_marks_and_everything_else_stays(cast):
    real = the_real_one(cast)
    before = counted()
    rehearsal = rehearsed(cast, real)
    with refused("no-rehearsal"):
        actions.remove_rehearsal(contest=real, by=cast.wang, now=later(90))
    lines = Journal.objects.filter(contest_id=rehearsal.pk).count()
    actions.remove_rehearsal(contest=rehearsal, by=cast.wang, now=later(90))
    assert not Contest.objects.filter(pk=rehearsal.pk).exists()
    assert counted() == before
    kept = Journal.objects.filter(contest_id=rehearsal.pk)
    assert (kept.count(), kept.last().verb, kept.last().detail) == (lines + 1, "rehearsal-removed", {"sheets": 20})
    with refused("gone"):
        actions.remove_rehearsal(contest=rehearsal, by=cast.wang, now=later(91))


def test_a_rehearsal_under_way_can_be_deleted(cast):
    source = an_open_contest(cast, contestants=2)
    values = {"slug": "try", "title": "We rehearse", "rehearsal": True}
    copy = contests.copy_contest(source=source, values=values, by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=copy, by=cast.wang, now=NOW)
    performance = started(cast, contest)
    all_submit(performance)
    sheet = sheets_of(performance).first()
    actions.reopen_sheet(sheet=sheet, reason="a try", by=cast.li, now=later(12))
    actions.remove_rehearsal(contest=fresh(contest), by=cast.wang, now=later(13))
    assert not Contest.objects.filter(pk=contest.pk).exists()


def test_beside_a_rehearsal_no_row_of_a_contest_that_counts_can_be_deleted(cast):
    """Past the ORM, as somebody with a database prompt would."""
    real = the_real_one(cast)
    rehearsed(cast, real)
    for model in COUNTED:
        own = next(row.pk for row in model.objects.all() if _contest_of(row) == real.pk)
        statement = f"DELETE FROM {model._meta.db_table} WHERE id = {own}"  # noqa: S608
        with pytest.raises(DatabaseError, match=GUARDED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def _contest_of(row):
    """The contest a row belongs to."""
    steps = ("contest_id", "submission", "sheet", "performance", "publication")
    found = next(getattr(row, step) for step in steps if hasattr(row, step))
    return found if isinstance(found, int) else _contest_of(found)
