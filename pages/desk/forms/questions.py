"""What the desk types: reasons, clock readings, points, states, names, decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communities.numbers import format_decimal
from communities.typed import folded, names_minutes, read_clock
from contests.actions.change import LONGEST_REASON
from contests.clocks import clock_points_text, clock_text
from contests.models import DecisionKind, Round, Status, choices
from contests.rules.draw import LONGEST_CALLED
from pages.forms.fields import MOST_SHOWN, NumberField
from pages.forms.plain import PlainForm

HOUR = 3600
FAR_ABOVE = 3
"""How many times the limit of its round a time has to be before it is asked back."""
DIGITS = re.compile(r"[0-9]{1,18}")


class DeskForm(PlainForm):
    """A question's form. The hidden `seen` is how things stood when it was asked, for the action to compare."""

    seen = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: object = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = hidden(seen)

    @property
    def seen_text(self) -> str:
        """How things stood when the question was asked, as it came back; empty where there was nothing."""
        return str(self.cleaned_data.get("seen") or "")

    @property
    def seen_number(self) -> int | None:
        """The number the question was asked with; None where there was none; -1 for what is no number."""
        if not self.seen_text:
            return None
        return int(self.seen_text) if DIGITS.fullmatch(self.seen_text) else -1

    @property
    def seen_time(self) -> datetime | None:
        """The moment the question was asked with; None where there was none, or what came back is none."""
        try:
            return datetime.fromisoformat(self.seen_text)
        except ValueError:
            return None

    def ask_again(self, seen: object) -> None:
        """The next answer is given knowing how things stand now."""
        self.data = {**dict(self.data.items()), self.add_prefix("seen"): hidden(seen)}


def hidden(seen: object) -> str:
    """What a caller has seen, as a hidden field holds it.

    >>> hidden(None), hidden(491), hidden("guest")
    ('', '491', 'guest')
    """
    return seen.isoformat() if isinstance(seen, datetime) else "" if seen is None else str(seen)


def reason_field(*, required: bool = True) -> forms.CharField:
    """A reason, which goes into the journal."""
    return forms.CharField(
        label=_("Reason"),
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Recorded in the journal with your name and the time."),
        error_messages={
            "required": _("Enter a reason. It is recorded in the journal."),
            "max_length": _("This reason is too long. Use at most 200 characters."),
        },
    )


def decider_field() -> forms.CharField:
    """Who decided something that the rules leave to people."""
    return forms.CharField(
        label=_("Who decided"), max_length=120, help_text=_("For instance the chair of the panel, by name.")
    )


class SureForm(DeskForm):
    """Nothing to type: the button is the answer."""


class ReasonForm(DeskForm):
    """A reason and nothing else."""

    reason = reason_field()


class DrawForm(DeskForm):
    """What is called out for the draw of a question."""

    called = forms.CharField(
        label=_("Called out in the hall"),
        max_length=LONGEST_CALLED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        help_text=_("What the contestant calls out, such as a number. Type it as it was said; the screens show it."),
        error_messages={"required": _("Enter what the contestant calls out, such as a number.")},
    )
    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sealed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seal"].initial = sealed

    def show_seal(self, seal: str) -> None:
        """The next answer is given knowing the seal of now."""
        self.data = {**dict(self.data.items()), "seal": seal}


class ReleaseForm(DeskForm):
    """Scores to be released: the performances by their numbers in the database, and a reason where one is needed."""

    performances = forms.CharField(widget=forms.HiddenInput)
    reason = reason_field(required=False)

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        if not needs_reason:
            self.fields["reason"].widget = forms.HiddenInput()


@dataclass(frozen=True, slots=True)
class Reading:
    """A time that something typed can mean; `points` are what the clock of the round makes of it, "" without one."""

    seconds: int
    points: str

    @property
    def text(self) -> str:
        """As a clock shows it."""
        return clock_text(self.seconds)


