"""The clerk goes on: from the panels' scores to the round, the final score, the place and the awards."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import partial

from tabulation.steps import Step
from tests.tabulation.clerk import (
    Desk,
    Reading,
    added_up,
    after_rounding,
    called,
    check_panel,
    fact,
    listed_numbers,
    total,
    value_of,
)
from tests.tabulation.clerk_ties import check_chain
from tests.tabulation.oracle import MissingRow
from tests.tabulation.oracle_book import (
    Document,
    bounds,
    is_sealed,
    listed,
    panels_for,
    round_named,
    rounds,
    rule,
    status,
    takes_part,
    weight,
)
from tests.tabulation.oracle_numbers import clamped, mean
from tests.tabulation.oracle_places import cut_weights
from tests.tabulation.oracle_rounds import own_weights


def check_result(desk: Desk, root: Step, *, final: bool, missing: list[MissingRow]) -> None:
    """The whole explanation of one contestant."""
    row = desk.row
    who = next(each for each in desk.book.document["contestants"] if each["id"] == desk.who)
    desk.seen.add(root.kind)
    assert root.kind == kind_of_result(row)
    assert root.value == row["score"]
    assert (root.facts["contestant"], root.facts["name"]) == (desk.who, who.get("name") or "")
    assert root.facts["place"] == ("" if row["place"] is None else str(row["place"]))
    assert (root.facts["status"], bool(root.facts["final"])) == (status(who), final)
    reading = Reading(root.steps, desk)
    check_missing(reading, [each for each in missing if each[2] == desk.who])
    check_score(reading)
    check_place(reading)
    check_awards(reading)
    reading.end()


def kind_of_result(row: Document) -> str:
    """How the first line must read."""
    if row["place"] is None:
        return "result-open" if row["status"] == "competing" else "result-outside"
    return "result-shared" if row["shared"] else "result"


def check_missing(reading: Reading, rows: list[MissingRow]) -> None:
    """One line for each mark that is missing."""
    steps = reading.several("missing", "missing-score")
    told = [(step.facts["round"], step.facts["judge"], step.facts["item"]) for step in steps]
    assert told == [missing_names(reading.desk, row) for row in rows]
    assert [step.kind for step in steps] == ["missing" if row[1] else "missing-score" for row in rows]


def missing_names(desk: Desk, row: MissingRow) -> tuple[str, str, str]:
    """A missing row in names; judges with their number."""
    round_ = round_named(desk.book, str(row[0]))
    judge = next((each for each in listed(desk.book, "judges") if each["id"] == row[1]), None)
    item = next((each for each in round_.get("items") or [] if each["id"] == row[3]), None)
    named = "" if judge is None else " ".join(dict.fromkeys([judge["id"], called(judge)]))
    return called(round_), named, "" if item is None else called(item)


# The score


def check_score(reading: Reading) -> None:
    """The rounds, and how they make the final score or the score at the cut."""
    desk, after = reading.desk, reading.desk.book.gone.get(reading.desk.who)
    kind = "cut-score" if after else "final" if desk.row["score"] else "final-open"
    step = reading.one(kind)
    weights = own_weights(rounds(desk.book))
    if after:
        cut = next(each for each in listed(desk.book, "cuts") if each["after"] == after)
        assert (step.facts["round"], step.facts["keep"]) == (called(round_named(desk.book, after)), str(cut["keep"]))
        of_cut = cut_weights(desk.book, cut)
        weights = {each["id"]: of_cut[each["id"]] for each in rounds(desk.book) if each["id"] in of_cut}
    inner = Reading(step.steps, desk)
    there = [each for each in map(partial(round_named, desk.book), weights) if takes_part(desk.book, each, desk.who)]
    found = inner.several("round", "round-open")
    scores = {round_["id"]: check_round(desk, told, round_) for told, round_ in zip(found, there, strict=True)}
    for id_, score in scores.items():
        printed = desk.row["rounds"][id_]
        assert (None if printed is None else Fraction(printed)) == score
    if desk.row["score"] is None:
        assert step.value is None
    else:
        assert value_of(step) == check_sum(inner, weights, scores) == Fraction(desk.row["score"])
    inner.end()


def check_sum(reading: Reading, weights: dict[str, Fraction], scores: dict[str, Fraction | None]) -> Fraction:
    """Weights, the best rounds, adjustments, the last rounding and the bounds."""
    book = reading.desk.book
    weighted = reading.several("weight-of-round")
    having = [(id_, score) for id_, score in scores.items() if score is not None]
    for step, (id_, score) in zip(weighted, having, strict=True):
        assert step.facts["round"] == called(round_named(book, id_))
        assert (fact(step, "before"), fact(step, "weight")) == (score, weights[id_])
        assert value_of(step) == fact(step, "before") * fact(step, "weight")
    products = [value_of(step) for step in weighted]
    best = rule(book, "best_rounds", len(weights))
    if best < len(weights):
        step = reading.one("best-rounds")
        products = sorted(products, reverse=True)[:best]
        assert int(step.facts["count"]) == best
        assert listed_numbers(step.facts["terms"]) == products
    points = check_adjustments(reading, None)
    value = added_up(reading, products + points)
    assert clamped(value, bounds(book, "final")) == Fraction(reading.desk.row["exact"])
    return after_bounds(reading, "final", after_rounding(reading, "final", value))


def check_adjustments(reading: Reading, round_id: str | None) -> list[Fraction]:
    """Points on and off, one line each."""
    rows = [row for row in listed(reading.desk.book, "adjustments") if row["contestant"] == reading.desk.who]
    rows = [row for row in rows if row.get("round") == round_id]
    steps = reading.several("adjustment")
    told = [(value_of(step), step.facts["reason"]) for step in steps]
    assert told == [(Fraction(row["points"]), row.get("reason") or "") for row in rows]
    return [points for points, _ in told]


def after_bounds(reading: Reading, stage: str, value: Fraction) -> Fraction:
    """The value held within the bounds of a stage; told where it was beyond them, and nowhere else."""
    given = bounds(reading.desk.book, stage)
    clamped_value = clamped(value, given)
    step = reading.perhaps("bounds")
    assert (step is not None) == (clamped_value != value)
    if step is not None:
        assert (fact(step, "before"), fact(step, "after"), value_of(step)) == (value, clamped_value, clamped_value)
        told = [step.facts[key] for key in ("low", "high")]
        assert [each and Fraction(each) for each in told] == ["" if each is None else Fraction(each) for each in given]
    return clamped_value


# One round


def check_round(desk: Desk, step: Step, round_: Document) -> Fraction | None:
    """One round's score; None while it has none."""
    assert step.facts["round"] == called(round_)
    reading = Reading(step.steps, desk)
    sealed = reading.perhaps("sealed")
    told = zip(reading.several("panel"), panels_for(desk.book, round_, desk.who), strict=True)
    panels = [check_panel(desk, panel, round_, each) for panel, each in told]
    if step.kind == "round-open":
        assert sealed is None
        assert is_sealed(round_) or None in panels
        assert step.value is None
        reading.end()
        return None
    assert (sealed is not None) == is_sealed(round_)
    if sealed is not None:
        value = desk.book.marks[round_["id"], None, desk.who, None]
        assert value_of(sealed) == value
    else:
        value = panels_together(reading, round_, [score for score in panels if score is not None])
    assert value is not None
    value = with_points(reading, round_, after_rooms(reading, round_, after_factor(reading, round_, value)))
    value = after_bounds(reading, "round", after_rounding(reading, "round", value, round_))
    reading.end()
    assert value_of(step) == value
    return value


