"""The contests of the sample, at every stage: in set-up, live, closed, published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from hashlib import sha256
from random import Random
from typing import Any

from django.utils.translation import override

from communities.models import District, Street
from communities.queries import secretaries_of
from contests import actions as setup
from contests.actions.cards import IssuedCard
from contests.models import Contest, Performance, PerformanceState, RubricItem
from contests.queries import performances_of
from contests.rules.presets import PRESETS
from contests.rules.roster import Entry
from scoring import actions as scoring
from scoring.models import ScoreSheet
from stage.actions import add_usual_cues, change_bank, copy_contest_with_show
from stage.rules.run_sheet import usual_cues

from .people import People
from .sample import JUDGES, QUESTIONS, TALKS, TEAM

TITLE = "践行“两邻”理念、争当铁西先锋——社区党组织书记擂台比武（样例）"
CALLED = "2041398"
"""What is called out for the draw of the sample, whose sealed number is the same every time, and so is its order."""
ON_STAGE = 480
Progress = Callable[[str], None]


class Stage(StrEnum):
    """How far the contest of this week has come."""

    SETUP = "setup"
    LIVE = "live"
    CLOSED = "closed"
    PUBLISHED = "published"
    REHEARSAL = "rehearsal"


def draft(
    district: District,
    people: People,
    now: datetime,
    *,
    slug: str,
    title: str,
    most: int | None = None,
    seats: int | None = None,
) -> Contest:
    """A contest with everything it needs but the running order; with `most` contestants and so many `seats` of judges
    where these are given.
    """
    values = {
        "slug": slug,
        "title": title,
        "theme": "晒成绩、赛贡献",
        "host": "铁西区（样例主办方）",
        "venue": "样例会场",
        "date": now.date(),
        "extra": {"invented": "样例：人物、社区、分数均为虚构。"},
    }
    contest = setup.create_contest(
        district=district, values=values, preset=PRESETS["stage"], seats=seats, by=people.organiser, now=now
    )
    _name_judges(contest, people, now)
    setup.add_contestants(contest=contest, entries=_entries(district)[:most], by=people.organiser, now=now)
    defence = contest.rounds.get(key="defence")
    change_bank(round=defence, questions=QUESTIONS, again=False, by=people.organiser, now=now)
    return contest


def _name_judges(contest: Contest, people: People, now: datetime) -> None:
    streets = Street.objects.filter(district=contest.district, name="铸锋街道").first()
    for n, (seat, (name, post)) in enumerate(zip(contest.judges.all(), JUDGES, strict=False)):
        values: dict[str, Any] = {"name": name, "post": post, "chair": n == 0}
        if post == "街道党建工作者":
            values["street"] = streets
        setup.change_part(part=seat, values=values, by=people.organiser, now=now)


def _entries(district: District) -> list[Entry]:
    leaders = secretaries_of(district).order_by("pk")[: len(TALKS)]
    entries = [
        setup.entry_of(leader, number=f"{n:02d}", title=title, theme=theme)
        for n, (leader, (title, theme)) in enumerate(zip(leaders, TALKS, strict=True), start=1)
    ]
    third = entries[2]
    return [*entries[:2], replace(third, members=f"{third.name}（书记）、{TEAM}"), *entries[3:]]


def opened(contest: Contest, people: People, now: datetime) -> tuple[Contest, list[IssuedCard]]:
    """Order drawn, cards handed out, rules frozen; the cards are told this once."""
    setup.seal_draw(contest=contest, by=people.organiser, now=now, chance=_the_same)
    setup.draw_order(contest=contest, called=CALLED, by=people.organiser, now=now)
    cards = setup.issue_cards(contest=contest, by=people.organiser, now=now)
    return scoring.open_contest(contest=contest, by=people.organiser, now=now), cards


def _the_same(_count: int) -> bytes:
    return sha256("铁西先锋".encode()).digest()


def rehearsal_of(contest: Contest, people: People, now: datetime) -> tuple[Contest, list[IssuedCard]]:
    """A rehearsal of a contest, opened, with the usual run sheet and questions to draw; the contest itself stays as it
    is but for the run sheet."""
    performances = contest.performances.filter(round__external=False).count()
    with override("zh-hans"):  # as all that the sample has typed
        cues = [
            {"slot": cue.slot, "kind": cue.kind, "title": str(cue.kind.label), "planned": cue.planned}
            for cue in usual_cues(performances)
        ]
    add_usual_cues(contest=contest, cues=cues, by=people.desk, now=now)
    same = {name: getattr(contest, name) for name in ("title", "theme", "host", "venue", "date")}
    values = {**same, "slug": f"{contest.slug}-rehearsal", "rehearsal": True}
    copied = copy_contest_with_show(source=contest, values=values, by=people.organiser, now=now)
    change_bank(round=copied.rounds.get(key="defence"), questions=QUESTIONS, again=False, by=people.organiser, now=now)
    cards = setup.issue_cards(contest=copied, by=people.organiser, now=now)
    return scoring.open_contest(contest=copied, by=people.organiser, now=now), cards


def points(item: RubricItem, contestant: str, judge: str, seed: int) -> Decimal:
    """What a robot judge gives: the contestant's form, the judge's severity, and a little of the day."""
    form = Random(f"{seed} form {contestant}").randint(860, 955)
    severity = Random(f"{seed} severity {judge}").randint(-20, 20)
    day = Random(f"{seed} {contestant} {judge} {item.key}").randint(-18, 18)
    share = Decimal(min(max(form + severity + day, 700), 995)) / 1000
    step = item.step or Decimal("0.1")
    return (item.maximum * share / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def seconds_on_stage(contestant: str, seed: int) -> int:
    """How long a contestant speaks; some a little over the limit."""
    return ON_STAGE + Random(f"{seed} clock {contestant}").randint(-50, 14)


def performed(performance: Performance, people: People, begins: datetime, seed: int) -> None:
    """One performance from the call to the close, with every judge's sheet."""
    key = performance.contestant.number
    scoring.start_performance(performance=performance, by=people.desk, now=begins)
    items = list(performance.round.items.all())
    sheets = ScoreSheet.objects.filter(performance=performance).select_related("judge", "performance__round")
    for n, sheet in enumerate(sheets, start=1):
        marks = {item.key: points(item, key, sheet.judge.key, seed) for item in items}
        at = begins + timedelta(minutes=8, seconds=7 * n)
        scoring.submit_sheet(sheet=sheet, marks=marks, key=f"sample-{n}", by=sheet.judge, now=at)
    end = begins + timedelta(minutes=9)
    if performance.round.clock:
        scoring.record_clock(performance=performance, seconds=seconds_on_stage(key, seed), by=people.desk, now=end)
    scoring.close_performance(performance=performance, by=people.desk, now=end)


