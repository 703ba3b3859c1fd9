"""What a screen shows, as plain values: made of releases and the running order, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from contests.judged import speak_of
from contests.models import Contest, Performance
from contests.queries import stage_order_of
from contests.rules.draw import DrawRecord, draw_record
from pages.wording.results import places_to_follow
from stage.models import ClockKind, LinkKind, MediaFile, MediaUse, QuestionDraw, Release, ScreenMode, Show
from stage.queries import to_follow
from stage.queries.ceremony import awards_in_force, ceremony_of
from stage.queries.clock import clock_of, clock_of_show
from stage.queries.drawing import draw_of
from stage.queries.links import LinkNow
from stage.queries.media import media_of, photos_of
from stage.queries.on_screen import show_on_screen_now, told_on_screen
from stage.rules.ceremony import ceremony_now
from stage.rules.clock import ClockFace, Moment, face_of_performance, face_of_show
from stage.rules.drawing import record_of
from stage.rules.on_screen import OnScreen, last_called, on_screen

from .honours import Honours
from .sizes import fitting, half_widths, size_of

LINES = 7
"""Lines that can be read at thirty metres."""
MOST_SHEETS = 15
"""Judges of a panel whose totals are shown one by one."""
MOST_PANELS = 2
"""Panels of which the judges' totals are shown."""
MOST_SPONSORS = 8
"""Pictures of sponsors that stand side by side."""
TEAMS = {"short": 40, "medium": 84, "long": 150}
"""Up to how many half widths the people of a team on stage are of a size; more are shortened."""
BESIDE = 44
"""Half widths of the people of a team where they stand beside the community."""
MONITOR = 30
"""The same on the speaker's monitor."""
QUESTIONS = {"short": 40, "medium": 90, "long": 180, "longest": 280}
"""Up to how many half widths a question is of a size."""
COLUMNS = {"one": 7, "two": 14, "three": 30}
"""Up to how many places of the drawn order stand in so many columns; no more are shown."""
FULL, SHORTEST = 1000, 400
"""Length of the bar of the best and, of several, of the last."""
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One contestant in the running order."""

    performance: Performance
    following: bool

    @property
    def size(self) -> str:
        """How large the name can stand."""
        return size_of(self.performance.contestant.name)


@dataclass(frozen=True, slots=True)
class Bar:
    """One contestant in the standings; `length` of its bar in thousandths, `new` for whose score was released last."""

    row: Content
    length: int
    new: bool

    @property
    def size(self) -> str:
        """How large the name can stand."""
        return size_of(self.row["name"])


@dataclass(frozen=True, slots=True)
class Place:
    """One contestant as the running order was drawn."""

    place: int
    performance: Performance

    @property
    def size(self) -> str:
        """How large the name can stand."""
        return size_of(self.performance.contestant.name)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a screen shows. `key` is another where something else is shown, so that it comes in anew."""

    show: Show
    mode: ScreenMode
    key: str
    performance: Performance | None = None
    score: Content = field(default_factory=dict)
    lines: Sequence[Line] = ()
    bars: Sequence[Bar] = ()
    to_follow: str = ""  # that others are not in the standings yet
    honours: Honours = field(default_factory=Honours)
    draw: QuestionDraw | None = None  # the question that is shown
    places: Sequence[Place] = ()  # the running order as it was drawn
    called: Performance | None = None  # who was called on stage last
    clock: ClockFace | None = None  # of who is on stage, or of the break
    photo: MediaFile | None = None  # of whom the picture is about
    sponsors: Sequence[MediaFile] = ()
    film: MediaFile | None = None  # or slide

    @property
    def size(self) -> str:
        """How large the one text can stand that the picture is about."""
        about: object = self.performance.contestant.name if self.performance else ""
        if self.mode == ScreenMode.SCORE:
            about = self.score["contestant"]["name"]
        return size_of(str(about or (self.show.message if self.mode != ScreenMode.TITLE else self.contest.title)))

    @property
    def team(self) -> str:
        """Who is in the team on stage."""
        names = self.performance.contestant.team_names if self.performance else []
        return fitting(names, TEAMS["long"])

    @property
    def team_size(self) -> str:
        """How large these can stand."""
        return next((size for size, most in TEAMS.items() if half_widths(self.team) <= most), "long")

    @property
    def team_beside(self) -> str:
        """Who is in the team that the picture is about, in a few words."""
        if self.mode == ScreenMode.SCORE:
            return fitting(self.score["contestant"].get("team", ()), BESIDE)
        return fitting(self.performance.contestant.team_names, BESIDE) if self.performance else ""

    @property
    def team_called(self) -> str:
        """Who is in the team that was called on stage last."""
        return fitting(self.called.contestant.team_names, MONITOR) if self.called else ""

    @property
    def question_size(self) -> str:
        """How large the question can stand."""
        wide = half_widths(self.draw.text) if self.draw else 0
        return next((size for size, most in QUESTIONS.items() if wide <= most), "page")

    @property
    def crowd(self) -> str:
        """In how many columns the drawn order stands."""
        return next((crowd for crowd, most in COLUMNS.items() if len(self.places) <= most), "three")

    @property
    def turns(self) -> str:
        """The numbers that turn while the order is drawn."""
        return " ".join(line.performance.contestant.number for line in self.places)

    @property
    def record(self) -> DrawRecord:
        """What the hall may know of the draw of the running order."""
        return draw_record(self.contest)

    @property
    def question_record(self) -> DrawRecord | None:
        """What the hall may know of the draw of the question."""
        return record_of(self.draw) if self.draw else None

    @property
    def work_size(self) -> str:
        """How large the title of what is presented can stand."""
        return size_of(self.performance.contestant.title, times=2) if self.performance else ""

    @property
    def template(self) -> str:
        """What draws it."""
        return f"screen/{self.mode}.html"

    @property
    def contest(self) -> Contest:
        """The contest."""
        return self.show.contest


