"""The rows of a form that takes a list: pasted, or a file."""

from __future__ import annotations

from typing import Any

from contests.rules.spreadsheet import rows_of_file, rows_of_text
from pages.forms.plain import PlainForm


def rows_sent(form: PlainForm) -> list[dict[str, Any]]:
    """What was pasted; if nothing was, what the file holds."""
    given = form.cleaned_data
    return rows_of_text(given["rows"]) if given["rows"] else rows_of_file(given["file"])
