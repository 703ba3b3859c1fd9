"""Forms of the pages of a contest as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communities.json_text import SentReader
from communities.language import active_language_code
from communities.models import District
from communities.names import place_parts
from communities.typed import folded
from contests.models import Award, Contestant
from contests.models.people import contestant_label
from pages.forms.fields import CountField
from pages.forms.plain import ButtonForm, PlainForm
from pages.forms.seen import CarriesSeen
from papers.registry import choices
from papers.typeface import missing_glyphs
from scoring.models import WhyLeft
from scoring.results import AwardNow, Listed
from scoring.results.public import announced_choices, level_choices

if TYPE_CHECKING:
    from django.http import QueryDict

LARGEST_FILE = 10
"""Of a contest file, in megabytes: thousands of contestants."""
UNFIT = "/\\?#%&"
"""What a serial number cannot have in it: it is part of an address."""
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]


class ReasonForm(ButtonForm):
    """Why something is done that stays on record."""

    danger = True
    reason = forms.CharField(
        label=pgettext_lazy("record", "Reason"),
        max_length=200,
        help_text=_("It stays on record and is public."),
    )

    def __init__(self, *args: Any, button: Any, **kwargs: Any) -> None:
        self.submit = button
        super().__init__(*args, **kwargs)


class PublishForm(ButtonForm):
    """Publishing; a reason where marks are `missing` or a decision is open, or where it replaces an earlier one.

    The hidden `seen` is the version of the contest whose standings the page has shown.
    """

    reason = forms.CharField(label=pgettext_lazy("record", "Reason"), max_length=200, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, final: bool, again: bool, version: int, missing: bool = True, **kwargs: Any) -> None:
        self.submit = _("Publish a correction") if again else _("Publish the results")
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["seen"].initial = version
        field = self.fields["reason"]
        if again:
            field.help_text = _("Why a correction is published. Residents see it with the results.")
        elif not final and not missing:
            field.help_text = _(
                "Why the results are published although a decision is open. Residents see it with the results."
            )
        elif not final:
            field.help_text = _(
                "Why the results are published although something is missing. Residents see it with the results."
            )
        else:
            del self.fields["reason"]
        field.required = again or not final

    def ask_again(self) -> None:
        """The next answer is given after looking at the standings as this page shows them."""
        self.data = {**dict(self.data.items()), "seen": str(self.version)}


class WinnersForm(ButtonForm):
    """Who gets an award by name. The hidden `seen` is who stood there when the page was made, as JSON."""

    submit = _("Record the winners")
    named = forms.MultipleChoiceField(
        label=_("Winners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only contestants who compete can get an award. Leave all boxes empty to name nobody."),
    )
    reason = forms.CharField(
        label=pgettext_lazy("record", "Reason"),
        max_length=200,
        help_text=_("How they were chosen, such as a vote of the audience. This is recorded in the journal."),
    )
    seen = forms.JSONField(required=False, decoder=SentReader, widget=forms.HiddenInput)

    def __init__(self, *args: Any, award: Award, people: Iterable[Contestant], **kwargs: Any) -> None:
        named = award.named or []
        super().__init__(*args, initial={"named": named, "seen": named}, **kwargs)
        self.offer("named", [(p.number, _standing(p)) for p in people if p.competing or p.number in named])

    def clean_seen(self) -> list[str] | None:
        """Who stood there; None where the page did not say."""
        seen = self.cleaned_data["seen"]
        return [str(number) for number in seen] if isinstance(seen, list) else None

    def ask_again(self, named: list[str]) -> None:
        """The next answer is given knowing who stands there now; what was chosen stays chosen."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = json.dumps(named)
        self.data = data


def _standing(person: Contestant) -> str:
    """A contestant, and why they get no award where they do not compete."""
    if person.competing:
        return str(person)
    words = gettext("{contestant} ({status}, gets no award)")
    return words.format(contestant=person, status=person.get_status_display())


class LevelForm(CarriesSeen, PlainForm):
    """What everybody sees before the results, and how much of these. What was left alone is not written."""

    announced = forms.ChoiceField(
        label=_("What residents see before the results are published"),
        choices=announced_choices,
        widget=forms.RadioSelect,
    )
    public_level = forms.ChoiceField(
        label=_("What residents see of the results"), choices=level_choices, widget=forms.RadioSelect
    )


class IssueForm(ButtonForm):
    """How serial numbers begin."""

    submit = _("Issue the certificates")
    each = forms.ChoiceField(
        label=_("Certificates of a team"),
        choices=[("", _("One for the team, with the names of all its members")), ("1", _("One for each member"))],
        widget=forms.RadioSelect,
        required=False,
        initial="",
        help_text=_(
            "For each member: everybody among the members gets one; a name that is the team's alone gets none."
        ),
    )
    beginning = forms.CharField(
        label=_("Serial numbers begin with"),
        max_length=40,
        help_text=_("Followed by -0001, -0002 … No other contest may use the same beginning."),
    )

    def __init__(self, *args: Any, teams: bool = False, **kwargs: Any) -> None:
        """`teams`: whether a team is to get one, so that there is something to choose."""
        super().__init__(*args, **kwargs)
        if not teams:
            del self.fields["each"]

    def clean_beginning(self) -> str:
        """Serial numbers stand in addresses, and on paper."""
        beginning = folded(self.cleaned_data["beginning"])
        bad = [char for char in beginning if char.isspace() or char in UNFIT] or missing_glyphs(beginning)
        if bad:
            text = _("A serial number cannot contain these characters: %(characters)s. Remove them.")
            raise ValidationError(text, params={"characters": " ".join(dict.fromkeys(bad)).strip() or "␣"})
        return beginning


