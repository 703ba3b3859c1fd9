"""A vote, and the code of a voting card."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.actions import note_attempt, take_back_attempt
from communities.limits import CODES, CODES_FROM
from communities.models import Attempt
from communities.refused import Refused
from communities.typed import NumberFault, read_code, read_number
from communities.wording import listed, sentence
from contests.models import Contest
from contests.rules.cards import CODE_LENGTH, NEVER
from pages.devices import device_of, source_of
from pages.forms.plain import WordedForm
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


class CodeForm(WordedForm):
    """Eight characters, written in any way. `card` is the card that has them."""

    code = forms.CharField(
        label=gettext_lazy("Code on your voting card"),
        max_length=60,
        error_messages={"required": gettext_lazy("Please type the code on your voting card.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "autocorrect": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, contest: Contest, request: HttpRequest) -> None:
        super().__init__(request.POST or None)
        self.contest, self.request = contest, request
        self.card: VoterCard | None = None

    def clean_code(self) -> str:
        """Find the card; a wrong code uses up an attempt, a right one does not."""
        code = str(self.cleaned_data["code"])
        plain = read_code(code)
        strange = [char for char in dict.fromkeys(plain) if char in NEVER]
        if strange:
            words = _("No code has {characters} in it. Please compare it with your card: some letters look alike.")
            raise ValidationError(words.format(characters=listed(strange)))
        if len(plain) != CODE_LENGTH:
            raise ValidationError(_("The code has eight letters and digits. Please compare it with your card."))
        try:
            attempts = self._note()
        except Refused as refused:
            raise ValidationError(sentence(refused)) from refused
        self.card = card_by_code(self.contest.pk, code)
        if self.card is None:
            raise ValidationError(_("No voting card of this contest has this code. Please compare it with your card."))
        for attempt in attempts:
            take_back_attempt(attempt=attempt)
        return code

    def _note(self) -> list[Attempt]:
        """By device, and by address for devices that were right about nothing yet, as judges' codes are counted."""
        contest, now, device = self.contest.pk, timezone.now(), device_of(self.request)
        source = f"vote-code {source_of(self.request, device)}"
        noted = [note_attempt(key=f"vote-code {contest}", source=source, now=now, limits=CODES)]
        if device is None or not device.right:
            source = f"vote-code, all of {source_of(self.request, None)}"
            key = f"vote-code {contest} from an address"
            noted += [note_attempt(key=key, source=source, now=now, limits=CODES_FROM)]
        return noted
