"""How each award is handed over, and which step comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from pages.forms.fields import TextLine
from pages.forms.plain import WordedForm
from stage.models import AwardTier

from .questions import DeskForm

LONGEST_WORDS = 2000


class TierFields(NamedTuple):
    """An award with the fields about it."""

    award: str
    fields: Sequence[BoundField]


class CeremonyForm(DeskForm):
    """For each award: all at once or one by one, who hands it over, the words of honour."""

    def __init__(self, *args: Any, awards: Sequence[str], tiers: Mapping[str, AwardTier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awards = awards
        for n, award in enumerate(awards):
            tier = tiers.get(award) or AwardTier()
            self.fields[f"one_by_one_{n}"] = forms.BooleanField(
                label=_("Call the winners one by one"), required=False, initial=tier.one_by_one
            )
            self.fields[f"presenters_{n}"] = TextLine(
                label=_("Presented by"), longest=200, required=False, initial=tier.presenters
            )
            self.fields[f"words_{n}"] = forms.CharField(
                label=_("Citation, read out by the emcee"),
                required=False,
                max_length=LONGEST_WORDS,
                initial=tier.words,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def parts(self) -> Iterator[TierFields]:
        """The fields award by award."""
        for n, award in enumerate(self.awards):
            yield TierFields(award, [self[f"{name}_{n}"] for name in ("one_by_one", "presenters", "words")])

    @property
    def given(self) -> dict[str, dict[str, Any]]:
        """What was chosen, by the name of the award."""
        names = ("one_by_one", "presenters", "words")
        return {
            award: {name: self.cleaned_data[f"{name}_{n}"] for name in names} for n, award in enumerate(self.awards)
        }


class StepForm(WordedForm):
    """Which step is shown next; `seen` is where the ceremony stood. A button each, so nothing is drawn of this form."""

    step = forms.IntegerField(min_value=0, max_value=30_000)
    seen = forms.CharField(required=False)
