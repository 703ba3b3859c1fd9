"""Scores of a round that is scored elsewhere: entered in a grid, and confirmed by a second person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from communities.json_text import json_or_none
from communities.numbers import aligned, json_decimal
from communities.typed import number_or_none
from contests.models import Performance, ReadyScore
from contests.rules.external import OddScore
from contests.rules.numbered import Rounded, says_absent
from contests.wording import ABSENT_SENTENCE
from pages.forms.fields import NumberField
from pages.forms.plain import PlainForm

Waiting = Mapping[int, ReadyScore]
"""Scores that wait for a second person, by the performance."""
COMPARED, ALL = "compared", "all"
"""The name of the buttons below the scores that wait, and what the one says that ticks all rows and stores nothing."""
DISPLAYED, STORED = "displayed", "stored"
"""Which number is meant, where a cell of a list displays another one than it holds."""
SCORE = {"autocomplete": "off", "inputmode": "decimal", "class": "form-control points"}


class ScoreField(NumberField):
    """A score; who writes that somebody did not come is told what to do."""

    def clean(self, value: Any) -> Any:
        """The score, or None where nothing was written."""
        if says_absent(str(value or "")):
            raise ValidationError(str(ABSENT_SENTENCE).format(text=str(value).strip()), code="absent")
        return super().clean(value)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One contestant of the grid: the field, whether what stands in it is new, what waits beside what counts, and what
    the cell it comes from displays.
    """

    row: Performance
    field: forms.BoundField
    new: bool
    waiting: ReadyScore | None
    rounded: Rounded | None


class ScoreGridForm(PlainForm):
    """A score for everybody. It carries what it has seen, so that only what was typed is written."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Needed where a score that counts changes.")
    )
    rounded = forms.CharField(required=False, widget=forms.HiddenInput)
    meant = forms.ChoiceField(
        label=_("Which score counts where the sheet displays another number than its cell holds?"),
        choices=((DISPLAYED, _("The displayed number")), (STORED, _("The number in the cell"))),
        required=False,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("I have compared these scores with the original; they are right."), required=False
    )

    def __init__(
        self,
        rows: Sequence[Performance],
        waiting: Waiting,
        data: Any = None,
        listed: Mapping[str, Decimal] | None = None,
        rounded: Mapping[str, Rounded] | None = None,
    ) -> None:
        """`listed` are scores that a list brings: shown in the grid, not stored yet; `rounded` those of which its cells
        display another number.
        """
        there = {row.pk: waiting[row.pk].score if row.pk in waiting else row.score for row in rows}
        now = {str(pk): json_decimal(score) for pk, score in there.items()}
        sent = [[number, one.cell, f"{one.displayed:f}", f"{one.stored:f}"] for number, one in (rounded or {}).items()]
        super().__init__(data, initial={"seen": json.dumps(now), "rounded": json.dumps(sent)})
        self.listed = dict(_rounded(self.data.get("rounded") if data else json.dumps(sent)))
        self.rows, self.waiting, self.now, brought = list(rows), waiting, now, listed or {}
        texts = aligned([json_decimal(brought.get(row.contestant.number, there[row.pk])) for row in rows])
        for row, text in zip(rows, texts, strict=True):
            self.fields[f"score_{row.pk}"] = ScoreField(
                label=str(row.contestant), required=False, initial=text or "", widget=forms.TextInput(SCORE)
            )

    def clean(self) -> dict[str, Any]:
        """A score that somebody else has changed meanwhile is not overwritten."""
        cleaned = super().clean() or {}
        for row in self.rows:
            name, before, current = f"score_{row.pk}", self._before(row), _number(self.now[str(row.pk)])
            if name in cleaned and cleaned[name] not in {before, current} and before != current:
                there = self.now[str(row.pk)] or "–"
                self.add_error(name, _("Somebody has just entered {score}.").format(score=there))
        typed = {row.contestant.number: cleaned.get(f"score_{row.pk}") for row in self.rows}
        if not cleaned.get("meant") and any(typed.get(number) == one.stored for number, one in self.listed.items()):
            self.add_error("meant", _("Choose which score counts."))
        return cleaned

    def changes(self) -> dict[str, Decimal | None]:
        """By number: what was typed, where it is another number than was seen."""
        given = getattr(self, "cleaned_data", {})
        typed = {row: self._meant(row, given[f"score_{row.pk}"]) for row in self.rows if f"score_{row.pk}" in given}
        return {row.contestant.number: score for row, score in typed.items() if score != self._before(row)}

    def _meant(self, row: Performance, typed: Decimal | None) -> Decimal | None:
        """The score as it counts: the displayed one where that is what is meant and the other was left in its field."""
        one = self.listed.get(row.contestant.number)
        return one.displayed if one and typed == one.stored and self.cleaned_data.get("meant") == DISPLAYED else typed

    def seen_scores(self) -> dict[str, str | None]:
        """By number: what the page had shown, as text."""
        return {row.contestant.number: self._seen().get(str(row.pk), self.now[str(row.pk)]) for row in self.rows}

    @property
    def undecided(self) -> frozenset[str]:
        """The numbers of which nobody has said yet whether the displayed score counts or the one in the cell."""
        return frozenset() if self.data.get("meant") else frozenset(self.listed)

    def was_asked(self, odd: Iterable[OddScore]) -> bool:
        """Whether the page has asked back for all of these, and was told that they are right."""
        asked = _list(self.data.get("asked"))
        return bool(self.cleaned_data["sure"]) and all([one.number, json_decimal(one.score)] in asked for one in odd)

    def _before(self, row: Performance) -> Decimal | None:
        return _number(self._seen().get(str(row.pk), self.now[str(row.pk)]))

    def _seen(self) -> dict[str, str | None]:
        if not hasattr(self, "_read"):
            found = json_or_none(self.data.get("seen") or "")
            self._read: dict[str, Any] = found if isinstance(found, dict) else {}
        return self._read

    def lines(self) -> list[ScoreLine]:
        """Everybody with their field."""
        found = []
        for row in self.rows:
            field = self[f"score_{row.pk}"]
            value = field.value() or ""
            new = (number_or_none(value) if value else None) != _number(self.now[str(row.pk)])
            one = self.listed.get(row.contestant.number)
            rounded = one if one and value and number_or_none(value) == one.stored else None
            found.append(ScoreLine(row, field, new, self.waiting.get(row.pk), rounded))
        return found


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A score that waits: what was entered and what counts until then, as text; whether the reader entered it, or has
    ticked it.
    """

    entry: ReadyScore
    score: str | None
    counts: str | None
    own: bool
    ticked: bool
    odd: str


