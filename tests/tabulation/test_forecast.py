"""What a rule sheet will do before the first mark: how close scores can come, and which links never matter."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabulation import Forecast, forecast, read_contest, tabulate
from tests.tabulation.generated import documents
from tests.tabulation.generated_parts import may_mark
from tests.tabulation.oracle_numbers import exact_text
from tests.tabulation.support import Document, contest

dice = st.randoms(use_true_random=True)

# Laws


def marked(document: Document, rng: Random) -> Document:
    """The set-up with a mark for everybody by everybody who may give one, few different ones, and no decisions."""
    rows = []
    recused = {(judge, who) for judge, who, *_ in document.get("recusals") or []}
    for round_ in document["rounds"]:
        sitting = {p["id"] for p in document["panels"] if p.get("rounds") is None or round_["id"] in p["rounds"]}
        judges = [judge["id"] for judge in document["judges"] if judge["panel"] in sitting]
        for who in (each["id"] for each in document["contestants"]):
            if round_.get("sealed"):
                rows.append([round_["id"], None, who, None, rng.choice(["8", "8.5", "0.005"])])
                continue
            for judge in (each for each in judges if (each, who) not in recused and may_mark(document, each, who)):
                rows += [[round_["id"], judge, who, item["id"], points(item, rng)] for item in round_["items"]]
    return {**document, "marks": rows, "decisions": []}


def points(item: Document, rng: Random) -> str:
    """Some points that the item allows, mostly high ones."""
    low, high = Fraction(item.get("min") or "0"), Fraction(item["max"])
    step = Fraction(item.get("step") or "0.001")
    most, least = (high / step).__floor__(), -((-low / step).__floor__())
    return exact_text(max(most - rng.choice([0, 0, 1, 2, 3, most - least]), least) * step)


def is_on(value: str, step: Fraction | None) -> bool:
    """Whether a number is a multiple of a step; a step of 0 has only 0."""
    return step is None or (Fraction(value) == 0 if step == 0 else (Fraction(value) / step).denominator == 1)


@given(documents(), dice)
def test_every_score_is_a_multiple_of_what_was_forecast(document: Document, rng: Random) -> None:
    found = read_contest(marked(document, rng))
    told = forecast(found)
    assert told == forecast(read_contest({**document, "marks": [], "decisions": []}))
    stayed = {standing.contestant for standing in tabulate(found).standings if standing.cut}
    for standing in tabulate(found).standings:
        if standing.score is not None and standing.exact is not None and standing.contestant not in stayed:
            assert is_on(standing.exact, told.exact)
            assert is_on(standing.score, told.printed)


@given(documents(), dice)
def test_a_link_that_idles_never_parts_anybody(document: Document, rng: Random) -> None:
    document = marked(document, rng)
    contest_ = read_contest(document)
    idle = {each.link for each in forecast(contest_).idle}
    standings = tabulate(contest_).standings
    assert not idle & {standing.decided_by for standing in standings}
    chain = [link for link in (document.get("rules") or {}).get("tie_chain") or [] if link not in idle]
    rules = {**(document.get("rules") or {}), "tie_chain": chain}
    assert tabulate(read_contest({**document, "rules": rules})).standings == standings


# Named cases


def told(item: Document | None = None, seats: int = 7, drop: tuple[int, int] = (1, 1), **more: Any) -> Forecast:
    """The forecast for one round with one item."""
    sheets = {"stage": {"A": [None] * seats, "B": [None] * seats}}
    items = {"stage": {"mark": {"step": "1", **(item or {})}}}
    return forecast(read_contest(contest(sheets, items=items, drop=drop, **more)))


def idle_of(found: Forecast) -> list[tuple[str, str]]:
    return [(each.link, each.reason) for each in found.idle]


def test_seven_judges_and_whole_points_make_fifths_and_decimals_idle() -> None:
    found = told(rules={"tie_chain": ["decimals", "decimals:3", "lot"]})
    assert (found.exact, found.printed) == (Fraction(1, 5), Fraction(1, 5))
    assert idle_of(found) == [("decimals", "lattice"), ("decimals:3", "lattice")]


@pytest.mark.parametrize(
    ("item", "seats", "drop", "rules", "exact", "printed"),
    [
        ({"step": "0.1"}, 7, (1, 1), {}, "1/50", "1/50"),
        ({"step": "0.5"}, 7, (1, 1), {}, "1/10", "1/10"),
        ({"step": "0.1"}, 9, (1, 1), {}, "1/70", "1/100"),
        ({"step": "1"}, 9, (1, 1), {"round": {"final": 0}}, "1/7", "1"),
        ({"step": "1"}, 9, (1, 1), {"round": {"final": None}}, "1/7", "1/7"),
        ({"step": "1", "weight": "0.3"}, 5, (0, 0), {}, "3/50", "3/50"),
        ({"step": "1"}, 7, (1, 1), {"pool": "sum"}, "1", "1"),
        ({"step": "1"}, 7, (0, 0), {"pool": "median"}, "1", "1"),
        ({"step": "1"}, 6, (0, 0), {"pool": "median"}, "1/2", "1/2"),
        ({"step": "1"}, 6, (0, 0), {"pool": "midrange"}, "1/10", "1/10"),
        ({"step": "1"}, 2, (1, 1), {}, "1/2", "1/2"),
        ({"step": "0.5"}, 7, (1, 1), {"round": {"item": 0}}, "1/5", "1/5"),
        ({"step": "1"}, 9, (1, 1), {"round": {"panel": 1}}, "1/10", "1/10"),
        ({"step": "1"}, 9, (1, 1), {"round": {"round": 3}}, "1/1000", "1/100"),
        ({"step": "1", "weight": "0.25"}, 1, (0, 0), {"round": {"weighted": 1}}, "1/10", "1/10"),
        ({"step": "1", "weight": "0.25"}, 1, (0, 0), {"round": {"sheet": 1}}, "1/10", "1/10"),
        ({"step": "1"}, 7, (1, 1), {"trim": "item", "round": {"item": 2}}, "1/5", "1/5"),
        ({"step": "1"}, 5, (1, 1), {"trim": "item", "round": {"item": 2, "weighted": 1}}, "1/10", "1/10"),
        ({"step": "1"}, 9, (1, 1), {"trim": "item", "round": {"item": 2, "final": None}}, "1/100", "1/100"),
        ({"step": "1"}, 7, (1, 1), {"clip": {"distance": "2", "round": 1}}, "1/50", "1/50"),
        ({"step": "1"}, 7, (1, 1), {"clip": {"distance": "2"}}, None, "1/100"),
        ({"step": "1"}, 7, (1, 1), {"trim": "item", "clip": {"distance": "2"}, "round": {"final": None}}, None, None),
        ({"step": None}, 1, (0, 0), {}, "1/1000000000000000", "1/100"),
        ({"step": "1"}, 5, (1, 1), {"bounds": {"final": ["0", "95.25"]}}, "1/12", "1/100"),
        ({"step": "1"}, 1, (0, 0), {"bounds": {"final": ["0", "95.005"]}}, "1/200", "1/200"),
        ({"step": "1"}, 1, (0, 0), {"bounds": {"round": ["0.5", None]}}, "1/2", "1/2"),
    ],
)
def test_how_close_scores_come(
    item: Document, seats: int, drop: tuple[int, int], rules: Document, exact: str | None, printed: str | None
) -> None:
    found = told(item, seats, drop, rules=rules)
    assert (found.exact, found.printed) == (exact and Fraction(exact), printed and Fraction(printed))


def test_what_else_is_added_counts() -> None:
    clock = {"limit": 480, "over": [[10, "-0.2"]], "under": [[360, "-0.15"]]}
    assert told(rounds={"stage": {"clock": clock}}).exact == Fraction(1, 20)
    assert told(adjustments=[{"contestant": "A", "points": "-0.3"}]).exact == Fraction(1, 10)
    assert told(adjustments=[{"contestant": "A", "points": "-0.3", "round": "stage"}]).exact == Fraction(1, 10)
    assert told(factors=[["stage", "A", "1.1"], ["stage", "B", "0"]]).exact == Fraction(1, 50)


def test_a_recusal_leaves_fewer_judges() -> None:
    assert told(recusals=[["J1", "A", "亲属"]]).exact == Fraction(1, 20)
    assert told(seats=1, drop=(0, 0), recusals=[["J1", "A", "亲属"], ["J1", "B", "亲属"]]).exact == 0


def test_rounds_and_panels_weigh() -> None:
    panels = {"near": {"seats": 1, "weight": "0.6"}, "far": {"seats": 2, "weight": "0.6"}}
    sheets = {"first": {"A": [None] * 3}, "last": {"A": [None] * 3}, "paper": {}}
    items = {"first": {"mark": {"step": "1"}}, "last": {"mark": {"step": "2"}}}
    rounds = {"first": {"weight": "1"}, "last": {"weight": "0.5"}, "paper": {"weight": "0", "sealed": True}}
    document = contest(sheets, items=items, rounds=rounds, panels=panels)
    assert forecast(read_contest(document)).exact == Fraction(1, 4)
    document["rounds"][2]["weight"] = "1"
    assert forecast(read_contest(document)).exact == Fraction(1, 10**15)


EQUALISED: Document = {"rules": {"rooms": "equalised"}, "people": {"A": {"room": "left"}, "B": {"room": "right"}}}


def test_with_equalised_rooms_scores_come_as_close_as_they_like() -> None:
    found = told(**EQUALISED)
    assert (found.exact, found.printed) == (None, Fraction(1, 100))
    weightless = {"stage": {"A": [None], "B": [None]}, "paper": {"A": "1"}}
    rounds = {"stage": {"weight": "0"}, "paper": {"sealed": True}}
    assert forecast(read_contest(contest(weightless, rounds=rounds, **EQUALISED))).exact == Fraction(1, 10**15)


@pytest.mark.parametrize(
    ("chain", "drop", "more", "expected"),
    [
        (["decimals"], (1, 1), {"rules": {"rank_on": "exact"}}, [("decimals", "lattice")]),
        (["decimals"], (2, 2), {}, []),
        (["decimals"], (2, 2), {"rules": {"rank_on": "exact"}}, [("decimals", "lattice")]),
        (["decimals"], (1, 1), {"rules": {"round": {"panel": 0}}}, []),
        (["decimals", "lot", "decimals:4"], (2, 2), {}, [("decimals:4", "after-decimals")]),
        (["decimals:4", "decimals"], (2, 2), {}, []),
        (["decimals:0"], (1, 1), {"rules": {"bounds": {"final": [None, "95.2"]}}}, []),
        (["untrimmed"], (0, 0), {}, [("untrimmed", "nothing-dropped")]),
        (["untrimmed"], (4, 4), {}, [("untrimmed", "nothing-dropped")]),
        (["untrimmed"], (1, 0), {}, []),
        (["round:stage"], (1, 1), {}, [("round:stage", "only-round")]),
        (["round:stage"], (2, 2), {}, []),
        (["round:stage"], (1, 1), {"adjustments": [{"contestant": "A", "points": "-1"}]}, []),
        (["round:stage"], (1, 1), {"rules": {"bounds": {"final": [None, "95"]}}}, []),
        (["round:stage"], (1, 1), {"rules": {"best_rounds": 1}}, []),
    ],
)
def test_links_that_never_matter(
    chain: list[str], drop: tuple[int, int], more: Document, expected: list[tuple[str, str]]
) -> None:
    rules = {**more.get("rules", {}), "tie_chain": chain}
    assert idle_of(told(drop=drop, **{**more, "rules": rules})) == expected


def test_two_rounds_are_told_apart_by_one_of_them() -> None:
    sheets = {"first": {"A": [None]}, "last": {"A": [None]}}
    items = {"first": {"mark": {"step": "1"}}, "last": {"mark": {"step": "1"}}}
    rules = {"tie_chain": ["round:first"]}
    assert not forecast(read_contest(contest(sheets, items=items, rules=rules))).idle


def parted_by(document: Document) -> tuple[set[str | None], list[tuple[str, str]]]:
    """The links that decide, and those that are said to idle."""
    found = read_contest(document)
    return {standing.decided_by for standing in tabulate(found).standings}, idle_of(forecast(found))


def test_decimals_matter_where_a_stage_rounds_though_another_item_hides_it() -> None:
    """0.5 counts double once it is rounded to 1: the scores are whole numbers with and without that rounding."""
    items = {"stage": {"fine": {"step": "0.5", "weight": "2"}, "whole": {"step": "1"}}}
    rules = {"round": {"item": 0}, "tie_chain": ["decimals"]}
    document = contest({"stage": {"A": [["0.5", "1"]], "B": [["1", "1"]]}}, items=items, rules=rules)
    assert parted_by(document) == ({"decimals"}, [])


def test_decimals_matter_where_rooms_hide_what_a_stage_rounds() -> None:
    items = {"stage": {"mark": {"step": "0.5"}}}
    people = {"A": {"room": "left"}, "B": {"room": "left"}}
    rules = {"rooms": "equalised", "rank_on": "exact", "round": {"item": 0}, "tie_chain": ["decimals"]}
    document = contest({"stage": {"A": ["0.5"], "B": ["1"]}}, items=items, rules=rules, people=people)
    assert parted_by(document) == ({"decimals"}, [])


def test_decimals_matter_at_a_cut_with_weights_of_its_own() -> None:
    sheets = {"first": {"A": ["10"], "B": ["11"], "C": ["90"]}, "last": {"C": ["5"]}}
    items = {"first": {"mark": {"step": "1"}}, "last": {"mark": {"step": "1"}}}
    cuts = [{"after": "first", "keep": 1, "weights": {"first": "0.001"}}]
    document = contest(sheets, items=items, cuts=cuts, rules={"tie_chain": ["decimals"]})
    assert parted_by(document) == ({None, "decimals"}, [])


def test_decimals_n_matter_where_a_bound_lies_off_their_grid() -> None:
    rules = {"tie_chain": ["decimals:0"], "bounds": {"final": [None, "90.2"]}}
    document = contest({"stage": {"A": ["90.2"], "B": ["90.7"]}}, items={"stage": {"mark": {"step": "0.1"}}}, rules=rules)
    assert parted_by(document) == ({"decimals:0"}, [])
