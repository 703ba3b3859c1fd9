"""Storing a row that somebody has filled in: checked as a whole, refused field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError

from communities.refused import Refused


def fill(row: models.Model, values: Mapping[str, Any], *, allowed: Collection[str]) -> dict[str, Any]:
    """Set some fields; what has changed, as a journal shows it."""
    unknown = sorted(set(values) - set(allowed))
    if unknown:
        raise Refused("unknown-fields", fields=unknown)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return {name: plain(value) for name, value in changed.items()}


def store(row: models.Model) -> None:
    """Save a row if it is sound; otherwise Refused("invalid") with what is wrong: codes by field, rules by name."""
    errors = field_errors(row)
    rules = row._meta.constraints  # noqa: SLF001 - Django documents _meta
    broken = [rule.name for rule in rules if not _holds(rule, row, set(errors))]
    if broken:
        errors["__all__"] = broken
    if errors:
        raise Refused("invalid", errors=errors)
    row.save()


def field_errors(row: models.Model, *, exclude: Collection[str] = ()) -> dict[str, list[str]]:
    """The codes of what is wrong with single fields."""
    try:
        row.full_clean(exclude=exclude, validate_constraints=False, validate_unique=False)
    except ValidationError as error:
        return {field: [str(e.code) for e in errors] for field, errors in error.error_dict.items()}
    return {}


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
    return format(value, "f") if isinstance(value, Decimal) else str(value)
