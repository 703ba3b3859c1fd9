"""Judges, contestants, recusals, the running order, scores that come in ready."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, District, Secretary, Street
from communities.names import name_text, number_text, place_parts
from communities.numbers import format_decimal
from communities.queries import communities_of
from communities.wording import listed
from contests.columns import Later, entered, longest_in, may_be_absent
from contests.judged import judges_people
from contests.members import BadMembers, members_lines, read_members
from contests.models import Contest, Contestant, Judge, JudgeKind, Panel, choices, head
from contests.queries.people import rooms_of
from contests.rules.lists import CONTESTANTS, SCORES, label_of, of_centres
from contests.wording import member_sentence
from pages.forms.fields import CountField, PaddedText, TickedRows, WeightField
from pages.forms.plain import ButtonForm, WordedForm
from pages.forms.seen import SEEN, CarriesSeen
from pages.setup.forms.rules import worded

SEAT = re.compile(r"seat-([0-9]{1,18})-name")
Choices = list[tuple[str, Any]]


def localities_of(district: District) -> Choices:
    """Streets and their communities, as something to choose."""
    streets: dict[Street, Choices] = {
        street: [(f"street-{street.pk}", _("%(street)s as a whole") % {"street": street})]
        for street in district.streets.all()
    }
    for community in communities_of(district):
        streets[community.street].append((f"community-{community.pk}", community.name))
    return [("", "—"), *((street.name, found) for street, found in streets.items())]


class SeatForm(CarriesSeen, WordedForm):
    """One seat, as a row of the table of judges."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    panel = forms.ModelChoiceField(Panel.objects.none(), label=_("Panel"), empty_label=None)
    kind = forms.ChoiceField(label=_("Marks"), choices=choices(JudgeKind))
    chair = forms.BooleanField(label=_("Chair"), required=False)
    place = forms.ChoiceField(label=_("Belongs to"), required=False)

    def __init__(self, seat: Judge, localities: Choices, panels: Any, data: Any = None) -> None:
        at = f"street-{seat.street_id}" if seat.street_id else ""
        initial = {
            "name": seat.name,
            "post": seat.post,
            "panel": seat.panel_id,
            "kind": seat.kind,
            "chair": seat.chair,
            "place": f"community-{seat.community_id}" if seat.community_id else at,
        }
        super().__init__(data, prefix=f"seat-{seat.pk}", initial=initial)
        self.seat = seat
        self.fields["panel"].queryset = panels  # type: ignore[attr-defined]
        self.fields["place"].choices = localities  # type: ignore[attr-defined]
        for name in self.shown_fields():
            field = self.fields[name]
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            kind = "form-check-input" if isinstance(field.widget, forms.CheckboxInput) else kind
            field.widget.attrs.update({"class": kind, "aria-label": f"{field.label} ({seat.key})"})

    def values(self) -> dict[str, Any]:
        """The columns of the seat."""
        given = {name: self.cleaned_data[name] for name in ("name", "post", "panel", "kind", "chair")}
        kind, _dash, pk = self.cleaned_data["place"].partition("-")
        given["street"] = Street.objects.get(pk=pk) if kind == "street" else None
        given["community"] = Community.objects.get(pk=pk) if kind == "community" else None
        return given


def seat_sent(data: Mapping[str, str], pk: int) -> bool:
    """Whether the page that was sent has this seat; another may have been added since."""
    return any(f"seat-{pk}-{name}" in data for name in (*SeatForm.base_fields, SEEN))


def seats_removed(data: Mapping[str, str], there: set[int]) -> list[str]:
    """The names typed for seats that the page that was sent has, and the contest no longer."""
    sent = {key: name for key, name in data.items() if (found := SEAT.fullmatch(key)) and int(found[1]) not in there}
    return list(sent.values())


DROPS = ("drop_high", "drop_low", "trim_from", "pool")
"""What a panel drops, and how it is pooled."""


def usual_panel(panels: Iterable[Panel]) -> Panel | None:
    """Of some panels one that weighs, drops, pools and sits as most of them do, the first of them; None without any."""
    there = list(panels)
    alike = [[getattr(panel, name) for name in ("weight", *DROPS, "rounds")] for panel in there]
    return max(zip(there, alike, strict=True), key=lambda found: alike.count(found[1]), default=(None,))[0]


