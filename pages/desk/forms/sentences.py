"""What the emcee says, typed by the organiser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from contests.models import Contest
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen
from pages.wording.spoken import NAMES, usual_sentence
from stage.rules.sentences import LONGEST, PLACES


class SentencesForm(CarriesSeen, PlainForm):
    """Every sentence; an empty field means the usual one."""

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = {id: usual_sentence(contest, id) for id in PLACES}
        carried = self.fields.pop("seen")
        for id in PLACES:
            widget = forms.Textarea(attrs={"rows": 2})
            self.fields[id] = forms.CharField(
                label=NAMES[id], required=False, max_length=LONGEST, widget=widget, strip=True
            )
        self.fields["seen"] = carried

    def sentences(self) -> Mapping[str, str]:
        """What is to be said, by id; one that is as usual is empty."""
        return {id: "" if self.cleaned_data[id] == self.usual[id] else self.cleaned_data[id] for id in PLACES}
