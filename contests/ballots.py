"""A mass jury's ballot between what an organiser types and the contest file: classes of voters, points or grades.

People type one class or grade a line, its number last, as it stands in the printed rules:

>>> read_lines("A 县领导 0.6\\n B 其他参会人员　0.4 ")
(('A 县领导', Decimal('0.6')), ('B 其他参会人员', Decimal('0.4')))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext, pgettext

from communities.numbers import format_decimal
from communities.typed import NumberFault, read_number
from communities.wording import listed
from tabulation.ballots import read_ballot
from tabulation.contest import Ballot
from tabulation.fields import Problems

Document = Mapping[str, Any]
Lines = tuple[tuple[str, Decimal], ...]
MOST_LINES = 12
LONGEST_NAME = 40
FEWEST_FOR_SECRECY = 5
"""With fewer voters in a class, its counts say much about each of them."""


@dataclass(frozen=True)
class BadLine(ValueError):
    """A line that is not a name and a number."""

    line: str


def read_lines(text: str) -> Lines:
    """The lines that are not empty: each a name, and the number that ends it. Raises BadLine."""
    found = []
    for line in filter(None, (" ".join(each.split()) for each in text.splitlines())):
        name, _blank, last = line.rpartition(" ")
        number = read_number(last)
        if not 0 < len(name) <= LONGEST_NAME or number is None or isinstance(number, NumberFault):
            raise BadLine(line[: 2 * LONGEST_NAME])
        found.append((name, number))
    if len(found) > MOST_LINES:
        raise BadLine(found[MOST_LINES][0])
    return tuple(found)


def written_lines(rows: Iterable[Document], number: str) -> str:
    """Classes or grades as they are typed."""
    return "\n".join(f"{row.get('name') or row.get('id')} {row.get(number) or '1'}" for row in rows)


def grades_text(rows: Any) -> str:
    """The grades of an item in words: each with its points."""
    return listed([f"{row.get('name')} = {row.get('points')}" for row in rows or () if isinstance(row, Mapping)])


def ballot_document(
    classes: Lines, *, grades: Lines, points: Mapping[str, Decimal | None], before: Document | None = None
) -> Document:
    """The ballot as a contest file has it. A class keeps the letter it had `before`, since cards are of a letter.

    >>> before = ballot_document((("Leaders", Decimal(1)), ("Others", Decimal(1))), grades=(), points={})
    >>> after = ballot_document((("Others", Decimal(1)), ("Guests", Decimal(1))), grades=(), points={}, before=before)
    >>> [(each["id"], each["name"]) for each in after["classes"]]
    [('B', 'Others'), ('C', 'Guests')]
    """
    had = class_names(before)
    free = (letter for letter in ascii_uppercase if letter not in had)
    letters = {name: letter for letter, name in had.items()}
    found: dict[str, Any] = {
        "classes": [
            {"id": letters.get(name) or next(free), "name": name, "weight": format_decimal(weight)}
            for name, weight in classes
        ]
    }
    if grades:
        return {**found, "grades": [{"name": name, "points": format_decimal(worth)} for name, worth in grades]}
    return found | {key: format_decimal(value) for key, value in points.items() if value is not None}


def class_names(document: Document | None) -> dict[str, str]:
    """The classes of a stored ballot: what each is called, by its id."""
    return {each["id"]: each.get("name") or each["id"] for each in (document or {}).get("classes") or ()}


def ballot_values(document: Document | None) -> Ballot | None:
    """A stored ballot as the sums take it; None where a panel has none."""
    return None if document is None else read_ballot(document, "ballot", Problems())


def ballot_faults(document: Document) -> list[str]:
    """What is wrong with a ballot, for a programme; nothing where it can be computed."""
    problems = Problems()
    read_ballot(document, "ballot", problems)
    return problems.lines


def ballot_text(document: Any) -> str:
    """A ballot in one line, for rules and journal."""
    if not isinstance(document, Mapping) or (ballot_faults(document)):
        return str(document or pgettext("journal", "none"))
    ballot = read_ballot(document, "", Problems())
    return pgettext("ballot", "; ").join((asked_text(ballot), classes_text(ballot)))


def asked_text(ballot: Ballot) -> str:
    """What a ballot asks for: a grade with its points, or points within a range."""
    if ballot.grades:
        return listed([f"{grade.name} = {format_decimal(grade.points, 'short')}" for grade in ballot.grades])
    words = gettext("points from {low} to {high}")
    return words.format(low=format_decimal(ballot.min, "short"), high=format_decimal(ballot.max or ballot.min, "short"))


def classes_text(ballot: Ballot) -> str:
    """The classes of voters, with their weights where there are several."""
    if len(ballot.classes) == 1:
        return ballot.classes[0].name or ballot.classes[0].id
    return listed([f"{one.name or one.id} × {format_decimal(one.weight, 'short')}" for one in ballot.classes])
