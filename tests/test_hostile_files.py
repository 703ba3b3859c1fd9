"""Contest files whose free parts hold anything: every page, PDF and Excel of what comes of them opens.

`LEITAI_EXAMPLES` above 100 opens the pages of more of them.
"""

import json
import os
from io import BytesIO
from itertools import cycle, product

import pytest
from django.urls import get_resolver, reverse
from openpyxl import load_workbook

from communities.refused import Refused
from communities.wording import sentence
from contests import actions as contests
from contests.models import Contest, RubricItem
from papers import Form
from papers.registry import printables
from scoring import actions
from tests.browsers import client_of
from tests.cast import NOW, a_closed_contest, later
from tests.printed import printed_pages
from tests.tablet import seated

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # files come in on both in tests/scoring
KEYS = (
    *("theme", "host", "place", "date", "draw_seed", "preset", "hold_first", "invented", "sealed_title"),
    *("guidance", "warn_at", "read_aloud", "post", "former", "left", "number_before", "title", "order", "orders"),
    *("seconds", "by", "name", "marked", "street", "came_from"),
)
"""Whatever some page or paper reads from an `about`."""
VALUES = {
    "nothing": None,
    "true": True,
    "a number": -1,
    "beyond 64 bits": 2**70,
    "very many digits": int("9" * 4000),
    "a list": [],
    "lists in lists": [[["a"], {"b": None}], 1],
    "an object": {},
    "an object of objects": {"speech": {"speech": {}}, "name": [1], "marked": 7, "id": None},
    "orders": {"speech": "first", "defence": [1], "": 2**40},
    "seats": [
        None,
        1,
        {"name": "A", "marked": {"speech": 5}},
        {"name": "B", "marked": {"speech": [1, None, {"x": 1}]}},
    ],
    "numbers as text": ["1e999", "-0", "０９", "²", "0x10", "1_000", " 7 "],
    "under other keys": {"": 1, "\n": 2, "__class__": {}, "pk": [None], "constructor": "x", "{x}": "%s"},
    "nested": json.loads("[" * 60 + "]" * 60),
    "not a number": "NaN",
    "infinite": "-Infinity",
    "a day that is none": "2026-02-30",
    "the end of time": "9999-12-31",
    "control characters": "a\x00b\x01\x1b\uffff\ufffe",
    "half a character": "a\ud800b",
    "other directions": "\u202eabc\u2066\u200f\u0301",
    "markup": "<script>alert('zqx')</script>{{ x }}{% y %}%s {0} #set text(red) $x$ \\ [*a*]",
    "formula": "=1+1",
    "long": "好" * 20_000,
    "lines": "a\r\nb\u2028c\u2029\t",
}
WHOLE = ("control characters", "half a character")
"""Refused where a column takes them, so that each stands alone."""
ALL = int(os.environ.get("LEITAI_EXAMPLES") or 100) > 100
FILES = {"one after the other": [value for name, value in VALUES.items() if name not in {*WHOLE, "true"}]}
if ALL:
    FILES |= {name: [value] for name, value in VALUES.items()}
    FILES |= {f"turned by {n}": FILES["one after the other"][n:] for n in range(1, 19)}


STRANGE = "=1+1\"'<b>&\u202ee\u0301👩‍👧{0}%s#"
"""Before every name and reason: a formula, markup, marks of direction, what is joined of several signs."""


def spoilt(part, values):
    """A document in which every name is strange and every object has an `about` with a value under every key.

    `values` come in turn.
    """
    found = {
        key: [spoilt(row, values) if isinstance(row, dict) else row for row in inner]
        if isinstance(inner, list)
        else spoilt(inner, values)
        if isinstance(inner, dict)
        else STRANGE + inner
        if key in {"name", "title", "community", "street", "reason"}
        else inner
        for key, inner in part.items()
        if key != "about"
    }
    return found if "final" in part else {**found, "about": {key: next(values) for key in KEYS}}