class ClockForm(DeskForm):
    """How long a contestant spoke, however it is written.

    What is written neither as it is shown nor with its units (8分21秒), can mean several times or is far above the
    limit of the round is asked back:
    `readings` are what it can mean, and the one that is `meant` is sent again.
    """

    clock = forms.CharField(
        label=_("Time"),
        widget=forms.TextInput(
            {"inputmode": "text", "autocomplete": "off", "placeholder": "8:21", "class": "form-control"}
        ),
        error_messages={"required": _("Enter the time in minutes and seconds, such as 8:21.")},
    )
    meant = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, clock: Mapping[str, Any] | None = None, published: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if published:  # a correction, as any other
            self.fields["reason"] = reason_field()
        self.round_clock = clock or {}
        limit = self.round_clock.get("limit")
        self.believable = FAR_ABOVE * limit if limit else HOUR
        self.readings: list[Reading] = []

    def clean_clock(self) -> int | None:
        """The time, if it is clear or the one that is meant; None while it is asked back."""
        typed: str = self.cleaned_data["clock"]
        times = read_clock(typed)
        if not times:
            raise ValidationError(self.fields["clock"].error_messages["required"], code="clock")
        for seconds in times:
            if self.data.get(self.add_prefix("meant")) == str(seconds):
                return seconds
        first = times[0]
        as_shown = folded(typed).lstrip("0") == clock_text(first).lstrip("0")
        if len(times) == 1 and (as_shown or names_minutes(typed)) and first <= self.believable:
            return first
        self.readings = [Reading(seconds, clock_points_text(self.round_clock, seconds)) for seconds in times]
        return None

    def clean(self) -> dict[str, Any]:
        """What is asked back is not entered yet."""
        given = super().clean() or {}
        if self.readings:
            raise ValidationError(self._asked_back(), code="unclear")
        return given

    def _asked_back(self) -> str:
        words = gettext("“{typed}” could mean several times. Choose the right one:")
        if len(self.readings) == 1:
            words = gettext("“{typed}” is read as {time}. Enter it?")
        if self.readings[0].seconds > self.believable:
            words = gettext("{time} is far above the limit. Is it right?")
        typed = str(self.data.get(self.add_prefix("clock"), "")).strip()
        return words.format(typed=typed[:MOST_SHOWN], time=self.readings[0].text)


