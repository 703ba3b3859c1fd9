"""What the desk types into the run sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms.fields import ClockField, TextLine
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen
from stage.models import CueKind, MediaFile

from .questions import DeskForm

LONGEST_NOTES = 2000
COLUMNS = ("kind", "title", "who", "planned", "emcee_notes", "desk_notes", "said")


def notes_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Notes of several lines that may be left out."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_NOTES, widget=widget, help_text=help_text, strip=True
    )


class CueForm(CarriesSeen, PlainForm):
    """One item of the run sheet; `places` are where a new one can stand, None for one that is there; `media` what
    can be shown. Only of a comment is a sentence kept."""

    kind = forms.ChoiceField(label=pgettext_lazy("run sheet", "What it is"), choices=CueKind.choices)
    title = TextLine(
        label=pgettext_lazy("run sheet", "What it is called"),
        longest=120,
        required=False,
        help_text=_("Leave empty to use the name of its type."),
    )
    who = TextLine(
        label=pgettext_lazy("run sheet", "Who"), longest=200, required=False, help_text=_("As the emcee should say it.")
    )
    slot = forms.ChoiceField(label=_("Place in the run sheet"))
    planned = ClockField(
        label=_("Planned length"), initial=300, example="5:00", help_text=_("Minutes and seconds, such as 5:00.")
    )
    emcee_notes = notes_field(_("For the emcee"), _("Shown on the emcee's page in large type, to be read out."))
    desk_notes = notes_field(_("For the desk"))
    films = forms.MultipleChoiceField(
        label=_("Films and slides"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Shown when it begins, where the screens follow the stage; in the order of their titles."),
    )
    said = notes_field(_("The sentence to keep"), _("The main point of the comment, in one sentence."))

    def __init__(
        self,
        *args: Any,
        media: Sequence[MediaFile],
        places: Sequence[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("films", [(str(one.pk), one.title) for one in media])
        if not media:
            del self.fields["films"]
        comments = CueKind.COMMENT in (self.initial.get("kind"), self.data.get("kind"))
        if not (comments or self.initial.get("said") or self.data.get("said")) or places is not None:
            del self.fields["said"]
        if places is None:
            del self.fields["slot"]
        else:
            self.offer("slot", places)
        self.fields["seen"].initial = self.carried

    def media_chosen(self) -> list[int] | None:
        """Films and slides by their numbers in the database; None where there are none to choose."""
        return [int(pk) for pk in self.cleaned_data["films"]] if "films" in self.fields else None

    def values(self) -> dict[str, Any]:
        """The columns of the item."""
        given = {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}
        return {**given, "title": given["title"] or str(CueKind(given["kind"]).label)}


class CommentForm(DeskForm):
    """What a comment comes down to; `people` are contestants by their numbers in the database."""

    said = notes_field(_("The sentence to keep"), _("The main point of the comment, in one sentence."))
    contestant = forms.ChoiceField(label=pgettext_lazy("comment", "About"), required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("contestant", [("", _("nobody in particular")), *people])


class PlanForm(CarriesSeen, PlainForm):
    """When the show begins, and how long there is between two performances."""

    begins = forms.TimeField(
        label=_("The show begins at"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "14:00"}),
        error_messages={"invalid": _("Write hours and minutes, such as 14:00.")},
    )
    between = ClockField(
        label=_("From one performance to the next"),
        example="2:00",
        help_text=_("For coming on stage, marking and the score; added to the time limit of the round."),
    )
