"""The oracle on examples worked out by hand: cuts, places, ties, decisions and awards."""

from typing import Any

import pytest

from tests.tabulation.oracle import DecisionError, oracle, reckon, ties_of
from tests.tabulation.oracle_examples import Document, column, one_round, row_of, sealed_rounds, two_items


def chain(*links: str, **rules: Any) -> Document:
    """Rules with a tie chain and whole final scores."""
    return {"round": {"final": 0}, "tie_chain": list(links), **rules}


def decided(kind: str, *order: str) -> Document:
    """A recorded decision."""
    return {"kind": kind, "order": list(order), "by": "…"}


# Places

FIVE = {"A": ["9"], "B": ["8"], "C": ["8"], "D": ["7"], "E": ["7"]}


def test_places_with_and_without_gaps() -> None:
    assert column(one_round(FIVE), "place") == {"A": 1, "B": 2, "C": 2, "D": 4, "E": 4}
    dense = one_round(FIVE, rules={"places": "dense"})
    assert column(dense, "place") == {"A": 1, "B": 2, "C": 2, "D": 3, "E": 3}
    assert column(dense, "shared") == {"A": False, "B": True, "C": True, "D": True, "E": True}
    assert column(dense, "decided_by") == dict.fromkeys("ABCDE")


def test_places_by_rounded_or_exact_scores() -> None:
    sheets = {"A": ["8.001"], "B": ["8.004"]}
    assert column(one_round(sheets), "place") == {"A": 1, "B": 1}
    assert column(one_round(sheets, rules={"rank_on": "exact"}), "place") == {"B": 1, "A": 2}


def test_groups_are_placed_apart_and_listed_in_order() -> None:
    people: dict[str, Document] = {name: {"group": group} for name, group in zip("ABDE", "yxxy", strict=True)}
    document = one_round({**FIVE, "E": ["-"], "F": ["9"]}, people={**people, "F": {"status": "guest", "group": "a"}})
    assert column(document, "place") == {"B": 1, "D": 2, "A": 1, "C": 1, "E": None, "F": None}
    assert row_of(document, "F")["score"] == "9.00"


# The tie chain, link by link


def test_decimals_compare_without_any_rounding() -> None:
    sheets = {"A": ["8.4", "8.3"], "B": ["8.3", "8.3"], "C": ["8.34", "8.34"]}  # exact 8.35 8.3 8.34
    document = one_round(sheets, rules=chain("decimals"))
    document["rules"]["round"]["panel"] = 0
    assert column(document, "exact") == {"A": "8", "C": "8", "B": "8"}
    assert column(document, "place") == {"A": 1, "C": 2, "B": 3}
    assert column(document, "decided_by") == {"A": "decimals", "C": "decimals", "B": "decimals"}
    document["rules"]["tie_chain"] = ["decimals:1"]  # 8.4 8.3 8.3
    assert column(document, "place") == {"A": 1, "B": 2, "C": 2}
    assert column(document, "decided_by") == {"A": "decimals:1", "B": "decimals:1", "C": "decimals:1"}


def test_decimals_still_hold_the_bounds() -> None:
    rules = chain("decimals", bounds={"round": [None, "8"]})
    assert column(one_round({"A": ["8.1"], "B": ["8.2"]}, rules=rules), "place") == {"A": 1, "B": 1}


def test_a_round_decides() -> None:
    document = sealed_rounds({"r": "1", "s": "1"}, {"A": ["7", "9"], "B": ["8", "8"]}, rules=chain("round:s"))
    assert column(document, "place") == {"A": 1, "B": 2}
    assert column(document, "decided_by") == {"A": "round:s", "B": "round:s"}


def test_an_item_decides_with_nothing_dropped_or_weighted() -> None:
    # item b: A (5 + 5 + 2) / 3 = 4, B (4 + 4 + 5) / 3 = 4.33; all sheets 10, so A and B are tied
    sheets = {"A": [("5", "5"), ("5", "5"), ("8", "2")], "B": [("6", "4"), ("6", "4"), ("5", "5")]}
    document = two_items(sheets, "total", panel={"drop_high": 1, "drop_low": 1}, rules=chain("item:r/b"))
    assert column(document, "place") == {"B": 1, "A": 2}
    document["rules"]["tie_chain"] = ["item:r/a"]  # 6 and 5.67
    assert column(document, "place") == {"A": 1, "B": 2}