class AdjustForm(DeskForm):
    """A deduction or a bonus, in a round or at the end. The button that was pressed says which: `sign`.

    It is read back first; `sure` says that it was.
    """

    points = NumberField(
        label=_("Points"),
        help_text=_("Just the number, such as 0.5. Then press one of the two buttons."),
        error_messages=dict.fromkeys(("required", "number"), _("Enter a number, such as 0.5 or 1.")),
    )
    where = forms.ChoiceField(label=_("Counts in"))
    reason = reason_field()
    sign = forms.ChoiceField(choices=[("minus", "−"), ("plus", "+")], required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rounds: Sequence[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(part.key, str(part)) for part in rounds]
        self.fields["where"].choices = [*choices, ("", _("The final score"))]  # type: ignore[attr-defined]
        self.fields["where"].required = False
        self.helper.layout = Layout("points", "where", "reason", "seen")

    def clean_points(self) -> Decimal:
        """Nothing is no adjustment."""
        points: Decimal = self.cleaned_data["points"]
        if points == 0:
            raise ValidationError(_("Nothing would change: enter a number other than 0."), code="zero")
        return points

    def clean(self) -> dict[str, Any]:
        """The points with the sign of the button; a sign that was typed must not say something else."""
        given = super().clean() or {}
        points, sign = given.get("points"), given.get("sign")
        typed = folded(str(self.data.get(self.add_prefix("points"), "")))[:1]
        meant = {"-": "minus", "+": "plus"}.get(typed)
        if "sign" in self.errors:
            raise ValidationError(_("Is this a deduction or a bonus? Press one of the two buttons."), code="sign")
        if points is None or self.errors:
            return given
        if not (sign or meant):
            self.add_error("points", _("Is this a deduction or a bonus? Press one of the two buttons."))
        elif sign and meant and sign != meant:
            words = gettext("“{typed}” does not match the button you pressed. Enter the number without a sign.")
            self.add_error("points", words.format(typed=self.data[self.add_prefix("points")][:MOST_SHOWN]))
        else:
            given["points"] = points.copy_abs() if (sign or meant) == "plus" else -points.copy_abs()
        return given

    @property
    def signed(self) -> str:
        """The points of a sound form with their sign: "−0.5"."""
        return format_decimal(self.cleaned_data["points"], "signed")

    @property
    def takes(self) -> bool:
        """Whether a sound form takes points off."""
        return bool(self.cleaned_data["points"] < 0)


class StatusForm(DeskForm):
    """A contestant's state, with a reason."""

    status = forms.ChoiceField(label=_("State"), choices=choices(Status), widget=forms.RadioSelect)
    reason = reason_field()

    @property
    def chosen(self) -> str:
        """What the state that was sent is called; "" for none."""
        return next((str(words) for value, words in choices(Status) if value == self.data.get("status")), "")


class ReplaceForm(DeskForm):
    """Who takes a seat. `key` is made once for each time the question is asked."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of the new judge"), max_length=60)
    post = forms.CharField(label=pgettext_lazy("judge", "Post"), max_length=120, required=False)
    reason = reason_field()


STAY, VOID = "stay", "void"


class LeaveForm(DeskForm):
    """A judge leaves: what becomes of the marks, which nobody decides by not looking, and why."""

    marks = forms.ChoiceField(
        label=_("Marks given so far"),
        choices=((STAY, _("They stay and still count")), (VOID, _("They no longer count"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens to the marks given so far.")},
    )
    reason = reason_field()


CLAIM, SET_ASIDE = "claim", "set-aside"


class KeptForm(DeskForm):
    """What becomes of a kept sheet, which nobody decides by not looking, and why."""

    decision = forms.ChoiceField(
        label=_("This sheet"),
        choices=((CLAIM, _("Counts from now on")), (SET_ASIDE, _("Does not count and is set aside"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of this sheet.")},
    )
    reason = reason_field()

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if replaces:
            self.fields["decision"].choices = (  # type: ignore[attr-defined]
                (CLAIM, _("Counts, in place of what counts now")),
                (SET_ASIDE, _("Does not count and is set aside")),
            )


class MovingUpForm(DeskForm):
    """Who moves up into a round that was held, in place of `left`. `following` are numbers with their names."""

    mover = forms.ChoiceField(label=_("Who moves up"), widget=forms.RadioSelect)
    decided_by = decider_field()

    def __init__(self, *args: Any, left: str, following: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        self.offer("mover", following)
        if len(following) == 1:
            self.fields["mover"].initial = following[0][0]

    def clean(self) -> dict[str, Any]:
        """As the decision is recorded: who moves up, then whose place it was."""
        given = super().clean() or {}
        return {**given, "kind": DecisionKind.CUT, "order": [given.get("mover"), self.left]}


class DecisionForm(DeskForm):
    """A decision between equals, best first. `tied` are numbers of contestants with their names."""

    kind = forms.ChoiceField(label=_("Decided by"))
    decided_by = decider_field()

    def __init__(
        self, *args: Any, kinds: Sequence[DecisionKind], tied: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tied = tied
        self.fields["kind"].choices = choices(kinds)  # type: ignore[attr-defined]
        people = [("", "–"), *tied]
        for n in range(1, len(tied) + 1):
            label = _("Best") if n == 1 else _("Place {n} among these").format(n=n)
            self.fields[f"place_{n}"] = forms.ChoiceField(label=label, choices=people)
        self.order_fields([*(f"place_{n}" for n in range(1, len(tied) + 1)), "kind", "decided_by", "seen"])

    def clean(self) -> dict[str, Any]:
        """Everybody once."""
        given = super().clean() or {}
        order = [given[f"place_{n}"] for n in range(1, len(self.tied) + 1) if given.get(f"place_{n}")]
        if not self.errors and len(set(order)) != len(self.tied):
            raise ValidationError(_("Name every contestant exactly once."), code="twice")
        return {**given, "order": order}