def panels_together(reading: Reading, round_: Document, scores: list[Fraction]) -> Fraction:
    """Panels by weight; one alone is not told."""
    panels = panels_for(reading.desk.book, round_, reading.desk.who)
    assert len(scores) == len(panels)
    if len(panels) == 1:
        return scores[0]
    step = reading.one("panels")
    pairs = [tuple(map(Fraction, term.split(" × "))) for term in step.facts["terms"].split(" + ")]
    assert pairs == list(zip(scores, map(weight, panels), strict=True))
    assert fact(step, "weights") == total([by for _, by in pairs])
    assert value_of(step) == total([score * by for score, by in pairs]) / fact(step, "weights")
    return value_of(step)


def after_factor(reading: Reading, round_: Document, value: Fraction) -> Fraction:
    """The value times the factor of the performance, told where there is one."""
    found = [row[2] for row in listed(reading.desk.book, "factors") if row[:2] == [round_["id"], reading.desk.who]]
    step = reading.perhaps("factor")
    assert (step is not None) == bool(found)
    if step is None:
        return value
    assert (fact(step, "before"), fact(step, "factor")) == (value, Fraction(found[0]))
    assert value_of(step) == value * fact(step, "factor")
    return value_of(step)


def after_rooms(reading: Reading, round_: Document, value: Fraction) -> Fraction:
    """The value times the coefficient of the own room, from the means of all rooms."""
    desk = reading.desk
    step = reading.perhaps("rooms")
    assert (step is not None) == (rule(desk.book, "rooms", "raw") == "equalised" and not is_sealed(round_))
    if step is None:
        return value
    inner = Reading(step.steps, desk)
    means = {each.facts["room"]: value_of(each) for each in inner.several("room-mean")}
    inner.end()
    (who,) = (each for each in desk.book.document["contestants"] if each["id"] == desk.who)
    own = means.get(who.get("room") or "")
    assert step.facts["room"] == (who.get("room") or "")
    assert fact(step, "coefficient") == (mean(means.values()) / own if own else 1)
    assert fact(step, "before") == value
    assert value_of(step) == value * fact(step, "coefficient")
    return value_of(step)