def test_an_item_weighs_the_panels() -> None:
    # A: p 9, q 5; B: p 6, q 8. Rounds 7 and 7 with weights 1 1; the panels' means in the item are the same 7
    document = one_round({"A": ["9", "5"], "B": ["6", "8"]}, rules=chain("item:r/i", "panel:q"))
    document["panels"] = [{"id": "p", "name": "p", "weight": "1"}, {"id": "q", "name": "q", "weight": "1"}]
    document["judges"][1]["panel"] = "q"
    assert column(document, "decided_by") == {"B": "panel:q", "A": "panel:q"}
    assert column(document, "place") == {"B": 1, "A": 2}


def test_untrimmed_decides() -> None:
    sheets = {"A": ["9", "7", "1"], "B": ["8", "7", "6"]}  # middle 7 and 7; means 5.67 -> 6 and 7
    document = one_round(sheets, panel={"drop_high": 1, "drop_low": 1}, rules=chain("untrimmed"))
    assert column(document, "place") == {"B": 1, "A": 2}


def test_the_median_of_all_sheets_decides() -> None:
    sheets = {"A": ["10", "4", "4"], "B": ["7", "6", "5"]}  # mean 6 and 6; median 4 and 6
    assert column(one_round(sheets, rules=chain("median")), "place") == {"B": 1, "A": 2}


def test_the_majority_counts_judges_and_opponents() -> None:
    # mean 6 each. J1: A 10 > B 7 > C 6; J2: B 6 = C 6 > A 4; J3: C 6 > B 5 > A 4
    # A: 2 + 0 + 0 = 2; B: 1 + 1 + 1 = 3; C: 0 + 1 + 2 = 3. Then B and C alone: J1 for B, J3 for C: still equal
    sheets = {"A": ["10", "4", "4"], "B": ["7", "6", "5"], "C": ["6", "6", "6"]}
    document = one_round(sheets, rules=chain("majority"))
    assert column(document, "place") == {"B": 1, "C": 1, "A": 3}
    document["rules"]["tie_chain"] = ["majority", "median", "round:r"]
    assert column(document, "place") == {"B": 1, "C": 1, "A": 3}
    document["rules"]["tie_chain"] = ["majority", "lot"]
    document["decisions"] = [decided("lot", "C", "B")]
    assert column(document, "place") == {"C": 1, "B": 2, "A": 3}
    assert column(document, "decided_by") == {"C": "lot", "B": "lot", "A": "majority"}


def test_a_judge_who_did_not_mark_both_prefers_neither() -> None:
    # J3 gives A 9 and is excused for B: means 6 and 6; J1 for B, J2 for A and B equal; A 0, B 1
    sheets = {"A": ["4", "5", "9"], "B": ["7", "5", None]}
    assert column(one_round(sheets, rules=chain("majority")), "place") == {"B": 1, "A": 2}


def test_the_chain_starts_again_for_those_still_tied() -> None:
    # sums 19. J1: A > B > C, J2: B > C > A, J3: C > A > B, so each wins 3 times and the majority parts nobody
    # medians 6 7 6: B stands apart. A and C alone: J1 for A, J2 and J3 for C, so now the majority parts them
    sheets = {"A": ["9", "4", "6"], "B": ["7", "8", "4"], "C": ["5", "6", "8"]}
    document = one_round(sheets, rules=chain("majority", "median"))
    assert column(document, "place") == {"B": 1, "C": 2, "A": 3}
    assert column(document, "decided_by") == {"B": "median", "C": "majority", "A": "majority"}


def test_median_and_majority_weigh_the_rounds() -> None:
    # r, weight 2: A 10 4 4, B 4 7 7; s, weight 1: A 9 9 0, B 6 6 6. Means 6 everywhere: final 18 and 18
    # medians: A 4 x 2 + 9 = 17, B 7 x 2 + 6 = 20
    # own totals: J1 A 29, B 14; J2 A 17, B 20; J3 A 8, B 20: two of three for B
    document = one_round({"A": ["10", "4", "4"], "B": ["4", "7", "7"]}, rules=chain("median"))
    document["rounds"].append({**document["rounds"][0], "id": "s", "weight": "1"})
    document["rounds"][0]["weight"] = "2"
    for name, given in {"A": ["9", "9", "0"], "B": ["6", "6", "6"]}.items():
        document["marks"] += [["s", f"J{at + 1}", name, "i", mark] for at, mark in enumerate(given)]
    for link in ("median", "majority"):
        document["rules"]["tie_chain"] = [link]
        assert column(document, "place") == {"B": 1, "A": 2}
        assert column(document, "decided_by") == {"B": link, "A": link}
    document["rounds"][0]["weight"] = "1"  # now 4 + 9 = 7 + 6
    document["rules"]["tie_chain"] = ["median"]
    assert column(document, "place") == {"A": 1, "B": 1}


