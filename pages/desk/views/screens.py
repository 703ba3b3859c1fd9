"""The desk and the screens: what the main ones show, whether they follow the stage, a word to the speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, Performance
from contests.queries import stage_order_of
from pages.access import AuthenticatedRequest, desk_access, only_here
from pages.desk.forms.screens import LONGEST_BREAK, MODES, PromptForm, ShowForm
from pages.drawn import drawn
from pages.links import ROOMS, SCREEN, path_of
from pages.steady import moment_now
from papers.qr import qr_svg
from stage.actions import follow_stage, show_on_screen, tell_speaker
from stage.models import LinkKind, MediaFile, MediaUse, Release, ScreenMode, Show, StageLink
from stage.queries import show_of
from stage.queries.clock import clocks_of_show
from stage.queries.media import media_of, shown_now
from stage.queries.on_screen import scores_in_force
from stage.rules.clock import face_of_show
from stage.rules.on_screen import OnScreen, choice_of, last_called, on_screen

from .asking import board_address
from .drawing import Drawing, drawing_of

THERE = timedelta(seconds=90)
"""For so long after it asked a screen counts as being there: that it asks is written once a minute."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with its address, and whether whoever has it is there now."""

    link: StageLink
    address: str
    there: bool

    @property
    def qr(self) -> str:
        """The address as a QR code."""
        return qr_svg(self.address, grows=True)

    @property
    def is_screen(self) -> bool:
        """Whether it shows something, and can say which one it is."""
        return ROOMS[LinkKind(self.link.kind)] == SCREEN


class MainScreens(NamedTuple):
    """What the main screens show and could show, as plain values: `what` is who, or which picture. `previous` and
    `following` are slides; `next_score` is the performance and the number of its contestant."""

    contest: int
    mode: str
    label: str
    what: str
    seen: str
    modes: tuple[tuple[str, str, str, bool], ...]
    previous: int
    following: int
    next_score: tuple[int, str] | None
    follow: bool


class OnBoard(NamedTuple):
    """What the board says of the main screens; nothing where there is no show yet."""

    contest: int
    may_run: bool
    main: MainScreens | None
    on_board: bool = True

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/screens-strip.html", self)


@dataclass(frozen=True)
class Strip:
    """What the main screens show, and what they could: `modes` with a key each."""

    show: Show
    now: OnScreen
    released: Sequence[Release]
    drawing: Drawing

    @property
    def next_score(self) -> Release | None:
        """Where scores were released together, the one after that which is shown."""
        if self.now.mode != ScreenMode.SCORE or self.now.release is None:
            return None
        number = self.now.release.number
        return next((release for release in reversed(self.released) if release.number > number), None)

    @cached_property
    def _slides(self) -> list[MediaFile]:
        """What can be shown one after the other: the films and slides of the item that is on."""
        return shown_now(self.show) if self.now.mode == ScreenMode.MEDIA else []

    def _beside(self, step: int) -> MediaFile | None:
        if self.now.picture not in self._slides:
            return None
        wanted = self._slides.index(self.now.picture) + step
        return self._slides[wanted] if 0 <= wanted < len(self._slides) else None

    @property
    def slide_number(self) -> str:
        """Which of the films and slides of the item it is, "2/5"; empty where there is but one."""
        slides = self._slides if self.now.picture in self._slides else []
        return f"{slides.index(self.now.picture) + 1}/{len(slides)}" if self.now.picture and len(slides) > 1 else ""

    @property
    def previous_slide(self) -> MediaFile | None:
        """The film or slide before the one that is shown."""
        return self._beside(-1)

    @property
    def next_slide(self) -> MediaFile | None:
        """The film or slide after the one that is shown."""
        return self._beside(1)

    @property
    def draws_order(self) -> bool:
        """Whether the draw of the running order can be shown: it is still to come or has a seed, and nobody has been
        called."""
        contest = self.show.contest
        return not contest.has_begun and (bool(contest.draw_seed) or not contest.frozen)

    @property
    def seen(self) -> str:
        """What was chosen, for the next who chooses to hand back."""
        return choice_of(self.show)

    @property
    def modes(self) -> list[tuple[str, str, str, bool]]:
        """Mode, words, key, and whether it is there to be shown."""
        there = {
            ScreenMode.MESSAGE: bool(self.show.message),
            ScreenMode.MEDIA: self.show.picture_id is not None,
            ScreenMode.QUESTION: self.drawing.drawn_here,
            ScreenMode.ORDER_DRAW: self.draws_order or self.now.mode == ScreenMode.ORDER_DRAW,
        }
        known = [(mode, label) for mode, label in MODES if there.get(ScreenMode(mode), True)]
        nothing = {ScreenMode.SCORE, ScreenMode.STANDINGS} if not self.released else set()
        nothing |= {ScreenMode.QUESTION} if not self.drawing.draws else set()
        return [(mode, str(label), KEYS.get(mode, ""), mode not in nothing) for mode, label in known]

    @property
    def main(self) -> MainScreens:
        """All of it as plain values."""
        now, before, after, score = self.now, self.previous_slide, self.next_slide, self.next_score
        whose = score.performance if score else None
        what = str(now.performance.contestant) if now.performance else ""
        if now.picture is not None and not what:
            what = f"{self.slide_number} {now.picture}".strip()
        return MainScreens(
            contest=self.show.contest_id,
            mode=now.mode.value,
            label=str(now.mode.label),
            what=what,
            seen=self.seen,
            modes=tuple(self.modes),
            previous=before.pk if before else 0,
            following=after.pk if after else 0,
            next_score=(whose.pk, whose.contestant.number) if whose else None,
            follow=self.show.follow,
        )


