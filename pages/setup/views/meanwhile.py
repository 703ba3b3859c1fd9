"""Saving what a form of the set-up says beside what others saved meanwhile, and telling where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Manager, Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contests.actions import add_part, change_part
from contests.columns import Part, columns_of
from contests.models import Contest
from pages.access import Access, AuthenticatedRequest
from pages.forms.seen import SEEN, CarriesSeen

NUMBER = re.compile("[0-9]{1,18}")
Row = TypeVar("Row", bound=Model)


def add(
    request: AuthenticatedRequest, contest: Contest, part: Part, values: Mapping[str, Any], there: Mapping[int, str]
) -> None:
    """Add a part beside those that were there when the form was read. Raises Refused as `add_part` does."""
    add_part(contest=contest, part=part, values=values, seen=list(there), by=request.user, now=timezone.now())


def change(request: AuthenticatedRequest, part: Part, values: Mapping[str, Any]) -> None:
    """Write what differs from a part as it was read for the form. Raises Refused as `change_part` does."""
    change_part(part=part, values=values, seen=columns_of(part, values), by=request.user, now=timezone.now())


def names_of(rows: Any) -> dict[int, str]:
    """Rows beside which one is added, as forms take them."""
    return {row.pk: str(row) for row in rows}


def found(request: AuthenticatedRequest, rows: QuerySet[Row] | Manager[Row], pk: int) -> Row | None:
    """A row; None where something is sent about one that is no longer there. Raises Http404 for all others."""
    row = rows.filter(pk=pk).first()
    if row is None and (request.method != "POST" or rows.model._default_manager.filter(pk=pk).exists()):  # noqa: SLF001
        raise Http404
    return row


def order_of(rows: Iterable[Model]) -> str:
    """The order in which a page shows some rows, for its buttons to carry."""
    return ",".join(str(row.pk) for row in rows)


def order_sent(text: str) -> list[int] | None:
    """The order of rows that a page showed, as its buttons carry it; None where they carry none."""
    parts = text.split(",") if text else []
    return [int(part) for part in parts] if parts and all(map(NUMBER.fullmatch, parts)) else None


def version_sent(request: AuthenticatedRequest) -> int | None:
    """The version of the contest that a page showed; None where it carries none."""
    text = request.POST.get(SEEN, "")
    return int(text) if NUMBER.fullmatch(text) else None


def opened(request: AuthenticatedRequest, access: Access, tab: str, *forms: CarriesSeen) -> HttpResponse | None:
    """The page for what was sent after the contest was opened: that it was, what was typed, what can still be done."""
    if request.method != "POST" or not (access.may_organise and access.contest.frozen):
        return None
    return _page(request, access, forms, tab=tab, opened=True)


def gone(request: AuthenticatedRequest, access: Access, form: CarriesSeen, back: str) -> HttpResponse:
    """The page for what was sent about a row that somebody else has removed; `back` names the page of its list."""
    return _page(request, access, (form,), status=404, tab=back.partition(":")[2], back=back)


def _page(
    request: AuthenticatedRequest, access: Access, forms: tuple[CarriesSeen, ...], status: int = 200, **context: Any
) -> HttpResponse:
    typed = [line for form in forms for line in form.typed()]
    given = {"contest": access.contest, "access": access, "typed": typed, **context}
    return render(request, "setup/meanwhile.html", given, status=status)
