"""What the sample's secretaries presented last month, and who learned from whom. Invented, as each says."""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import itemgetter

from communities.actions import create_exchange, publish_exchange, take_themes
from communities.models import District
from communities.queries import communities_of
from contests.actions import (
    agree_pledge,
    agree_presentation,
    confirm_follow_up,
    follow_up,
    keep_presentation,
    make_pledge,
    release_pledge,
    release_presentation,
)
from contests.actions.experience import Presented
from contests.models import Contest, Pledge
from contests.queries.experience import citable

from .people import People

INVENTED = "（样例，内容为虚构）"
PRESENTED: tuple[tuple[str, str, str, str], ...] = (
    (
        "一张网格图，接住千家事",
        "把楼栋、单位、志愿者画进同一张网格图，谁家有事、谁来办、几天办结，一眼看得见。",
        (
            "我们先做减法：把六张台账并成一张网格图，网格员每天两次巡查，看到的事当场记在图上。\n\n"
            "再做加法：图上每个网格写明三个人——网格员、楼长、结对单位联系人。居民只记一个电话，三个人谁先看到谁先接。\n\n"
            "最难的是“接得住”。办不了的事，三天内上联席会议，当场定谁来办、何时办结。"
        ),
        "好在把“看得见”和“办得了”放在了一张图上。",
    ),
    (
        "物业党支部办在单元门口",
        "物业党支部每周在单元门口开一次会，居民提、物业答、支部督办，停车难和管道漏水有了下文。",
        (
            "支部会不在办公室开，搬到单元门口。第一次只来了七个人，问的全是漏水。\n\n"
            "第二周我们带着维修单来，一件一件对：修好的划掉，没修好的写明哪天修。从那以后，来的人越来越多。\n\n"
            "“红色物业”四个字，落到最后就是一句话：说过的事有下文。"
        ),
        "",
    ),
    (
        "把服务中心开成邻居的客厅",
        "服务中心晚上不关门，由居民轮流当“客厅主人”。",
        "白天办事，晚上聊天。我们把开放时间改到晚上九点，由居民自己排班当主人。\n\n第一个月有三十一位居民报名。",
        "",
    ),
)
RELEASED = 2


def keep_what_was_presented(contest: Contest, people: People, then: datetime, now: datetime) -> None:
    """Three presentations of a contest whose results were published `then`."""
    by = people.organiser
    themes = {theme.name: theme for theme in take_themes(district=contest.district, by=by, now=now)}
    those = {who.title: who for who in contest.contestants.select_related("secretary__community")}
    for n, (title, summary, text, comment) in enumerate(PRESENTED):
        who, at = those[title], then + timedelta(days=n + 1)
        cited = frozenset(value.pk for value in citable(who)[3 * n : 3 * n + 3])
        presented = Presented(themes[who.theme], f"{summary}{INVENTED}", text, comment, cited)
        made = keep_presentation(contestant=who, presented=presented, by=by, now=at)
        if n < RELEASED:
            agree_presentation(presentation=made, how="当面同意（样例）", by=by, now=at, seen=made.changed_at)
            release_presentation(presentation=made, by=by, now=at, seen=made.changed_at)


PLEDGED: tuple[tuple[str, int, tuple[tuple[int, str, str], ...]], ...] = (
    (
        "六个月内把六张台账并成一张网格图，每个楼道贴上三个人的电话。",
        150,
        (
            (10, "under-way", "四个网格已经并完，楼道公示牌装好一半。"),
            (20, "kept", "全部网格并完，公示牌全部装好，居民代表看过。"),
        ),
    ),
    ("年底前让每个单元都开过一次物业党支部会。", 200, ((15, "under-way", "二十六个单元开过会，还有十一个。"),)),
)
"""What the first of them pledged, in how many days, and what came of it after how many: how far, and what was told."""


def keep_what_was_pledged(contest: Contest, people: People, then: datetime) -> None:
    """A pledge each of the first whose presentation is released, released a few days after `then` and followed up."""
    who_presented = contest.contestants.filter(presentation__released_at__isnull=False).order_by("position")
    on, by = then + timedelta(days=len(PRESENTED) + 1), people.organiser
    entries: list[tuple[int, Pledge, str, str]] = []
    for who, (text, days, replies) in zip(who_presented, PLEDGED, strict=False):
        due = (then + timedelta(days=days)).date()
        made = make_pledge(contestant=who, text=f"{text}{INVENTED}", due=due, by=by, now=on)
        agree_pledge(pledge=made, how="当面同意（样例）", by=by, now=on, seen=made.changed_at)
        release_pledge(pledge=made, by=by, now=on, seen=made.changed_at)
        entries += [(after, made, fulfilment, words) for after, fulfilment, words in replies]
    for after, made, fulfilment, words in sorted(entries, key=itemgetter(0)):
        at = then + timedelta(days=after)
        reply = follow_up(pledge=made, told_on=at.date(), fulfilment=fulfilment, text=words, by=by, now=at)
        confirm_follow_up(reply=reply, by=by, now=at)


RECORDS: tuple[tuple[str, str, int, int, str, str, str, str], ...] = (
    (
        "pair",
        "与和平区社区结对共建",
        120,
        0,
        "沈阳市和平区两个社区",
        "",
        "双方每季度互访一次，共享课程和能人库。",
        "已开展两次联合党课。",
    ),
    (
        "visit",
        "到皇姑区先进社区跟班学习",
        90,
        5,
        "沈阳市皇姑区某社区",
        "社区党组织书记一人",
        "跟班一周，看他们怎样开联席会、怎样把清单对到人。",
        "回来后把需求清单改成每周更新。",
    ),
    (
        "tour",
        "观摩拉练：一天走四个点",
        60,
        0,
        "",
        "各街道、社区党组织书记",
        "看服务中心，听居民评，当场打分、当场点评。",
        "",
    ),
)
"""Kind, what it was, how many days ago it began and how many it took, who else, people, what was learned, outcome."""


def record_who_learned(district: District, people: People, now: datetime) -> None:
    """A pair, a visit and a tour, published."""
    communities = list(communities_of(district).order_by("street", "pk"))
    for n, (kind, title, ago, days, beyond, who, text, outcome) in enumerate(RECORDS):
        began = (now - timedelta(days=ago)).date()
        took_part = communities[n : n + (4 if kind == "tour" else 1)]
        values = {
            "kind": kind,
            "title": title,
            "began": began,
            "ended": began + timedelta(days=days) if days else None,
            "communities": [each.pk for each in took_part],
            "beyond": beyond,
            "who": who,
            "text": f"{text}{INVENTED}",
            "outcome": outcome,
        }
        row = create_exchange(district=district, values=values, by=people.organiser, now=now)
        publish_exchange(exchange=row, seen=row.version, by=people.organiser, now=now)
