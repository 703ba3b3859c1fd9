"""Strange characters in every text of every form, valid otherwise; then every page, PDF and Excel opens.

Forms are found on the pages that show them, pages and papers by their addresses: a new one is taken by itself.
`LEITAI_EXAMPLES` above 100 fills as many more worlds, each with other texts.
"""

import os
from itertools import count, cycle

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.urls import NoReverseMatch
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from communities.models import Journal
from contests.models import Contest
from scoring import results
from tests.addresses import ORGANISER, PARTS, all_addresses
from tests.garbage import FREE, URLENCODED, urlencoded
from tests.hall import POSTGRESQL, Hall, base_of, forms_there, path_of, with_one
from tests.test_hostile_files import addresses_of, opened

pytestmark = pytest.mark.django_db
WORLDS = max(1, int(os.environ.get("LEITAI_EXAMPLES") or 100) // 100)
PIECES = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'", '"', "<b>&amp;</b>", "{{ x }}", "{0}%s", "#set text(red)", "$x$"),
    *("\\", "[*a*]", "../..", "?a=1#b", "a/b", "|", ",", ";", "%00", "%2F", "\0", "\x01", "\x1b", "\x7f", "\x85"),
    *("\r\n", "\n", "\u2028", "\u00a0", "\u3000", "\u200b", "\u200d", "\u202e", "\u2066", "\u200f", "\ufeff", "\ufffe"),
    *("\uffff", "\ufdd0", "\U0001ffff", "\U0010ffff", "e\u0301", "\u0301", "👩‍👩‍👧", "🧑🏽‍🚀", "𰻞", "䶮", "\ue000"),
    *("שלום", "مرحبا", "NaN", "Infinity", "1e999", "9" * 31, "-5", "０９", "²", "٣"),
    *("0000-00-00", "9999-12-31", "0001-01-01"),
    *("好" * 60, "x" * 250, "_x000D_", "01", "Z\u0351\u036b\u0343", "\U000e0041", "ﷺ", "İ", "ß", "ǆ", "\u212a"),
)
TEXTS = st.one_of(
    st.sampled_from(PIECES),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.text(" \u00a0\u3000\t\n", max_size=4),
).map(str.encode)
HALVES = st.sampled_from((b"\xed\xa0\x80", b"\xff", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80"))
"""Halves of pairs and of characters, as they may arrive."""
ODD = st.lists(st.one_of(TEXTS, st.tuples(TEXTS, HALVES).map(b"".join)), min_size=100, max_size=100)
STRANGE = st.one_of(st.just([*map(str.encode, PIECES)]), ODD)
"""The first world has every piece alone, the others what comes of them."""


def fill(hall, role, sheet, address, strange):
    """Fill a form with strange texts; where they are refused together, each on its own. What is taken stays."""
    values = {box.name: next(strange) for box in sheet.boxes if box.kind in FREE}
    typed = {box.name for box in sheet.boxes if box.value or box.kind not in {"number", "date", "url"}}
    base = every = [(name, value) for name, value in base_of(sheet, address) if name in typed or name in address.data]
    for name, value in values.items():
        every = with_one(every, name, [value])
    if values and not is_taken(hall, role, sheet, every):
        for name, value in values.items():
            is_taken(hall, role, sheet, with_one(base, name, [value]))


def is_taken(hall, role, sheet, pairs):
    browser = hall.places.browsers[role]
    with transaction.atomic():
        before = Journal.objects.count()
        response = browser.post(sheet.action, data=urlencoded(pairs), content_type=URLENCODED)
        taken = not transaction.get_connection().needs_rollback and Journal.objects.count() > before
        if not taken:
            transaction.set_rollback(True)
    hall.look(response, f"POST {sheet.action} as {role}: {pairs!r:.500}")
    return taken


def versions():
    return dict(Contest.objects.values_list("pk", "version"))


def every_page(places, before):
    """Every address with who reads it; every page and paper of the contest of each state that took most.

    What a form took away is left out. PostgreSQL gives back what it has taken, so there one page of each kind suffices.
    """
    for name, address in all_addresses().items():
        try:
            path = path_of(places, address, name) + address.query
        except (AttributeError, ObjectDoesNotExist, NoReverseMatch):
            continue
        yield from ((role, path) for role in address.reads[:1])
    if POSTGRESQL:
        return
    grown = sorted(Contest.objects.all(), key=lambda contest: contest.version - before.get(contest.pk, 0))
    for contest in {contest.state: contest for contest in grown}.values():
        yield from ((ORGANISER, path) for path in addresses_of(contest))


def open_all(hall, before):
    for role, path in dict.fromkeys(every_page(hall.places, before)):
        with hall.places.taken_back(role) as browser:
            response = browser.get(path)
        hall.look(response, f"GET {path}")
        if response.status_code == 200:
            try:
                opened(response)
            except Exception as error:  # noqa: BLE001 - whatever it is, the paper does not open
                hall.faults.append(f"GET {path}: does not open: {error!r:.100}")


@settings(
    max_examples=WORLDS,
    derandomize=WORLDS == 1,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(strange=STRANGE)
def test_whatever_a_form_takes_can_be_shown_and_printed(places, strange):
    hall = Hall(places, count())
    results.forget()
    with transaction.atomic():
        before = versions()
        turn = cycle(strange)
        for part in PARTS:
            for role, sheet, address in forms_there(hall, part):
                if sheet.method == "post":
                    fill(hall, role, sheet, address, turn)
        open_all(hall, before)
        transaction.set_rollback(True)
    results.forget()
    hall.tell()
