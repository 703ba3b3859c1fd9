"""Records, themes, presentations, and how their secretaries agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Achievement, Community, Pillar, Theme
from communities.numbers import format_decimal
from communities.periods import period_of
from contests.models import Fulfilment
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen


def day_widget() -> forms.DateInput:
    """A date as the browser asks for it."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ExchangeForm(CarriesSeen, ButtonForm):
    """A record of who learned from whom."""

    title = forms.CharField(
        label=_("What it was"), max_length=120, help_text=_("In a few words, as it is to stand in a list.")
    )
    began = forms.DateField(label=_("On, or from"), widget=day_widget())
    ended = forms.DateField(label=_("To"), required=False, widget=day_widget())
    communities = forms.MultipleChoiceField(
        label=_("Communities of this district"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that took part; it stands on their pages."),
    )
    beyond = forms.CharField(
        label=_("With whom, or where, beyond the district"),
        max_length=200,
        required=False,
        help_text=_("Such as another district, or the community that was visited."),
    )
    who = forms.CharField(
        label=_("People"), max_length=300, required=False, help_text=_("Their names and posts, as residents may read.")
    )
    text = forms.CharField(
        label=_("What was done and learned"), max_length=5000, required=False, widget=forms.Textarea({"rows": 6})
    )
    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Can be added later, also when residents read it already."),
    )

    def __init__(self, *args: Any, communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("communities", [(str(each.pk), f"{each.street} · {each}") for each in communities])


class ThemeForm(CarriesSeen, ButtonForm):
    """A theme of a district."""

    name = forms.CharField(label=_("Theme"), max_length=60)
    pillar = forms.ChoiceField(
        label=_("Pillar"),
        choices=[("", "–"), *Pillar.choices],
        required=False,
        help_text=_("What is presented on this theme is found under this pillar."),
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)


class PresentationForm(CarriesSeen, ButtonForm):
    """What a contestant has presented."""

    theme = forms.ChoiceField(label=_("Theme"))
    summary = forms.CharField(
        label=_("In short"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Two or three sentences: what others can take from it."),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 14}),
        help_text=_("An empty line begins a new paragraph."),
    )
    comment = forms.CharField(
        label=_("Said about it on stage"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The sentence a judge's comment came down to, if it is to be read with it."),
    )
    cited = forms.MultipleChoiceField(
        label=_("Achievements it names"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The latest published values of the community. Residents are led to them."),
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], values: Sequence[Achievement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {str(theme.pk): theme for theme in themes}
        self.offer("theme", [("", "–"), *((pk, str(theme)) for pk, theme in self.themes.items())])
        self.offer("cited", [(str(value.pk), said(value)) for value in values])
        if not values:
            del self.fields["cited"]


def said(value: Achievement) -> str:
    """A value in one line."""
    indicator = value.indicator
    unit = indicator.unit if indicator else value.unit
    return f"{indicator or value.title} {format_decimal(value.quantity)} {unit} ({period_of(value.period)})"


class AgreedForm(ButtonForm):
    """How a secretary has agreed."""

    submit = _("The secretary has agreed")
    how = forms.CharField(
        label=_("How the secretary agreed"),
        max_length=200,
        required=False,
        help_text=_("Such as: by telephone on 3 July, or signed on paper."),
    )


class WithdrawnForm(ButtonForm):
    """Why residents are no longer to read something."""

    submit = pgettext_lazy("exchange", "Take back")
    danger = True
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class PledgeForm(CarriesSeen, ButtonForm):
    """What a secretary has pledged."""

    text = forms.CharField(
        label=_("What was pledged"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In the secretary's own words, so that anybody can tell later whether it was done."),
    )
    due = forms.DateField(label=_("To be done by"), widget=day_widget())


class FollowUpForm(ButtonForm):
    """What a community has told of a pledge."""

    submit = _("Enter what the community told")
    told_on = forms.DateField(label=_("Told on"), widget=day_widget())
    fulfilment = forms.ChoiceField(label=_("How far it has come"), choices=Fulfilment.choices)
    text = forms.CharField(
        label=_("What the community told"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What was done, and what is still to do."),
    )
