"""The table of columns: nothing is left out of it, and what it says holds."""

from datetime import date
from decimal import Decimal

import pytest

from contests import actions
from contests.columns import COLUMNS, Later, entered, from_file, to_file
from contests.models import Award, Contest, Contestant, Cut, Judge, Panel, Round, RubricItem
from scoring.results import seal_of
from tests.cast import NOW, an_open_contest

OF_ACTIONS = {
    Contest: {"district", "state", "version", "sealed_at", "fingerprint"},
    Judge: {"secret_hash", "code_hash", "replaced", "left_at"},
}
"""Columns that no form and no file fills in."""
OWNERS = {"id", "contest", "round"}
ROWS = {
    Contest: {"title": "T", "theme": "t", "host": "h", "venue": "v", "date": date(2026, 11, 20), "draw_seed": "s"},
    Round: {"name": "R", "weight": Decimal("0.4"), "sealed": True, "clock": {"limit": 9}, "rules": {}, "guidance": "g"},
    RubricItem: {
        "minimum": Decimal(1),
        "maximum": Decimal(9),
        "step": None,
        "weight": Decimal(2),
        "guidance": "g",
        "name": "",
    },
    Panel: {"name": "P", "weight": Decimal(1), "drop_high": 1, "drop_low": 2, "trim_from": 5, "pool": "", "rounds": []}
    | {"rooms": None},
    Judge: {"name": "J", "post": "p", "kind": "observer", "chair": True},
    Contestant: {"name": "C", "community": "", "street": None, "group": "g", "room": "r", "title": "t", "theme": "h"}
    | {"status": "guest"},
    Cut: {"keep": 3, "tie": "chain", "weights": {"r": "1"}},
    Award: {"name": "A", "quota": 1, "named": None, "tie": "decide", "uses_up": True, "minimum": None, "cap": 2}
    | {"group": None},
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_column_of_a_table_stands_there(kind):
    fields = {field.name for field in kind._meta.concrete_fields} - OF_ACTIONS.get(kind, set()) - OWNERS
    assert {column.name for column in COLUMNS[kind]} == fields


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_part_goes_into_a_file_and_comes_back(kind):
    key = {"key": "k"} if "key" in entered(kind) else {}
    row = {**ROWS[kind], **key, "about": {"kept": [1]}}
    part = to_file(kind, row)
    assert from_file(kind, part) == row
    assert part["about"]["kept"] == [1]
    assert {column.about for column in COLUMNS[kind] if column.about} == set(part["about"]) - {"kept"}


def test_what_does_not_fit_a_column_stays_in_about():
    about = {"date": "20 November", "theme": "t" * 201, "place": 7, "host": "Tiexi"}
    assert from_file(Contest, {"title": "T", "about": about}) == {
        "title": "T",
        "host": "Tiexi",
        "about": {"date": "20 November", "theme": "t" * 201, "place": 7},
    }


@pytest.mark.django_db
def test_what_may_change_later_has_no_part_in_the_fingerprint(cast):
    contest = an_open_contest(cast)
    by = {"by": cast.wang, "now": NOW}
    others = {"about": {"more": 1}, "date": date(2027, 1, 1), "public_level": "everything"}
    for part in (contest.judges.first(), contest.contestants.first()):
        for name in entered(type(part), Later.FREELY, Later.WITH_REASON):
            actions.change_part(part=part, values={name: others.get(name, "new")}, **by)
    values = {name: others.get(name, "new") for name in entered(Contest, Later.FREELY)}
    actions.change_contest(contest=contest, values=values, **by)
    assert len(values) == 6
    assert seal_of(Contest.objects.get()) == contest.fingerprint
