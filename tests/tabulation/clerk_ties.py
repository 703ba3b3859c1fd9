"""The clerk at a tie: link by link down the chain, with the marks that stand behind a link."""

from __future__ import annotations

from fractions import Fraction

from tabulation.steps import Step
from tests.tabulation.clerk import Desk, Reading, called, total, value_of
from tests.tabulation.oracle_book import official_judges, panels_for, rounds, rule, weight
from tests.tabulation.oracle_numbers import mean

DECISIONS = ("chair", "playoff", "lot")


def check_chain(
    reading: Reading, tied: list[str], behind: frozenset[str] | None = None
) -> tuple[str | None, list[str]]:
    """The chain, link by link, begun again after each split; the last link that decided, and who is still tied.

    At the line of a cut `behind` are those who stay behind.
    """
    desk, decided_by = reading.desk, None
    chain = rule(desk.book, "tie_chain", [])
    while len(tied) > 1:
        equal = reading.several("tie-equal")
        for step in equal:
            assert len(set(told_values(step, tied).values())) == 1
            check_behind(desk, step, told_values(step, tied)[desk.who])
        links = [step.facts["link"] for step in equal]
        split = reading.perhaps("tie-decided")
        if split is None:
            assert links == chain
            assert reading.one("shared").facts["contestants"] == ", ".join(tied)
            return decided_by, tied
        decided_by = split.facts["link"]
        assert [*links, decided_by] == chain[: len(links) + 1]
        check_behind(desk, split, told_values(split, tied)[desk.who])
        tied = check_split(desk, told_values(split, tied), decided_by, behind)
    return decided_by, tied


def check_behind(desk: Desk, step: Step, told: str) -> None:
    """What stands behind the mean of an item: every valid mark, each panel's mean, and the panels together."""
    link, _, where = step.facts["link"].partition(":")
    inner = Reading(step.steps, desk)
    if link != "item" or not step.steps:
        assert step.steps == ()
        assert link != "item" or told == "–"
        return
    round_ = next(each for each in rounds(desk.book) if where.startswith(f"{each['id']}/") and "items" in each)
    item = next(each for each in round_["items"] if where == f"{round_['id']}/{each['id']}")
    found = []
    for panel in panels_for(desk.book, round_, desk.who):
        judges = official_judges(desk.book, panel)
        points = [p for judge in judges if (p := desk.points(round_, judge, item)) is not None]
        if points:
            step = inner.one("panel-marks")
            assert step.facts["panel"] == called(panel)
            marks = Reading(step.steps, desk)
            steps = marks.several("item-mark", "item-recused", "item-excused", "item-missing")
            assert [value_of(each) for each in steps if each.kind == "item-mark"] == points
            assert value_of(marks.one("pool-mean")) == value_of(step) == mean(points)
            marks.end()
            found.append((mean(points), weight(panel)))
    value = found[0][0]
    if len(found) > 1 and total([by for _, by in found]):
        step = inner.one("panels")
        value = total([score * by for score, by in found]) / total([by for _, by in found])
        assert value_of(step) == value
    assert told == "–" or Fraction(told) == value
    inner.end()


def told_values(step: Step, tied: list[str]) -> dict[str, str]:
    """What a link said of each of the tied."""
    rest, found = step.facts["values"], {}
    for at, who in enumerate(tied):
        head = f"{who}: "
        assert rest.startswith(head)
        cut = rest.find(f", {tied[at + 1]}: ") if at + 1 < len(tied) else len(rest)
        found[who], rest = rest[len(head) : cut], rest[cut + 2 :]
    return found


def check_split(desk: Desk, values: dict[str, str], link: str, behind: frozenset[str] | None) -> list[str]:
    """Better values have better places, and people with the own value are still tied."""
    assert len(set(values.values())) > 1
    own = values[desk.who]
    for who, value in values.items():
        if value == own:
            continue
        better = standing_of(value, link) > standing_of(own, link)
        if behind is None:
            assert better == (desk.rows[who]["place"] < desk.row["place"])
        elif better:
            assert (who in behind) <= (desk.who in behind)
        else:
            assert (desk.who in behind) <= (who in behind)
    return [who for who, value in values.items() if value == own]


def standing_of(value: str, link: str) -> tuple[bool, Fraction]:
    """A key by which a link's values stand: the higher the better, of a decision the lower; none is last."""
    if value == "–":
        return False, Fraction(0)
    return True, -Fraction(value) if link in DECISIONS else Fraction(value)
