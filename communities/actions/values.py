"""Values of indicators: entered by one person, confirmed by another, published; each step leaves what was before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from communities.journal import record, verbs
from communities.models import Achievement, Community, District, Indicator, User, ValueState
from communities.numbers import UNSIGNED, fits, json_decimal
from communities.periods import period_of
from communities.queries import communities_of, own_streets, standing_values
from communities.refused import Refused
from communities.rules.values import Entry, Place, evidence_fault, is_whole, says_the_same, too_early
from communities.typed import unfit_in
from communities.writing import insert_all

from .rows import AT_ONCE, fresh, in_parts
from .value_files import carry_files

LARGEST_KEY = 2**63 - 1
MOST_TOLD = 20
"""Single values that a line of the journal names; all of them stay in the table, with who entered them."""


@dataclass(frozen=True, slots=True)
class Entered:
    """How many values were entered, and how many that waited were taken back without another."""

    entered: int
    taken_back: int


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands at a place: a value on its way, and the one residents see."""

    waiting: Achievement | None = None
    published: Achievement | None = None

    @property
    def latest(self) -> Achievement | None:
        return self.waiting or self.published


@transaction.atomic
def enter_values(
    *,
    district: District,
    entries: Iterable[Entry],
    by: User,
    now: datetime,
    source: str = "",
    seen: Mapping[Place, str | None] | None = None,
) -> Entered:
    """Enter values, all or none. They wait for a second person; what residents see stays until they are published.

    What is there already stays as it is, so that entering twice is entering once. `source` is the name of the file.
    `seen` has, as text, what stood at a place when the caller looked, None for nothing; no `seen` for who has not.

    Refused: "unknown-fields" for another district's place, "another-street" for who enters for one, "bad-values",
    "not-whole", "bad-evidence", "before-since", "stale" and "published-stays" where a published value would be emptied;
    each with `places`, at most twenty, in words.
    """
    fresh(district)
    source = "" if unfit_in(source) else source
    given = list({entry.place: entry for entry in entries}.values())
    indicators = {row.pk: row for row in district.indicators.all()}
    communities = {row.pk: row for row in communities_of(district)}
    names = _Names(indicators, communities)
    if any(entry.indicator not in indicators or entry.community not in communities for entry in given):
        raise Refused("unknown-fields")
    _refuse_other_streets([communities[entry.community] for entry in given], district, by)
    names.refuse("bad-values", [e for e in given if e.quantity is not None and not fits(e.quantity, UNSIGNED)])
    broken = [e for e in given if e.quantity and indicators[e.indicator].whole and not is_whole(e.quantity)]
    names.refuse("not-whole", broken)
    names.refuse("bad-evidence", [e for e in given if evidence_fault(e)])
    names.refuse(
        "before-since", [e for e in given if e.quantity is not None and too_early(e.period, indicators[e.indicator])]
    )
    there = _standing(district, [entry.place for entry in given])
    names.refuse("stale", [e for e in given if seen is not None and _overtaken(e, there, seen)])
    names.refuse("published-stays", [e for e in given if e.quantity is None and _only_published(e, there)])
    due = [entry for entry in given if _differs(entry, there.get(entry.place, _Standing()))]
    new = [e for e in due if e.quantity is not None and not _as_published(e, there.get(e.place, _Standing()))]
    replaced = [standing.waiting for e in due if (standing := there.get(e.place)) and standing.waiting]
    _retire(replaced, now)
    common = {"source": source[:200], "entered_by": by, "entered_at": now, "state": ValueState.ENTERED}
    _store([_new(e, there.get(e.place), common) for e in new])
    carry_files([row for e in new if (row := there.get(e.place, _Standing()).latest)], now)
    if due:
        detail = {"count": len(new), "taken_back": len(due) - len(new), "source": source, **names.detail(due, there)}
        record(verb=verbs.VALUES_ENTERED, at=now, who=by, district_id=district.pk, object=str(district), detail=detail)
    return Entered(len(new), len(due) - len(new))