def test_no_value_is_lowest() -> None:
    # item by item A has 5 and 5, but no sheet of A is whole
    sheets = {"A": [("5", None), (None, "5")], "B": [("5", "5"), ("5", "5")]}
    document = two_items(sheets, "item", rules=chain("majority", "median"))
    assert column(document, "place") == {"B": 1, "A": 2}
    assert column(document, "decided_by") == {"B": "median", "A": "median"}


@pytest.mark.parametrize("link", ["round:s", "item:s/i", "panel:p", "median", "majority"])
def test_a_round_not_needed_leaves_no_value(link: str) -> None:
    document = one_round({"A": ["8"], "B": ["8"]}, rules=chain(link, best_rounds=1))
    document["rounds"] = [{**document["rounds"][0], "id": name, "weight": "1"} for name in ("r", "s")]
    document["marks"].append(["s", "J1", "B", "i", "1"])
    expected = {"A": 1, "B": 1} if link == "majority" else {"B": 1, "A": 2}
    assert column(document, "place") == expected


def test_a_recused_judge_prefers_nobody() -> None:
    document = one_round({"A": ["6", "-"], "B": ["5", "7"]}, rules=chain("majority"), recusals=[["J2", "A", "…"]])
    assert column(document, "place") == {"A": 1, "B": 2}  # 6 and 6; J1 for A


def test_the_median_takes_the_score_of_a_sealed_round() -> None:
    document = sealed_rounds({"r": "2", "s": "1"}, {"A": ["5", "4"], "B": ["4", "6"]}, rules=chain("median", "round:s"))
    assert column(document, "decided_by") == {"B": "round:s", "A": "round:s"}  # 14 and 14


# Decisions

TIED = {"A": ["8"], "B": ["8"], "C": ["8"], "D": ["7"]}


def test_a_decision_orders_the_tied() -> None:
    document = one_round(TIED, rules=chain("chair", "lot"), decisions=[decided("lot", "C", "A", "B")])
    assert column(document, "place") == {"C": 1, "A": 2, "B": 3, "D": 4}
    assert column(document, "decided_by") == {"C": "lot", "A": "lot", "B": "lot", "D": None}


@pytest.mark.parametrize("order", [("A", "B"), ("A", "B", "C", "D"), ("A", "D"), ("D", "C")])
def test_a_decision_must_be_about_the_tied_and_all_of_them(order: tuple[str, ...]) -> None:
    with pytest.raises(DecisionError):
        oracle(one_round(TIED, rules=chain("lot"), decisions=[decided("lot", *order)]))


def test_who_could_be_decided_on() -> None:
    awards = [{"name": "1", "quota": 1, "tie": "decide"}]
    scores = {**SCORES, "E": ["9", "1"]}
    document = sealed_rounds(TWO_ROUNDS, scores, cuts=cut(keep=3, tie="decide"), awards=awards)
    ties = ties_of(reckon(document))  # B and C at the line; then A and E with 11
    assert (ties.cut, ties.chain, ties.award) == ([["B", "C"]], [["A", "E"], ["A", "E"]], [["A", "E"]])


# Cuts

TWO_ROUNDS = {"r": "1", "s": "2"}
SCORES = {"A": ["9", "1"], "B": ["8", "5"], "C": ["8", "6"], "D": ["7", "9"]}


def cut(**keys: Any) -> list[Document]:
    """One cut after r."""
    return [{"after": "r", **keys}]


def test_a_cut_extends_over_those_at_the_line() -> None:
    document = sealed_rounds(TWO_ROUNDS, SCORES, cuts=cut(keep=2))
    assert column(document, "place") == {"C": 1, "B": 2, "A": 3, "D": 4}
    assert column(document, "cut") == {"C": None, "B": None, "A": None, "D": "r"}
    assert column(document, "score") == {"C": "20.00", "B": "18.00", "A": "11.00", "D": "7.00"}
    assert row_of(document, "D")["rounds"] == {"r": "7", "s": None}


def test_nothing_is_missing_of_those_who_stayed_behind() -> None:
    document = sealed_rounds(TWO_ROUNDS, {**SCORES, "D": ["7", None]}, cuts=cut(keep=2))
    assert oracle(document)["final"]
    document = sealed_rounds(TWO_ROUNDS, {**SCORES, "D": [None, "9"]}, cuts=cut(keep=2))
    assert oracle(document)["missing"] == [["r", None, "D", None]]
    assert row_of(document, "D")["cut"] is None


