"""Contestants from a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from communities.names import name_text, number_fits, number_key, number_text
from contests.columns import longest_in
from contests.members import BadMembers, members_line, read_members
from contests.models import Contestant

from .lists import CONTESTANTS, Columns, Problem, Row, Table, refuse_problems

MOST_LISTED = 50
LOST = re.compile(r"[?？\ufffd□〓]")
"""What stands in place of a character that a file in GBK could not hold."""
SENTENCES = ("title", "theme", "stop_at", "stop")
"""A title may be written in two halves with a space between them: that space is no padding."""
LOSES = ("name", "members", "community", "street")
DATE = re.compile(r"\d{1,2}月\d{1,2}日?|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?.*|\d{1,2}-[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant as a row has it: the columns of a list that are columns of a contestant."""

    number: str
    name: str
    community: str = ""
    street: str = ""
    title: str = ""
    theme: str = ""
    group: str = ""
    room: str = ""
    stop_at: str = ""
    stop: str = ""
    members: str = ""


COLUMNS = tuple(field.name for field in fields(Entry))


def entries_of(table: Table) -> list[Entry]:
    """The contestants of a list, or Refused("bad-rows") with (cell, code, facts) for each problem."""
    problems = [
        *table.problems,
        *(problem for row in table.rows for problem in _problems(row, table.known)),
        *_twice(table.rows),
    ]
    refuse_problems(problems)
    return [_entry(row) for row in table.rows]


def _entry(row: Row) -> Entry:
    plain = {name: row[name] if name in SENTENCES else name_text(row[name]) for name in COLUMNS}
    members = members_line(read_members(row["members"]))
    return Entry(**{**plain, "number": number_text(row["number"]), "members": members})


def _problems(row: Row, known: Columns) -> list[Problem]:
    empty = [name for name in CONTESTANTS.needed if not row[name]]
    found: list[Problem] = [(row.address(name), "empty", {"column": known.term(name)}) for name in empty]
    found += number_problems(row) + lost(row) + team_problems(row)
    limits = {name: longest_in(Contestant, name) for name in COLUMNS}
    return found + [
        (row.address(name), "too-long", {"column": known.term(name), "most": most, "length": len(row[name])})
        for name, most in limits.items()
        if len(row[name]) > most
    ]


def number_problems(row: Row) -> list[Problem]:
    """A number that a spreadsheet has made a date of, such as 1-2, or that cannot be one."""
    number = row["number"]
    if DATE.fullmatch(number):
        return [(row.address("number"), "date-cell", {"text": number})]
    fits = not number or ("\n" not in number and number_fits(number_text(number)))
    return [] if fits else [(row.address("number"), "unfit-number", {"text": " ".join(number.split())[:MOST_LISTED]})]


def team_problems(row: Row) -> list[Problem]:
    """A cell that does not say who is in a team."""
    try:
        read_members(row["members"])
    except BadMembers as bad:
        return [(row.address("members"), "bad-members", {"fault": bad.code, **bad.facts})]
    return []


def lost(row: Row) -> list[Problem]:
    """Names and places in which a character was lost on the way through another encoding."""
    return [
        (row.address(name), "lost-character", {"text": row[name][:MOST_LISTED]})
        for name in LOSES
        if LOST.search(row[name])
    ]


def _twice(rows: Iterable[Row]) -> list[Problem]:
    """Numbers that stand in a list twice: 01 and 1 are one number."""
    seen: dict[str, str] = {}
    found = list[Problem]()
    for row in rows:
        number = row["number"]
        if number and number_key(number) in seen:
            facts = {"number": number[:MOST_LISTED], "first": seen[number_key(number)]}
            found.append((row.address("number"), "number-taken", facts))
        elif number:
            seen[number_key(number)] = row.address("number")
    return found
