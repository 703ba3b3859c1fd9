"""Voting cards of a mass jury: A4, twelve on a page, with lines to cut along. Nobody's name is on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext, pgettext

from communities.language import active_language
from communities.refused import Refused
from contests.models import Contest

from .frame import day_text, rehearsal_word, speaking
from .qr import qr_svg
from .typesetting import pdf_of


@dataclass(frozen=True, slots=True)
class VotingCard:
    """The class of voters (nothing where there is one alone), the full address with the secret, and the short code."""

    group: str
    address: str = field(repr=False)
    code: str = field(repr=False)


def voter_cards(
    contest: Contest, panel: str, cards: Iterable[VotingCard], *, typed_at: str, now: datetime, language: str
) -> bytes:
    """The cards as PDF; `typed_at` is the short address at which a code is typed. Refused("nothing-to-print")."""
    with speaking(language, contest.extra):
        data = {
            "language": active_language(),
            "title": gettext("Voting cards"),
            "contest": contest.title,
            "panel": panel,
            "rehearsal": rehearsal_word() if contest.rehearsal else "",
            "day": day_text(contest.date),
            "typed_at": typed_at,
            "cards": [{"group": card.group, "qr": qr_svg(card.address), "code": card.code} for card in cards],
            "words": {
                "scan": gettext("Scan to vote"),
                "type": pgettext("paper", "or open"),
                "code": pgettext("voting card", "and type the code"),
                "keep": gettext("For one person, once for each contestant. Your vote is secret."),
            },
        }
        if not data["cards"]:
            raise Refused("nothing-to-print")
        return pdf_of("voter-cards", data, at=now)