def test_a_cut_by_the_chain() -> None:
    rules = {"tie_chain": ["lot"]}
    document = sealed_rounds(TWO_ROUNDS, SCORES, cuts=cut(keep=2, tie="chain"), rules=rules)
    assert column(document, "cut") == {"C": None, "B": None, "A": None, "D": "r"}  # nothing parts B and C
    document["decisions"] = [decided("lot", "B", "C")]
    assert column(document, "place") == {"B": 1, "A": 2, "C": 3, "D": 4}
    assert column(document, "decided_by") == dict.fromkeys("BACD")


def test_a_cut_by_decision() -> None:
    document = sealed_rounds(TWO_ROUNDS, SCORES, cuts=cut(keep=2, tie="decide"))
    assert not oracle(document)["final"]
    assert oracle(document)["missing"] == []
    assert column(document, "cut") == {"C": None, "B": None, "A": None, "D": "r"}
    document["decisions"] = [decided("cut", "B", "C")]
    assert oracle(document)["final"]
    assert column(document, "place") == {"B": 1, "A": 2, "C": 3, "D": 4}
    document["decisions"] = [decided("cut", "A", "B")]
    with pytest.raises(DecisionError):
        oracle(document)


def test_a_cut_with_its_own_weights_and_the_adjustments_of_the_whole() -> None:
    minus = [{"contestant": "A", "round": None, "points": "-3", "reason": "…"}]
    document = sealed_rounds(TWO_ROUNDS, SCORES, cuts=cut(keep=1, weights={"r": "0.5"}), adjustments=minus)
    # 4.5 - 3 = 1.5, 4, 4, 3.5: B and C go on
    assert column(document, "score") == {"C": "20.00", "B": "18.00", "D": "3.50", "A": "1.50"}


def test_those_of_a_later_cut_stand_above_those_of_an_earlier_one() -> None:
    scores = {"A": ["9", "1", "1"], "B": ["8", "9", "1"], "C": ["7", "2", "9"], "D": ["6", "9", "9"]}
    cuts = [{"after": "s", "keep": 1, "weights": {"s": "1"}}, {"after": "r", "keep": 3}]
    document = sealed_rounds({"r": "1", "s": "1", "t": "1"}, scores, cuts=cuts)
    assert column(document, "place") == {"B": 1, "C": 2, "A": 3, "D": 4}  # after s: B 9, C 2, A 1
    assert column(document, "score") == {"B": "18.00", "C": "2.00", "A": "1.00", "D": "6.00"}


def test_a_cut_in_each_group() -> None:
    document = sealed_rounds(TWO_ROUNDS, SCORES, cuts=cut(keep=1))
    for person in document["contestants"][1:3]:
        person["group"] = "x"
    assert column(document, "cut") == {"C": None, "B": None, "A": None, "D": "r"}


def test_the_chain_of_those_who_stayed_behind_counts_the_rounds_of_the_cut() -> None:
    scores = {"A": ["9", "9", "9"], "B": ["1", "3", "9"], "C": ["2", "2", "0"]}
    cuts = [{"after": "s", "keep": 1}]
    rules = chain("round:t", "round:r")
    document = sealed_rounds({"r": "1", "s": "1", "t": "1"}, scores, cuts=cuts, rules=rules)
    assert column(document, "place") == {"A": 1, "C": 2, "B": 3}
    assert row_of(document, "B")["decided_by"] == "round:r"


# Awards


def prizes(document: Document) -> dict[str, str | None]:
    """Who has which first award, one letter each."""
    return column(document, "award")


def ladder(*awards: Document, **rest: Any) -> Document:
    """Six people: 9, 8 8 8, 7 7."""
    return one_round({**FIVE, "D": ["8"], "E": ["7"], "F": ["7"]}, awards=list(awards), **rest)


def test_awards_extend_and_the_next_keeps_its_quota() -> None:
    document = ladder({"name": "1", "quota": 2}, {"name": "2", "quota": 1})
    assert prizes(document) == {"A": "1", "B": "1", "C": "1", "D": "1", "E": "2", "F": "2"}


def test_surplus_winners_use_up_what_follows() -> None:
    first = {"name": "1", "quota": 2, "uses_up": True}  # 4 winners, 2 too many
    document = ladder(first, {"name": "2", "quota": 1}, {"name": "3", "quota": 2, "tie": "withhold"})
    assert prizes(document) == {**dict.fromkeys("ABCD", "1"), "E": None, "F": None}  # 2 has none left, 3 only one
    document = ladder(first, {"name": "2", "quota": 1}, {"name": "3", "quota": 3, "tie": "withhold"})
    assert prizes(document) == {**dict.fromkeys("ABCD", "1"), "E": "3", "F": "3"}


