"""Workbooks and texts as offices send them."""

from contextlib import contextmanager
from io import BytesIO

import pytest
from openpyxl import Workbook

from communities.refused import Refused
from contests.rules.lists import sheets_of_file, sheets_of_text, table_of


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def a_page(*rows, change=None):
    """A workbook of one page with these rows, changed by hand before it is saved."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    return saved(book)


def of_page(known, *rows, change=None):
    return table_of(sheets_of_file(a_page(*rows, change=change)), known)


def of_text(known, text):
    return table_of(sheets_of_text(text), known)


@contextmanager
def asked_back(code, **facts):
    """What is read inside is refused, for this reason."""
    with pytest.raises(Refused) as error:
        yield error
    assert error.value.code == code
    assert {name: error.value.facts.get(name) for name in facts} == facts
