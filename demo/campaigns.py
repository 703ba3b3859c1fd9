"""The sample's campaign: the city-wide drive of the report as its frame; what it says here is invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from communities.models import District
from contests.actions import change_contest, create_campaign, include_contest, publish_campaign, set_banner, set_season
from contests.models import Campaign, Contest, PublicLevel

from .people import People
from .pictures import Span, disc, drawn

TITLE = "“振兴新突破、我要当先锋”专项行动（样例）"
THEME = "晒成绩、赛贡献，比学赶超当先锋"
TEXT = (
    "各社区党组织书记走上擂台，讲自己的事、晒自己的账，互相学、比着干。\n\n"
    "每场比赛的成绩都在这里，一场一场看得见。（样例，介绍和比赛内容为虚构）"
)
WIDE, HIGH = 1200, 300
SKY, GOLD = (176, 46, 38), (226, 178, 84)
HILLS = ((150, 36, 32), (124, 28, 28), (98, 22, 24))


def banner() -> bytes:
    """A sun over three rows of hills."""

    def row(y: int) -> list[Span]:
        spans = disc(y, 940, 150, 80, GOLD)
        for n, colour in enumerate(HILLS):
            for left in range(-200 + 130 * n, WIDE + 400, 420):
                spans += disc(y, left, 430 + 30 * n, 260, colour)
        return spans

    return drawn(WIDE, HIGH, SKY, row)


def frame_contests(district: District, people: People, contests: Iterable[Contest], now: datetime) -> Campaign:
    """A campaign over some contests, published; they show places, so that residents see its points table."""
    by = people.organiser
    day = (now - timedelta(days=45)).date()
    values = {"title": TITLE, "theme": THEME, "text": TEXT, "began": day, "until": day + timedelta(days=180)}
    made = create_campaign(district=district, values=values, by=by, now=now)
    for contest in contests:
        include_contest(campaign=made, contest=contest, by=by, now=now)
        if contest.public_level == PublicLevel.WINNERS:
            change_contest(contest=contest, values={"public_level": PublicLevel.PLACES}, by=by, now=now)
    set_banner(campaign=made, says="红色底上，金色的太阳从山后升起", data=banner(), by=by, now=now)
    made.refresh_from_db()
    points = {"places": ["10", "8", "6", "5", "4", "3", "2"], "others": Decimal(1), "public": True}
    set_season(campaign=made, values=points, weights={}, seen=made.version, by=by, now=now)
    made.refresh_from_db()
    publish_campaign(campaign=made, seen=made.version, by=by, now=now)
    return made