class ConfirmScoresForm(PlainForm):
    """The second person ticks each score that was compared; what was left unticked is never among them."""

    def __init__(self, waiting: Sequence[ReadyScore], reader: int, data: Any = None, odd: Iterable[str] = ()) -> None:
        """`reader` is the number in the database of who reads; `odd` has a line for each score that is odd, else ""."""
        super().__init__(data)
        scores = aligned([json_decimal(entry.score) for entry in waiting])
        counts = aligned([json_decimal(entry.performance.score) for entry in waiting])
        self.every = self.data.get(COMPARED) == ALL
        ticked = set(self.seen()) if self.is_bound else set()
        self.lines = [
            WaitingLine(entry, score, count, entry.entered_by_id == reader, self.every or entry.pk in ticked, line)
            for entry, score, count, line in zip(waiting, scores, counts, odd, strict=True)
        ]

    @property
    def to_compare(self) -> int:
        """How many scores the reader may confirm: those that somebody else entered."""
        return sum(1 for line in self.lines if not line.own)

    @property
    def all_button(self) -> str:
        """What the button that ticks every row says."""
        words = ngettext("Tick all {count}", "Tick all {count}", self.to_compare)
        return words.format(count=self.to_compare)

    def clean(self) -> dict[str, Any]:
        """Something must have been compared."""
        cleaned = super().clean() or {}
        if not (self.every or self.seen()):
            words = gettext("Nothing is ticked. Tick a score under “{column}”, or press “{button}” to tick every row.")
            raise ValidationError(words.format(column=gettext("Same as the original"), button=self.all_button))
        return cleaned

    def seen(self) -> list[int]:
        """The numbers in the database of what was compared."""
        data: Any = self.data
        return [int(pk) for pk in data.getlist("confirm") if str(pk).isdecimal() and len(str(pk)) < 19]


def _number(text: Any) -> Decimal | None:
    return number_or_none(text) if isinstance(text, str) else None


def _rounded(text: str | None) -> Iterator[tuple[str, Rounded]]:
    """What the page keeps of a list until its scores are stored; nothing where it came back otherwise."""
    for part in _list(text):
        match part:
            case [str(number), str(cell), displayed, stored]:
                numbers = _number(displayed), _number(stored)
                if numbers[0] is not None and numbers[1] is not None:
                    yield number, Rounded(cell, numbers[0], numbers[1])


def _list(text: str | None) -> list[Any]:
    found = json_or_none(text or "")
    return found if isinstance(found, list) else []
