"""A campaign, its contests and its picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contests.models import Contest
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen


def day_widget() -> forms.DateInput:
    """A date as the browser asks for it."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class CampaignForm(CarriesSeen, ButtonForm):
    """What a campaign says of itself."""

    title = forms.CharField(label=_("Title of the campaign"), max_length=120)
    theme = forms.CharField(
        label=_("Theme"),
        max_length=200,
        required=False,
        help_text=_("Its words in one sentence, as they stand on the banner."),
    )
    began = forms.DateField(label=_("From"), widget=day_widget())
    until = forms.DateField(label=pgettext_lazy("campaign", "Until"), required=False, widget=day_widget())
    text = forms.CharField(
        label=_("What it is about"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("For residents: why it is held, what it leads to. An empty line begins a new paragraph."),
    )


class IncludeForm(ButtonForm):
    """A contest that is put into a campaign."""

    submit = _("Put it into the campaign")
    contest = forms.TypedChoiceField(
        label=_("Contest"), coerce=int, help_text=_("Those of the district that belong to no campaign yet.")
    )

    def __init__(self, *args: Any, contests: Sequence[Contest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contests = {contest.pk: contest for contest in contests}
        self.offer("contest", [("", "–"), *((pk, str(contest)) for pk, contest in self.contests.items())])

    def chosen(self) -> Contest:
        """The contest that was chosen."""
        return self.contests[self.cleaned_data["contest"]]


class BannerForm(ButtonForm):
    """A picture for the head of the page."""

    submit = _("Set the picture")
    says = forms.CharField(
        label=_("What the picture shows"),
        max_length=200,
        help_text=_("In a few words, for those who do not see it. Words that stand in the picture belong here."),
    )
    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
        help_text=_("PNG or JPEG, at most 5 MB; wide, about four times as wide as high."),
    )


class WithdrawnForm(ButtonForm):
    """Why residents are no longer to read a campaign."""

    submit = pgettext_lazy("campaign", "Take back")
    danger = True
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
