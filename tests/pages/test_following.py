"""Addresses that pages ask twice a second: 304 while nothing changed, asked as browsers ask, which is gzipped."""

import pytest
from django.db import transaction
from django.test import Client

from tests.addresses import all_addresses
from tests.browsers import client_of
from tests.cast import Cast, an_open_contest, sheet_of, started, submit
from tests.places import Places
from tests.test_queries import to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
BROWSER = {"accept-encoding": "gzip, deflate, br"}
STATES = sorted(name for name in all_addresses() if name.endswith("state"))


@pytest.fixture(scope="module")
def beside(django_db_setup, django_db_blocker):  # noqa: ARG001
    """One of everything, beside what a test makes of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Places(mark="-beside")
        transaction.set_rollback(True)


def ask(client, path, etag=None):
    return client.get(path, headers=BROWSER | ({"if-none-match": etag} if etag else {}))


@pytest.mark.parametrize("name", STATES)
def test_what_has_not_changed_is_304_for_all_who_follow(beside, name):
    address = all_addresses()[name]
    path = to(name, address.where(beside)) + address.query
    for role in address.reads:
        with beside.taken_back(role) as client:
            first = ask(client, path)
            again = ask(client, path, first["ETag"])
        assert (first.status_code, again.status_code, again.content) == (200, 304, b""), role
        # What is the same for every resident may be kept, and is asked for again each time all the same.
        wanted = "no-cache" if name.startswith("public:") else "no-store"
        assert wanted in first["Cache-Control"], role
        assert wanted in again["Cache-Control"], role


def test_an_answer_that_was_compressed_comes_back_with_a_weak_tag_and_is_304_all_the_same(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    desk, path = client_of(cast.li), f"/desk/{contest.pk}/state/"
    first = ask(desk, path)
    assert first["Content-Encoding"] == "gzip"
    assert first["ETag"].startswith('W/"')
    assert ask(desk, path, first["ETag"]).status_code == 304
    submit(sheet_of(performance))
    changed = ask(desk, path, first["ETag"])
    assert changed.status_code == 200
    assert ask(desk, path, changed["ETag"]).status_code == 304


def test_who_may_not_read_the_board_learns_nothing_from_its_tag(cast):
    contest = an_open_contest(cast)
    path = f"/desk/{contest.pk}/state/"
    tag = ask(client_of(cast.li), path)["ETag"]
    outsider = client_of(Cast("heping", ("qian",)).wang)
    assert ask(outsider, path, tag).status_code == 404
    assert ask(outsider, path, "*").status_code == 404
    assert ask(Client(), path, "*").status_code == 302
