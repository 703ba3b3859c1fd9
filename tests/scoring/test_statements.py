"""Statements made once read and write what Django's own would, on both databases."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import NOT_PROVIDED, Exists, F, Model, OuterRef, Subquery
from django.db.models.signals import post_save, pre_save
from django.forms import model_to_dict

from communities.models import Journal, User
from communities.reading import models_asked, values_found
from communities.writing import insert, insert_all, update
from contests.models import Contest, Judge, Performance, RubricItem
from scoring import actions
from scoring.actions import sheets
from scoring.models import Mark, Submission
from scoring.queries import lock_contest_of, seat_now, sheet_rows
from tests.cast import NOW, an_open_contest, later, marks_for, sheet_of, started, submit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest, contest.performances.order_by("order").first())
    return sheet_of(performance, "J1")


def loaded(row):
    """What was read of a row, by column."""
    return {name: value for name, value in row.__dict__.items() if not name.startswith("_")}


def tree(row):
    """What was read of a row and of all that was read with it."""
    beside = {name: other and tree(other) for name, other in row._state.fields_cache.items()}
    return type(row), loaded(row), beside, row._state.db, row._state.adding


def of_sheets(pk):
    """Submissions with what lies beside them: nothing there, times, parts of a file, decimals, whether something is."""
    blank = Mark.objects.filter(submission=OuterRef("pk"), points__isnull=True)
    points = Mark.objects.filter(submission=OuterRef("pk")).order_by("item__position").values("points")
    beside = ("entered_by", "line", "sheet__judge__street", "sheet__judge__panel", "sheet__performance__contest")
    rows = Submission.objects.filter(sheet=pk).select_related(*beside).order_by("-number")
    started = F("sheet__performance__started_at")
    return rows.annotate(blank=Exists(blank), points=Subquery(points[:1]), started=started)


def of_any_sheet():
    """The same, with a stand-in for the sheet."""
    return of_sheets(-1)


def is_part_of(row, whole):
    """Everything that was read is what Django reads."""
    return loaded(row).items() <= loaded(whole).items()


def test_a_sheet_is_read_as_django_reads_it(cast, sheet):
    first = submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="看错了行", by=cast.wang, now=later(7))
    rows = sheet_rows(sheet.pk)
    sheet.refresh_from_db()
    assert is_part_of(rows.sheet, sheet)
    assert rows.sheet.reopened_at == later(7)
    assert is_part_of(rows.sheet.judge, sheet.judge)
    assert is_part_of(rows.sheet.performance, Performance.objects.get(pk=sheet.performance_id))
    assert is_part_of(rows.contest, Contest.objects.get(pk=sheet.performance.contest_id))
    assert [loaded(sent) for sent in rows.sent] == [loaded(Submission.objects.defer("signature").get(pk=first.pk))]
    items = list(RubricItem.objects.filter(round=sheet.performance.round_id))
    assert list(rows.items) == [item.key for item in items]
    assert all(is_part_of(rows.items[item.key], item) for item in items)
    assert rows.recused is False


def test_models_are_read_as_django_reads_them_each_time_of_whom_is_asked(cast, sheet):
    other = sheet_of(sheet.performance, "J2")
    for each in (sheet, other):
        submit(each)
    actions.reopen_sheet(sheet=sheet, reason="看错了行", by=cast.wang, now=later(7))
    paper = {"marks": marks_for(sheet), "by": cast.li, "now": later(8)}
    actions.enter_paper_sheet(sheet=sheet, key="on paper", **paper)
    for each, sent in ((sheet, 2), (other, 1), (sheet, 2)):
        read = models_asked(of_any_sheet, {-1: each.pk})
        assert list(map(tree, read)) == list(map(tree, of_sheets(each.pk)))
        assert len(read) == sent
    assert models_asked(of_any_sheet, {-1: 2**63}) == []


def of_seats(contest):
    """Judges as values: decimals, parts of a file, times, whether something is, and what lies beside them."""
    rows = Judge.objects.filter(contest=contest).order_by("-position")
    return rows.values(
        "key", "panel__weight", "former", "left_at", "contest__signatures", panel_extra=F("panel__extra")
    )


def of_any_seats():
    """The same, with a stand-in for the contest."""
    return of_seats(-1)


def test_values_are_read_as_django_reads_them_and_compared_as_they_are_stored(cast):
    contest = an_open_contest(cast)
    before = values_found(of_any_seats, {-1: contest.pk})
    assert before.read() == list(of_seats(contest.pk)) != []
    assert values_found(of_any_seats, {-1: contest.pk}).rows == before.rows
    Judge.objects.filter(contest=contest, key="J1").update(left_at=NOW)
    assert values_found(of_any_seats, {-1: contest.pk}).rows != before.rows
    assert values_found(of_any_seats, {-1: 2**63}).read() == []


def test_what_was_not_read_comes_when_it_is_asked_for(sheet):
    contest = sheet_rows(sheet.pk).contest
    assert "fingerprint" not in loaded(contest)
    assert contest.fingerprint == Contest.objects.get(pk=contest.pk).fingerprint != ""


def test_only_ones_own_recusal_counts(cast, sheet):
    other = sheet_of(sheet.performance, "J2")
    actions.recuse_after_opening(
        judge=other.judge, contestant=sheet.performance.contestant, reason="表亲", by=cast.wang, now=later(3)
    )
    assert (sheet_rows(sheet.pk).recused, sheet_rows(other.pk).recused) == (False, True)


def test_a_sheet_laid_out_after_its_lock_was_sought_takes_no_marks(sheet, monkeypatch):
    monkeypatch.setattr(sheets, "lock_contest_of", lambda _pk: False)
    with refused("not-open"):
        submit(sheet)


def test_where_there_is_no_sheet_nothing_is_locked():
    with transaction.atomic():
        assert lock_contest_of(10**9) is not connection.features.has_select_for_update


def test_a_row_gets_its_number_from_a_database_that_returns_nothing(cast, monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(connection.features, "can_return_columns_from_insert", False)
    line = insert(Journal(at=NOW, who=cast.wang, who_label="王", verb="tried", detail={}))
    assert Journal.objects.get(verb="tried").pk == line.pk


def test_there_are_no_rows_of_no_sheet():
    assert sheet_rows(10**9) is None
    assert sheet_rows(2**63) is None
    assert seat_now(10**9, since=0) is None
    assert seat_now(2**63, since=0) is None


def test_a_seat_is_read_with_the_version_of_its_contest_and_the_latest_line_about_it(sheet):
    judge = Judge.objects.select_related("contest").get(pk=sheet.judge_id)
    assert seat_now(judge.pk, since=0) == (judge.secret_hash, judge.contest.judges_version, 0, 0)
    line = submit(sheet).line_id
    assert seat_now(judge.pk, since=0) == (judge.secret_hash, judge.contest.judges_version, line, 0)


def test_a_row_is_written_as_django_writes_it(cast):
    moment = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
    line = Journal(at=moment, who=cast.wang, who_label="王", verb="tried", detail={"名": ["%s", "'", 1]})
    written = insert(line)
    read = Journal.objects.get(pk=written.pk)
    assert model_to_dict(read) == model_to_dict(written)
    assert (read.at, read.who, read.detail, read.contest_id) == (moment, cast.wang, {"名": ["%s", "'", 1]}, None)


def test_a_written_row_is_no_longer_new(cast):
    line = insert(Journal(at=NOW, who=cast.wang, who_label="王", verb="tried", detail={}))
    assert line.pk is not None
    assert not line._state.adding


def test_rows_are_written_to_the_letter(sheet):
    submission = submit(sheet)
    items = {mark.item_id: mark.points for mark in submission.marks.all()}
    values = {
        "sheet": sheet,
        "idempotency_key": "k2",
        "number": 2,
        "source": "import",
        "entered_by": User.objects.first(),
        "received_at": NOW,
        "counts": False,
    }
    again = insert(Submission(**values))
    insert_all([Mark(submission_id=again.pk, item_id=item, points=Decimal("7.50")) for item in items])
    assert {mark.item_id: str(mark.points) for mark in again.marks.all()} == dict.fromkeys(items, "7.50")


def test_nothing_is_written_of_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_all([])


def test_the_database_still_refuses_nonsense(sheet):
    values = {
        "sheet": sheet,
        "idempotency_key": "",
        "number": 1,
        "source": "tablet",
        "received_at": NOW,
        "counts": True,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Submission(**values))
    assert Submission.objects.count() == 0


def test_only_what_was_read_is_written_back(sheet):
    contest = sheet_rows(sheet.pk).contest
    Contest.objects.filter(pk=contest.pk).update(venue="区礼堂")
    contest.version += 5
    update(contest)
    stored = Contest.objects.get(pk=contest.pk)
    assert (stored.version, stored.venue) == (contest.version, "区礼堂")


@pytest.mark.parametrize("model", [Contest, Journal, Mark, Submission])
def test_nothing_hangs_on_django_writing_these_tables(model):
    """`communities.writing` knows no signals, no `save()` of a model and no field that fills itself."""
    assert model.save is Model.save
    assert not [
        f for f in model._meta.concrete_fields if getattr(f, "auto_now", False) or f.db_default is not NOT_PROVIDED
    ]
    assert not any(signal.has_listeners(model) for signal in (pre_save, post_save))
