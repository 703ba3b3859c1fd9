"""How often a page asks the database: every address, cold, as everybody who reads it."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scoring.results import forget
from tests.addresses import ADMINISTRATOR, DESK, JUDGE, ORGANISER, VISITOR, all_addresses
from tests.places import Places

MOST = 12
ASKED = (ORGANISER, DESK, ADMINISTRATOR, JUDGE, VISITOR)
KINDS = ("running-order", "score-sheets", "tally-sheet", "confirmations", "award-list")


def variants(places, address):
    """Where an address leads to: where its list says; a page of a whole contest, to a contest of every state."""
    where = address.where(places)
    contests = (places.draft, places.live, places.closed, places.published, places.tour)
    yield where, address.query
    if where.get("pk") not in {contest.pk for contest in contests}:
        return
    if set(where) == {"pk"} and not address.query:
        yield from (({"pk": contest.pk}, "") for contest in contests)
    elif set(where) == {"pk", "kind", "ending"}:
        for contest in contests:
            for kind in KINDS:
                yield from (({"pk": contest.pk, "kind": kind, "ending": ending}, "") for ending in ("pdf", "xlsx"))


def counted(places):
    """How many queries each page asks, by address, parameters and role."""
    found = Counter()
    for name, address in all_addresses().items():
        for role in (role for role in ASKED if role in address.reads):
            client = places.client(role)
            for where, query in variants(places, address):
                forget()
                with CaptureQueriesContext(connection) as queries:
                    client.get(reverse(name, kwargs=where) + query)
                found[name, tuple(where.values()), role] = len(queries)
    return found


@pytest.mark.django_db
def test_no_page_asks_more_than_twelve_queries_and_none_asks_more_for_more_contestants():
    import os, time
    a = time.time()
    found = counted(Places())
    print(time.time() - a)
    for key, n in found.most_common(int(os.environ.get("TOP", 6000))):
        if key[2] not in ('organiser','visitor','judge'): continue
        print(n, key)
