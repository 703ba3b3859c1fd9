"""What a judge who waits reads: who comes next, and what has been received."""

import pytest

from contests import actions as contests
from contests.models import Cut
from scoring import actions
from tests.cast import NOW, a_draft, an_open_contest, draw_order, later, performed, sheet_of, started, submit
from tests.tablet import card_for, seated, send, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def test_who_waits_reads_who_comes_next_and_how_much_was_received(cast, tablet, sheet, contest):
    speeches = contest.performances.filter(state="waiting", round__key="speech").order_by("order")
    who = {"judge": sheet.judge, "contestant": speeches[0].contestant, "reason": "cousins"}
    actions.recuse_after_opening(**who, by=cast.wang, now=later(2))
    send(tablet, sheet)
    home = text(tablet.get("/judge/"))
    ahead = home[home.index("Next in the running order") :]
    assert "1 sheet of yours has been received." in ahead
    told = [ahead.index(performance.contestant.name) for performance in speeches]
    assert told == sorted(told)
    assert ahead.count("You are recused") == 2  # in both rounds
    assert told[0] < ahead.index("You are recused") < told[1]
    actions.excuse_sheet(sheet=sheet, reason="taken ill", by=cast.li, now=later(9))
    assert "0 sheets of yours have been received." in text(tablet.get("/judge/"))


def test_who_waits_for_the_first_call_reads_the_running_order(cast):
    contest = an_open_contest(cast)
    judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    home = text(seated(judge).get("/judge/"))
    first, second = (
        home.index(row.contestant.name) for row in contest.performances.order_by("round__position", "order")[:2]
    )
    assert home.index("The contest has not begun yet") < home.index("Next in the running order") < first < second
    assert "received" not in home[home.index("Next in the running order") :]


@pytest.mark.parametrize("cut", [True, False])
def test_of_a_round_after_a_cut_nobody_is_announced_to_a_judge(cast, cut):
    draft = a_draft(cast, contestants=2)
    if cut:
        part = Cut(round=draft.rounds.get(key="speech"))
        contests.add_part(contest=draft, part=part, values={"keep": 1}, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="dice", by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    sheet = card_for(cast, sheet_of(started(cast, contest)))
    tablet = seated(sheet.judge)
    send(tablet, sheet)
    home = text(tablet.get("/judge/"))
    assert "Next in the running order" in home
    assert ("现场答辩" not in home) == cut


@pytest.mark.parametrize(
    ("preset", "said"),
    [("stage", "选手已全部出场"), ("tour", "参评单位已全部评完"), ("standards", "参评单位已全部评完")],
)
def test_after_the_last_contestant_a_judge_reads_that_it_is_over_and_what_comes(cast, preset, said):
    contest = an_open_contest(cast, preset=preset, contestants=2)
    judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    tablet = seated(judge)
    tablet.cookies["django_language"] = "zh-hans"
    for performance in contest.performances.filter(round__external=False).order_by("round__position", "order"):
        assert said not in text(tablet.get("/judge/"))
        performed(cast, contest, performance)
    home = text(tablet.get("/judge/"))
    assert said in home
    assert "成绩由导控台核对，由主办方宣布" in home
    assert "已收到您的评分表" in home
    assert "请等待" not in home


def test_with_the_last_contestant_still_marked_nobody_else_is_promised(cast):
    contest = an_open_contest(cast, contestants=1)
    first, last = contest.performances.order_by("round__position")
    performed(cast, contest, first)
    sheet = card_for(cast, sheet_of(started(cast, contest, last)))
    tablet = seated(sheet.judge)
    submit(sheet)
    home = text(tablet.get("/judge/"))
    assert "Please wait" in home
    assert "Please wait for the next" not in home
    assert "have presented" not in home
