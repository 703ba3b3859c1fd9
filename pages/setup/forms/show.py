"""How a contest is shown: when scores are released, what is looked at before, what residents may follow."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pages.forms.fields import NumberField, TextLine
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen
from stage.models import LARGEST_BATCH, JudgesShown, Releasing

WAY = ("releasing", "batch", "judges")


class ShowForm(CarriesSeen, PlainForm):
    """The show of a contest; the way to release, and what of the judges, stay once a score was released."""

    releasing = forms.ChoiceField(
        label=gettext_lazy("When scores are released"),
        choices=Releasing.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The desk follows this. To release something else it gives a reason."),
    )
    batch = forms.IntegerField(
        label=gettext_lazy("How many are released together first"),
        min_value=2,
        max_value=LARGEST_BATCH,
        help_text=gettext_lazy("Only for “the first few together”; counted in each round."),
    )
    judges = forms.ChoiceField(
        label=gettext_lazy("What the hall sees of the judges"),
        choices=JudgesShown.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("On the stage screen, with each score. The desk and the papers always have the names."),
    )
    widest_range = NumberField(
        label=gettext_lazy("Alarm: totals of one performance further apart than"),
        required=False,
        least=Decimal(0),
        help_text=gettext_lazy(
            "In points. Leave empty for no alarm. An alarm asks the chair to look; it stops nothing."
        ),
    )
    widest_distance = NumberField(
        label=gettext_lazy("Alarm: a judge further from the mean of the others than"), required=False, least=Decimal(0)
    )
    watch_equal = forms.BooleanField(
        label=gettext_lazy("Alarm where a judge gives everybody the same total"), required=False
    )
    subtitle = TextLine(
        label=gettext_lazy("Under the title on the stage screen"),
        longest=200,
        required=False,
        help_text=gettext_lazy("A slogan, or who supports the contest."),
    )
    live_page = forms.BooleanField(
        label=gettext_lazy("Residents may follow the contest while it runs"),
        required=False,
        help_text=gettext_lazy("A public page with the running order, who is on stage, and what was released."),
    )
    photos_public = forms.BooleanField(
        label=gettext_lazy("Residents see the photos of contestants"),
        required=False,
        help_text=gettext_lazy(
            "A portrait is personal data: only with the consent of those shown. Results, the page of each contestant"
            " and the live page have them then."
        ),
    )

    def __init__(self, *args: Any, begun: bool, rehearsal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*(WAY if begun else ()), *(("live_page", "photos_public") if rehearsal else ())):
            del self.fields[name]