@transaction.atomic
def confirm_values(*, district: District, seen: Collection[int], by: User, now: datetime) -> int:
    """A second person confirms values that wait: exactly those seen, by their numbers in the database. How many.

    Refused("already") where all of them are confirmed, "stale" where one was replaced or taken back meanwhile,
    "needs-a-second-person" where one was entered by the caller, "another-street" for who confirms for one, and
    "nothing-to-confirm" where there is none.
    """
    found = _seen(district, seen, ValueState.ENTERED)
    if own_streets(by, district) is not None:
        communities = {each.pk: each for each in communities_of(district)}
        _refuse_other_streets([communities[row.community_id] for row in found], district, by)
    if any(row.entered_by_id == by.pk for row in found):
        raise Refused("needs-a-second-person")
    for some in in_parts([row.pk for row in found]):
        rows = Achievement.objects.filter(pk__in=some)
        rows.update(state=ValueState.CONFIRMED, confirmed_by=by, confirmed_at=now)
    _note(district, verbs.VALUES_CONFIRMED, found, by, now)
    return len(found)


@transaction.atomic
def publish_values(*, district: District, seen: Collection[int], by: User, now: datetime) -> int:
    """Let residents see confirmed values: exactly those seen, each in place of the one published before. How many.

    Refused("already") where all of them are published, "stale" where one was replaced or taken back meanwhile,
    "nothing-to-confirm" where there is none, and "organisers-publish" for streets.
    """
    _refuse_streets(district, by)
    found = _seen(district, seen, ValueState.CONFIRMED)
    places = {row.place for row in found}
    public = standing_values(district, {row.period for row in found}).filter(state=ValueState.PUBLISHED)
    _retire([row for row in public if row.place in places], now)
    for some in in_parts([row.pk for row in found]):
        rows = Achievement.objects.filter(pk__in=some)
        rows.update(state=ValueState.PUBLISHED, published_by=by, published_at=now)
    _note(district, verbs.VALUES_PUBLISHED, found, by, now)
    return len(found)


@transaction.atomic
def withdraw_value(*, value: Achievement, reason: str, by: User, now: datetime) -> None:
    """Take a published value back, so that residents see none there; the row stays, retired.

    Refused("already") where it is retired, "not-published" where residents do not see it, "reason-needed", and
    "organisers-publish" for streets.
    """
    row = fresh(value)
    if row.retired_at is not None:
        raise Refused("already")
    if row.indicator is None or row.state != ValueState.PUBLISHED:
        raise Refused("not-published")
    if not reason.strip():
        raise Refused("reason-needed")
    district = row.indicator.district
    _refuse_streets(district, by)
    _retire([row], now)
    detail = {"community": str(row.community), "periods": [row.period], "reason": reason.strip()[:400]}
    record(verb=verbs.VALUE_WITHDRAWN, at=now, who=by, district_id=district.pk, object=str(row), detail=detail)


def _refuse_other_streets(communities: Iterable[Community], district: District, by: User) -> None:
    """Who acts for a street does so for its communities alone."""
    streets = own_streets(by, district)
    others = {str(each) for each in communities if streets is not None and each.street_id not in streets}
    if others:
        raise Refused("another-street", places=sorted(others)[:MOST_TOLD])


def _refuse_streets(district: District, by: User) -> None:
    """What residents read is the district's to say."""
    if own_streets(by, district) is not None:
        raise Refused("organisers-publish")


class _Names:
    """Places in words, for sentences and the journal."""

    def __init__(self, indicators: Mapping[int, Indicator], communities: Mapping[int, Community]) -> None:
        self.indicators, self.communities = indicators, communities

    def of(self, entry: Entry) -> str:
        return f"{self.communities[entry.community]} · {self.indicators[entry.indicator]}"

    def refuse(self, code: str, entries: Sequence[Entry]) -> None:
        if entries:
            raise Refused(code, places=[self.of(entry) for entry in entries[:MOST_TOLD]])

    def detail(self, due: Sequence[Entry], there: Mapping[Place, _Standing]) -> dict[str, Any]:
        periods = sorted({entry.period for entry in due})
        few = due if len(due) <= MOST_TOLD else ()
        latest = {entry.place: there.get(entry.place, _Standing()).latest for entry in few}
        return {
            "periods": [period.code for period in periods],
            "values": {self.of(e): json_decimal(e.quantity) for e in few},
            "before": {self.of(e): json_decimal(row.quantity) for e in few if (row := latest[e.place])},
        }


