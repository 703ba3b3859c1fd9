"""Storing a row that somebody has filled in: checked as a whole, refused field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import ProtectedError

from communities.numbers import format_decimal
from communities.periods import YEARS
from communities.refused import Refused
from communities.typed import can_be_seen, unfit_in

Row = TypeVar("Row", bound=models.Model)
Part = TypeVar("Part")
AT_ONCE = 500


def fill(row: models.Model, values: Mapping[str, Any], *, allowed: Collection[str]) -> dict[str, Any]:
    """Set some fields; what has changed, as a journal shows it: the new values, and `before` what a stored row had."""
    unknown = sorted(set(values) - set(allowed))
    if unknown:
        raise Refused("unknown-fields", fields=unknown)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: plain(getattr(row, name)) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    detail = {name: plain(value) for name, value in changed.items()}
    return detail if row.pk is None or not detail else {**detail, "before": before}


def newly_sent(row: models.Model, values: Mapping[str, Any], seen: Mapping[str, Any] | None) -> dict[str, Any]:
    """Those values that differ from what their sender had seen of a row; all where `seen` is None: he has not looked.

    To be asked of a row that is kept from others. Refused("stale") where somebody has given one of these fields another
    value since; the fact `fields` names them, and `seen` is what to hand in the next time, after looking again.
    """
    if seen is None:
        return dict(values)
    given = {name: value for name, value in values.items() if name not in seen or value != seen[name]}
    now = {name: getattr(row, name) for name in given if name in seen}
    overtaken = sorted(name for name in now if now[name] not in (seen[name], given[name]))
    if overtaken:
        raise Refused("stale", seen={**seen, **now}, fields=overtaken)
    return given


def store(row: models.Model) -> None:
    """Save a row if it is sound; otherwise Refused("invalid") with what is wrong: codes by field, rules by name."""
    errors = unseen(row) | far_off(row) | field_errors(row)
    rules = row._meta.constraints  # noqa: SLF001 - Django documents _meta
    broken = [rule.name for rule in rules if not _holds(rule, row, set(errors))]
    if broken:
        errors["__all__"] = broken
    if errors:
        raise Refused("invalid", errors=errors)
    try:
        row.save()
    except IntegrityError as error:  # somebody else was quicker
        raise Refused("invalid", errors={"__all__": [_broken(rules, row, str(error))]}) from error


def _broken(rules: Iterable[models.BaseConstraint], row: models.Model, message: str) -> str:
    """The rule a database names: PostgreSQL by its name, SQLite by the columns of a unique one."""
    table = row._meta.db_table  # noqa: SLF001

    def named(rule: models.BaseConstraint) -> bool:
        columns = ", ".join(f"{table}.{row._meta.get_field(f).column}" for f in getattr(rule, "fields", ()))  # type: ignore[union-attr]  # noqa: SLF001
        return rule.name in message or (bool(columns) and message.endswith(f": {columns}"))

    return next((rule.name for rule in rules if named(rule)), "taken")


def field_errors(row: models.Model, *, exclude: Collection[str] = ()) -> dict[str, list[str]]:
    """The codes of what is wrong with single fields."""
    errors = {name: ["unfit-text"] for name, value in vars(row).items() if _unfit(value)}
    try:
        row.full_clean(exclude=[*exclude, *errors], validate_constraints=False, validate_unique=False)
    except ValidationError as error:
        errors |= {field: [str(e.code) for e in found] for field, found in error.error_dict.items()}
    return errors


def unseen(row: models.Model) -> dict[str, list[str]]:
    """The fields that hold only what nobody sees: marks of direction, blanks of other alphabets, stray accents."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django documents _meta
    texts = {f.attname: f for f in fields if isinstance(f, models.CharField) and not f.choices}
    values = {name: getattr(row, name) or "" for name in texts}
    said = {name: value.strip() if texts[name].blank else value for name, value in values.items()}
    found = [name for name, value in said.items() if value and not can_be_seen(value)]
    return {name: ["unfit-text" if texts[name].blank else "blank"] for name in found}


def far_off(row: models.Model) -> dict[str, list[str]]:
    """The fields that hold a day of a year in which nothing here happens: 0026, or 20260 cut short."""
    days = {name: value for name, value in vars(row).items() if isinstance(value, date)}
    return {name: ["far-off"] for name, day in days.items() if day.year not in YEARS}


def _unfit(value: Any) -> bool:
    """Whether a text, or one of a list of texts, holds what cannot be shown, some of it not even stored."""
    return any(map(_unfit, value)) if isinstance(value, list) else isinstance(value, str) and bool(unfit_in(value))


def fresh(row: Row) -> Row:
    """The row itself, read again and kept from others until the transaction ends; Refused("gone") if it is no more."""
    rows = row._meta.model._default_manager.select_for_update(no_key=True)  # noqa: SLF001 - also of a lazy user
    if not rows.filter(pk=row.pk).values_list("pk").first():
        raise Refused("gone", object=str(row))
    row.refresh_from_db()
    return row


def _holds(constraint: models.BaseConstraint, row: models.Model, exclude: set[str]) -> bool:
    """Whether a rule of the table holds; one about a field that is wrong already is not asked."""
    try:
        constraint.validate(type(row), row, exclude=exclude)
    except ValidationError:
        return False
    return True


def discard(row: models.Model) -> None:
    """Delete a row that nothing else stands on."""
    try:
        row.delete()
    except ProtectedError as error:
        raise Refused("in-use", object=str(row)) from error


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return format_decimal(value) if isinstance(value, Decimal) else str(value)


def in_parts(rows: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Many, some at once: a statement takes only so many."""
    yield from (rows[n : n + AT_ONCE] for n in range(0, len(rows), AT_ONCE))
