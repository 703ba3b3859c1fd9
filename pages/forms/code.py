"""The eight characters of a card, typed where a camera is missing: a judge's card, or one of a mass jury."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions import note_attempt, take_back_attempt
from communities.limits import CODES, CODES_FROM
from communities.models import Attempt
from communities.refused import Refused
from communities.typed import read_code
from communities.wording import listed, sentence
from contests.models import Contest
from contests.rules.cards import CODE_LENGTH, NEVER
from pages.devices import device_of, source_of

from .plain import WordedForm


class CardCodeForm(WordedForm):
    """Eight characters, written in any way. A wrong code uses up an attempt, a right one does not."""

    kind: ClassVar[str]
    """What attempts are counted under, such as "judge-code"."""

    code = forms.CharField(
        max_length=60,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "autocorrect": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, contest: Contest, request: HttpRequest, **more: Any) -> None:
        super().__init__(request.POST or None, **more)
        self.contest, self.request = contest, request

    def find(self, code: str) -> None:
        """Keep whose card it is. ValidationError, with what to do, where it is nobody's."""
        raise NotImplementedError

    def keys(self) -> tuple[str, str]:
        """What wrong codes of this contest are counted as: by device, and by address."""
        raise NotImplementedError

    def clean_code(self) -> str:
        """Find the card; what can be no code is said without counting it."""
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
        self.find(code)
        for attempt in attempts:
            take_back_attempt(attempt=attempt)
        return code

    def _note(self) -> list[Attempt]:
        """Count by device before the contest; a device that had a right card of it before is counted by itself.

        One that was never right about anything counts for its address as well: anybody is another device at each try.
        """
        now, device = timezone.now(), device_of(self.request)
        by_device, by_address = self.keys()
        known = device is not None and device.knows(by_device)
        source = f"{self.kind} {source_of(self.request, device)}"
        noted = [note_attempt(key=by_device, source=source, now=now, limits=CODES, known=known)]
        if device is None or not device.right:
            source = f"{self.kind}, all of {source_of(self.request, None)}"
            noted += [note_attempt(key=by_address, source=source, now=now, limits=CODES_FROM)]
        return noted
