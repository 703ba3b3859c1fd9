"""Rows of a list that are about contestants of a contest: scores that come in ready, the running order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from communities.names import meant_number, name_key
from communities.typed import number_or_none

from .lists import Columns, Problem, Row, Table, refuse_problems, sheets_of_text
from .roster import MOST_LISTED, lost, number_problems

ABSENT = frozenset(("缺考", "缺席", "未考", "未参加", "弃考", "弃权", "缺", "absent"))
"""What people write in place of a score where there is none."""


def scores_of(table: Table, *, people: Mapping[str, str]) -> dict[str, Decimal]:
    """Number of a contestant: score, or Refused("bad-rows") with (cell, code, facts) for each problem.

    `people` are the numbers of the contest with their names; 1 means 01. A row without a score is left out; one whose
    name is not that of its number is refused.
    """
    numbered, problems = _numbered(table, people)
    found: dict[str, Decimal] = {}
    for number, row in numbered:
        score = number_or_none(row["score"])
        if score is not None:
            found[number] = score
        elif row["score"] and not _has_fault(table, row):
            text, at = row["score"][:MOST_LISTED], row.address("score")
            away = says_absent(row["score"])
            problems.append((at, "absent-score", {"text": text}) if away else (at, "not-a-number", _score(text)))
    refuse_problems(problems)
    return found


@dataclass(frozen=True, slots=True)
class Rounded:
    """A score whose cell in a spreadsheet, such as "C5", displays another number than it holds."""

    cell: str
    displayed: Decimal
    stored: Decimal


def rounded_scores(table: Table, *, people: Mapping[str, str]) -> dict[str, Rounded]:
    """By number: the scores of a list that was taken of which the sheet displays another number than it holds."""
    return {
        number: Rounded(row.address("score"), Decimal(row.displayed["score"]), Decimal(row["score"]))
        for number, row in _numbered(table, people)[0]
        if "score" in row.displayed
    }


def _score(text: str) -> dict[str, str]:
    return {"column": "score", "text": text}


def says_absent(text: str) -> bool:
    """Whether it stands in place of a score that somebody did not come.

    >>> says_absent(" 缺 考 "), says_absent("95")
    (True, False)
    """
    return "".join(text.split()).casefold() in ABSENT


def without_score(table: Table, *, people: Mapping[str, str]) -> list[str]:
    """The numbers whose row has no score."""
    return [number for number, row in _numbered(table, people)[0] if not row["score"]]


def order_of(table: Table, *, people: Mapping[str, str], rooms: Mapping[str, str | None]) -> list[str]:
    """The numbers in their running order: by its column where the list has one, else as the rows stand.

    `rooms` are the numbers with their rooms: each room has its own order. Refused("bad-rows") as for scores, and where
    two of a room have one place.
    """
    numbered, problems = _numbered(table, people)
    places = [(number_or_none(row["order"]), number, row) for number, row in numbered]
    if any(row["order"] for _place, _number, row in places):
        problems += [
            (row.address("order"), "not-a-number", {"column": "order", "text": row["order"][:MOST_LISTED]})
            for place, _number, row in places
            if place is None
        ]
        problems += _places_twice(places, rooms)
        refuse_problems(problems)
        places.sort(key=lambda part: part[0] or Decimal(0))
    refuse_problems(problems)
    return [number for _place, number, _row in places]


def _places_twice(
    places: Iterable[tuple[Decimal | None, str, Row]], rooms: Mapping[str, str | None]
) -> Iterable[Problem]:
    """Places in the order that two of one room have."""
    seen: dict[tuple[Decimal, str], str] = {}
    for place, number, row in places:
        key, at = (place or Decimal(0), rooms.get(number) or ""), row.address("order")
        if place is not None and seen.setdefault(key, at) != at:
            yield at, "place-taken", {"text": row["order"][:MOST_LISTED], "first": seen[key]}


def _numbered(table: Table, people: Mapping[str, str]) -> tuple[list[tuple[str, Row]], list[Problem]]:
    """Each row with the number it means, and what is wrong with numbers and names."""
    problems, found, seen = list(table.problems), list[tuple[str, Row]](), dict[str, str]()
    for row in table.rows:
        number = meant_number(row["number"], people)
        wrong = _wrong(row, number, people, seen)
        problems += wrong
        if number is not None and not wrong:
            seen[number] = row.address("number")
            found.append((number, row))
    return found, problems


def _wrong(row: Row, number: str | None, people: Mapping[str, str], seen: Mapping[str, str]) -> list[Problem]:
    at, given = row.address("number"), row["number"][:MOST_LISTED]
    if not given:
        return [(at, "empty", {"column": "number"})]
    if number is None:
        return number_problems(row) or [(at, "unknown-number", {"number": given})]
    if number in seen:
        return [(at, "number-taken", {"number": given, "first": seen[number]})]
    spoilt = [problem for problem in lost(row) if problem[0] == row.address("name")]
    name = row["name"].partition("\n")[0]
    if not spoilt and name and people[number] and name_key(name) != name_key(people[number]):
        facts = {"number": number, "name": people[number], "text": name[:MOST_LISTED]}
        return [(row.address("name"), "another-name", facts)]
    return spoilt


def _has_fault(table: Table, row: Row) -> bool:
    return any(place == row.address("score") for place, _code, _facts in table.problems)


def numbers_of_text(text: str) -> Iterable[str]:
    """Numbers alone, separated by blanks, commas or new lines."""
    return text.translate(str.maketrans("，,、；;", "     ")).split()


def names_columns(text: str, known: Columns) -> bool:
    """Whether a text has a row of headings, and is more than numbers alone."""
    (sheet,) = sheets_of_text(text)
    return any(all(name in {known.meaning(cell.text) for cell in row} for name in known.needed) for row in sheet.rows)
