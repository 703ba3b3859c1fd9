"""What still waits at the desk is told to whoever publishes: a correction that came too late is no surprise."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contests import actions as contests
from contests.models import Round
from scoring import actions
from scoring.models import Submission
from tests.browsers import client_of, text_of
from tests.cast import (
    a_closed_contest,
    a_draft,
    a_kept_sheet,
    an_open_contest,
    announced,
    held,
    later,
    marks_for,
    scored_elsewhere,
    sheet_of,
    started,
    submit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
SETTLED = "Nothing is missing and nothing waits for a decision."


def read(cast, contest, page):
    return text_of(client_of(cast.wang).get(reverse(f"manage:{page}", args=[contest.pk])))


def test_a_paper_sheet_that_waits_is_told_before_and_after_publishing(cast):
    contest = a_closed_contest(cast)
    sheet = sheet_of(contest.performances.filter(contestant__number="02").order_by("round__position").first())
    assert SETTLED in read(cast, contest, "publish")
    actions.reopen_sheet(sheet=sheet, reason="two digits swapped", by=cast.li, now=later(61))
    for page in ("publish", "results", "contest"):
        words = read(cast, contest, page)
        assert "Re-opened and not sent again: Judge J1 for 02" in words.replace("J1 Judge J1", "Judge J1"), page
        assert SETTLED not in words
    actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet, "0.5"), key="p", by=cast.li, now=later(62))
    for page in ("publish", "results", "contest"):
        words = read(cast, contest, page)
        assert "1 paper sheet needs a second person to confirm it." in words, page
        assert SETTLED not in words
    published = announced(cast, contest)
    actions.issue_certificates(contest=published, prefix="T", by=cast.wang, now=later(71))
    words = read(cast, published, "contest")
    assert "still to be settled at the desk" in words
    assert "Everything is done" not in words
    waiting = Submission.objects.get(sheet=sheet, confirmed_by=None, source="paper")
    actions.confirm_paper_sheet(submission=waiting, by=cast.zhao, now=later(72))
    assert "still to be settled at the desk" not in read(cast, published, "contest")


def test_a_sheet_that_was_kept_is_told_where_results_are_published(cast):
    contest = actions.close_contest(contest=a_kept_sheet(cast).performance.contest, by=cast.li, now=later(60))
    words = read(cast, contest, "publish")
    assert "1 sheet was kept and does not count: decide what becomes of it." in words
    assert SETTLED not in words


def test_a_ready_score_that_waits_after_publication_is_not_the_end_of_the_work(cast):
    draft = a_draft(cast, preset="tour", contestants=2)
    for round_ in Round.objects.filter(contest=draft, external=True):
        scored_elsewhere(cast, round_, {"01": Decimal(80), "02": Decimal(90)})
    contest = held(cast, draft)
    assert SETTLED in read(cast, contest, "publish")
    written = contest.rounds.filter(external=True).first()
    contests.enter_external_scores(
        round=written, scores={"01": Decimal(95)}, reason="misread", by=cast.wang, now=later(61)
    )
    assert SETTLED not in read(cast, contest, "publish")
    published = announced(cast, contest)
    actions.issue_certificates(contest=published, prefix="T", by=cast.wang, now=later(71))
    words = read(cast, published, "contest")
    assert "still to be entered, or to be confirmed by a second person" in words
    assert "Everything is done" not in words


def test_a_shared_place_that_the_rules_would_have_decided_is_told_to_the_end(cast):
    contest = an_open_contest(cast, preset="standards", contestants=2)
    for performance in contest.performances.order_by("order"):
        started(cast, contest, performance)
        for sheet in performance.sheets.all():
            submit(sheet)
        actions.close_performance(performance=performance, by=cast.li, now=later(10))
    contest = announced(cast, actions.close_contest(contest=contest, by=cast.li, now=later(60)))
    actions.issue_certificates(contest=contest, prefix="T", by=cast.wang, now=later(71))
    assert "Some share a place where the rules ask for a decision." in read(cast, contest, "contest")