KEYS = {mode: str(n) for n, (mode, _label) in enumerate(MODES[:8], start=1)} | {ScreenMode.BLANK.value: "0"}


def strip_of(show: Show, order: Sequence[Performance], released: Sequence[Release], drawing: Drawing) -> Strip:
    """What the main screens show; `released` are the scores in force, the last first."""
    return Strip(show, on_screen(show, last_called(order), released), released, drawing)


@require_safe
def screens(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What the main screens show, and every link with its address."""
    access = desk_access(request, pk)
    contest, show = access.contest, show_of(access.contest)
    released = list(scores_in_force(show)) if show.pk else []
    links = sorted(show.links.all(), key=_place) if show.pk else []
    strip = strip_of(show, stage_order_of(contest), released, drawing_of(show))
    context: dict[str, Any] = {
        "contest": contest,
        "access": access,
        "back": board_address(contest),
        "strip": strip,
        "main": strip.main,
        "slides": media_of(show, MediaUse.SLIDE),
        "rows": [row_of(request, link) for link in links],
        "countdowns": [face_of_show(clock, moment_now()) for clock in clocks_of_show(show)],
        "longest": LONGEST_BREAK,
        "steady": moment_now().steady,
        "unreachable": only_here(request),
        "host": request.get_host(),
    }
    return render(request, "desk/screens.html", context)


def _place(link: StageLink) -> tuple[int, int]:
    return LinkKind.values.index(link.kind), link.pk


def row_of(request: AuthenticatedRequest, link: StageLink) -> LinkRow:
    """A link as the desk sees it."""
    there = link.seen_at is not None and abs(timezone.now() - link.seen_at) < THERE
    return LinkRow(link, request.build_absolute_uri(path_of(link)), there)


@require_POST
def show(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose what the main screens show."""
    contest = desk_access(request, pk).contest
    form = ShowForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        who = contest.performances.filter(pk=given["performance"]).first() if given["performance"] else None
        message = given["message"] if "message" in request.POST else None
        chosen = partial(show_on_screen, mode=ScreenMode(given["mode"]), performance=who, message=message)
        chosen = partial(chosen, picture=given["picture"], beside=given["beside"])
        chosen(contest=contest, seen=given["seen"] or None, by=request.user, now=timezone.now())

    return acted(request, contest, act, sound=form.is_valid())


@require_POST
def follow(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let the main screens follow the stage, or not."""
    contest = desk_access(request, pk).contest

    def act() -> None:
        follow_stage(contest=contest, follow="follow" in request.POST, by=request.user, now=timezone.now())

    return acted(request, contest, act)


@require_POST
def prompt(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a word to the speaker on the monitor, or take it away."""
    contest = desk_access(request, pk).contest
    form = PromptForm(request.POST)

    def act() -> None:
        tell_speaker(contest=contest, prompt=form.cleaned_data["prompt"], by=request.user, now=timezone.now())

    return acted(request, contest, act, sound=form.is_valid())


def acted(
    request: AuthenticatedRequest, contest: Contest, act: Callable[[], object], *, sound: bool = True, words: str = ""
) -> HttpResponse:
    """Back to where the button was, which shows what is shown now, or says why not."""
    if not sound:
        messages.error(request, _("This text is too long."))
        return redirect(_back(request, contest))
    try:
        act()
    except Refused as refused:
        level = messages.INFO if refused.code == "already" else messages.ERROR
        messages.add_message(request, level, sentence(refused))
    else:
        if words:
            messages.success(request, words)
    return redirect(_back(request, contest))


def _back(request: AuthenticatedRequest, contest: Contest) -> str:
    back = request.POST.get("back", "")
    board = board_address(contest)
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(board)
    return back if here else reverse("desk:screens", args=[contest.pk])
