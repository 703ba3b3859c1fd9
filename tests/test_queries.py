"""How often pages ask the database: every address of the product, cold, as those who read it.

Cold means that nothing is kept in the process from an earlier page. A page about a whole contest is asked for a draft,
a live, a closed and a published contest; papers of every kind as workbooks for a live one, as PDF for a published one.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages import links
from pages.desk.views import seldom
from papers import Form
from papers.registry import printables
from scoring.results import forget
from tests.addresses import ADMINISTRATOR, DESK, JUDGE, ORGANISER, PARTS, VISITOR, Address, addresses_of
from tests.places import Places

MOST = 15
SELDOM = {"desk:state": 2}
"""What a page asks beyond that once in two seconds, however many desks ask."""
FEW, MANY = 3, 6
ASKED = (VISITOR, JUDGE, ORGANISER, DESK, ADMINISTRATOR)
"""Who asks: residents, judges, and of those who have signed in the first who reads the page: organisers are shown most,
and all roles open every page in test_addresses."""
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # all pages open on both in test_addresses
OF_CONTESTS = ("desk", "manage", "people", "setup", "rules", "recusals")
Asked = tuple[str, str, str]
"""Name of an address, which of its pages, and who asks."""


def pages(places: Places, name: str, address: Address) -> Iterator[tuple[str, str]]:
    """The pages of an address, each under a name that is the same however many contestants there are."""
    where = address.where(places)
    contests = {"draft": places.draft, "live": places.live, "closed": places.closed, "published": places.published}
    several = name.partition(":")[0] in OF_CONTESTS
    if several and set(where) == {"pk", "kind", "ending"}:
        for (state, form), kind in product((("live", Form.XLSX), ("published", Form.PDF)), printables()):
            more = {"pk": contests[state].pk, "kind": kind.id, "ending": form.value}
            yield f"{state} {kind.id} {form.value}", to(name, more)
    elif name == "public:contest":
        yield from ((state, to(name, {"pk": contests[state].pk})) for state in ("live", "closed", "published"))
    elif several and set(where) == {"pk"} and not address.query:
        yield from ((state, to(name, {"pk": contest.pk})) for state, contest in contests.items())
    else:
        yield "", to(name, where) + address.query


def to(name: str, where: Mapping[str, Any]) -> str:
    return reverse(name, kwargs=where)


@pytest.fixture(scope="module")
def sizes(django_db_setup, django_db_blocker):  # noqa: ARG001
    """A small world and a large one, side by side."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {size: Places(size, mark=f"-{size}") for size in (FEW, MANY)}
        transaction.set_rollback(True)


def who_asks(address: Address) -> list[str]:
    """Those who ask for it."""
    reading = [role for role in ASKED if role in address.reads]
    signed_in = [role for role in reading if role not in {VISITOR, JUDGE}][:1]
    return [role for role in reading if role in {VISITOR, JUDGE, *signed_in}]


def counted(places: Places, part: str) -> dict[Asked, int]:
    """How many queries every page of a part takes where every contest has so many contestants."""
    return {
        (name, page, role): asked(places, role, path)
        for name, address in addresses_of(part).items()
        for role in who_asks(address)
        for page, path in pages(places, name, address)
    }


def asked(places: Places, role: str, path: str) -> int:
    """What is noted is taken back, so that each is asked for the first time, however long the others have taken."""
    forget()
    seldom.forget()
    links._noted.clear()
    with places.taken_back(role) as client, CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code < 500, path
    return len(queries)


def told(found: dict[Asked, Any]) -> str:
    return "\n".join(f"{' '.join(filter(None, asked))}: {count}" for asked, count in sorted(found.items()))


@pytest.mark.parametrize("part", PARTS)
def test_a_page_takes_few_queries_and_as_many_for_six_contestants_as_for_three(sizes, part):
    few, many = (counted(places, part) for places in sizes.values())
    assert told({page: count for page, count in (few | many).items() if count > MOST + SELDOM.get(page[0], 0)}) == ""
    assert told({page: (few[page], count) for page, count in many.items() if count != few[page]}) == ""


def test_the_board_takes_fourteen_queries(sizes):
    few = sizes[FEW]
    assert asked(few, DESK, to("desk:board", {"pk": few.live.pk})) == 14