def with_points(reading: Reading, round_: Document, value: Fraction) -> Fraction:
    """The value with clock points and adjustments, told as one sum."""
    clock, terms = reading.perhaps("clock"), [value]
    taken = [row[2] for row in listed(reading.desk.book, "times") if row[:2] == [round_["id"], reading.desk.who]]
    assert (clock is not None) == bool(taken and round_.get("clock"))
    if clock is not None:
        limit = round_["clock"].get("limit")
        assert (clock.facts["seconds"], clock.facts["limit"]) == (str(taken[0]), "" if limit is None else str(limit))
        assert value_of(clock) == points_for_time(round_["clock"], taken[0])
        terms.append(value_of(clock))
    terms += check_adjustments(reading, round_["id"])
    return added_up(reading, terms)


def points_for_time(clock: Document, seconds: int) -> Fraction:
    """The last row of `over` that is exceeded and the first row of `under` that is not reached."""
    points = Fraction(0)
    for past, by in sorted(clock.get("over") or [], key=lambda row: row[0]):
        points = Fraction(by) if seconds > clock["limit"] + past else points
    for until, by in sorted(clock.get("under") or [], key=lambda row: row[0]):
        if seconds < until:
            return points + Fraction(by)
    return points


# The place


def check_place(reading: Reading) -> None:
    """Where somebody stayed behind, and the tie they were in."""
    desk, row = reading.desk, reading.desk.row
    for step in reading.several("cut-tie"):
        check_cut_tie(desk, step)
    behind = reading.perhaps("stayed-behind")
    assert (behind is not None) == (row["cut"] is not None)
    if behind is not None:
        assert behind.facts["round"] == called(round_named(desk.book, row["cut"]))
    tied = equals(desk)
    told = reading.perhaps("tied")
    assert (told is not None) == (len(tied) > 1)
    decided_by = None
    if told is not None:
        assert told.facts["contestants"] == ", ".join(tied)
        decided_by, left = check_chain(reading, tied)
        assert [desk.rows[who]["place"] for who in left] == [row["place"]] * len(left)
    assert decided_by == row["decided_by"]