class PanelForm(CarriesSeen, ButtonForm):
    """A panel: what it is called, how much it counts, and whom it marks."""

    name = forms.CharField(label=pgettext_lazy("panel", "Name"), max_length=120)
    weight = WeightField(label=_("Weight"), initial="1", help_text=_("Only matters where there are several panels."))
    drop_high = CountField(label=_("Highest dropped"), most=30, required=False)
    drop_low = CountField(label=_("Lowest dropped"), most=30, required=False)
    trim_from = CountField(
        label=_("Only from so many judges on"),
        most=1000,
        required=False,
        help_text=_("With fewer valid marks nothing is dropped, and the result says so. 0: no such limit."),
    )
    pool = forms.ChoiceField(label=head("pool"), required=False)
    rounds = forms.MultipleChoiceField(
        label=_("Sits in"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: in all.")
    )
    rooms = forms.MultipleChoiceField(
        label=_("Marks the rooms"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: it marks everybody. The rooms are those entered with the contestants."),
    )

    def __init__(self, contest: Contest, panel: Panel | None, data: Any = None) -> None:
        """`panel` is the panel that is changed; its rooms can be chosen even while nobody is in them.

        A new one begins with what most other panels have. What a panel drops is changed on the page of the rules.
        """
        panels = list(contest.panels.all())
        other = None if panel else usual_panel(each for each in panels if not each.votes)
        initial = self._of(panel) if panel else self._like(other) if other else None
        super().__init__(data, initial=initial, there=None if panel else {row.pk: str(row) for row in panels})
        if panel:
            for name in DROPS:
                del self.fields[name]
        else:
            self.offer("pool", [("", _("as the rule sheet says")), *worded("pool")])
        rounds = contest.rounds.filter(external=False)
        self.fields["rounds"].choices = [(r.key, str(r)) for r in rounds]  # type: ignore[attr-defined]
        rooms = [*rooms_of(contest), *(panel.rooms or () if panel else ())]
        self.fields["rooms"].choices = [(room, room) for room in dict.fromkeys(rooms)]  # type: ignore[attr-defined]
        if not rooms:
            del self.fields["rooms"]

    def clean(self) -> dict[str, Any]:
        """A number that was left empty is 0."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        return {**given, **{name: 0 for name in DROPS if name != "pool" and given.get(name, 0) is None}}

    @classmethod
    def _like(cls, panel: Panel) -> dict[str, Any]:
        shared = cls._of(panel) | {name: getattr(panel, name) for name in DROPS}
        return {name: value for name, value in shared.items() if name not in {"name", "rooms"}}

    @staticmethod
    def _of(panel: Panel) -> dict[str, Any]:
        return {
            "name": panel.name,
            "weight": format_decimal(panel.weight),
            "rounds": panel.rounds or [],
            "rooms": panel.rooms or [],
        }

    def values(self) -> dict[str, Any]:
        """The columns of the panel; of a list nothing chosen means all."""
        chosen = (name for name in ("rounds", "rooms") if name in self.cleaned_data)
        lists: dict[str, Any] = {name: self.cleaned_data[name] or None for name in chosen}
        return {**self.cleaned_data, **lists}


class SeatsForm(ButtonForm):
    """More seats for a panel."""

    panel = forms.ModelChoiceField(Panel.objects.none(), label=_("Panel"), empty_label=None)
    count = CountField(label=_("How many"), least=1, most=50, initial=1)
    submit = _("Add seats")

    def __init__(self, panels: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panel"].queryset = panels  # type: ignore[attr-defined]


class PickForm(ButtonForm):
    """Secretaries of the district, to be ticked."""

    secretaries = TickedRows(
        Secretary.objects.none(), label=_("Secretaries of the district"), widget=forms.CheckboxSelectMultiple
    )
    submit = _("Add those ticked")

    def __init__(self, secretaries: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["secretaries"]
        field.queryset = secretaries
        field.label_from_instance = _from_where


def _from_where(secretary: Secretary) -> str:
    """A secretary with street and community, the street said once."""
    community = secretary.community
    return f"{secretary.name} · {' '.join(place_parts(community.street.name, community.name))}"


def refuse_both(form: forms.Form, pasted: str) -> None:
    """The file may be the correction of what was pasted, or the other way round: only the sender knows."""
    if form.cleaned_data.get(pasted) and form.cleaned_data.get("file"):
        words = _(
            "Rows were pasted and a file was chosen. Empty the field and choose the file again, or send the rows alone."
        )
        form.add_error("file", words)


class RowsForm(ButtonForm):
    """Rows of a spreadsheet: pasted, or as a file."""

    lists = ("rows",)

    rows = forms.CharField(
        label=_("Rows copied from a spreadsheet"),
        required=False,
        max_length=500_000,
        widget=forms.Textarea({"rows": 6}),
    )
    file = forms.FileField(label=_("Or a file (.xlsx, .csv)"), required=False)

    def clean(self) -> dict[str, Any]:
        """There must be one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("rows") and not cleaned.get("file"):
            self.add_error("rows", _("Paste rows here, or choose a file below."))
        refuse_both(self, "rows")
        return cleaned


PASTED = ("number", "name", "community", "street", "title", "theme")
"""The columns that are shown as an example where a list is pasted."""


class RosterForm(RowsForm):
    """Contestants as rows."""

    submit = _("Look at this list…")

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = of_centres(CONTESTANTS, contest.extra)
        headings = [known.words(name)[0] for name in PASTED]
        self.fields["rows"].widget.attrs["placeholder"] = "\t".join(headings)
        self.fields["rows"].help_text = _(
            "With a row of headings. Nothing is stored before you have seen what it does. Needed: {needed}."
        ).format(needed=listed(label_of(name, contest.extra) for name in known.needed))


class MembersField(forms.CharField):
    """Who is in a team, one person a line."""

    def __init__(self, **options: Any) -> None:
        example = _("Wang Fang (secretary)\nLi Qiang (grid worker)\nZhao Min")
        widget = forms.Textarea({"rows": 4, "spellcheck": "false", "placeholder": example})
        text = _(
            "Only for a team: everybody in it, also who leads it, one person a line, with the post if it is to be "
            "known. Certificates can be made for the team or for each of these people."
        )
        super().__init__(required=False, max_length=10_000, widget=widget, help_text=text, **options)

    def clean(self, value: Any) -> Any:
        """The members."""
        try:
            return read_members(str(super().clean(value)))
        except BadMembers as bad:
            raise ValidationError(member_sentence(bad.code, bad.facts), code=bad.code) from bad

    def prepare_value(self, value: Any) -> Any:
        """The members, one a line."""
        return members_lines(value) if isinstance(value, list) else value


PLAIN: Mapping[str, Callable[[str], str]] = {"number": number_text, "title": str.strip, "theme": str.strip}
"""What a column is without the padding that lists lose as well; what is not listed is a name."""


class ColumnsForm(CarriesSeen, ButtonForm):
    """Columns of a contestant, as spreadsheets have them too."""

    columns: ClassVar[tuple[str, ...]]
    units = (("community", "street"),)
    help_texts: ClassVar[dict[str, Promise]] = {"group": _("Groups are ranked apart.")}

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.columns:
            if name == "members":
                if judges_people(contest.extra):
                    self.fields[name] = MembersField(label=label_of(name, contest.extra))
                continue
            self.fields[name] = PaddedText(
                plain=PLAIN.get(name, name_text),
                label=label_of(name, contest.extra),
                max_length=longest_in(Contestant, name),
                required=name in CONTESTANTS.needed,
                empty_value=None if may_be_absent(Contestant, name) else "",
                help_text=str(self.help_texts.get(name, "")),
            )

    def clean(self) -> dict[str, Any]:
        """A team that reads as it is stored stays so to the letter."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        stored = self.initial.get("members")
        same = stored and members_lines(given.get("members") or ()) == members_lines(stored)
        return {**given, "members": stored} if same else given


class ContestantForm(ColumnsForm):
    """A contestant while the contest is set up."""

    columns = tuple(CONTESTANTS.headings)


class CorrectionForm(ColumnsForm):
    """What may still be put right when the contest is open."""

    columns = tuple(name for name in CONTESTANTS.headings if name in entered(Contestant, Later.WITH_REASON))
    help_texts: ClassVar[dict[str, Promise]] = {
        "street": _("Where an award has a limit for each street, its winners may change.")
    }

    def __init__(self, contest: Contest, *args: Any, number: bool = False, **kwargs: Any) -> None:
        """`number`: whether the number is among it."""
        if number:
            self.columns = ("number", *type(self).columns)  # type: ignore[misc]
        super().__init__(contest, *args, **kwargs)
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=200)


class SeatCorrectionForm(CarriesSeen, ButtonForm):
    """What may still be put right of a judge when the contest is open."""

    name = forms.CharField(label=_("Name"), max_length=60)
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class RecusalForm(ButtonForm):
    """Who does not mark whom, and why."""

    judge = forms.ModelChoiceField(Judge.objects.none(), label=_("Judge"))
    contestant = forms.ModelChoiceField(Contestant.objects.none(), label=_("Contestant"))
    reason = forms.CharField(label=_("Reason"), max_length=200)
    submit = _("Enter the recusal")

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judge"].queryset = contest.judges.all()  # type: ignore[attr-defined]
        self.fields["contestant"].queryset = contest.contestants.all()  # type: ignore[attr-defined]


class ScoresForm(RowsForm):
    """Scores of a round that is not performed, as rows."""

    submit = _("Read this list")

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = of_centres(SCORES, contest.extra).words("name")[0]
        self.fields["rows"].widget.attrs["placeholder"] = f"编号\t{name}\t成绩"
        self.fields["rows"].help_text = _(
            "With a row of headings: number, and score or the name of the round; names are compared."
        )
