"""The short code of a judge's card, typed where a camera is missing."""

from __future__ import annotations

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
from communities.typed import read_code
from communities.wording import listed, sentence
from contests.models import Contest, Judge
from contests.rules.cards import CODE_LENGTH, NEVER, address_key, code_key, contest_of_code, judge_by_code
from pages.devices import device_of, source_of
from pages.forms.plain import WordedForm


class CodeForm(WordedForm):
    """Eight characters, written in any way. `judge` is whose card it is, `other` the contest it belongs to instead."""

    code = forms.CharField(
        label=gettext_lazy("Code on your card"),
        max_length=60,
        error_messages={"required": gettext_lazy("Please type the code on your card.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "autocorrect": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, contest: Contest, request: HttpRequest) -> None:
        super().__init__(request.POST or None)
        self.contest = contest
        self.request = request
        self.judge: Judge | None = None
        self.other: Contest | None = None

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
        self.judge = judge_by_code(self.contest, code)
        if self.judge is None:
            self.other = contest_of_code(code, but=self.contest)
            raise ValidationError(self._wrong())
        for attempt in attempts:
            take_back_attempt(attempt=attempt)
        return code

    def _note(self) -> list[Attempt]:
        """Count by device before the contest; a device that had a right card of it before is counted by itself.

        One that was never right about anything counts for its address as well: anybody is another device at each try.
        """
        contest, now, device = self.contest.pk, timezone.now(), device_of(self.request)
        known = device is not None and device.knows(code_key(contest))
        source = f"judge-code {source_of(self.request, device)}"
        noted = [note_attempt(key=code_key(contest), source=source, now=now, limits=CODES, known=known)]
        if device is None or not device.right:
            source = f"judge-code, all of {source_of(self.request, None)}"
            noted += [note_attempt(key=address_key(contest), source=source, now=now, limits=CODES_FROM)]
        return noted

    def _wrong(self) -> str:
        if self.other is not None:
            return _("This card is for another contest, “{contest}”. Type its code there.").format(contest=self.other)
        return _("No card has this code. Please compare it with your card; if the card was replaced, use the new one.")
