"""The ladder on its pages: looked at, decided, taken over; afterwards told where everybody came from."""

import re

import pytest
from django.urls import reverse

from contests.actions import add_part
from contests.models import Contest, Contestant, Round
from contests.queries.external import waiting_scores
from scoring.models import Publication
from tests.browsers import client_of
from tests.cast import Cast, later
from tests.scoring.test_ladder import above, places, take

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def corrected(cast, published):
    """The results are published anew: the first and the second have changed places."""
    for row in published.data["result"]["standings"]:
        row["place"] = 3 - row["place"]
        row["score"] = f"{100 - row['place']}.50"
    given = {"number": 2, "title": "Street", "final": True, "reason": "upheld", "at": later(95), "by": cast.wang}
    Publication.objects.create(contest=published.contest, data=published.data, **given)


def test_who_would_come_is_shown_then_taken(cast):
    published, contest = places(cast, 1, 2, 2, 4), above(cast)
    places(Cast("dadong", ("ma", "hu", "lu", "xu")), 1, slug="foreign")
    browser, address = client_of(cast.wang), reverse("people:take-over", args=[contest.pk])
    assert "Street" in text(browser.get(address))
    assert "Foreign" not in text(browser.get(address))
    assert "Only organisers take contestants over." in text(client_of(cast.sun).get(address))
    assert "Tick one or more." in text(browser.post(address, {"by": "place", "first": "2", "show": "1"}))
    asked = {"publications": published.pk, "by": "place", "first": "2"}
    page = browser.post(address, {**asked, "show": "1"})
    assert "1 contestant would come." in text(page)
    assert "place 2 is shared, by 2, and there is room for 1" in text(page)
    sent = {**asked, "seen": page.context["seen"], "take": "1"}
    assert "Equal at the line: Secretary 2, Secretary 3." in text(browser.post(address, sent))
    assert not contest.contestants.exists()
    keys = {one.origin.number: one.key for one, _outcome in page.context["rows"]}
    page = browser.post(address, {**sent, "decided": keys["03"]}, follow=True)
    assert "2 contestants were taken over." in text(page)
    assert "No. 03 · place 2 · 二等奖 · final score 98.50 · publication 1" in text(page)


def test_nothing_else_than_what_was_seen_is_taken(cast):
    published, contest = places(cast, 1, 2, 3), above(cast)
    browser, address = client_of(cast.wang), reverse("people:take-over", args=[contest.pk])
    asked = {"publications": published.pk, "by": "place", "first": "2"}
    page = browser.post(address, {**asked, "show": "1"})
    first = page.context["rows"][0][0].key
    page = browser.post(address, {**asked, "seen": page.context["seen"], "declined": first, "take": "1"})
    assert "Others would come than this page had shown." in text(page)
    for odd in ({"first": "9223372036854775808"}, {"publications": "9223372036854775808"}, {"by": "x"}, {"first": ""}):
        assert browser.post(address, {**asked, **odd, "take": "1"}).status_code == 200
    assert not contest.contestants.exists()


def test_a_replaced_result_is_told_and_nobody_is_changed(cast):
    published, contest = places(cast, 1, 2), above(cast)
    take(cast, contest, published)
    corrected(cast, published)
    page = client_of(cast.wang).get(reverse("people:contestants", args=[contest.pk]))
    assert "01 Secretary 1 : Street now says: No. 01 · place 2" in text(page).replace("Secretary 1:", "Secretary 1 :")
    assert [row.origin.place for row in contest.contestants.all()] == [1, 2]


@pytest.mark.parametrize(("level", "said"), [("places", True), ("winners", False)])
def test_residents_read_as_much_of_it_as_that_contest_shows(cast, client, level, said):
    published, contest = places(cast, 1, 2), above(cast)
    Contest.objects.filter(pk=published.contest_id).update(public_level=level, announced="nothing")
    person = take(cast, contest, published)[0]
    Contest.objects.filter(pk=contest.pk).update(state="open", frozen_at=later(95), fingerprint="0" * 64)
    page = client.get(reverse("public:contestant", args=[contest.pk, person.pk]))
    assert reverse("public:publication", args=[published.contest_id, 1]) in page.content.decode()
    assert ("第1名" in text(page)) is said
    assert "一等奖" in text(page)


def test_what_a_file_claims_of_elsewhere_opens_no_page_that_is_not_there(cast, client):
    published, contest = places(cast, 1, 2), above(cast)
    person = take(cast, contest, published)[0]
    Contest.objects.filter(pk=contest.pk).update(state="open", frozen_at=later(95), fingerprint="0" * 64)
    said = person.origin.stored()
    odd = ({"contest": "above"}, {"publication": 9}, {"number": "<b>x"}, {"title": "<b>x", "contest": "a" * 200})
    for changes in (
        *odd,
        {"publication": 2**63},
        {"name": "Zhou"},
        {"title": "Elsewhere", "score": "97.50"},
        {"score": "1/3", "awards": ["<b>x"] * 20},
        {"awards": "x"},
    ):
        Contestant.objects.filter(pk=person.pk).update(came_from={**said, **changes})
        for browser, name, args in (
            (client, "public:contestant", [contest.pk, person.pk]),
            (client_of(cast.wang), "people:contestants", [contest.pk]),
        ):
            page = browser.get(reverse(name, args=args))
            assert (page.status_code, "<b>x" in page.content.decode()) == (200, False)
            assert browser is not client or "晋级自" not in text(page)


def test_the_final_scores_they_came_with_fill_a_round_and_wait_for_a_second_person(cast):
    published, contest = places(cast, 1, 2), above(cast)
    take(cast, contest, published)
    values = {"key": "before", "name": "Before", "external": True}
    part = add_part(contest=contest, part=Round(contest=contest), values=values, by=cast.wang, now=later(95))
    browser, address = client_of(cast.wang), reverse("people:scores", args=[contest.pk, part.pk])
    assert "Fill in the final scores they came with" in text(browser.get(address))
    page = browser.get(f"{address}?carried=1")
    assert "Filled with the final scores that 2 contestants came with" in text(page)
    grid = page.context["grid"]
    sent = {field.html_name: field.value() or "" for field in grid if field.name not in {"sure", "meant"}}
    assert sent["reason"] == "Final scores as published: Street (1)"
    browser.post(address, sent)
    waiting = [(str(entry.score), entry.reason, entry.waits) for entry in waiting_scores(part)]
    assert waiting == [("99.50", sent["reason"], True), ("98.50", sent["reason"], True)]
    assert "now says" not in text(page)
    corrected(cast, published)
    page = text(browser.get(f"{address}?carried=1"))
    assert "Secretary 1: Street now says: No. 01 · place 2 · 一等奖 · final score 98.50 · publication 2" in page
    assert "decide which count" in page
    assert not part.performances.filter(score__isnull=False).exists()
