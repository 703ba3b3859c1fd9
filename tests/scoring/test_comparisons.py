"""A centre that is looked at again: what it had, what it has, and what of it residents read."""

import pytest
from django.urls import reverse

from contests.models import Contest, PublicLevel
from papers import Form
from papers.comparisons import comparison
from scoring.results import changes_since, tally_now
from tests.browsers import client_of, text_of
from tests.cast import later
from tests.evaluated_twice import seen_again
from tests.printed import printed_pages

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def told(items):
    return [(item.name, item.before, item.now, item.by) for item in items]


def test_each_standard_is_told_then_and_now(cast):
    again = seen_again(cast)
    found = {change.who.number: change for change in changes_since(again, tally_now(again))}
    assert told([found["C1"].final]) == [("", "75.00", "85.25", "+10.25")]
    assert told(found["C1"].items) == [("阵地场所", "70.0", "90.5", "+20.5"), ("工作运行", "80", "80", "0")]
    assert told(found["C2"].items) == [("阵地场所", "95", "94", "−1"), ("工作运行", "90", "91", "+1")]


def test_points_of_another_maximum_are_not_compared(cast):
    again = seen_again(cast, most="200")
    assert [change.items for change in changes_since(again, tally_now(again))] == [(), ()]


def test_the_organiser_reads_and_prints_it(cast):
    again = seen_again(cast)
    page = text_of(client_of(cast.wang).get(reverse("manage:results", args=[again.pk])))
    assert "Item by item" in page
    assert "70.0 → 90.5 +20.5" in page
    paper = " ".join(printed_pages(comparison(again, now=later(9), language="en")))
    assert "+10.25" in paper
    assert "+20.5" in paper
    assert comparison(again, now=later(9), language="zh-hans", form=Form.XLSX)


@pytest.mark.parametrize(
    ("before", "again", "read"),
    [
        (PublicLevel.EVERYTHING, PublicLevel.EVERYTHING, True),
        (PublicLevel.PLACES, PublicLevel.EVERYTHING, False),
        (PublicLevel.EVERYTHING, PublicLevel.PLACES, False),
    ],
)
def test_residents_read_it_where_both_contests_show_every_mark(cast, before, again, read):
    contest = seen_again(cast)
    Contest.objects.filter(slug="before").update(public_level=before)
    Contest.objects.filter(slug="again").update(public_level=again)
    centre = contest.contestants.get(number="C1")
    page = text_of(client_of(None).get(reverse("public:contestant", args=[contest.pk, centre.pk])))
    assert ("Change since 上次评估" in page, "+20.5" in page) == (read, read)
