"""A vote, and the code of a voting card."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from communities.typed import NumberFault, read_number
from contests.models import Contest
from pages.forms.code import CardCodeForm
from scoring.models import VoterCard
from scoring.rules import card_by_code

LONGEST = 18


def vote_of(text: str) -> Decimal | None:
    """The points that were sent; None where they are no number."""
    number = read_number(text[:40])
    return None if isinstance(number, NumberFault) else number


def performance_of(text: str) -> int:
    """Which performance is meant; 0, which is none, for anything but a number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0


class CodeForm(CardCodeForm):
    """`card` is the card of this contest's mass jury that has the code."""

    kind = "vote-code"

    def __init__(self, contest: Contest, request: HttpRequest, **more: Any) -> None:
        super().__init__(contest, request, **more)
        self.card: VoterCard | None = None
        self.fields["code"].label = _("Code on your voting card")
        self.fields["code"].error_messages["required"] = _("Please type the code on your voting card.")

    def find(self, code: str) -> None:
        """The card, of whichever mass jury of the contest."""
        self.card = card_by_code(self.contest.pk, code)
        if self.card is None:
            raise ValidationError(_("No voting card of this contest has this code. Please compare it with your card."))

    def keys(self) -> tuple[str, str]:
        """Counted apart from judges' codes."""
        return f"vote-code {self.contest.pk}", f"vote-code {self.contest.pk} from an address"
