"""A contest in which each contestant answers right after the speech: desk, tablet, plan and paper follow."""

import re

import pytest
from django.urls import reverse

from communities.refused import Refused
from contests import actions
from contests.models import Contest, Cut
from contests.queries import stage_order_of
from pages.desk.views.board import board_of
from pages.judge.views.ahead import ahead_of
from papers.day_plan import day_plan
from papers.lists import running_order
from scoring import actions as scoring
from stage.actions import change_show
from stage.queries import show_of
from stage.queries.run_sheet import performances_on_stage
from stage.results.run_sheet import run_sheet_of
from stage.rules.clock import Moment
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_draft, draw_order, fresh, later, performed
from tests.desk import board
from tests.printed import printed_pages

pytestmark = pytest.mark.django_db


def drawn(contest, cast):
    draw_order(contest=contest, called="1979358", by=cast.wang, now=NOW)
    return [p.contestant.number for p in stage_order_of(fresh(contest)) if p.round.key == "speech"]


def turns_of(rows):
    return [(row.contestant.number, row.round.key) for row in rows]


def printed(content):
    return re.sub(r"\s+", " ", " ".join(printed_pages(content)))


def test_each_answers_right_after_speaking():
    cast = Cast()
    contest = a_draft(cast)
    order = drawn(contest, cast)
    address, wang = reverse("people:order", args=[contest.pk]), client_of(cast.wang)
    assert "Contestant by contestant" in text_of(wang.get(address))
    assert wang.post(address, {"by_contestant": "1", "seen": '{"by_contestant": ""}'}).status_code == 302
    assert fresh(contest).draw_seed, "the order stays"

    wanted = [(number, key) for number in order for key in ("speech", "defence")]
    assert turns_of(stage_order_of(fresh(contest))) == wanted
    for paper in (running_order, day_plan):
        said = printed(paper(fresh(contest), now=NOW, language="zh"))
        assert "每位选手依次完成主题演讲、现场答辩，再请下一位。" in said.replace(" ", "")

    contest = scoring.open_contest(contest=fresh(contest), by=cast.wang, now=NOW)
    assert turns_of(ahead_of(contest.judges.first()).coming) == wanted[:5]
    sheet = run_sheet_of(show_of(contest), [], performances_on_stage(contest), at=Moment(0, "", NOW))
    assert turns_of(item.performance for item in sheet.items) == wanted
    desk = client_of(cast.li)
    for number, key in wanted:
        following = board_of(contest).following
        assert (following.contestant.number, following.round.key) == (number, key)
        assert f"{following.contestant}, {following.round}." in board(desk, contest)
        performed(cast, contest, following)
    change_show(contest=contest, values={"live_page": True}, by=cast.wang, now=later(9))
    seen = client_of().get(reverse("public:live", args=[contest.pk])).content.decode()
    assert re.findall(r"<tr><td>(\d\d) ", seen[seen.index('id="order"') :]) == order * 2
    shown = desk.get(f"/desk/{contest.pk}/").content.decode()
    listed = re.findall(r"<b>(\d\d)</b>", shown[shown.index("Contestant by contestant") :])
    assert listed[:4] == sorted(order[:2] * 2, key=order.index)
    assert "Everybody has performed" in board(desk, contest)

    with pytest.raises(Refused, match="frozen"):
        actions.take_turns(contest=contest, by_contestant=False, by=cast.wang, now=later(9))


def test_a_cut_after_a_round_needs_the_whole_round():
    cast = Cast()
    contest = a_draft(cast)
    drawn(contest, cast)
    wang, address = client_of(cast.wang), reverse("people:order", args=[contest.pk])
    cut = Cut(round=contest.rounds.get(key="speech"))
    actions.add_part(contest=contest, part=cut, values={"keep": 2}, by=cast.wang, now=NOW)
    page = text_of(wang.post(address, {"by_contestant": "1", "seen": '{"by_contestant": ""}'}))
    assert "Who goes on is decided after all of 主题演讲" in page
    assert not fresh(contest).by_contestant

    Contest.objects.filter(pk=contest.pk).update(by_contestant=True)
    with pytest.raises(Refused, match="not-ready"):
        scoring.open_contest(contest=fresh(contest), by=cast.wang, now=NOW)
    said = text_of(wang.get(reverse("manage:contest", args=[contest.pk])))
    assert "The running order goes contestant by contestant, but 主题演讲 has a cut." in said
    copied = actions.copy_contest(
        source=fresh(contest), values={"slug": "r", "title": "R", "rehearsal": True}, by=cast.wang, now=NOW
    )
    assert copied.by_contestant


def test_one_order_holds_in_all_rounds():
    cast = Cast()
    contest = a_draft(cast)
    order = drawn(contest, cast)
    defence, turned = contest.rounds.get(key="defence"), order[::-1]
    actions.enter_order(contest=contest, order=turned, round=defence, by=cast.wang, now=NOW)
    with pytest.raises(Refused, match="order-for-all-rounds"):
        actions.take_turns(contest=contest, by_contestant=True, by=cast.wang, now=NOW)
    actions.enter_order(contest=contest, order=turned, by=cast.wang, now=NOW)
    actions.take_turns(contest=contest, by_contestant=True, by=cast.wang, now=NOW)
    with pytest.raises(Refused, match="order-for-all-rounds"):
        actions.enter_order(contest=contest, order=order, round=defence, by=cast.wang, now=NOW)
