"""The short code of a judge's card."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from contests.models import Contest, Judge
from contests.rules.cards import address_key, code_key, contest_of_code, judge_by_code
from pages.forms.code import CardCodeForm


class CodeForm(CardCodeForm):
    """`judge` is whose card it is, `other` the contest it belongs to instead."""

    kind = "judge-code"

    def __init__(self, contest: Contest, request: HttpRequest, **more: Any) -> None:
        super().__init__(contest, request, **more)
        self.judge: Judge | None = None
        self.other: Contest | None = None
        self.fields["code"].label = _("Code on your card")
        self.fields["code"].error_messages["required"] = _("Please type the code on your card.")

    def find(self, code: str) -> None:
        """The judge; else the contest of the district that has such a card, so that its page can be opened."""
        self.judge = judge_by_code(self.contest, code)
        if self.judge is None:
            self.other = contest_of_code(code, but=self.contest)
            raise ValidationError(self._wrong())

    def keys(self) -> tuple[str, str]:
        """As the desk sees them under who has to wait."""
        return code_key(self.contest.pk), address_key(self.contest.pk)

    def _wrong(self) -> str:
        if self.other is not None:
            return _("This card is for another contest, “{contest}”. Type its code there.").format(contest=self.other)
        return _("No card has this code. Please compare it with your card; if the card was replaced, use the new one.")
