"""Numbers of one kind have equally many decimals at the desk and on every paper that is signed."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contests.models import Contest
from papers import confirmations, tally_sheet
from scoring import actions as scoring
from scoring.results import tally_now
from tests.browsers import client_of, text_of
from tests.cast import an_open_contest, later, started
from tests.printed import printed_pages

pytestmark = pytest.mark.django_db
PRINTED = {"now": later(90), "language": "zh-hans"}


def words_of(pdf):
    return " ".join(printed_pages(pdf))


def test_a_score_has_the_same_digits_at_the_desk_on_the_tally_sheet_and_on_its_confirmation(cast):
    contest = an_open_contest(cast, preset="tour", seats=5, contestants=2)
    first, second = contest.performances.filter(round__external=False).order_by("order")
    for performance, totals in ((first, ("90", "90", "90", "91", "91")), (second, ("91",) * 5)):
        started(cast, contest, performance)
        for sheet, total in zip(performance.sheets.order_by("judge__position"), totals, strict=True):
            parts = {"premises": "30", "service": "30", "governance": "25", "order": str(Decimal(total) - 85)}
            marks = {key: Decimal(points) for key, points in parts.items()}
            scoring.submit_sheet(sheet=sheet, marks=marks, key="k", by=sheet.judge, now=later(5))
        scoring.close_performance(performance=performance, by=cast.li, now=later(6))
    board = text_of(client_of(cast.li).get(reverse("desk:board", args=[contest.pk])))
    tally = tally_now(Contest.objects.get(pk=contest.pk))
    sheet = words_of(tally_sheet(tally, **PRINTED))
    alone = words_of(confirmations(tally, contestants=[second.contestant.number], **PRINTED))
    for said in (board, sheet, alone):
        assert "91.000" in said
    for said in (board, sheet):
        assert "90.333" in said
        assert "90.3333" not in said
