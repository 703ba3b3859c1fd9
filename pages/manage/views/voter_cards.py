"""Cards of a mass jury: made in batches, printed at that moment or never, ended batch by batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.language import active_language_code
from communities.wording import listed
from contests.ballots import FEWEST_FOR_SECRECY, ballot_values
from contests.models import Contest, Panel
from pages.access import AuthenticatedRequest, desk_access, only_here
from pages.forms.refusals import pressed
from papers import Form
from papers.voter_cards import VotingCard, voter_cards
from scoring.actions import make_voter_cards, void_voter_cards
from scoring.actions.ballots import MOST_CARDS, VoterCards
from scoring.models import VoterCard

from .page import download, page


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: how many of each class, and whether it is still valid."""

    number: int
    classes: list[tuple[str, int]]
    void: bool


@dataclass(frozen=True, slots=True)
class Jury:
    """A mass jury with its classes (id and name), its batches, and the classes too small to be secret."""

    panel: Panel
    classes: list[tuple[str, str]]
    batches: list[Batch]
    small: str

    @property
    def last(self) -> int:
        """The number of the last batch."""
        return max((batch.number for batch in self.batches), default=0)


def _jury(panel: Panel, cards: Counter[tuple[int, int, str, bool]]) -> Jury:
    ballot = ballot_values(panel.ballot)
    classes = [(each.id, each.name or each.id) for each in ballot.classes] if ballot else []
    own = {(number, group, void): n for (jury, number, group, void), n in cards.items() if jury == panel.pk}
    batches = []
    for number, void in sorted({(number, void) for number, _group, void in own}, reverse=True):
        made = [(name, own[number, group, void]) for group, name in classes if (number, group, void) in own]
        batches.append(Batch(number, made, void))
    valid = Counter[str]()
    for (_number, group, void), n in own.items():
        valid[group] += 0 if void else n
    small = [name for group, name in classes if 0 < valid[group] < FEWEST_FOR_SECRECY]
    return Jury(panel, classes, batches, listed(small))


@require_safe
def cards(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The mass juries of a contest, each with its batches."""
    access = desk_access(request, pk)
    contest = access.contest
    panels = list(contest.panels.filter(ballot__isnull=False))
    rows = VoterCard.objects.filter(panel__in=panels).order_by()
    counted = Counter(rows.values_list("panel", "batch", "voter_class", "void"))
    context: dict[str, Any] = {
        "juries": [_jury(panel, counted) for panel in panels],
        "most": MOST_CARDS,
        "typed_at": _typed_at(request, contest),
        "unreachable": only_here(request),
        "host": request.get_host(),
        "acts": access.may_run,
    }
    return render(request, "manage/voter-cards.html", page(access, "cards", **context))


@require_POST
def make(request: AuthenticatedRequest, pk: int, panel: int) -> HttpResponse:
    """A batch as a PDF; should it fail to be drawn, no card was made."""
    contest = desk_access(request, pk).contest
    current = get_object_or_404(contest.panels, pk=panel, ballot__isnull=False)
    classes = [each["id"] for each in (current.ballot or {})["classes"]]
    counts = {group: _count(request.POST.get(f"count-{n}", "")) for n, group in enumerate(classes)}
    if None in counts.values() or not any(counts.values()):
        messages.error(request, _("Write how many cards each class needs: 0 to {most}.").format(most=MOST_CARDS))
        return redirect("manage:voter-cards", pk)
    drawn: list[bytes] = []
    seen = _count(request.POST.get("seen", ""))
    wanted = {group: count or 0 for group, count in counts.items()}
    act = partial(make_voter_cards, panel=current, counts=wanted, seen=seen)
    draw = partial(_printed, request, contest, drawn)
    if not pressed(request, lambda: act(by=request.user, now=timezone.now(), hand_over=draw)):
        return redirect("manage:voter-cards", pk)
    messages.success(request, _("The voting cards are ready to use. The PDF is in your downloads; print it now."))
    name = _("Voting cards") + f" {timezone.localtime():%Y-%m-%d %H%M}.pdf"
    return download(drawn[0], mime=Form.PDF.mime, name=name)


def _count(text: str) -> int | None:
    return int(text or "0") if text == "" or (text.isascii() and text.isdecimal() and len(text) < 6) else None


def _printed(request: HttpRequest, contest: Contest, drawn: list[bytes], made: VoterCards) -> None:
    ballot = ballot_values(made.panel.ballot)
    names = {each.id: each.name or each.id for each in ballot.classes} if ballot and len(ballot.classes) > 1 else {}
    printed = [
        VotingCard(
            group=names.get(group, ""),
            address=request.build_absolute_uri(reverse("vote:ballot", args=[card.secret])),
            code=card.printed_code,
        )
        for group, card in made.cards
    ]
    typed_at = _typed_at(request, contest).partition("://")[2]
    panel = str(made.panel)
    drawn.append(
        voter_cards(contest, panel, printed, typed_at=typed_at, now=timezone.now(), language=active_language_code())
    )


def _typed_at(request: HttpRequest, contest: Contest) -> str:
    return request.build_absolute_uri(reverse("vote:code", args=[contest.pk]))


@require_POST
def void(request: AuthenticatedRequest, pk: int, panel: int, batch: int) -> HttpResponse:
    """End a batch that was lost."""
    contest = desk_access(request, pk).contest
    current = get_object_or_404(contest.panels, pk=panel, ballot__isnull=False)
    reason = request.POST.get("reason", "")
    act = partial(void_voter_cards, panel=current, batch=min(batch, 30_000), reason=reason)
    words = _("Nobody can vote with the cards of batch {batch} any more.").format(batch=batch)
    pressed(request, lambda: act(by=request.user, now=timezone.now()), words)
    return redirect("manage:voter-cards", pk)