def test_withheld_awards_leave_people_to_the_next() -> None:
    document = ladder({"name": "1", "quota": 3, "tie": "withhold"}, {"name": "2", "quota": 3})
    assert prizes(document) == {"A": "1", "B": "2", "C": "2", "D": "2", "E": None, "F": None}


def test_an_award_to_be_decided() -> None:
    document = ladder({"name": "1", "quota": 2, "tie": "decide"}, {"name": "2", "quota": 2, "tie": "decide"})
    assert prizes(document) == {"A": "1", **dict.fromkeys("BCDEF")}
    assert not oracle(document)["final"]
    document["decisions"] = [decided("award", "D", "B", "C")]
    assert prizes(document) == {"A": "1", "B": "2", "C": "2", "D": "1", "E": None, "F": None}
    assert oracle(document)["final"]
    document["decisions"] = [decided("award", "D", "B")]
    with pytest.raises(DecisionError):
        oracle(document)


def test_no_award_below_the_least_score() -> None:
    document = ladder({"name": "1", "quota": 3, "tie": "withhold", "min": "8.5"}, {"name": "2", "quota": 9, "min": "8"})
    assert prizes(document) == {"A": "1", "B": "2", "C": "2", "D": "2", "E": None, "F": None}


STREETS: dict[str, Document] = {
    "A": {"street": "x"},
    "B": {"street": "y"},
    "C": {"street": "y"},
    "D": {},
    "E": {"street": "x"},
}


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        ("extend", {"A": "1", "B": "1", "C": "1", "D": "1", "E": "2", "F": "1"}),  # x is full at E, who is passed over
        ("withhold", {"A": "1", "B": "2", "C": "2", "D": "1", "E": "2", "F": "1"}),  # y has two for one
        ("decide", {"A": "1", "B": None, "C": None, "D": None, "E": None, "F": None}),
    ],
)
def test_a_cap_for_each_street(tie: str, expected: dict[str, str | None]) -> None:
    document = ladder({"name": "1", "quota": 9, "cap": 1, "tie": tie}, {"name": "2", "quota": 9}, people=STREETS)
    assert prizes(document) == expected
    assert oracle(document)["final"] == (tie != "decide")


def test_a_cap_decided() -> None:
    award = {"name": "1", "quota": 9, "cap": 1, "tie": "decide"}
    document = ladder(award, {"name": "2", "quota": 9}, people=STREETS, decisions=[decided("award", "C", "B", "D")])
    assert prizes(document) == {"A": "1", "B": "2", "C": "1", "D": "1", "E": "2", "F": "1"}
    document["awards"][0]["quota"] = 2
    assert prizes(document) == {"A": "1", "B": "2", "C": "1", "D": "2", "E": "2", "F": "2"}


def test_awards_go_by_group() -> None:
    people = {"A": {"group": "x"}, "B": {"group": "y"}, "E": {"group": "x"}}
    document = one_round(
        FIVE, people=people, awards=[{"name": "1", "quota": 1}, {"name": "2", "quota": 1, "group": "x"}]
    )
    assert prizes(document) == {"A": "1", "E": "2", "B": "1", "C": "1", "D": None}


def test_named_awards_stand_beside_the_places() -> None:
    awards = [{"name": "pop", "named": ["E", "A"]}, {"name": "1", "quota": 2, "tie": "withhold"}]
    document = one_round(FIVE, awards=awards, people={"E": {"status": "guest"}})
    assert column(document, "awards") == {"A": ["pop", "1"], "B": [], "C": [], "D": [], "E": []}
    assert prizes(document)["A"] == "pop"


def test_only_those_who_compete_take_places_and_awards() -> None:
    people: dict[str, Document] = {"A": {"status": "disqualified"}, "D": {"status": "no-show"}}
    document = one_round(FIVE, people=people, awards=[{"name": "1", "quota": 1}])
    assert column(document, "place") == {"B": 1, "C": 1, "E": 3, "A": None, "D": None}
    assert prizes(document) == {"B": "1", "C": "1", "E": None, "A": None, "D": None}


def test_a_whole_result_is_printed() -> None:
    document = one_round({"A": ["92.2"]}, awards=[{"name": "一等奖", "quota": 1}], rules={"round": {"round": 2}})
    assert oracle(document) == {
        "final": True,
        "missing": [],
        "warnings": [],
        "standings": [
            {
                "contestant": "A", "status": "competing", "group": None, "place": 1, "shared": False, "score": "92.20",
                "exact": "92.2", "rounds": {"r": "92.20"}, "cut": None, "award": "一等奖", "awards": ["一等奖"],
                "decided_by": None,
            }
        ],
    }  # fmt: skip