def run(contest: Contest, people: People, begins: datetime, seed: int, *, tell: Progress) -> Contest:
    """The whole contest, all marks by robots."""
    waiting = performances_of(contest).filter(state=PerformanceState.WAITING, round__external=False)
    for n, performance in enumerate(waiting):
        performed(performance, people, begins + timedelta(minutes=10 * n), seed)
        tell(f"{performance.contestant.number} {performance.round}")
    return scoring.close_contest(contest=contest, by=people.desk, now=begins + timedelta(hours=4))


def published(contest: Contest, people: People, now: datetime, serial: str) -> None:
    """Results frozen, certificates issued."""
    scoring.publish_results(contest=contest, by=people.organiser, now=now)
    scoring.issue_certificates(contest=contest, prefix=serial, by=people.organiser, now=now)


def last_month(district: District, people: People, now: datetime, seed: int, *, tell: Progress) -> Contest:
    """A contest that was published a month ago, for everybody to read to the last mark."""
    then = now - timedelta(days=31)
    contest = draft(district, people, then, slug=f"{then:%Y-%m}", title=f"{then.month}月预赛：{TITLE}")
    setup.change_contest(contest=contest, values={"public_level": "everything"}, by=people.organiser, now=then)
    contest, _cards = opened(contest, people, then)
    contest = run(contest, people, then, seed + 1, tell=tell)
    published(contest, people, then + timedelta(hours=5), f"TX-{then:%Y%m}")
    return contest


def this_week(
    district: District,
    people: People,
    now: datetime,
    stage: Stage,
    seed: int,
    *,
    tell: Progress,
    most: int | None = None,
    seats: int | None = None,
) -> tuple[Contest, list[IssuedCard]]:
    """The contest of this week, and its cards; a live one has been opened, and nobody has performed yet.

    It has `most` contestants and so many `seats` of judges where these are given.
    """
    begins = now - timedelta(hours=2)
    contest = draft(district, people, begins, slug=f"{now:%Y-%m-%d}", title=TITLE, most=most, seats=seats)
    if stage is Stage.SETUP:
        return contest, []
    contest, cards = opened(contest, people, begins)
    if stage in {Stage.CLOSED, Stage.PUBLISHED}:
        contest = run(contest, people, begins, seed, tell=tell)
    if stage is Stage.PUBLISHED:
        published(contest, people, now, f"TX-{now:%Y%m%d}")
    return contest, cards
