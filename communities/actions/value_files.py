"""Files that are evidence of values: with another file a value is another one, which a second person confirms anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.journal import Verb, record, verbs
from communities.models import BYTES, Achievement, User, ValueEvidence, ValueFile, ValueState
from communities.queries import own_streets
from communities.refused import Refused
from communities.rules.files import looked_at

from .rows import fresh, in_parts, store

MOST_FILES = 5


def add_value_file(
    *, value: Achievement, title: str, data: bytes, by: User, now: datetime, small: bytes = b""
) -> ValueFile:
    """Add a picture or a PDF as evidence of the value that stands at a place. It is looked through before anything is
    locked; `small` is a smaller copy of a picture. The value waits for a second person then, as one that is entered.

    Refused("gone"), "already" where it is there, "stale" where the value stands no longer, "another-street" for who
    enters for one, "too-many-value-files", "invalid", "no-evidence", "picture-too-heavy", "picture-too-wide",
    "picture-broken", "pdf-too-heavy", "no-pdf", "pdf-locked", "pdf-too-long" and "pdf-active".
    """
    made = ValueFile(title=title, added_at=now, added_by=by, **looked_at(data, small).columns)
    with transaction.atomic():
        row, there = _standing(value, by)
        if made.digest in {file.digest for file in there}:
            raise Refused("already")
        if len(there) >= MOST_FILES:
            raise Refused("too-many-value-files", most=MOST_FILES)
        store(made)
        _anew(row, [*there, made], by, now)
        _note(row, verbs.VALUE_FILE_ADDED, made, by, now)
    return made


@transaction.atomic
def remove_value_file(*, value: Achievement, file: ValueFile, by: User, now: datetime) -> None:
    """Take a file away from the value that stands at a place: without it the value waits for a second person.

    Refused("gone"), "already", "stale" and "another-street".
    """
    row, there = _standing(value, by)
    left = [one for one in there if one.pk != file.pk]
    if len(left) == len(there):
        raise Refused("already")
    _anew(row, left, by, now)
    _note(row, verbs.VALUE_FILE_REMOVED, file, by, now)


def carry_files(before: Iterable[Achievement], at: datetime) -> None:
    """Give values that were entered just now the files of those whose place they take."""
    for some in in_parts(list(before)):
        of = {row.pk: row.place for row in some}
        uses = list(ValueEvidence.objects.filter(value__in=of).values_list("value", "file"))
        if uses:
            rows = Achievement.objects.filter(entered_at=at, retired_at=None, state=ValueState.ENTERED)
            new = {row.place: row.pk for row in rows.filter(community__in={row.community_id for row in some})}
            made = [ValueEvidence(value_id=new[of[v]], file_id=file) for v, file in uses if of[v] in new]
            ValueEvidence.objects.bulk_create(made)


def _standing(value: Achievement, by: User) -> tuple[Achievement, Sequence[ValueFile]]:
    """The value as it stands, and its files without their bytes."""
    row = fresh(value)
    if row.indicator is None:
        raise Refused("gone", object=str(row))
    others = Achievement.objects.filter(
        indicator=row.indicator, community=row.community, period=row.period, retired_at=None, pk__gt=row.pk
    )
    if row.retired_at is not None or others.exists():
        raise Refused("stale")
    streets = own_streets(by, row.indicator.district)
    if streets is not None and row.community.street_id not in streets:
        raise Refused("another-street", places=[str(row.community)])
    return row, list(row.files.defer(*BYTES))


def _anew(row: Achievement, files: Sequence[ValueFile], by: User, now: datetime) -> None:
    if row.state != ValueState.PUBLISHED:
        Achievement.objects.filter(pk=row.pk).update(retired_at=now)
    said = {name: getattr(row, name) for name in ("quantity", "evidence", "evidence_link", "source")}
    made = Achievement(
        indicator=row.indicator,
        community=row.community,
        period=row.period,
        state=ValueState.ENTERED,
        entered_by=by,
        entered_at=now,
        **said,
    )
    made.save(force_insert=True)
    ValueEvidence.objects.bulk_create(ValueEvidence(value=made, file=file) for file in files)


def _note(row: Achievement, verb: Verb, file: ValueFile, by: User, now: datetime) -> None:
    detail: dict[str, Any] = {"community": str(row.community), "periods": [row.period], "title": file.title}
    district = row.indicator.district_id if row.indicator else None
    record(verb=verb, at=now, who=by, district_id=district, object=str(row), detail=detail)
