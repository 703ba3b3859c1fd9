"""The table of a form that takes a list: pasted, or a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from contests.models import Contest
from contests.rules.lists import LISTS, ORDER, Columns, Table, of_centres, sheets_of_file, sheets_of_text, table_of
from contests.rules.numbered import names_columns, numbers_of_text, order_of
from pages.forms.plain import PlainForm


def table_sent(form: PlainForm, known: Columns, *, pasted: str = "rows") -> Table:
    """The table of what was pasted; if nothing was, of what the file holds. Refused as the reader of lists does."""
    given = form.cleaned_data
    if given[pasted]:
        return table_of(sheets_of_text(given[pasted]), known)
    if (given["file"].size or 0) > LISTS.packed:
        raise LISTS.too_large()
    return table_of(sheets_of_file(given["file"].read()), known)


def order_sent(form: PlainForm, contest: Contest) -> list[str]:
    """The numbers in the order that was sent: numbers alone, or a list with headings. Refused as the reader does."""
    text, known = form.cleaned_data["order"], of_centres(ORDER, contest.extra)
    if text and not names_columns(text, known):
        return list(numbers_of_text(text))
    rows = list(contest.contestants.values_list("number", "name", "room"))
    people, rooms = {number: name for number, name, _room in rows}, {number: room for number, _name, room in rows}
    return order_of(table_sent(form, known, pasted="order"), people=people, rooms=rooms)


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be downloaded."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