def picture_of(link: LinkNow, at: Moment) -> Picture:
    """What a screen shows now, with a clock as it is `at` a moment; the page speaks of what the contest judges."""
    show = show_on_screen_now(link.show)
    speak_of(show.contest.extra)
    order = stage_order_of(show.contest)
    picture = replace(_picture(show, order, link.mode), called=last_called(order))
    if link.kind == LinkKind.MONITOR and picture.called is not None and picture.draw is None:
        picture = replace(picture, draw=draw_of(picture.called) if picture.called.is_on_stage else None)
    return replace(picture, clock=_clock(picture, link.kind, at))


def _clock(picture: Picture, kind: LinkKind, at: Moment) -> ClockFace | None:
    """The clock that belongs to a picture; to the speaker's monitor that of whoever is on stage, else of the break."""
    monitor, who = kind == LinkKind.MONITOR, picture.called
    if who is not None and who.is_on_stage and (monitor or picture.performance == who):
        return face_of_performance(who, clock_of(who), at)
    if not monitor and picture.mode != ScreenMode.BREAK:
        return None
    clock = clock_of_show(picture.show.pk, ClockKind.BREAK)
    if clock is None and monitor:
        clock = clock_of_show(picture.show.pk, ClockKind.PREPARATION)
    return face_of_show(clock, at) if clock else None


def _picture(show: Show, order: Sequence[Performance], own: str) -> Picture:
    releases = told_on_screen(show)
    now = on_screen(show, last_called(order), releases, own=own)
    match now.mode:
        case ScreenMode.ON_STAGE if now.performance is not None:
            photo, key = photos_of(show).get(now.performance.contestant_id), f"on-stage-{now.performance.pk}"
            return Picture(show, now.mode, key, performance=now.performance, photo=photo)
        case ScreenMode.QUESTION:
            return _question(show, now.performance, last_called(order))
        case ScreenMode.ORDER | ScreenMode.ORDER_DRAW:
            return _order(show, order) if now.mode == ScreenMode.ORDER else _order_drawn(show, order)
        case ScreenMode.SCORE if now.release is not None:
            return _scored(show, now.release.content)
        case ScreenMode.STANDINGS if now.release is not None:
            return _standings(show, now.release.content, releases)
    return _worded(show, now)


def _worded(show: Show, now: OnScreen) -> Picture:
    """What stands on its own: the title, the ceremony, a film or slide, a message, a break, nothing."""
    if now.mode == ScreenMode.CEREMONY:
        step = ceremony_now(ceremony_of(show), list(awards_in_force(show)))
        return Picture(show, now.mode, f"ceremony-{step.key}", honours=Honours(step, _by_number(show)))
    if now.mode == ScreenMode.TITLE:
        return _titled(show)
    if now.picture is not None:
        return Picture(show, now.mode, f"media-{now.picture.pk}", film=now.picture)
    message = show.message if now.mode in {ScreenMode.BREAK, ScreenMode.MESSAGE} else ""
    return Picture(show, now.mode, f"{now.mode}-{message}")


def _question(show: Show, performance: Performance | None, called: Performance | None) -> Picture:
    """A question with whoever drew it. Where none is drawn, who was called on stage is shown."""
    draw = draw_of(performance) if performance else None
    if draw is not None:
        mode = ScreenMode.QUESTION
        return Picture(show, mode, f"{mode}-{draw.pk}", performance=performance, draw=draw)
    if called is None:
        return _titled(show)
    photo = photos_of(show).get(called.contestant_id)
    return Picture(show, ScreenMode.ON_STAGE, f"on-stage-{called.pk}", performance=called, photo=photo)


