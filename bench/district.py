"""A district with two years of values beside a small one: how long its page takes to open, and a sheet to come in.

`measure()` runs this module as a program, which fills a database of its own: 200 communities, 40 indicators and 8
quarters, taken from an Excel sheet with one value a row as an organiser's browser sends it; and 10 by 10 by 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from . import Ratio, seconds
from .apart import measured_apart

if TYPE_CHECKING:
    from communities.models import Community, District, Indicator, User
    from communities.periods import Period

TIMES_AS_LONG, IMPORT_SECONDS = 3, 20
PART = 4_000
"""Values that a browser sends at once (static/js/achievements/sheet.js)."""


class Size(NamedTuple):
    """How many communities a district has, indicators and quarters."""

    communities: int
    indicators: int
    quarters: int


LARGE, FEW = Size(200, 40, 8), Size(10, 10, 1)


def measure() -> Iterator[Ratio]:
    """How many times as long the page of the large district takes, and the part of its time that its sheet takes."""
    for name, ratio, limit in measured_apart("district"):
        yield Ratio(name, ratio, limit)


def figures() -> Iterator[Ratio]:
    """The figures, in this process, whose database is empty."""
    from communities.models import District  # noqa: PLC0415 - all of these need Django's settings

    from .unchanged import asker  # noqa: PLC0415

    ask = asker()
    people = _people()
    took = {}
    for slug, size in (("large", LARGE), ("few", FEW)):
        took[slug] = _filled(District.objects.create(slug=slug, name=slug), size, people)
    for query in ("", "period=2025-Q1"):
        opened = {slug: seconds(partial(ask, f"/districts/{slug}/", QUERY_STRING=query), 20) for slug in took}
        name = f"a district of 64,000 values opens {query or 'as usual'} ÷ one of 100"
        yield Ratio(name, opened["large"] / opened["few"], TIMES_AS_LONG)
    yield Ratio(f"64,000 values of a sheet come in ÷ {IMPORT_SECONDS} s", took["large"] / IMPORT_SECONDS, 1)


def _people() -> list[User]:
    from communities.models import User  # noqa: PLC0415

    return [User.objects.create(username=name, name=name, is_administrator=True) for name in ("first", "second")]


def _filled(district: District, size: Size, people: Sequence[User]) -> float:
    """Enter a sheet, confirm and publish its values; the seconds of a processor that it took to be read,
    looked at and entered: on a busy machine others wait beside."""
    from django.utils import timezone  # noqa: PLC0415

    from communities.actions import confirm_values, publish_values  # noqa: PLC0415
    from communities.queries import standing_values  # noqa: PLC0415

    common: dict[str, Any] = {"district": district, "now": timezone.now()}
    content = _sheet(district, size, people[0])
    begun = process_time()
    _taken(district, content, people[0])
    took = process_time() - begun
    seen = list(standing_values(district).values_list("pk", flat=True))
    if len(seen) != size.communities * size.indicators * size.quarters:
        raise RuntimeError(f"{len(seen)} values came in.")
    confirm_values(seen=seen, by=people[1], **common)
    publish_values(seen=seen, by=people[0], **common)
    return took


def _taken(district: District, content: bytes, by: User) -> None:
    """As the page of sheets does it: read, looked at beside what stands there, entered part by part."""
    from django.utils import timezone  # noqa: PLC0415

    from communities.actions import enter_values  # noqa: PLC0415
    from communities.queries import communities_of  # noqa: PLC0415
    from communities.results.grid import latest_values  # noqa: PLC0415
    from contests.rules.lists import sheets_of_file  # noqa: PLC0415
    from contests.rules.value_lists import VALUES, read_values  # noqa: PLC0415

    places = list(communities_of(district))
    read = read_values(sheets_of_file(content, VALUES), indicators=list(district.indicators.all()), communities=places)
    latest_values(district, {value.entry.period for value in read.values})
    entries = [value.entry for value in read.values]
    for n in range(0, len(entries), PART):
        part = entries[n : n + PART]
        seen = dict.fromkeys((entry.place for entry in part), None)
        enter_values(district=district, entries=part, seen=seen, by=by, now=timezone.now(), source="sheet.xlsx")


def _sheet(district: District, size: Size, by: User) -> bytes:
    """A sheet of invented values, one a row."""
    from communities.models import Achievement  # noqa: PLC0415
    from contests.rules.value_sheets import long_sheet  # noqa: PLC0415

    indicators, communities = _indicators(district, size.indicators, by), _communities(district, size.communities)
    return long_sheet(
        Achievement(indicator=each, community=community, period=period.code, quantity=(n * 7 + m * 3) % 97)
        for n, each in enumerate(indicators)
        for m, community in enumerate(communities)
        for period in _quarters(size.quarters)
    )


def _quarters(count: int) -> list[Period]:
    from communities.periods import Period  # noqa: PLC0415

    years = (Period(2025), Period(2026))
    return [quarter for year in years for half in year.parts for quarter in half.parts][:count]


def _indicators(district: District, count: int, by: User) -> list[Indicator]:
    from django.utils import timezone  # noqa: PLC0415

    from communities.actions import create_indicator  # noqa: PLC0415
    from communities.models import Pillar  # noqa: PLC0415

    pillars = list(Pillar.values)
    values = [
        {"code": f"I{n:02d}", "name": f"第{n}号指标", "unit": "件", "pillar": pillars[n % 4]} for n in range(count)
    ]
    return [create_indicator(district=district, values=each, by=by, now=timezone.now()) for each in values]


def _communities(district: District, count: int) -> list[Community]:
    from communities.models import Community, Street  # noqa: PLC0415

    streets = [Street.objects.create(district=district, name=f"第{n}街道") for n in range((count + 9) // 10)]
    return [Community.objects.create(street=streets[n // 10], name=f"第{n}社区") for n in range(count)]


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(list(figures())))
