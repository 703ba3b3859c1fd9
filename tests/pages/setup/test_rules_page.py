"""The rule sheet as an organiser meets it: in words, with a forecast, and as forms."""

import pytest

from contests import actions
from contests.queries import set_up
from contests.rules.presets import PRESETS
from scoring.results.forecast import foreseen, ties_expected
from tests.browsers import client_of, text_of
from tests.cast import NOW, a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def wang(cast):
    return client_of(cast.wang)


def sheet_values(**values):
    rules = {"trim": "total", "pool": "mean", "rounding": "half-up", "rank_on": "rounded", "places": "competition"}
    return {**rules, "rooms": "raw", "places_final": "2", "round_low": "0", **values}


def test_the_rule_sheet_says_what_it_does_and_will_do(cast, wang):
    contest = a_draft(cast, seats=7)
    wang.post(f"/manage/{contest.pk}/rules/ties/add/", {"link": "decimals"})
    page = text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    assert "the 1 highest and 1 lowest of the judges' totals are dropped" in page
    assert "Final score = 主题演讲 × 1 + 现场答辩 × 1, rounded to 2 decimals (half up)." in page
    assert "Two different final scores differ by at least 0.02" in page
    assert "can never break a tie" in page
    chinese = text_of(client_of(cast.wang, "zh-hans").get(f"/manage/{contest.pk}/rules/"))
    assert "最后得分 = 主题演讲 × 1 + 现场答辩 × 1，保留 2 位小数（四舍五入）。" in chinese


def test_a_forecast_needs_nobody_yet(cast, wang):
    contest = a_draft(cast, contestants=0)
    assert "Calculated for 10 contestants" in text_of(wang.get(f"/manage/{contest.pk}/rules/"))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_does_not_warn_about_itself(cast, wang, preset):
    contest = a_draft(cast, contestants=0, preset=preset)
    rules = text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    assert "Two different final scores" in rules
    assert "can never break a tie" not in rules
    assert "add up to 2" not in text_of(wang.get(f"/manage/{contest.pk}/rounds/"))


def test_ties_are_counted_on_request_and_kept_until_something_changes(cast, wang, monkeypatch):
    monkeypatch.setattr("scoring.results.forecast.MARKS", 500)
    contest = a_draft(cast, contestants=3)
    assert "invented contests" not in text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    assert "In 20 simulated contests with these rules" in text_of(wang.get(f"/manage/{contest.pk}/rules/?ties"))
    assert "In 20 simulated contests with these rules" in text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    wang.post(f"/manage/{contest.pk}/rules/ties/add/", {"link": "lot"})
    assert "invented contests" not in text_of(wang.get(f"/manage/{contest.pk}/rules/"))


def test_rules_are_chosen_and_what_the_form_does_not_know_stays(cast, wang):
    contest = a_draft(cast)
    before = contest.rule_sheet.rules
    assert 'value="total"' in wang.get(f"/manage/{contest.pk}/rules/change/").content.decode()
    values = sheet_values(trim="item", places_item="3", places_final="", final_high="100", clip_distance="5")
    wang.post(f"/manage/{contest.pk}/rules/change/", values)
    contest.rule_sheet.refresh_from_db()
    rules = contest.rule_sheet.rules
    assert (rules["trim"], rules["round"]["item"], rules["round"]["final"]) == ("item", 3, None)
    assert rules["bounds"] == {"round": ["0", None], "final": [None, "100"]}
    assert rules["clip"] == {"distance": "5", "round": None}
    assert rules["tie_chain"] == before["tie_chain"]
    page = text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    assert "for each item the 1 highest and 1 lowest marks are dropped" in page
    response = wang.post(f"/manage/{contest.pk}/rules/change/", sheet_values(final_low="100", final_high="60"))
    assert "The highest score must be above the lowest." in text_of(response)
    assert 'value="60"' in response.content.decode()


def test_panels_and_rounds_have_rules_of_their_own(cast, wang):
    contest = a_draft(cast)
    values = {"drop_high": "2", "drop_low": "1", "trim_from": "7", "weight": "1", "pool": "median"}
    wang.post(f"/manage/{contest.pk}/rules/panel/?key=jury", values)
    panel = contest.panels.get()
    assert (panel.drop_high, panel.drop_low, panel.trim_from, panel.pool) == (2, 1, 7, "median")
    wang.post(f"/manage/{contest.pk}/rules/round/?key=defence", {"trim": "item", "drop_high": "0"})
    assert contest.rounds.get(key="defence").rules == {"trim": "item", "drop_high": 0}
    assert "现场答辩 has rules of its own" in text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    assert wang.get(f"/manage/{contest.pk}/rules/panel/?key=nobody").status_code == 404


def chain(contest):
    contest.rule_sheet.refresh_from_db()
    return contest.rule_sheet.rules["tie_chain"]


def test_the_tie_chain_is_built_link_by_link(cast, wang):
    contest = a_draft(cast)
    path = f"/manage/{contest.pk}/rules/ties/"
    wang.post(f"{path}add/", {"link": "item:speech/language"})
    wang.post(f"{path}change/", {"link": "item:speech/language", "to": "up"})
    wang.post(f"{path}change/", {"link": "decimals", "to": "out"})
    assert chain(contest) == ["item:speech/content", "round:defence", "item:speech/language", "chair"]
    response = wang.post(f"{path}add/", {"link": ""})
    assert "Choose one." in text_of(response)
    wang.post(f"{path}add/", {"link": "chair"})
    assert chain(contest).count("chair") == 1
    assert wang.post(f"{path}change/", {"link": "chair", "to": "sideways"}).status_code == 404


def test_a_link_to_something_that_is_gone_is_told(cast, wang):
    contest = a_draft(cast)
    actions.remove_part(part=contest.rounds.get(key="defence"), by=cast.wang, now=NOW)
    page = text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    assert "refers to something that no longer exists; remove this rule" in page
    assert "A tie-break rule refers to something that no longer exists." in page
    wang.post(f"/manage/{contest.pk}/rules/ties/change/", {"link": "round:defence", "to": "out"})
    assert "no longer exists" not in text_of(wang.get(f"/manage/{contest.pk}/rules/"))


def test_the_count_of_ties_is_the_sums_own(cast):
    contest = a_draft(cast, contestants=0)
    document = set_up(contest.pk)
    assert foreseen(document).invented == 10
    counted = ties_expected(contest, {**document, "rounds": document["rounds"][1:], "rules": {}})
    assert counted.tied == counted.shared  # without a chain nothing is told apart
    assert counted.tied * 10 > counted.runs  # one item of 20 points: ties are nothing rare
