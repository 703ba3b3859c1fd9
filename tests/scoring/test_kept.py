"""What is kept in the process: one publication is tabulated once, and what is kept has bounds."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.db import transaction

from contests.models import Contest
from scoring import actions
from scoring.models import Publication
from scoring.queries import in_force
from scoring.results import (
    Kept,
    contest_values,
    forget,
    frozen,
    opening_problems_of,
    results_of,
    results_published,
    tally_published,
)
from scoring.results.public import explained_to_all
from tests.cast import a_draft, a_published_contest, an_open_contest, later, sheet_of, started, submit


@pytest.mark.django_db
def test_a_publication_is_tabulated_once_for_pages_and_papers(cast, monkeypatch):
    contest = a_published_contest(cast)
    sums, times = import_module("tabulation.tabulate"), []
    tabulated = sums._tabulate
    monkeypatch.setattr(sums, "_tabulate", lambda values: times.append(values) or tabulated(values))
    for _ in range(2):
        result = results_published(in_force(contest))
        assert tally_published(in_force(contest)).standings == result.standings
        assert "Judge J1" not in str(explained_to_all(in_force(contest), "01", chinese=False))
        assert "1号评委" in str(explained_to_all(in_force(contest), "01", chinese=True))
    assert len(times) == 1
    assert results_published(in_force(contest)) is result


@pytest.mark.django_db
def test_what_a_publication_froze_is_read_from_the_database_once(cast, django_assert_num_queries):
    contest = a_published_contest(cast)
    frozen(in_force(contest))
    with django_assert_num_queries(1):
        assert frozen(Publication.objects.defer("data").get(contest=contest)).document["title"]


@pytest.mark.django_db
def test_a_later_publication_is_another_and_says_that_the_first_is_superseded(cast):
    contest = a_published_contest(cast)
    first = in_force(contest)
    assert not tally_published(first).superseded
    person = contest.contestants.get(number="01")
    actions.adjust(contestant=person, points=Decimal(-5), reason="late", by=cast.li, now=later(95))
    actions.supersede(contest=contest, reason="a mark was misread", by=cast.wang, now=later(100))
    assert tally_published(first).superseded
    second = tally_published(in_force(contest))
    assert (second.number, second.reason, second.superseded) == (2, "a mark was misread", False)


@pytest.mark.django_db
def test_live_results_and_what_is_missing_are_kept_by_version(cast):
    draft = a_draft(cast)
    published = a_published_contest(cast, slug="other")
    assert opening_problems_of(draft) is opening_problems_of(Contest.objects.get(pk=draft.pk))
    assert results_of(published) is results_of(Contest.objects.get(pk=published.pk))
    before = opening_problems_of(draft)
    draft.version += 1
    assert opening_problems_of(draft) is not before


def kept_after(kept, *asked):
    return [key for key in asked if kept.seen(key, 1) is not None]


def test_what_was_asked_for_last_stays():
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, 1, lambda key=key: f"made of {key}")
    assert kept_after(kept, "a", "b", "c") == ["a", "c"]
    assert kept.get("a", 1, lambda: "made again") == "made of a"
    assert kept.get("a", 2, lambda: "a later version") == "a later version"
    assert len(kept) == 2


def test_there_is_room_for_so_much_and_no_more():
    kept = Kept(10, room=100, size=len)
    for key, size in (("a", 50), ("b", 40), ("c", 20)):
        kept.get(key, 1, lambda size=size: "x" * size)
    assert kept_after(kept, "a", "b", "c") == ["b", "c"]
    assert len(kept.get("whale", 1, lambda: "x" * 101)) == 101
    assert len(kept) == 0


def test_nothing_is_kept_of_what_fails_and_all_is_forgotten():
    kept = Kept(2)
    with pytest.raises(LookupError):
        kept.get("a", 1, lambda: {}["not there"])
    assert kept.get("a", 1, lambda: "made") == "made"
    forget()
    assert kept.seen("a", 1) is None


@pytest.mark.django_db
def test_a_set_up_is_read_again_where_its_rows_are_others_and_not_where_a_sheet_came(cast):
    contest = an_open_contest(cast, contestants=2)
    first = contest_values(contest)
    performance = started(cast, contest)
    called = contest_values(contest)
    submit(sheet_of(performance))
    marked = contest_values(contest)
    assert (called.rounds is marked.rounds, called.marks, len(marked.marks)) == (True, {}, 3)
    with transaction.atomic():
        contest.contestants.filter(number="02").update(name="Somebody else", status="withdrawn")
        assert [who.competing for who in contest_values(contest).contestants] == [True, False]
        transaction.set_rollback(True)
    assert contest_values(contest).contestants == first.contestants
