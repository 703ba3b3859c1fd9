"""Contest files with something hostile at every place: taken or refused, never an error of the database."""

import json

import pytest
from django.db import connection, transaction
from hypothesis import settings

from communities.refused import Refused
from scoring import actions
from scoring.results import contest_values
from tabulation import read_contest
from tests.cast import NOW
from tests.house import ROOT

pytestmark = pytest.mark.django_db
HOSTILE = [
    '"' + "名" * 5000 + '"',
    '"\\u0000"',
    '"a\\u0000b"',
    '""',
    '"\\ud83d\\ude00"',
    '"123456789012345.123456789012345"',
    '"-0.000000000000001"',
    "999999999999999999",
    "40000",
    "-1",
    "1e5",
    "null",
    "[]",
    '{"about": {"n": 1e5, "z": [-0.0, 1.50, 1E-2], "a": "\\u0000"}}',
]
HERE = "@here@"


def small():
    """A whole contest with one of everything."""
    document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
    people, seats = {"01", "02"}, {"J1", "J2"}
    document["contestants"] = [c for c in document["contestants"] if c["id"] in people]
    for part, column in (("marks", 2), ("times", 1), ("factors", 1), ("recusals", 1)):
        document[part] = [row for row in document.get(part, ()) if row[column] in people]
    document["judges"] = [judge for judge in document["judges"] if judge["id"] in seats]
    document["marks"] = [row for row in document["marks"] if row[1] in seats]
    document["adjustments"] = [
        {"contestant": "01", "round": None, "points": "-1", "reason": "r", "about": {"seconds": 5}}
    ]
    document["factors"] = [[document["rounds"][0]["id"], "01", "1.1"]]
    document["times"] = document["times"][:1]
    document["decisions"] = []
    document["about"] = {"date": "2026-11-20", "host": "h", "place": "p", "draw_seed": "s", "x": 1}
    document["contestants"][0]["about"] = {"order": 1, "title": "t", "theme": "t"}
    return document


def places(value, path=()):
    """Every place of a document, of lists only the first part."""
    yield path
    inner = value.items() if isinstance(value, dict) else list(enumerate(value))[:1] if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*path, key))


def put(document, path, value):
    here = document
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    return document


PLACES = [path for path in places(small()) if path]


EVERY = 1 if settings.default.max_examples >= 1000 else 6
"""Which of the hostile values each place gets: all with LEITAI_EXAMPLES=1000, otherwise some, in turn."""


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_something_hostile_at_every_place(cast, path):
    for hostile in HOSTILE[PLACES.index(path) % EVERY :: EVERY]:
        text = json.dumps(put(small(), path, HERE)).replace(f'"{HERE}"', hostile)
        with transaction.atomic():
            assert outcome(cast, text) in {"taken", "bad-file", "does-not-fit", "invalid", "order-twice"}, hostile
            transaction.set_rollback(True)
        assert connection.is_usable()


def outcome(cast, text):
    """What became of a file; one that is taken goes out and in again the same."""
    values = {"district": cast.district, "by": cast.wang, "now": NOW}
    try:
        contest = actions.import_contest(source=text, slug="hostile", **values)
        out = actions.export_contest(contest=contest)
        again = actions.import_contest(source=out, slug="again", **values)
    except Refused as refused:
        return refused.code
    assert contest_values(contest) == read_contest(out)
    assert actions.export_contest(contest=again) == out
    return "taken"
