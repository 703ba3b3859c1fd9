"""Long lists in parts: what somebody looks for is found, nobody on stage is lost, and a short list has neither."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse

from contests import actions as contests
from contests.models import PublicLevel
from pages.paging import asked_of, part_of
from scoring import actions as scoring
from tests.browsers import client_of, text_of
from tests.cast import NOW, a_published_contest, draw_order, later, started
from tests.desk import played

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
ROWS = re.compile(r'<tr data-key="p(\d+)"')


COUNT = 130


def crowd(cast, *, published=False):
    """A contest of 130 with one judge and one item: open, or marked and published."""
    people = [f"{n:03d}" for n in range(1, COUNT + 1)]
    item = {"id": "whole", "name": "Whole", "max": "200"}
    source = {
        "format": "leitai-contest/1",
        "title": "Crowd",
        "panels": [{"id": "jury", "name": "Jury"}],
        "rounds": [{"id": "speech", "name": "Speech", "items": [item]}],
        "judges": [{"id": "J1", "panel": "jury", "name": "Judge"}],
        "contestants": [{"id": who, "name": f"Secretary {int(who)}"} for who in people],
        "marks": [["speech", "J1", who, "whole", str(int(who))] for who in people] if published else [],
    }
    contest = scoring.import_contest(source=source, district=cast.district, slug="crowd", by=cast.wang, now=NOW)
    if published:
        scoring.publish_results(contest=contest, by=cast.wang, now=later(1))
        return contest
    draw_order(contest=contest, called="crowd", by=cast.wang, now=NOW)
    return scoring.open_contest(contest=contest, by=cast.wang, now=NOW)


def asked(client, contest, query="", name="board", **headers):
    return client.get(reverse(f"desk:{name}", args=[contest.pk]) + query, headers=headers)


def rows(response):
    return [int(pk) for pk in ROWS.findall(response.content.decode())]


def test_the_board_follows_the_stage_and_every_page_names_who_is_on_and_who_is_next(cast):
    contest, desk = crowd(cast), client_of(cast.li)
    order = [performance.pk for performance in played(contest)]
    assert rows(asked(desk, contest)) == order[:50]
    started(cast, contest, played(contest)[60])
    assert rows(asked(desk, contest)) == [order[0], *order[50:100]]  # who is next, then the page with the stage
    assert rows(asked(desk, contest, "?page=1")) == [order[60], *order[:50]]
    assert rows(asked(desk, contest, "?page=3")) == [order[0], order[60], *order[100:]]
    assert rows(asked(desk, contest, "?page=x")) == rows(asked(desk, contest))
    assert rows(asked(desk, contest, f"?show={order[120]}")) == [order[0], order[60], *order[100:]]


def test_the_board_keeps_whom_somebody_looks_for_when_it_is_asked_again(cast):
    contest, desk = crowd(cast), client_of(cast.li)
    find = "?find=Secretary+12"
    page = asked(desk, contest, find).content.decode()
    found = {"012", *(f"{n}" for n in range(120, 130))}
    following = played(contest)[0].contestant.number
    assert {*re.findall(r"<b>(\d+)</b> Secretary", page)} == {*found, following}
    assert f'data-state="/desk/{contest.pk}/state/{find}"' in page
    known = {"if-none-match": unescape(re.search(r'data-etag="([^"]+)"', page)[1])}
    assert asked(desk, contest, find, "state", **known).status_code == 304
    other = asked(desk, contest, "?find=Secretary+13", "state", **known)
    assert (len(rows(other)), other.status_code) == (3, 200)  # 13, 130 and who is next
    assert "Found: 0 of 130" in text_of(asked(desk, contest, "?find=nobody"))


@pytest.mark.parametrize("find", ["7", "07", "０７", "Secretary 7"])
def test_results_find_a_number_however_it_is_written_or_a_name(cast, find):
    contest = a_published_contest(cast, contestants=10)
    page = client_of(cast.wang).get(reverse("manage:results", args=[contest.pk]), {"find": find})
    assert re.findall(r"<td >(\d\d)</td>", page.content.decode()) == ["07"]


def test_a_list_that_fits_on_a_page_has_no_box_and_no_pages(cast):
    contest = a_published_contest(cast, contestants=10)
    names = ("desk:board", "manage:results", "people:contestants", "public:contest")
    pages = [client_of(cast.wang).get(reverse(name, args=[contest.pk])).content.decode() for name in names]
    assert [
        name for name, page in zip(names, pages, strict=True) if 'class="find' in page or 'class="pager' in page
    ] == []


def test_residents_turn_the_pages_of_places_and_programme_apart_and_read_nothing_another_asked_for(cast):
    contest = crowd(cast, published=True)
    contests.change_contest(
        contest=contest, values={"public_level": PublicLevel.EVERYTHING}, by=cast.wang, now=later(2)
    )
    anybody, path = client_of(), reverse("public:contest", args=[contest.pk])

    def shown(query):
        page = anybody.get(path + query).content.decode()
        return re.findall(r'<li data-turn="(\d+)"', page), len(re.findall(r"<tr", page)) - 1

    turns = [str(n) for n in range(1, COUNT + 1)]
    assert shown("") == (turns[:100], 100)
    assert shown("?order=2") == (turns[100:], 100)
    assert shown("?page=2") == shown("?page=02") == (turns[:100], 30)
    assert shown("?find=77") == (["77"], 1)
    page = anybody.get(path + "?page=2&utm=other").content.decode()
    assert 'href="?page=2&amp;order=2#programme"' in page
    assert "utm" not in page
    assert shown("") == (turns[:100], 100)


def test_the_people_and_the_results_of_a_contest_are_found_and_turned(cast):
    contest, organiser = crowd(cast, published=True), client_of(cast.wang)
    people, results = (reverse(name, args=[contest.pk]) for name in ("people:contestants", "manage:results"))

    def people_at(**query):
        return re.findall(r'<th scope="row">(\d+)</th>', organiser.get(people, query).content.decode())

    assert people_at(find="Secretary 77") == ["077"]
    assert people_at(page=2) == [str(n) for n in range(101, 131)]
    publication = reverse("manage:publication", args=[contest.pk, 1])
    row = {n: contest.contestants.get(number=n).pk for n in ("030", "031")}
    for path in (results, publication):
        assert f"/contestants/{row['030']}/" in organiser.get(path, {"page": 2}).content.decode()
        assert f"/contestants/{row['031']}/" not in organiser.get(path, {"page": 2}).content.decode()


def test_a_few_rows_at_the_end_get_no_page_and_of_many_pages_some_have_a_link():
    def part(count, query=""):
        return part_of(range(count), asked_of(QueryDict(query)), lambda n: (str(n), ""), size=10)

    assert [part(count).page.paginator.num_pages for count in (10, 12, 13, 22, 23)] == [1, 1, 2, 2, 3]
    assert [link.number for link in part(1000, "page=50").links] == [1, None, 49, 50, 51, None, 100]
    assert part(1000, "page=999").rows == list(range(990, 1000))
    assert [part(30, "find=7").rows, part(30, "find=nobody").rows] == [[7], []]
