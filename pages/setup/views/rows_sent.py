"""The table of a form that takes a list: pasted, or a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from contests.rules.lists import Columns, Table, sheets_of_file, sheets_of_text, table_of
from contests.rules.lists.files import LARGEST, too_large
from pages.forms.plain import PlainForm


def table_sent(form: PlainForm, known: Columns) -> Table:
    """What was pasted; if nothing was, what the file holds."""
    given = form.cleaned_data
    if given["rows"]:
        return table_of(sheets_of_text(given["rows"]), known)
    if (given["file"].size or 0) > LARGEST:
        raise too_large()
    return table_of(sheets_of_file(given["file"].read()), known)


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be downloaded."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
