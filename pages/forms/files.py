"""A picture or a PDF that somebody adds, and a smaller copy that their browser has made of it."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.typed import unfit_in, without_the_unseen

from .plain import PlainForm

TAKEN = "image/jpeg,image/png,image/webp,application/pdf,.pdf"
LONGEST_TITLE = 120


class Given(NamedTuple):
    """What was sent, as the actions take it."""

    title: str
    data: bytes
    small: bytes


class EvidenceForm(PlainForm):
    """A file; what it shows is the name of the file, unless something is said."""

    file = forms.FileField(label=_("Picture or PDF"), widget=forms.FileInput({"accept": TAKEN}))
    title = forms.CharField(label=_("What it shows"), max_length=LONGEST_TITLE, required=False)
    small = forms.FileField(required=False, widget=forms.FileInput({"hidden": "", "tabindex": "-1"}), label="")

    @property
    def given_title(self) -> str:
        """What it shows, as it is kept."""
        file, title = self.cleaned_data["file"], self.cleaned_data["title"]
        name = without_the_unseen(PurePath(file.name).stem).strip()[:LONGEST_TITLE]
        return title or ("" if unfit_in(name) else name) or file.name[-4:]

    @property
    def given(self) -> Given:
        """What was sent, once the form is valid."""
        file, small = self.cleaned_data["file"], self.cleaned_data.get("small")
        return Given(self.given_title, file.read(), small.read() if small else b"")
