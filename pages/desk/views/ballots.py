"""Mass juries at the desk: who can be voted for now, how many have voted, opening and closing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.wording import listed
from contests.models import Contest, Panel, Performance
from contests.queries import stage_order_of
from pages.access import Access, AuthenticatedRequest, desk_access
from pages.conditional import followed, tag
from pages.forms.refusals import pressed
from scoring.actions import close_ballots, open_ballots
from scoring.models import BallotBox, VoterCard
from scoring.rules import Turnout, may_be_asked, turnout

from .asking import board_address


@dataclass(frozen=True, slots=True)
class Row:
    """One performance before one mass jury."""

    performance: Performance
    box: BallotBox | None
    classes: Sequence[Turnout]

    @property
    def is_open(self) -> bool:
        """Whether people can vote for it now."""
        return self.box is not None and self.box.is_open

    @property
    def cast(self) -> int:
        """How many have voted."""
        return sum(one.cast for one in self.classes)

    @property
    def empty(self) -> str:
        """The classes in which nobody has, of a box that is closed: what is missing for a score."""
        closed = self.box is not None and not self.box.is_open
        return listed([one.name for one in self.classes if closed and not one.cast])


@dataclass(frozen=True, slots=True)
class Jury:
    """A mass jury, its cards by class, and the performances it votes for, those to be called first first."""

    panel: Panel
    cards: Sequence[Turnout]
    rows: Sequence[Row]

    @property
    def given(self) -> int:
        """How many cards were made that are valid."""
        return sum(one.cards for one in self.cards)

    @property
    def some_open(self) -> bool:
        """Whether anybody can be voted for."""
        return any(row.is_open for row in self.rows)

    @property
    def some_closed(self) -> bool:
        """Whether anybody cannot."""
        return any(not row.is_open for row in self.rows)


def juries_of(contest: Contest) -> list[Jury]:
    """All mass juries of a contest. Four queries, however many there are."""
    panels = list(contest.panels.filter(ballot__isnull=False))
    cards = Counter(
        VoterCard.objects.filter(panel__in=panels, void=False).order_by().values_list("panel", "voter_class")
    )
    boxes = {(b.panel_id, b.performance_id): b for b in BallotBox.objects.filter(panel__in=panels)}
    performances = stage_order_of(contest)
    return [_jury(panel, performances, cards, boxes) for panel in panels]


def _jury(
    panel: Panel,
    performances: Iterable[Performance],
    cards: Counter[tuple[int, str]],
    boxes: dict[tuple[int, int], BallotBox],
) -> Jury:
    given = {group: count for (jury, group), count in cards.items() if jury == panel.pk}
    rows = []
    for performance in performances:
        box = boxes.get((panel.pk, performance.pk))
        if box is not None or may_be_asked(panel, performance):
            rows.append(Row(performance, box, turnout(panel, given, box)))
    return Jury(panel, turnout(panel, given, None), rows)


@require_safe
def ballots(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Every mass jury, performance by performance."""
    access = desk_access(request, pk)
    found = _context(access)
    return render(request, "desk/ballots.html", found | {"tag": _tag_of(access, found["juries"])})


def _tag_now(request: AuthenticatedRequest, pk: int) -> str:
    access = desk_access(request, pk)
    return _tag_of(access, juries_of(access.contest))


@require_safe
@followed(_tag_now)
def state(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The turnout alone; 304 while nobody has voted and nothing has changed."""
    return render(request, "desk/ballots-now.html", _context(desk_access(request, pk)))


def _tag_of(access: Access, juries: Sequence[Jury]) -> str:
    cast = "-".join(str(row.cast) for jury in juries for row in jury.rows)
    return tag("ballots", access.contest.version, cast, "+".join(sorted(access.roles)), get_language())


def _context(access: Access) -> dict[str, Any]:
    contest = access.contest
    acts = access.may_run and contest.stage_open
    return {
        "contest": contest,
        "access": access,
        "back": board_address(contest),
        "juries": juries_of(contest),
        "acts": acts,
    }


@require_POST
def switch(request: AuthenticatedRequest, pk: int, panel: int) -> HttpResponse:
    """Open or close the ballot for one performance, or for all that are not so yet."""
    contest = desk_access(request, pk).contest
    current = get_object_or_404(contest.panels, pk=panel, ballot__isnull=False)
    opens, sent = "opens" in request.POST, request.POST.get("performance", "")
    one = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= 18 else 0
    wanted = [one] if sent else _all(contest, current, opens=opens)
    act = open_ballots if opens else close_ballots
    numbers: list[str] = []

    def do() -> None:
        boxes = act(panel=current, performances=wanted, by=request.user, now=timezone.now())
        rows = Performance.objects.filter(pk__in=[box.performance_id for box in boxes])
        numbers.extend(rows.order_by("contestant__position").values_list("contestant__number", flat=True))

    if pressed(request, do):
        messages.success(request, _done(numbers, opens=opens))
    return redirect("desk:ballots", pk)


def _all(contest: Contest, panel: Panel, *, opens: bool) -> list[int]:
    """Those who are not so yet; where there are none, all, so that it is told."""
    (jury,) = (one for one in juries_of(contest) if one.panel == panel)
    asked = [row for row in jury.rows if may_be_asked(panel, row.performance) or not opens]
    return [row.performance.pk for row in asked if row.is_open != opens] or [row.performance.pk for row in asked]


def _done(numbers: Sequence[str], *, opens: bool) -> str:
    words = _("People can vote for {who} now.") if opens else _("The vote for {who} is closed.")
    return words.format(who=listed(numbers))
