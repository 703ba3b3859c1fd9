"""Judges' cards: A4, eight on a page, with lines to cut along. The secrets come from the caller; nobody keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, pgettext

from communities.language import active_language
from communities.refused import Refused
from contests.models import Contest, Judge

from .frame import day_text, rehearsal_word, speaking
from .people import called
from .qr import qr_svg
from .typesetting import pdf_of


@dataclass(frozen=True, slots=True)
class Card:
    """What is handed to one judge: the full address with the secret, and the short code of eight characters."""

    judge: Judge
    address: str = field(repr=False)
    code: str = field(repr=False)


def judges_cards(contest: Contest, cards: Iterable[Card], *, typed_at: str, now: datetime, language: str) -> bytes:
    """The cards as PDF, in the order given; `typed_at` is the short address at which the code is typed.

    Raises Refused("nothing-to-print") where there is no card.
    """
    with speaking(language, contest.extra):
        data = {
            "language": active_language(),
            "title": gettext("Judges' cards"),
            "contest": contest.title,
            "rehearsal": rehearsal_word() if contest.rehearsal else "",
            "day": day_text(contest.date),
            "cards": [_card(card, typed_at) for card in cards],
            "words": {
                "scan": gettext("Scan to begin"),
                "type": pgettext("paper", "or open"),
                "code": gettext("and type the code"),
                "keep": gettext("This card is yours alone: please do not hand it on."),
            },
        }
        if not data["cards"]:
            raise Refused("nothing-to-print")
        return pdf_of("cards", data, at=now)


def _card(card: Card, typed_at: str) -> dict[str, Any]:
    judge = card.judge
    return {
        "name": called(judge),
        "post": judge.post,
        "panel": called(judge.panel),
        "kind": "" if judge.official else judge.get_kind_display(),
        "chair": pgettext("paper", "Chair of the panel") if judge.chair else "",
        "qr": qr_svg(card.address),
        "code": grouped(card.code),
        "typed_at": typed_at,
    }


def grouped(code: str) -> str:
    """A short code as it is printed, so that nobody loses the place.

    >>> grouped("ABCD1234")
    'ABCD-1234'
    """
    return f"{code[:4]}-{code[4:]}"