def walk(patterns, prefix=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield f"{prefix}{pattern.name}", pattern.pattern.converters


def addresses_of(contest):
    """Every address of a contest that can be read."""
    first = {
        name: rows.values_list("pk", flat=True).order_by("pk").first()
        for name, rows in {
            "contestant": contest.contestants,
            "judge": contest.judges,
            "round": contest.rounds,
            "panel": contest.panels,
            "performance": contest.performances,
            "award": contest.awards,
            "adjustment": contest.adjustments,
        }.items()
    }
    parts = {"setup:round": first["round"], "setup:award": first["award"]}
    parts["setup:item"] = parts["setup:new-item"] = RubricItem.objects.filter(round__contest=contest).first().pk
    parts["setup:new-item"] = parts["setup:cut"] = first["round"]
    papers = [{"kind": kind.id, "ending": form.value} for kind, form in product(printables(), Form)]
    for name, converters in walk(get_resolver().url_patterns):
        if "pk" in converters:
            known = {**first, "pk": contest.pk, "number": 1, "part": parts.get(name)}
            for more in papers if name == "manage:paper" else [{}]:
                given = {key: {**known, **more}.get(key) for key in converters}
                if None not in given.values():
                    yield reverse(name, kwargs=given)
    for certificate in contest.publications.values_list("certificates__serial", flat=True):
        if certificate:
            yield reverse("public:certificate", args=[certificate])


def opened(response):
    """A paper can be opened by what people open it with."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("application/pdf"):
        assert len(printed_pages(response.content)) > 0
    elif "spreadsheetml" in kind:
        assert load_workbook(BytesIO(response.content)).worksheets


def seat_of(contest, user):
    """A tablet in the first seat, and every address of a judge."""
    judge = contest.judges.first()
    if not judge.left_at:
        judge = contests.issue_card(judge=judge, by=user, now=later(85)).judge
    own = ("judge:home", "judge:state", "judge:sheets", "judge:outbox", "judge:leave")
    sheets = [reverse("judge:sheet", args=[sheet.pk]) for sheet in judge.sheets.all()]
    return seated(judge), *map(reverse, own), *sheets


def all_open(contest, user):
    """What did not come out well, address by address."""
    faults = []
    tablet, *own = seat_of(contest, user)
    for path in [*addresses_of(contest), *own]:
        for browser in (tablet,) if path in own else (client_of(user), client_of()):
            browser.raise_request_exception = False
            response = browser.get(path)
            if response.status_code >= 500:
                kind, error, tb = response.exc_info
                while tb.tb_next:
                    tb = tb.tb_next
                faults.append(
                    f"{path}: {kind.__name__} {str(error)[:80]} at {tb.tb_frame.f_code.co_filename}:{tb.tb_lineno}"
                )
            elif response.status_code == 200:
                try:
                    opened(response)
                except Exception as error:  # noqa: BLE001 - whatever it is, the paper does not open
                    faults.append(f"{path}: does not open: {error!r:.100}")
    return faults


@pytest.mark.parametrize("name", FILES)
def test_whatever_stands_in_the_free_parts_of_a_file_every_page_and_paper_opens(cast, name):
    document = json.loads(actions.export_contest(contest=a_closed_contest(cast)))
    hostile = spoilt(document, cycle(FILES[name]))
    told = ""
    try:
        contest = actions.import_contest(source=hostile, district=cast.district, slug="x", by=cast.wang, now=NOW)
    except Refused as refused:
        told = sentence(refused)
    assert bool(told) == (name in WHOLE)
    if told:
        return
    Contest.objects.filter(pk=contest.pk).update(announced="contestants", public_level="everything")
    assert all_open(contest, cast.wang) == []
    if not contest.rehearsal:
        actions.publish_results(contest=contest, by=cast.wang, now=later(90))
        actions.issue_certificates(contest=contest, prefix="HX", by=cast.wang, now=later(91))
        assert all_open(contest, cast.wang) == []
