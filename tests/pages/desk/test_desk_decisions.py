"""The desk records what the rules leave to people: each thing once, and always with a way out."""

import re

import pytest

from contests.models import AwardTie, Contest, Decision, DecisionKind, Status
from scoring import actions as scoring
from scoring.results import tabulated
from tests.browsers import client_of, text_of
from tests.cast import fresh, later
from tests.desk import sent, to
from tests.scoring.test_ties import decide, equals, opened, perform

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
FIRST = {"name": "First", "quota": 1, "tie": AwardTie.DECIDE}
CHAIR = {"kind": "chair", "decided_by": "Judge J1", "place_1": "02", "place_2": "01"}


def cards(client, contest):
    """What is asked, as the names under which it is sent."""
    return re.findall(r'name="card" value="([^"]+)"', client.get(to("decisions", contest.pk)).content.decode())


def test_one_tie_is_asked_once_and_settles_award_and_place(cast, desk):
    contest = equals(cast, award=FIRST, chain=["decimals", "chair"])
    assert cards(desk, contest) == ["||01|02"]
    results = text_of(client_of(cast.wang).get(f"/manage/{contest.pk}/results/"))
    assert results.count("1 to 2 possible") == 2, "as on the desk: no place is certain before the decision"
    assert "The decision is recorded." in sent(desk, "decisions", contest.pk, card="||01|02", **CHAIR)
    assert cards(desk, contest) == []
    result = tabulated(fresh(contest))
    assert (result.final, result.standings[0].contestant, result.standings[0].awards) == (True, "02", ("First",))


def test_a_decision_that_upsets_an_earlier_one_says_which_and_what_to_do(cast):
    contest = equals(cast, award=FIRST, chain=["decimals", "chair"])
    decide(cast, contest, DecisionKind.AWARD, "01", "02")
    desk = client_of(cast.li, "zh-hans")
    answer = desk.post(to("decisions", contest.pk), {"card": "||01|02", **CHAIR})
    shown = text_of(answer)
    assert "请先在下方撤回先前的裁定，再录入这项。" in shown
    assert "01 Secretary 1、02 Secretary 2" in shown
    assert "decisions[" not in shown
    chosen = re.findall(r'<option value="(\w+)" selected', answer.content.decode())
    assert (chosen, "Judge J1" in answer.content.decode()) == (["02", "01", "chair"], True)
    sent(desk, "withdraw", contest.pk, Decision.objects.get().pk, reason="评委组长裁定")
    desk.post(to("decisions", contest.pk), {"card": "||01|02", **CHAIR})
    assert [decision.kind for decision in Decision.objects.all()] == ["chair"]


def test_what_no_longer_fits_is_told_by_name_on_every_page(cast):
    contest = equals(cast)
    decide(cast, contest, DecisionKind.CHAIR, "02", "01")
    who = contest.contestants.get(number="01")
    scoring.set_contestant_status(contestant=who, status=Status.WITHDRAWN, reason="ill", by=cast.li, now=later(40))
    for address in (to("board", contest.pk), to("decisions", contest.pk), f"/manage/{contest.pk}/results/"):
        shown = text_of(client_of(cast.wang, "zh-hans").get(address))
        assert "02 Secretary 2、01 Secretary 1）与当前成绩不符。" in shown
        assert "decisions[" not in shown


def test_somebody_moves_up_into_a_round_by_a_decision(cast, desk):
    contest = opened(cast, shares=["0.9", "0.85", "0.8", "0.7"], cut={"keep": 2})
    for number in ("01", "02"):
        perform(cast, contest, number, "0.9", "defence")
    assert "Moving up into a round" not in text_of(desk.get(to("decisions", contest.pk)))
    who = contest.contestants.get(number="01")
    assert "record it under “Decisions”" in text_of(desk.get(to("status", contest.pk, who.pk)))
    sent(desk, "status", contest.pk, who.pk, status="disqualified", reason="gifts", seen="competing")
    assert tabulated(fresh(contest)).final
    shown = text_of(desk.get(to("decisions", contest.pk)))
    assert "01 Secretary 1 went on and left later (Disqualified)" in shown
    assert cards(desk, contest) == ["up|speech|01"]
    given = {"card": "up|speech|01", "mover": "03", "decided_by": ""}
    assert "Please fill this in." in sent(desk, "decisions", contest.pk, **given)
    assert "The decision is recorded." in sent(desk, "decisions", contest.pk, **{**given, "decided_by": "the chair"})
    assert Decision.objects.get().order == ["03", "01"]
    assert "03 Secretary 3 moves up in place of 01 Secretary 1" in text_of(desk.get(to("decisions", contest.pk)))
    assert not tabulated(fresh(contest)).final
    perform(cast, contest, "03", "0.9", "defence")
    result = tabulated(Contest.objects.get())
    assert (result.final, [s.contestant for s in result.standings]) == (True, ["02", "03", "04", "01"])
    assert "03 Secretary 3 moves up in place of 01" in text_of(
        client_of(cast.wang, "en").get(f"/manage/{contest.pk}/results/")
    )
    sent(desk, "withdraw", contest.pk, Decision.objects.get().pk, reason="not allowed")
    assert cards(desk, contest) == ["up|speech|01"]


def test_a_tie_at_a_line_that_the_chain_leaves_to_the_chair_is_asked_before_the_next_round(cast, desk):
    contest = opened(cast, shares=["0.9", "0.8", "0.8"], cut={"keep": 2, "tie": "chain"}, chain=["decimals", "chair"])
    assert cards(desk, contest) == ["speech||02|03"]
    assert "Without a decision all of them go on." in text_of(desk.get(to("decisions", contest.pk)))
    order = {"place_1": "03", "place_2": "02", "kind": "chair", "decided_by": "Judge J1"}
    assert "The decision is recorded." in sent(desk, "decisions", contest.pk, card="speech||02|03", **order)
    assert [s.contestant for s in tabulated(fresh(contest)).standings if s.cut] == ["02"]
    sent(desk, "withdraw", contest.pk, Decision.objects.get().pk, reason="all go on")
    perform(cast, contest, "02", "0.9", "defence")
    assert cards(desk, contest) == []


def test_who_moves_up_may_have_lost_a_decision_at_the_line_before(cast, desk):
    contest = opened(cast, shares=["0.9", "0.8", "0.8"], cut={"keep": 2, "tie": "decide"})
    decide(cast, contest, DecisionKind.CUT, "02", "03")
    for number in ("01", "02"):
        perform(cast, contest, number, "0.9", "defence")
    who = contest.contestants.get(number="02")
    scoring.set_contestant_status(contestant=who, status=Status.WITHDRAWN, reason="ill", by=cast.li, now=later(40))
    given = {"card": "up|speech|02", "mover": "03", "decided_by": "the chair"}
    assert "The decision is recorded." in sent(desk, "decisions", contest.pk, **given)
    perform(cast, contest, "03", "0.9", "defence")
    assert tabulated(fresh(contest)).final
