"""The questions of a round: typed or pasted one on a line, or from a file."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.rules.lists import LISTS, QUESTIONS, sheets_of_file, sheets_of_text, table_of
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen

NUMBERED = re.compile(r"^[(（]?\d{1,3}[.、．)）]\s*")
"""A number before a question, which gets its own here."""


class QuestionsForm(CarriesSeen, PlainForm):
    """All questions of a round. A file takes the place of what stands in the field."""

    lists = ("questions",)

    questions = forms.CharField(
        label=_("Questions, one on each line"),
        required=False,
        max_length=500_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Their numbers follow the lines. Lines pasted from a spreadsheet have a row of headings."),
    )
    file = forms.FileField(
        label=_("Or a file (.xlsx, .csv)"),
        required=False,
        help_text=_("With a heading “Question”. What it holds takes the place of all questions above."),
    )
    again = forms.BooleanField(label=_("A question may be drawn more than once"), required=False)

    def sent(self) -> list[str]:
        """The questions that were sent, in their order. Refused as the reader of lists does."""
        file, text = self.cleaned_data["file"], self.cleaned_data["questions"]
        if file is None and "\t" not in text:
            return [NUMBERED.sub("", line.strip()) for line in text.splitlines() if line.strip()]
        if file is not None and (file.size or 0) > LISTS.packed:
            raise LISTS.too_large()
        table = table_of(sheets_of_file(file.read()) if file is not None else sheets_of_text(text), QUESTIONS)
        return [row["question"] for row in table.rows if row["question"]]
