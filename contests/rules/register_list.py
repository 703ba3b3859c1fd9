"""The register of a district as one sheet: streets, communities and who leads them, out, and in again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communities.models import Street
from communities.names import name_text
from communities.rules.register import LONGEST, NamedPlace, several_in
from communities.typed import can_be_seen

from .lists import Columns, Left, Problem, Row, Sheet, table_of
from .lists.columns import COMMUNITY, SECRETARY, STREET
from .value_sheets import workbook_of

COLUMNS = Columns(
    {"street": STREET, "community": COMMUNITY, "secretary": (*SECRETARY, "姓名", "负责人", "secretary")},
    needed=("street", "community"),
)


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """What a sheet says: rows with the number of each, what is refused, and what is left out."""

    places: list[tuple[int, NamedPlace]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def read_register(sheets: Sequence[Sheet]) -> RegisterRead:
    """The streets, communities and secretaries of a sheet; a row may name a street alone.

    Refused as `table_of` refuses: "no-rows", "missing-columns", "hidden-columns", "columns-twice".
    """
    table = table_of(sheets, COLUMNS)
    found = RegisterRead(problems=list(table.problems), left=list(table.left))
    faulty = {place for place, _code, _facts in table.problems}
    for row in table.rows:
        problems = list(_problems(row))
        found.problems.extend(problem for problem in problems if problem[0] not in faulty)
        if not problems and faulty.isdisjoint(row.at.values()):
            found.places.append((row.n, NamedPlace(*(name_text(row[name]) for name in COLUMNS.headings))))
    return found


def _problems(row: Row) -> Iterable[Problem]:
    needed = {"street", *(("community",) if row["secretary"] else ())}
    for name in COLUMNS.headings:
        if (row[name] or name in needed) and not can_be_seen(row[name]):
            yield row.address(name), "empty", {"column": COLUMNS.words(name)[0]}
    for name in COLUMNS.headings:
        if several_in(row[name], person=name == "secretary"):
            yield row.address(name), "several-names", {"text": row[name]}
        elif len(row[name]) > LONGEST:
            facts = {"column": COLUMNS.words(name)[0], "length": len(row[name]), "most": LONGEST}
            yield row.address(name), "too-long", facts


def register_sheet(streets: Iterable[Street]) -> bytes:
    """A workbook with a row for each community and each of its secretaries in office, and for streets without any."""
    lines: list[list[str | None]] = []
    for street in streets:
        communities = list(street.communities.all())
        for community in communities:
            serving: list[str | None] = [each.name for each in community.secretaries.all() if each.until is None]
            lines += [[street.name, community.name, name] for name in serving or [None]]
        lines += [] if communities else [[street.name, None, None]]
    return workbook_of([STREET[0], COMMUNITY[0], SECRETARY[0]], lines)
