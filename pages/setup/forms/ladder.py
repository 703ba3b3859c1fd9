"""Who is taken over from published contests: which contests, by what, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pages.forms.plain import PlainForm
from scoring.models import Publication
from scoring.results.ladder import COUNTED, MOST_QUOTA, Goes, Quota

BY = (
    (Goes.BY_PLACE.value, _("The first of each contest")),
    (Goes.BY_STREET.value, _("The first of each street in each contest")),
    (Goes.BY_AWARD.value, _("Everybody with an award that is ticked below")),
    (Goes.WITHOUT_AWARD.value, _("Everybody without any award, for a re-inspection")),
)


class LadderForm(PlainForm):
    """The contests, the way and the quota. What is ticked of single people stands beside them on the page."""

    publications = forms.MultipleChoiceField(
        label=_("Contests"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _(
                "The results of a contest you chose were replaced meanwhile, or can no longer be taken from. Choose "
                "again."
            )
        },
    )
    by = forms.ChoiceField(
        label=pgettext_lazy("the ladder", "Who goes on"),
        choices=BY,
        initial=Goes.BY_PLACE.value,
        widget=forms.RadioSelect,
    )
    first = forms.IntegerField(
        label=pgettext_lazy("the ladder", "How many"),
        required=False,
        initial=3,
        min_value=1,
        max_value=MOST_QUOTA,
        help_text=_("Where a contest has groups, so many of each group. Not needed for awards."),
    )
    awards = forms.MultipleChoiceField(label=_("Awards"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, sources: Sequence[Publication], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("publications", [(str(row.pk), source_words(row)) for row in sources])

    def offer_awards(self, names: Iterable[str]) -> None:
        """The awards that can be ticked; nothing to tick where there are none yet."""
        self.offer("awards", [(name, name) for name in names])

    @property
    def asks_awards(self) -> bool:
        """Whether awards decide, and there are some to tick."""
        return self["by"].value() == Goes.BY_AWARD.value and bool(self.fields["awards"].choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Where places decide, somebody says how many."""
        cleaned = super().clean() or {}
        if "first" in cleaned and not cleaned["first"] and cleaned.get("by") in {each.value for each in COUNTED}:
            self.add_error("first", gettext("Say how many go on."))
        return cleaned

    def chosen(self) -> list[int]:
        """The publications, by their rows."""
        return [int(pk) for pk in self.cleaned_data["publications"]]

    def quota(self) -> Quota:
        """What was asked for."""
        given = self.cleaned_data
        return Quota(Goes(given["by"]), given["first"] or 0, frozenset(given["awards"]))


def source_words(publication: Publication) -> str:
    """A contest that can be taken from, as it is listed."""
    words = [publication.title or publication.contest.title, str(publication.date or "")]
    if publication.number > 1:
        words.append(gettext("publication {number}").format(number=publication.number))
    if not publication.final:
        words.append(gettext("not final"))
    return " · ".join(word for word in words if word)
