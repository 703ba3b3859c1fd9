"""What the desk can do next, each with its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contests.models import Performance
from pages.desk.addresses import desk_address
from pages.desk.wording import person, release_text
from pages.drawn import drawn
from scoring.rules import lacks_time, why_not_cancelled, why_not_reopened, why_not_started
from stage.actions.drawing import BEFORE
from stage.actions.releasing import scores_seen
from stage.models import Cue, CueKind, Releasing
from stage.results.run_sheet import RunSheet

from .board import Board, Focus
from .drawing import Drawing
from .hall import releases_now

FIRST = ("E", "Y", "R", "D", "Q", "N", "I", "S", "F", "G")
"""Keys of what is done next, the most urgent first."""


class Action(NamedTuple):
    """A button: `key` is the letter that presses it; `posts` says it acts at once, else it leads to a question.

    What it has shown is sent along in `fields`. What is `seldom` meant stands apart, where nobody presses it
    by mistake.
    """

    label: str
    key: str
    address: str
    posts: bool = False
    primary: bool = False
    detail: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    seldom: bool = False

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/action.html", self)


def actions_of(board: Board, sheet: RunSheet, drawing: Drawing) -> list[Action]:
    """The buttons of the moment; a primary one is what to do now."""
    found = [
        *(action for part in (_release, _reveal) for action in part(board) if board.only_in is None),
        *_questions(board, drawing),
        *(_run_sheet(board, sheet) if board.only_in is None else ()),
        *_stage(board),
        *(_tours(board) if board.only_in is None else ()),
        *_focus(board),
        *_contest(board),
    ]
    first = next((action for action in sorted(found, key=_rank) if action.primary), None)
    rest = (action._replace(primary=False) for action in found if action is not first)
    return [*([first] if first else ()), *rest]


def _rank(action: Action) -> int:
    """What goes first where several could be next: closing what is marked, then the score, then the next contestant."""
    return FIRST.index(action.key) if action.key in FIRST else len(FIRST)


def _release(board: Board) -> Iterator[Action]:
    """What the way chosen releases next, unless something stands in the way; a correction goes first."""
    hall = board.hall
    if hall.outdated:
        release = hall.outdated[0].release
        number, args = release.content["contestant"]["number"], [board.contest.pk, release.pk]
        yield Action(_("Correct the release"), "Y", desk_address("correct-release", *args), primary=True, detail=number)
    if not hall.ready or hall.obstacle is not None or hall.outdated:
        return
    numbers = ",".join(str(found.performance.pk) for found in hall.ready)
    address = desk_address("release", board.contest.pk)
    seen = (("performances", numbers), ("seen", scores_seen(hall.ready)))
    asks = bool(hall.alarms)
    words = release_text(hall.ready, rounds=hall.rounds)
    yield Action(
        _("Release"),
        "R",
        f"{address}?performances={numbers}" if asks else address,
        posts=not asks,
        primary=True,
        detail=words,
        fields=() if asks else seen,
    )


def _reveal(board: Board) -> Iterator[Action]:
    """The order proposed, where all scores are released at the end and some of them are not yet."""
    if board.hall.chosen == Releasing.END and len(board.hall.ready) > 1:
        yield Action(_("Order of release"), "V", desk_address("reveal-order", board.contest.pk))


def _released(board: Board, performance: Performance) -> Iterator[Action]:
    """What can be done about the score of one performance beside what comes next."""
    hall, pk = board.hall, board.contest.pk
    release = hall.release_of(performance)
    if release is not None:
        yield Action(_("Take back the release"), "U", desk_address("take-back-release", pk, release.pk))
    elif performance.is_closed and all(found.performance != performance for found in hall.ready):
        address = desk_address("release", pk)
        yield Action(_("Release out of turn"), "L", f"{address}?performances={performance.pk}")


def _questions(board: Board, drawing: Drawing) -> Iterator[Action]:
    """The question of the performance in the middle is drawn, or a draw annulled."""
    if board.focus is None or not board.contest.stage_open:
        return
    performance = board.focus.performance
    draw = drawing.of(performance)
    if drawing.is_due(performance):
        on = performance.is_on_stage
        yield Action(_("Draw the question"), "D", _to("draw", performance), primary=on, detail=person(performance))
    elif draw is not None and performance.state in BEFORE:
        address = desk_address("annul-draw", board.contest.pk, draw.pk)
        yield Action(_("Annul the draw"), "Z", address, detail=draw.number)


def _run_sheet(board: Board, sheet: RunSheet) -> Iterator[Action]:
    """What is between performances: the item that is on ends, the next one begins."""
    following, on = sheet.following.cue if sheet.following else None, sheet.cue_on
    idle = not board.rows.on()
    if on is not None:
        label = pgettext("run sheet", "End")
        yield Action(label, "Q", _step(board, on, "end"), posts=True, primary=following is None, detail=on.title)
        if on.kind == CueKind.COMMENT:
            yield Action(_("Note the comment"), "H", desk_address("comment", board.contest.pk, on.pk))
    if following is not None and board.contest.frozen:
        yield Action(
            _("Begin"), "N", _step(board, following, "begin"), posts=True, primary=idle, detail=following.title
        )


def _step(board: Board, cue: Cue, verb: str) -> str:
    return f"{desk_address('cue-step', board.contest.pk, cue.pk, verb)}?from=board"


def _stage(board: Board) -> Iterator[Action]:
    following, focus, order = board.following, board.rows.focus, board.rows.performances
    if not board.contest.stage_open:
        return
    if following is not None and _is_called(following) and why_not_started(following, order, board.cut) is None:
        first = not board.rows.on()
        yield Action(_("Start"), "S", _to("start", following), posts=True, primary=first, detail=person(following))
    if focus is None or focus == following or not _is_called(focus):
        return
    if why_not_started(focus, order, board.cut) is None:
        yield Action(_("Start out of turn"), "O", _to("start", focus), posts=True, detail=person(focus))


def _is_called(performance: Performance) -> bool:
    """Whether it is begun by itself, and not with all of its round."""
    return not performance.round.at_once


def _tours(board: Board) -> Iterator[Action]:
    """A round that is opened and closed as a whole."""
    for round_, sites in board.tours:
        pk = board.contest.pk
        under_way = [site for site in sites if site.is_under_way]
        waits = [site for site in sites if why_not_started(site, (), board.cut) is None]
        if board.contest.stage_open and waits:
            words, address = _("Open all for marking"), desk_address("open-round", pk, round_.pk)
            yield Action(words, "S", address, posts=True, primary=not under_way, detail=str(round_))
        if board.contest.is_live and under_way:
            complete = not board.outstanding_in(round_)
            yield Action(
                _("Close all"), "I", desk_address("close-round", pk, round_.pk), primary=complete, detail=str(round_)
            )
        yield Action(_("Who has been where"), "9", desk_address("tour", pk, round_.pk), detail=str(round_))


def _focus(board: Board) -> Iterator[Action]:
    if board.focus is None:
        return
    performance, live = board.focus.performance, board.contest.is_live
    back = f"?show={performance.pk}" if board.pinned else ""
    if live and performance.is_under_way:
        yield from _while_on(board.focus)
    if live and why_not_reopened(performance) is None:
        yield Action(_("Re-open"), "B", _to("reopen", performance))
    if releases_now(board.contest) and board.only_in is None:
        yield from _released(board, performance)
    if board.contest.has_begun:
        yield Action(_("Deductions and bonuses"), "A", _of_contestant("points", performance) + back)
    yield Action(_("Contestant's state"), "K", _of_contestant("status", performance) + back)


def _while_on(focus: Focus) -> Iterator[Action]:
    performance = focus.performance
    complete, timed = not focus.outstanding, not lacks_time(performance)
    label = _("Close") if complete else _("Close without all sheets")
    detail = person(performance) if complete else ""
    yield Action(
        label,
        "E",
        _to("close", performance),
        posts=complete and timed,
        primary=complete and _is_called(performance),
        detail=detail,
    )
    if why_not_cancelled(performance, [(seat.judge.key, seat.facts) for seat in focus.seats]) is None:
        yield Action(_("Wrong person: take back"), "X", _to("cancel", performance))


def _contest(board: Board) -> Iterator[Action]:
    contest, ties = board.contest, len(board.ties)
    if contest.has_begun:
        waiting = str(len(board.rows.papers) or "")
        yield Action(_("Paper sheets"), "P", desk_address("papers", contest.pk), detail=waiting)
    if board.only_in is not None:
        return
    if contest.has_begun:
        if board.rows.kept:
            yield Action(_("Kept sheets"), "T", desk_address("kept", contest.pk), detail=str(board.rows.kept))
        yield Action(_("Decisions"), "J", desk_address("decisions", contest.pk), detail=str(ties or ""))
    if contest.is_live and not board.rows.on():
        everybody = board.following is None
        address = desk_address("finish", contest.pk)
        yield Action(_("Close the contest"), "F", address, primary=everybody, seldom=not everybody)
    if contest.is_closed:
        yield Action(_("Results"), "G", reverse("manage:results", args=[contest.pk]), primary=True)
        yield Action(_("Re-open the contest"), "F", desk_address("resume", contest.pk))
    if contest.is_closed or contest.is_published:
        yield Action(_("Award ceremony"), "W", desk_address("ceremony", contest.pk))


def _to(verb: str, performance: Performance) -> str:
    return desk_address(verb, performance.contest_id, performance.pk)


def _of_contestant(verb: str, performance: Performance) -> str:
    return desk_address(verb, performance.contest_id, performance.contestant_id)
