"""What a judge who waits reads: who comes next, and what has been received."""

import pytest

from contests import actions as contests
from contests.models import Cut
from scoring import actions
from tests.cast import NOW, a_draft, later, sheet_of, started
from tests.tablet import card_for, seated, send, text

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("cut", [True, False])
def test_of_a_round_after_a_cut_nobody_is_announced_to_a_judge(cast, cut):
    draft = a_draft(cast, contestants=2)
    if cut:
        part = Cut(round=draft.rounds.get(key="speech"))
        contests.add_part(contest=draft, part=part, values={"keep": 1}, by=cast.wang, now=NOW)
    contests.draw_order(contest=draft, seed="dice", by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    sheet = card_for(cast, sheet_of(started(cast, contest)))
    tablet = seated(sheet.judge)
    send(tablet, sheet)
    home = text(tablet.get("/judge/"))
    assert "Next in the running order" in home
    assert ("现场答辩" not in home) == cut