def _standing(district: District, places: Collection[Place]) -> dict[Place, _Standing]:
    """What stands at some places, and at others of their indicators, communities and periods. One query."""
    indicators, communities, periods = (set(part) for part in zip(*places, strict=True)) if places else ((), (), ())
    rows = standing_values(district, periods).filter(indicator__in=indicators, community__in=communities)
    found: dict[Place, _Standing] = {}
    for row in rows:
        before = found.get(row.place, _Standing())
        public = row.state == ValueState.PUBLISHED
        found[row.place] = _Standing(before.waiting, row) if public else _Standing(row, before.published)
    return found


def _overtaken(entry: Entry, there: Mapping[Place, _Standing], seen: Mapping[Place, str | None]) -> bool:
    if entry.place not in seen:
        return False
    latest = there.get(entry.place, _Standing()).latest
    now = latest.quantity if latest else None
    return json_decimal(now) != seen[entry.place] and now != entry.quantity


def _only_published(entry: Entry, there: Mapping[Place, _Standing]) -> bool:
    standing = there.get(entry.place, _Standing())
    return standing.waiting is None and standing.published is not None


def _differs(entry: Entry, standing: _Standing) -> bool:
    latest = standing.latest
    return entry.quantity is not None if latest is None else not says_the_same(entry, latest)


def _as_published(entry: Entry, standing: _Standing) -> bool:
    """Whether residents see just this already, so that what waits is taken back and nothing new comes."""
    return standing.published is not None and says_the_same(entry, standing.published)


def _new(entry: Entry, standing: _Standing | None, common: Mapping[str, Any]) -> Achievement:
    latest = standing.latest if standing else None
    evidence = entry.evidence if entry.evidence is not None else latest.evidence if latest else ""
    link = entry.evidence_link if entry.evidence_link is not None else latest.evidence_link if latest else ""
    return Achievement(
        indicator_id=entry.indicator,
        community_id=entry.community,
        period=entry.period.code,
        quantity=entry.quantity or Decimal(0),
        evidence=evidence,
        evidence_link=link,
        **common,
    )


def _seen(district: District, seen: Collection[int], state: ValueState) -> list[Achievement]:
    """Those values, if all of them still have come just so far."""
    fresh(district)
    if not seen:
        raise Refused("nothing-to-confirm")
    rows = standing_values(district)
    keys = sorted(pk for pk in set(seen) if 0 < pk <= LARGEST_KEY)
    found = [row for some in in_parts(keys) for row in rows.filter(pk__in=some)]
    further = [row for row in found if row.state in FURTHER[state]]
    if len(further) == len(set(seen)):
        raise Refused("already")
    if len(found) < len(set(seen)) or any(row.state != state for row in found):
        raise Refused("stale", places=[])
    return sorted(found, key=lambda row: row.pk)


FURTHER = {
    ValueState.ENTERED: (ValueState.CONFIRMED, ValueState.PUBLISHED),
    ValueState.CONFIRMED: (ValueState.PUBLISHED,),
}
"""Which states lie beyond one."""


def _store(rows: Sequence[Achievement]) -> None:
    """Many rows by statements made once, the rest by Django, so that not every number of rows has one of its own."""
    whole = len(rows) - len(rows) % AT_ONCE
    for n in range(0, whole, AT_ONCE):
        insert_all(rows[n : n + AT_ONCE])
    Achievement.objects.bulk_create(rows[whole:])


def _retire(rows: Iterable[Achievement], now: datetime) -> None:
    for some in in_parts([row.pk for row in rows]):
        Achievement.objects.filter(pk__in=some).update(retired_at=now)


def _note(district: District, verb: Any, rows: Sequence[Achievement], by: User, now: datetime) -> None:
    few = rows if len(rows) <= MOST_TOLD else ()
    prefetch_related_objects(few, "community", "indicator")
    values = {f"{row.community} · {row.indicator}": json_decimal(row.quantity) for row in few}
    periods = sorted({period_of(row.period) for row in rows})
    detail = {"count": len(rows), "periods": [period.code for period in periods], "values": values}
    record(verb=verb, at=now, who=by, district_id=district.pk, object=str(district), detail=detail)