class RenewForm(ReasonForm):
    """Why certificates are revoked and issued anew; the hidden `serials` are those that the page has shown."""

    serials = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, button=_("Revoke these and issue new ones"), **kwargs)

    @classmethod
    def about(cls, serials: Iterable[str]) -> RenewForm:
        """The form about some certificates, nothing filled in yet."""
        return cls(initial={"serials": " ".join(serials)})


class PrintForm(PlainForm):
    """How certificates are printed."""

    language = forms.ChoiceField(label=_("Language of the paper"), choices=LANGUAGES, required=False)
    honorific = forms.CharField(label=_("After the name"), max_length=20, required=False)
    plain = forms.BooleanField(
        label=_("Pre-printed covers: print only what differs from one to the next"), required=False
    )
    right = CountField(label=_("Move right (mm)"), least=-50, most=50, required=False)
    down = CountField(label=_("Move down (mm)"), least=-50, most=50, required=False)

    @classmethod
    def start(cls, *, people: bool) -> dict[str, Any]:
        """What the form shows first; whoever is no person is called by nothing but the name."""
        language = active_language_code()
        return {
            "language": language,
            "honorific": "同志" if language != "en" and people else "",
            "right": 0,
            "down": 0,
        }

    def options(self) -> dict[str, Any]:
        """What the certificates are asked for."""
        given = self.cleaned_data
        return {
            "language": given["language"] or active_language_code(),
            "honorific": given["honorific"] if "honorific" in self.data else None,
            "plain": given["plain"],
            "right": given["right"] or 0,
            "down": given["down"] or 0,
        }


class PaperForm(PlainForm):
    """Language, standings, and what else stands on the papers."""

    language = forms.ChoiceField(label=_("Language of the papers"), choices=LANGUAGES, required=False)
    publication = forms.ChoiceField(label=_("Standings"), required=False)
    room = forms.ChoiceField(
        label=_("Room"),
        required=False,
        help_text=_("For tally sheet, confirmations and blank score sheets; the other papers are of all rooms."),
    )

    def __init__(self, *args: Any, publications: Iterable[int], rooms: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["room"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101 - for the type checker
        place.choices = [("", _("all rooms")), *((room, room) for room in rooms)]
        if not rooms:
            place.widget = place.hidden_widget()
        for choice in choices():
            self.fields[choice.name] = forms.BooleanField(label=str(choice.label), required=False)
        published = [(str(n), gettext("as published, no. {number}").format(number=n)) for n in publications]
        standings = [*published, ("now", pgettext_lazy("standings", "as they are now"))]
        field = self.fields["publication"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = standings
        field.initial = standings[0][0]
        self.fields["language"].initial = active_language_code()

    def ticks(self) -> list[forms.BoundField]:
        """What each paper leaves to be chosen."""
        return [self[choice.name] for choice in choices()]


class ImportForm(ButtonForm):
    """A contest file, and where it goes."""

    submit = _("Import the contest")
    district = forms.ModelChoiceField(label=_("District"), queryset=District.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Contest file"),
        widget=forms.FileInput({"accept": ".json,application/json"}),
        help_text=_("A .json file of at most 10 MB, such as the one you can download under “Contest file”."),
    )
    slug = forms.SlugField(
        label=_("Short name in the address"),
        max_length=60,
        required=False,
        help_text=_("Latin letters, digits, hyphens and underscores. If empty, one is made from the time."),
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = districts

    def clean_file(self) -> Any:
        """Not larger than told."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE * 1024 * 1024:
            raise ValidationError(
                _("This file is %(size)s MB. The most allowed is %(most)s MB."),
                params={"size": -(-(file.size or 0) // (1024 * 1024)), "most": LARGEST_FILE},
            )
        return file


NOBODY = "-"


class MovingUpForm(ButtonForm):
    """Why somebody no longer takes an award by place, and who of those next in order moves up, or nobody."""

    why = forms.ChoiceField(label=_("What has happened"), choices=WhyLeft.choices, widget=forms.RadioSelect)
    moved_up = forms.ChoiceField(label=_("Who moves up"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=pgettext_lazy("record", "Reason"),
        max_length=200,
        help_text=_("On which ground, and who decided. It stays in the journal; residents do not read it."),
    )
    public = forms.BooleanField(
        label=_("Residents read this change beside the results"),
        required=False,
        help_text=_("Names and places of both, without the reason. To take it back, withdraw the change."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submit = _("Record this")

    def __init__(self, award: AwardNow, left: Listed, data: Any = None, **kwargs: Any) -> None:
        """Where several share the next place, who decides says which of them."""
        super().__init__(data, **kwargs)
        following = award.following(left)
        field = self.fields["moved_up"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [*((person.number, _who(person)) for person in following), (NOBODY, _("Nobody moves up"))]
        if len(following) > 1:
            field.help_text = _("These share the next place. Decide between them and write how into the reason.")
        elif following:
            field.initial = following[0].number

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in ("why", "reason", "public", "seen")}
        chosen = self.cleaned_data["moved_up"]
        return {**given, "moved_up": None if chosen == NOBODY else chosen}


def _who(person: Listed) -> str:
    at = " ".join(place_parts(person.street, person.community))
    words = _("Place {place}: {person} · {score}").format(
        place=person.place, person=f"{contestant_label(person.number, person.name)} {at}".strip(), score=person.score
    )
    return str(words)
