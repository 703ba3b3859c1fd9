"""The table of columns: nothing is left out of it, and what it says holds."""

from datetime import date
from decimal import Decimal

import pytest

from contests import actions, columns
from contests.columns import COLUMNS, Later, entered, from_file, to_file
from contests.models import Contest, Judge
from contests.origin import Origin
from scoring.results import fingerprint_of
from tests.cast import NOW, an_open_contest

OF_ACTIONS = {
    Contest: {
        *("district", "state", "version", "judges_version", "desk_version", "frozen_at", "fingerprint"),
        "draw_sealed",
    },
    Judge: {"secret_hash", "code_hash", "replaced", "former", "left_at", "help_asked_at", "help_seen_at"},
}
"""Columns that no form and no file fills in."""
OWNERS = {"id", "contest", "round"}
SAMPLES = {
    "rules": {"pool": "mean"},
    "clock": {"limit": 9},
    "pool": "",
    "keep": 3,
    "quota": None,
    "date": date(2026, 11, 20),
}
NUMBERS = {"weight": Decimal("0.40"), "minimum": Decimal(-1), "maximum": Decimal("9.5"), "step": None}
CAME = Origin("street", "Street", 1, "07", "Wang", 2, ("First",), "9.50").stored()
OF_FORMS = (
    (columns.ORIGIN, CAME),
    (columns.FLAG, True),
    (columns.COUNT, 2),
    (columns.LIST_OR_NONE, ["a"]),
    (columns.TEXT, "text"),
    (columns.NAMES, ["Room A", "Room B"]),
    (columns.ROWS, [{"name": "Good", "points": "5"}]),
)


def sample(column):
    """A value that the column can hold."""
    form = next((value for form, value in OF_FORMS if form is column.form), "word")
    return {**SAMPLES, **NUMBERS}.get(column.name, form)


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_column_of_a_table_stands_there(kind):
    fields = {field.name for field in kind._meta.concrete_fields} - OF_ACTIONS.get(kind, set()) - OWNERS
    assert {column.name for column in COLUMNS[kind]} == fields


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_part_goes_into_a_file_and_comes_back(kind):
    row = {column.name: sample(column) for column in COLUMNS[kind] if column.key or column.about}
    row["extra"] = {"kept": [1]}
    part = to_file(kind, row)
    assert from_file(kind, part) == row
    assert part["about"]["kept"] == [1]
    assert {column.about for column in COLUMNS[kind] if column.about} == set(part["about"]) - {"kept"}


def test_what_does_not_fit_a_column_stays_in_about():
    about = {"date": "20 November", "theme": "t" * 201, "place": 7, "host": "Tiexi"}
    assert from_file(Contest, {"title": "T", "about": about}) == {
        "title": "T",
        "host": "Tiexi",
        "extra": {"date": "20 November", "theme": "t" * 201, "place": 7},
    }


@pytest.mark.django_db
def test_what_may_change_later_has_no_part_in_the_fingerprint(cast):
    contest = an_open_contest(cast)
    by = {"by": cast.wang, "now": NOW}
    others = {
        "extra": {"more": 1},
        "members": [{"name": "Li"}],
        "date": date(2027, 1, 1),
        "public_level": "everything",
        "announced": "nothing",
    }
    for part in (contest.judges.first(), contest.contestants.first()):
        later = entered(type(part), Later.FREELY, Later.WITH_REASON)
        for name in (name for name in later if name not in ("community", "street")):  # the file keeps what was sealed
            actions.change_part(part=part, values={name: others.get(name, "new")}, reason="misspelt", **by)
    values = {name: others.get(name, "new") for name in entered(Contest, Later.FREELY)}
    actions.change_contest(contest=contest, values=values, **by)
    assert len(values) == 7
    assert fingerprint_of(Contest.objects.get()) == contest.fingerprint