def _order_drawn(show: Show, order: Sequence[Performance]) -> Picture:
    """The running order as the seed gave it; nobody while it is not drawn yet."""
    mode, seed = ScreenMode.ORDER_DRAW, show.contest.draw_seed
    drawn = [p for p in order if p.order is not None] if seed else []
    rows = list({p.contestant_id: p for p in drawn[::-1]}.values())[::-1]
    places = [Place(n, p) for n, p in enumerate(rows[: COLUMNS["three"]], start=1)]
    order_key = sha256(repr([(p.pk, p.order) for p in drawn]).encode()).hexdigest()[:8]
    return Picture(show, mode, f"{mode}-{order_key if seed else show.contest.draw_seal[:8]}", places=places)


def _by_number(show: Show) -> dict[str, MediaFile]:
    """Photos by the numbers of the contestants."""
    return {photo.contestant.number: photo for photo in photos_of(show).values() if photo.contestant}


def _titled(show: Show) -> Picture:
    sponsors = list(media_of(show, MediaUse.SPONSOR)[:MOST_SPONSORS])
    return Picture(show, ScreenMode.TITLE, ScreenMode.TITLE, sponsors=sponsors)


def _order(show: Show, order: Sequence[Performance]) -> Picture:
    """Seven lines of the running order: who was last, who is on, who comes. Of the round that is on; of all rounds,
    each contestant once, where they perform in all of them in a row."""
    called = last_called(order) or next(iter(order), None)
    rows = [p for p in order if p.contestant.performs or not p.is_waiting]
    if show.contest.by_contestant:
        rows = list({p.contestant_id: p for p in sorted(rows, key=_open)}.values())
        rows = sorted(rows, key=order.index)
    elif called is not None:
        rows = [p for p in rows if p.round_id == called.round_id]
    following = next((p for p in rows if p.is_waiting and not p.round.at_once), None)
    now = next((n for n, p in enumerate(rows) if p in (following, called)), 0)
    first = max(0, min(now - 2, len(rows) - LINES))
    lines = [Line(p, following=p == following) for p in rows[first : first + LINES]]
    return Picture(show, ScreenMode.ORDER, f"order-{first}", lines=lines)


def _open(performance: Performance) -> int:
    """The performance that says where a contestant stands comes last: on stage, waiting, over."""
    return 2 if performance.is_on_stage else 1 if performance.is_waiting else 0


def _scored(show: Show, content: Content) -> Picture:
    of_round = content["round"]["name"] if show.contest.rounds.count() > 1 else ""
    score, who = {**_few_sheets(content), "of_round": of_round}, content["contestant"]["number"]
    return Picture(show, ScreenMode.SCORE, f"score-{who}-{content['round']['key']}-{content['score']}", score=score)


def _standings(show: Show, content: Content, releases: Sequence[Release]) -> Picture:
    who, rows = content["contestant"]["number"], content["standings"]
    if not rows:  # they would tell what nobody may know yet
        return _titled(show)
    group = next((row.get("group") for row in rows if row["number"] == who), None)
    bars = _bars([row for row in rows if row.get("group") == group], who)
    beside = [one for one in releases if one.performance and group in {"", None, one.performance.contestant.group}]
    said = places_to_follow(to_follow(beside, rows))
    key = f"standings-{who}-{content['score']}-{len(rows)}"
    return Picture(show, ScreenMode.STANDINGS, key, score=content, bars=bars, to_follow=said)


def _few_sheets(content: Content) -> Content:
    """A score with the judges' totals; of a large panel, or where panels are many, only what comes of them."""
    many = len(content["panels"]) > MOST_PANELS
    panels = [
        {**panel, "sheets": [] if many or len(panel["sheets"]) > MOST_SHEETS else panel["sheets"]}
        for panel in content["panels"]
    ]
    return {**content, "panels": panels, "sheets": sum(len(panel["sheets"]) for panel in panels)}


def _bars(rows: Sequence[Content], new: str) -> list[Bar]:
    """The best seven; whose score was released last is the seventh where it is not one of these."""
    best = rows[:LINES]
    if all(row["number"] != new for row in best):
        best = [*rows[: LINES - 1], *(row for row in rows if row["number"] == new)]
    lengths = bar_lengths(row["score"] for row in best)
    return [Bar(row, length, row["number"] == new) for row, length in zip(best, lengths, strict=True)]


def bar_lengths(scores: Iterable[str]) -> list[int]:
    """How long the bars of some scores are, the best first: differences as they are, and none too short to see.

    >>> bar_lengths(["92", "91", "86"]), bar_lengths(["90"]), bar_lengths([])
    ([1000, 900, 400], [1000], [])
    """
    points = [Decimal(score) for score in scores]
    if not points:
        return []
    best, last = max(points), min(points)
    if best == last:
        return [FULL] * len(points)
    return [SHORTEST + int((FULL - SHORTEST) * (score - last) / (best - last)) for score in points]
