"""Yes or no, and one of some grades: chosen on the tablet, and nothing else is taken."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contests import actions
from contests.models import RubricItem
from contests.rules.points import points_fault
from scoring.actions import open_contest
from scoring.models import Mark
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_draft, draw_order, first_performance, sheet_of, started
from tests.tablet import seated

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # what is taken is tried on both in tests/contests


def test_an_organiser_makes_items_of_which_judges_choose_one():
    cast = Cast()
    contest = a_draft(cast, preset="standards")
    graded, yes_no = RubricItem.objects.filter(round__contest=contest).order_by("position")[:2]
    organiser = client_of(cast.wang)
    page = organiser.get(reverse("setup:item", args=[contest.pk, graded.pk]))
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    refused = organiser.post(reverse("setup:item", args=[contest.pk, graded.pk]), {**typed, "grades": "好 5\n差 5"})
    assert "at least two grades" in text_of(refused)
    organiser.post(reverse("setup:item", args=[contest.pk, graded.pk]), {**typed, "grades": "好 5\n较好 3\n差 0"})
    graded.refresh_from_db()
    assert (graded.maximum, graded.step, graded.grades[1]) == (5, None, {"name": "较好", "points": "3"})
    assert [points_fault(graded, Decimal(n)) for n in (3, 4)] == [None, "grade"]
    actions.change_part(part=yes_no, values={"maximum": Decimal(2), "step": Decimal(2)}, by=cast.wang, now=NOW)
    rounds = text_of(organiser.get(reverse("setup:rounds", args=[contest.pk])))
    assert "好 5, 较好 3, 差 0" in rounds
    assert "yes or no" in rounds
    draw_order(contest=contest, called="1979358", by=cast.wang, now=NOW)
    contest = open_contest(contest=contest, by=cast.wang, now=NOW)
    sheet = sheet_of(started(cast, contest, first_performance(contest)))
    judge = seated(actions.issue_card(judge=sheet.judge, by=cast.wang, now=NOW).judge)
    address = reverse("judge:sheet", args=[sheet.pk])
    shown = judge.get(address).content.decode()
    for button in ('data-to="3" aria-label="较好, 3:', 'data-to="2" aria-label="Yes, 2:', 'data-grades="5 3 0"'):
        assert button in shown
    items = RubricItem.objects.filter(round__contest=contest)
    sent = {f"points-{item.pk}": str(item.maximum) for item in items} | {"key": "k1", "step": "confirm", "replaces": ""}
    wrong = judge.post(address, {**sent, f"points-{graded.pk}": "4"})
    assert "Only one of these can be given: 5 3 0." in text_of(wrong)
    judge.post(address, {**sent, f"points-{graded.pk}": "3"})
    assert Mark.objects.get(item=graded).points == 3