def check_cut_tie(desk: Desk, step: Step) -> None:
    """A tie across the line of a cut: who is in it, what was asked, and what became of the contestant."""
    cut = next(each for each in listed(desk.book, "cuts") if called(round_named(desk.book, each["after"])) == step.facts["round"])
    assert step.facts["keep"] == str(cut["keep"])
    assert step.facts["cut_tie"] == (cut.get("tie") or "extend")
    tied = names_in(desk, step.facts["contestants"])
    assert desk.who in tied
    assert 0 < int(step.facts["free"]) < len(tied)
    reading = Reading(step.steps, desk)
    on = [who for who in tied if desk.rows[who]["cut"] != cut["after"]]
    left = tied
    if step.facts["cut_tie"] == "chain":
        _, left = check_chain(reading, tied, frozenset(tied) - frozenset(on))
    decided = reading.perhaps("cut-decision")
    outcome = reading.one("cut-on", "cut-behind", "cut-open")
    reading.end()
    assert (outcome.kind == "cut-behind") == (desk.who not in on)
    if step.facts["cut_tie"] == "extend" or outcome.kind == "cut-open":
        assert on == tied
    elif decided is not None:
        assert desk.who in decided.facts["contestants"]
        assert len(on) == int(step.facts["free"])
    else:
        assert len({who in on for who in left}) == 1


def names_in(desk: Desk, text: str) -> list[str]:
    """The contestants of a list, in the order of the file; their names may hold commas."""
    found = []
    for who in (each["id"] for each in desk.book.document["contestants"]):
        if text == who or text.startswith(f"{who}, "):
            found.append(who)
            text = text[len(who) + 2 :]
    assert text == ""
    return found


def equals(desk: Desk) -> list[str]:
    """Those who have the same ranking score, at the same stage of the same group."""
    key = "exact" if rule(desk.book, "rank_on", "rounded") == "exact" else "score"
    row = desk.row
    if row["place"] is None:
        return []
    same = [other for other in desk.rows.values() if (other["group"], other["cut"]) == (row["group"], row["cut"])]
    names = [other["contestant"] for other in same if other["place"] and Fraction(other[key]) == Fraction(row[key])]
    return [each["id"] for each in desk.book.document["contestants"] if each["id"] in names]


# Awards


def check_awards(reading: Reading) -> None:
    """The awards somebody got, and why not others."""
    desk = reading.desk
    got = reading.several("award-got", "award-named", "award-min", "award-pass", "award-cap", "award-line")
    names = [step.facts["award"] for step in got if step.kind in ("award-got", "award-named")]
    assert Counter(names) == Counter(desk.row["awards"])
    for step in got:
        awards = [each for each in listed(desk.book, "awards") if each["name"] == step.facts["award"]]
        assert any(fits(desk, step, award) for award in awards)


def fits(desk: Desk, step: Step, award: Document) -> bool:
    """Whether a line about an award can be true of this one."""
    named = award.get("named") is not None
    if step.kind == "award-named" or named:
        return step.kind == "award-named" and named and desk.who in award["named"]
    told = step.facts
    if (told["quota"], told["tie"]) != (str(award["quota"]), award.get("tie") or "extend"):
        return False
    least, score = award.get("min"), Fraction(desk.row["score"])
    if step.kind == "award-pass":
        marks = [(each.get("name") or each["id"], (each.get("rules") or {}).get("pass_mark")) for each in listed(desk.book, "rounds")]
        return any(
            told["round"] == name and mark is not None and Fraction(told["pass_mark"]) == Fraction(mark)
            for name, mark in marks
        )
    if step.kind == "award-min":
        return least is not None and Fraction(told["min"]) == Fraction(least) > score
    if step.kind == "award-cap":
        return told["cap"] == str(award.get("cap")) and street_is_full(desk, award)
    return least is None or score >= Fraction(least)


def street_is_full(desk: Desk, award: Document) -> bool:
    """Whether as many of the own street and group as the cap allows have the award."""
    people = {each["id"]: each for each in desk.book.document["contestants"]}
    own = people[desk.who]
    others = [people[who] for who, row in desk.rows.items() if award["name"] in row["awards"]]
    same = [each for each in others if (each.get("street"), each.get("group")) == (own["street"], own.get("group"))]
    return len(same) >= int(award["cap"])
