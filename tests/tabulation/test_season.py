"""The points of a season: cases said by hand, and laws that hold of every table."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabulation.season import Result, Rules, Scale, season

ONE = Fraction(1)
SCALE = Scale(places=(Fraction(10), Fraction(8), Fraction(6)), others=ONE)


def table(rules, results, weights=(ONE, ONE, ONE)):
    """Who stands where with how many points."""
    return [(line.who, line.place, str(line.points)) for line in season(rules, results, weights)]


def test_points_go_by_place_and_whoever_took_part_beyond_the_list_gets_the_others_points():
    results = [Result("Li", 0, 1), Result("Wu", 0, 2), Result("Xu", 0, 9), Result("Yu", 0, None)]
    assert table(Rules(SCALE), results) == [("Li", 1, "10"), ("Wu", 2, "8"), ("Xu", 3, "1"), ("Yu", 3, "1")]


def test_of_a_place_and_awards_the_highest_counts_and_an_award_without_points_gives_none():
    scale = replace(SCALE, awards={"First": Fraction(20), "Favourite": Fraction(3)})
    results = [Result("Li", 0, 1, ("First", "Favourite")), Result("Wu", 0, 5, ("Favourite",)), Result("Xu", 0, 2, ("?",))]
    assert table(Rules(scale), results) == [("Li", 1, "20"), ("Xu", 2, "8"), ("Wu", 3, "3")]


def test_who_shares_a_place_gets_its_points_and_a_community_those_of_all_its_people():
    results = [Result("East", 0, 1), Result("West", 0, 1), Result("East", 0, 3)]
    assert table(Rules(SCALE), results) == [("East", 1, "16"), ("West", 2, "10")]


def test_a_contest_counts_by_its_weight_to_the_last_fraction():
    results = [Result("Li", 0, 1), Result("Li", 1, 2)]
    assert table(Rules(SCALE), results, (Fraction("0.1"), Fraction("1.5"))) == [("Li", 1, "13")]


def test_the_best_count_and_of_equal_ones_the_later():
    results = [Result("Li", 0, 3), Result("Li", 1, 1), Result("Li", 2, 3), Result("Wu", 0, 2)]
    li, _wu = season(Rules(SCALE, best=2), results, (ONE, ONE, ONE))
    assert (li.points, [part.counts for part in li.parts]) == (16, [False, True, True])


def test_equal_points_are_told_apart_by_wins_then_by_the_later_contest_or_stay_shared():
    scale = Scale(places=tuple(map(Fraction, (6, 3, 3))))
    wins = [Result("Li", 0, 1), Result("Wu", 0, 2), Result("Wu", 1, 2)]
    found = season(Rules(scale), wins, (ONE, ONE))
    assert [(line.who, line.place, line.shared, line.decided) for line in found] == [
        ("Li", 1, False, True),
        ("Wu", 2, False, True),
    ]
    later = [Result("Li", 0, 2), Result("Wu", 1, 2), Result("Xu", 1, 3), Result("Yu", 0, 9)]
    found = season(Rules(scale), later, (ONE, ONE))
    assert [(line.who, line.place, line.shared, line.decided) for line in found] == [
        ("Wu", 1, True, True),
        ("Xu", 1, True, True),
        ("Li", 3, False, True),
        ("Yu", 4, False, False),
    ]
    assert table(Rules(scale, told_apart=False), wins) == [("Li", 1, "6"), ("Wu", 1, "6")]


# ---- Laws

POINTS = st.fractions(0, 20, max_denominator=8)
RULES = st.builds(
    Rules,
    st.builds(
        Scale,
        st.lists(POINTS, max_size=4).map(lambda points: tuple(sorted(points, reverse=True))),
        st.dictionaries(st.sampled_from("AB"), POINTS),
        st.just(Fraction(0)) | POINTS,
    ),
    st.none() | st.integers(1, 4),
    st.booleans(),
)
RESULTS = st.lists(
    st.builds(
        Result,
        st.sampled_from("abcde"),
        st.integers(0, 3),
        st.none() | st.integers(1, 6),
        st.lists(st.sampled_from("ABC"), max_size=2).map(tuple),
    ),
    max_size=14,
)
WEIGHTS = st.lists(st.fractions(0, 3, max_denominator=4), min_size=4, max_size=4)


def placed(lines):
    return {line.who: (line.place, line.shared, line.points) for line in lines}


@pytest.mark.no_cover
@given(RULES, RESULTS, WEIGHTS, st.randoms(use_true_random=True))
def test_the_table_adds_up_and_hangs_on_no_order_of_rows(rules, results, weights, dice):
    lines = season(rules, results, weights)
    assert {line.who for line in lines} == {result.who for result in results}
    for line in lines:
        counted = [part for part in line.parts if part.counts]
        assert line.points == sum(part.points for part in counted)
        assert len(counted) == min(len(line.parts), rules.best or len(line.parts))
        left = [part.points for part in line.parts if not part.counts]
        assert not left or max(left) <= min(part.points for part in counted)
        assert line.place == 1 + sum(1 for other in lines if other.place < line.place)
        assert line.shared == (sum(other.place == line.place for other in lines) > 1)
    assert [line.points for line in lines] == sorted((line.points for line in lines), reverse=True)
    dice.shuffle(results)
    assert placed(season(rules, results, weights)) == placed(lines)


@pytest.mark.no_cover
@given(RULES, RESULTS, WEIGHTS, st.sampled_from([Fraction(2), Fraction(1, 3)]))
def test_all_weights_times_one_factor_change_no_place(rules, results, weights, factor):
    before = season(rules, results, weights)
    after = season(rules, results, [weight * factor for weight in weights])
    assert [(line.who, line.place, line.points * factor) for line in before] == [
        (line.who, line.place, line.points) for line in after
    ]


@pytest.mark.no_cover
@given(RULES, RESULTS, WEIGHTS)
def test_one_contest_more_takes_no_points_from_anybody(rules, results, weights):
    before = placed(season(rules, [result for result in results if result.contest < 3], weights))
    after = placed(season(rules, results, weights))
    assert all(after[who][2] >= points for who, (_place, _shared, points) in before.items())
