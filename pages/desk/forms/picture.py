"""The text of the picture that a tablet shows of a sheet it cannot send, as a scanner types it.

`leitai1:contest:seat-holder:round:contestant:key:seconds:itemxpoints:…:check`, as `static/js/judge/picture.js` writes
it: numbers of the database, how many had given up the seat, when it was confirmed by the tablet's clock (seconds since
1970), and a sum (FNV-1a, 32 bits) by which a text that was not read completely is told. It proves nothing about who
made it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.typed import folded
from contests.models import Contest, Judge, Performance
from pages.forms.points import read_points

from .questions import DeskForm

SHAPE = re.compile(
    r"leitai1:(?P<contest>[0-9]{1,18}):(?P<seat>[0-9]{1,18})-(?P<holder>[0-9]{1,4}):(?P<round>[0-9]{1,18})"
    r":(?P<contestant>[0-9]{1,18}):(?P<key>[0-9A-Za-z]{1,64}):(?P<seconds>[0-9]{1,11})"
    r"(?P<marks>(:[0-9]{1,18}x[-+.0-9]{1,34})+):(?P<check>[0-9a-f]{8})"
)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Picture:
    """A sheet as the picture says it: whose, for which performance, the marks by key of the item."""

    judge: Judge
    holder: int
    performance: Performance
    key: str
    confirmed_at: datetime
    marks: dict[str, Decimal | None]


class PictureForm(DeskForm):
    """One field into which a hand scanner types; the return that most scanners send behind it sends the form."""

    text = forms.CharField(
        label=_("Text of the picture"),
        help_text=_("Click here, then scan. It can be pasted, too."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contest = contest

    def clean_text(self) -> Picture:
        """The sheet, once it was read completely and belongs to this contest."""
        found = _whole(folded(self.cleaned_data["text"]))
        if found is None:
            raise ValidationError(_("The code was not read completely. Scan it again with caps lock off."))
        seat = self.contest.judges.filter(pk=int(found["seat"])).first()
        rows = self.contest.performances.select_related("round", "contestant")
        performance = rows.filter(round=int(found["round"]), contestant=int(found["contestant"])).first()
        ours = int(found["contest"]) == self.contest.pk and seat is not None and int(found["holder"]) <= seat.replaced
        if not ours or seat is None or performance is None:
            raise ValidationError(_("This sheet belongs to another contest."))
        typed = dict(pair.split("x") for pair in found["marks"][1:].split(":"))
        marks: dict[str, Decimal | None] = {}
        for item in performance.round.items.all():
            points = read_points(item, typed.pop(str(item.pk), ""))
            if isinstance(points, str):
                raise ValidationError(_("Its points do not match the rubric of this round."))
            marks[item.key] = points
        if typed:
            raise ValidationError(_("Its points do not match the rubric of this round."))
        moment = datetime.fromtimestamp(int(found["seconds"]), UTC)
        return Picture(seat, int(found["holder"]), performance, found["key"], moment, marks)


def _whole(text: str) -> re.Match[str] | None:
    """The first that was read completely: a second scan may stand before or behind a first that was not."""
    read = SHAPE.finditer(text)
    return next((found for found in read if check_of(found[0].rpartition(":")[0]) == found["check"]), None)


def check_of(text: str) -> str:
    """The sum of a text, in eight hexadecimal digits.

    >>> check_of("leitai1")
    '85ba5fe0'
    """
    total = 0x811C9DC5
    for letter in text.encode():
        total = (total ^ letter) * 0x01000193 % 2**32
    return f"{total:08x}"
