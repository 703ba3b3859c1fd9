"""Parting those who are equal, in the contract's step 7: link by link, starting again for those still tied."""

from fractions import Fraction

from tests.tabulation.oracle_book import (
    Book,
    DecisionError,
    Document,
    contestants,
    is_recused,
    is_sealed,
    listed,
    official_judges,
    panels_of,
    round_named,
    rule,
    sits_in,
    status,
    unrounded,
    untrimmed,
    weight,
)
from tests.tabulation.oracle_numbers import mean, median
from tests.tabulation.oracle_rounds import (
    Scores,
    Weights,
    panel_score,
    round_scores,
    sheet_total,
    total_of,
    valid_marks,
    valid_sheets,
)

Value = Fraction | None
DECIDED = ("chair", "playoff", "lot")


def split(book: Book, tied: list[str], weights: Weights) -> tuple[list[list[str]], dict[str, str]]:
    """The tied, best first, in sets that nothing parts any more; and the last link that parted each one's set."""
    for link in rule(book, "tie_chain", []) if len(tied) > 1 else []:
        levels = by_value(link_values(book, link, tied, weights))
        if len(levels) > 1:
            sets: list[list[str]] = []
            decided: dict[str, str] = {}
            for level in levels:
                decided.update(dict.fromkeys(level, link))
                inner_sets, inner_decided = split(book, level, weights)
                sets += inner_sets
                decided.update(inner_decided)
            return sets, decided
    return [tied], {}


def by_value(values: dict[str, Value]) -> list[list[str]]:
    """Those with the same value together, highest first; no value is lowest."""
    keys = {name: (value is not None, value or Fraction(0)) for name, value in values.items()}
    return [[name for name in keys if keys[name] == key] for key in sorted(set(keys.values()), reverse=True)]


def link_values(book: Book, link: str, tied: list[str], weights: Weights) -> dict[str, Value]:
    """What one link compares of the tied: more is better."""
    kind, _, named = link.partition(":")
    if kind in DECIDED:
        return decided_values(book, kind, tied)
    if kind == "majority":
        return majority_values(book, tied, weights)
    if kind == "decimals":
        return totals(unrounded(book, int(named) if named else None), tied, weights)
    if kind == "untrimmed":
        return totals(untrimmed(book), tied, weights)
    if kind == "median":
        scores = round_scores(book)
        return {name: median_value(book, scores, name, weights) for name in tied}
    if kind == "round":
        scores = round_scores(book)
        return {name: scores[named, name] if named in weights else None for name in tied}
    if kind == "panel":
        return {name: panel_value(book, named, name, weights) for name in tied}
    return {name: item_value(book, named, name, weights) for name in tied}


def totals(book: Book, tied: list[str], weights: Weights) -> dict[str, Value]:
    """The final score of the contest counted otherwise."""
    scores = round_scores(book)
    found = {name: total_of(book, scores, name, weights) for name in tied}
    return {name: total.score if total else None for name, total in found.items()}


def panel_value(book: Book, panel_id: str, contestant: str, weights: Weights) -> Value:
    """Sum of round weight x panel score; None while one of them is not there."""
    panel = next(panel for panel in listed(book, "panels") if panel["id"] == panel_id)
    total = Fraction(0)
    for round_id, by in weights.items():
        if sits_in(panel, round_named(book, round_id)):
            score = panel_score(book, round_named(book, round_id), panel, contestant)
            if score is None:
                return None
            total += by * score
    return total


def item_value(book: Book, named: str, contestant: str, weights: Weights) -> Value:
    """Mean of all valid marks of the item named `ROUND/ITEM`, panel by panel, the panels weighted."""
    for round_id in weights:
        round_ = round_named(book, round_id)
        for item in round_.get("items") or []:
            if f"{round_id}/{item['id']}" == named:
                return item_mean(book, round_, item, contestant)
    return None


def item_mean(book: Book, round_: Document, item: Document, contestant: str) -> Value:
    """The panels' means of one item, weighted; only panels that have a mark."""
    total, by = Fraction(0), Fraction(0)
    for panel in panels_of(book, round_):
        marks = valid_marks(book, round_, panel, contestant, item)
        if marks:
            total += weight(panel) * mean(marks)
            by += weight(panel)
    return total / by if by else None


def median_value(book: Book, scores: Scores, contestant: str, weights: Weights) -> Value:
    """Sum of round weight x median of all valid sheet totals; of a sealed round, its score."""
    total = Fraction(0)
    for round_id, by in weights.items():
        middle = middle_of_round(book, scores, round_named(book, round_id), contestant)
        if middle is None:
            return None
        total += by * middle
    return total


def middle_of_round(book: Book, scores: Scores, round_: Document, contestant: str) -> Value:
    """The median of the sheet totals of all panels in one round."""
    if is_sealed(round_):
        return scores[round_["id"], contestant]
    sheets = [total for panel in panels_of(book, round_) for total in valid_sheets(book, round_, panel, contestant)]
    return median(sheets) if sheets else None


def majority_values(book: Book, tied: list[str], weights: Weights) -> dict[str, Value]:
    """How many times a judge puts one above another of the tied."""
    wins = dict.fromkeys(tied, 0)
    for panel in listed(book, "panels"):
        for judge in official_judges(book, panel):
            own = {name: judges_own_total(book, panel, judge, name, weights) for name in tied}
            totals_given = {name: total for name, total in own.items() if total is not None}
            for name, total in totals_given.items():
                wins[name] += sum(total > other for other in totals_given.values())
    return {name: Fraction(count) for name, count in wins.items()}


def judges_own_total(book: Book, panel: Document, judge: str, contestant: str, weights: Weights) -> Value:
    """Sum of round weight x this judge's sheet total; None unless every sheet is valid."""
    if is_recused(book, judge, contestant):
        return None
    total = Fraction(0)
    for round_id, by in weights.items():
        if sits_in(panel, round_named(book, round_id)):
            sheet = sheet_total(book, round_named(book, round_id), judge, contestant)
            if sheet is None:
                return None
            total += by * sheet
    return total


def decided_values(book: Book, kind: str, tied: list[str]) -> dict[str, Value]:
    """The order a recorded decision puts the tied in; all equal where there is none."""
    order = decision(book, kind, tied)
    if order is None:
        return dict.fromkeys(tied, None)
    return {name: Fraction(-order.index(name)) for name in tied}


def moving_up(book: Book) -> list[list[str]]:
    """The decisions that give the place of somebody who has left to the next: pairs, who moves up first."""
    state = {each["id"]: status(each) for each in contestants(book)}
    pairs = [each["order"] for each in listed(book, "decisions") if each["kind"] == "cut" and len(each["order"]) == 2]
    return [pair for pair in pairs if state[pair[0]] == "competing" and state[pair[1]] not in ("competing", "guest")]


def decision(book: Book, kind: str, tied: list[str]) -> list[str] | None:
    """The order recorded for people among whom all the tied are; None where none of them was decided on."""
    found = None
    for each in listed(book, "decisions"):
        if kind == "cut" and each["order"] in moving_up(book):
            continue
        if each["kind"] == kind and set(each["order"]) & set(tied):
            if not set(tied) <= set(each["order"]):
                raise DecisionError(f"{kind} {each['order']} leaves out some of {tied}")
            found = found or each["order"]
    return found
