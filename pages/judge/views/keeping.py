"""What was kept of a judge's confirmed sheets, and what became of it, as the judge reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from contests.models import Judge, Performance, PerformanceState
from pages.forms.points import read_out
from scoring.models import KeptSheet, WhyKept

MOST = 5
"""As many are told on a page that keeps itself up to date."""


def waits_for_a_card(kept: KeptSheet, judge: Judge) -> bool:
    """Whether it can still come in the ordinary way: its judge sits there, and has a newer card."""
    waits = kept.settled_at is None and kept.why == WhyKept.CARD and not recused(kept, judge)
    return waits and kept.holder == judge.replaced and judge.left_at is None


def recused(kept: KeptSheet, judge: Judge) -> bool:
    """Whether its judge is recused now, whatever it was kept for: then no call and no card makes it count."""
    return any(recusal.contestant_id == kept.performance.contestant_id for recusal in judge.recusals.all())


def kept_text(kept: KeptSheet, judge: Judge) -> str:
    """What became of a kept sheet, in one sentence for the judge it came from."""
    facts = {"number": kept.performance.contestant.number, "time": f"{localtime(kept.received_at):%H:%M:%S}"}
    if kept.claimed:
        words = _("{who} has made your sheet for contestant {number}, kept at {time}, count: {reason}")
    elif kept.set_aside:
        words = _("{who} has set aside your sheet for contestant {number}, kept at {time}; it does not count: {reason}")
    elif kept.settled_at is not None:
        words = _(
            "After this sheet for contestant {number}, kept at {time}, you have sent another, which took its place."
        )
    elif waits_for_a_card(kept, judge):
        words = _(
            "Your sheet for contestant {number} was kept at {time} and does not count, as your card was replaced. Scan "
            "the newest card and it is sent automatically; otherwise the desk decides."
        )
    elif recused(kept, judge):
        words = _(
            "You are recused from contestant {number} and do not mark them. Your sheet was kept at {time} and does not "
            "count."
        )
    elif kept.why == WhyKept.NOT_CALLED:
        words = _called(kept)
    else:
        words = _("Your sheet for contestant {number} was kept at {time} and does not count. The desk decides.")
    return words.format(**facts, who=kept.settled_by, reason=kept.reason)


def _called(kept: KeptSheet) -> str:
    """What was confirmed before the desk called its contestant: once it has, the judge can confirm it again."""
    if kept.performance.state == PerformanceState.WAITING:
        return _(
            "Your sheet for contestant {number} was kept at {time}. The desk has not called this contestant yet; the "
            "sheet does not count before that."
        )
    return _(
        "Your sheet for contestant {number} was kept at {time}, before the desk called this contestant. It counts once "
        "you have confirmed it again or the desk has accepted it."
    )


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept sheet as its judge reads it: for whom, the points, and what became of it."""

    kept: KeptSheet
    words: str
    points: str

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.kept.settled_at is None

    @property
    def performance(self) -> Performance:
        """For whom it is."""
        return self.kept.performance


def kept_of(judge: Judge, holder: int) -> list[KeptLine]:
    """What was kept of who held a seat, latest first. Three queries."""
    rows = judge.kept_sheets.filter(holder=holder).order_by("-pk").prefetch_related("performance__round__items")
    rows = rows.select_related("submission", "settled_by", "performance__contestant", "performance__round")
    if rows:
        prefetch_related_objects([judge], "recusals")
    return [KeptLine(kept, kept_text(kept, judge), points_of(kept)) for kept in rows]


def kept_to_tell(judge: Judge, *, about: Performance | None = None) -> list[KeptLine]:
    """Of these what a page tells that keeps itself up to date: of one performance, or of all; nothing overtaken."""
    lines = [line for line in kept_of(judge, judge.replaced) if about is None or line.performance == about]
    return [line for line in lines if line.waits or line.kept.settled_by_id is not None][:MOST]


def points_of(kept: KeptSheet) -> str:
    """Item by item, as people read it."""
    points = kept.points
    items = [item for item in kept.performance.round.items.all() if item.key in points]
    return " · ".join(f"{item} {read_out(points[item.key])}" for item in items)
