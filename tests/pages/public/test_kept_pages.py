"""Pages of publications are rendered once, then answered from what is kept, and never hold anything of one visitor."""

import gzip
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from communities.models import Community, District
from contests.models import Announced, Contest, Contestant, PublicLevel
from scoring import actions as scoring
from scoring.results import forget
from tests.browsers import client_of
from tests.cast import a_published_contest, later, secretaries

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
BROWSER = {"accept-encoding": "gzip, deflate, br", "accept-language": "en"}


@pytest.fixture
def published(cast):
    contest = a_published_contest(cast)
    Contest.objects.update(public_level=PublicLevel.EVERYTHING)
    Contestant.objects.filter(number="01").update(secretary=secretaries(cast.district, 1)[0])
    return contest


@pytest.fixture(params=["contest", "publication", "contestant"])
def path(request, published):
    person = published.contestants.get(number="01")
    rest = {"publication": {"number": 1}, "contestant": {"contestant": person.pk}}.get(request.param, {})
    return reverse(f"public:{request.param}", kwargs={"pk": published.pk, **rest})


def ask(path, client=None, **headers):
    return (client or Client()).get(path, headers=BROWSER | headers)


def text(response):
    body = response.content
    return (gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body).decode()


def test_asked_again_a_page_is_304_and_takes_one_query(path, django_assert_num_queries):
    first = ask(path)
    with django_assert_num_queries(1):
        again = ask(path, **{"if-none-match": first["ETag"]})
    with django_assert_num_queries(1):
        anew = ask(path)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (anew.status_code, anew.content) == (200, first.content)
    assert anew["Cache-Control"] == again["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Language", "Accept-Encoding"} <= set(anew["Vary"].split(", "))


def test_a_kept_page_holds_nothing_of_one_visitor(path):
    page = ask(path)
    assert not page.cookies
    assert "csrf" not in text(page)
    assert "utm=1" not in text(ask(path + "?utm=1"))


def test_a_browser_that_unpacks_nothing_gets_the_same_page(path):
    packed = ask(path)
    plain = ask(path, **{"accept-encoding": "identity"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert text(plain) == text(packed)
    assert ask(path, **{"accept-encoding": "identity", "if-none-match": packed["ETag"]}).status_code == 304


def test_who_is_signed_in_gets_a_page_of_their_own_which_nobody_else_gets(path, cast):
    own = text(ask(path, client_of(cast.li)))
    assert "Sign out" in own
    everybody = ask(path)
    assert "Sign out" not in text(everybody)
    seen = ask(path, client_of(cast.li), **{"if-none-match": everybody["ETag"]})
    assert (seen.status_code, "Sign out" in text(seen)) == (200, True)


def test_each_language_has_a_page_of_its_own(path):
    english = ask(path)
    chinese = ask(path, **{"accept-language": "zh-hans", "if-none-match": english["ETag"]})
    assert chinese.status_code == 200
    assert 'lang="zh-hans"' in text(chinese)
    assert text(ask(path)) == text(english)


def test_the_language_is_switched_without_a_token_and_leads_back(path):
    strict = Client(enforce_csrf_checks=True)
    switched = strict.post(reverse("set_language"), {"language": "zh-hans", "next": path})
    assert (switched.status_code, switched["Location"]) == (302, path)
    assert 'lang="zh-hans"' in text(ask(path, strict))


NEW = {  # what may still change once a contest is open
    Contest: {
        "title": "Another title",
        "theme": "Another theme",
        "host": "Another host",
        "venue": "Another hall",
        "date": "2027-01-31",
        "public_level": PublicLevel.WINNERS,
        "announced": Announced.CONTEST,
    },
    District: {"name": "Another district", "slug": "another"},
    Contestant: {
        "name": "Another name",
        "title": "Another talk",
        "theme": "Another matter",
    },
    Community: {"name": "Renamed"},
}


def test_whatever_a_page_shows_changes_on_it_at_once_and_what_was_published_does_not(path):
    changed = set()
    for model, column, value in ((model, *pair) for model, values in NEW.items() for pair in values.items()):
        before = text(ask(path))
        model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**{column: value})
        after = text(ask(path))
        forget()
        assert after == text(ask(path)), column
        changed |= {(model.__name__, column)} if after != before else set()
    districts = {("District", "name"), ("District", "slug"), ("Contest", "announced")}
    assert changed == {("Contest", "public_level")} | ({("Community", "name")} if "contestants" in path else districts)


def test_a_publication_that_was_superseded_says_so_at_once(published, cast, path):
    before = ask(path)
    person = published.contestants.get(number="01")
    scoring.adjust(contestant=person, points=Decimal(-5), reason="late", by=cast.li, now=later(95))
    assert ask(path, **{"if-none-match": before["ETag"]}).status_code == 304  # not published yet
    scoring.supersede(contest=published, reason="a mark was misread", by=cast.wang, now=later(100))
    after = ask(path, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    forget()
    assert text(after) == text(ask(path))


def test_what_is_not_there_is_not_kept(published):
    for rest in ("publications/7/", "contestants/99/", "contestants/%F0%9F%8E%A4/"):
        assert [ask(f"/contests/{published.pk}/{rest}").status_code for _ in range(2)] == [404, 404]
    assert ask(f"/contests/{2**70}/").status_code == 404
