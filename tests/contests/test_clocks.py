"""A clock of a round in words."""

from contests.clocks import clock_rule_text


def test_few_points_are_told_without_an_exponent():
    assert clock_rule_text({"over": [[0, "-0.00000001"]]}).endswith("−0.00000001")
