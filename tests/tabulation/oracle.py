"""A second, slow and plain computation of a valid contest document, to hold the real one against.

It follows the numbered order of the contract literally, one contestant at a time, and validates nothing.
"""

from dataclasses import dataclass
from typing import Any

from tests.tabulation.oracle_awards import give_awards
from tests.tabulation.oracle_book import (
    Book,
    DecisionError,
    Document,
    competing,
    is_recused,
    listed,
    open_book,
    own_rules,
    panels_for,
    places_of,
    rounds,
    status,
    takes_part,
)
from tests.tabulation.oracle_numbers import exact_text, number, written
from tests.tabulation.oracle_places import (
    Line,
    Standing,
    in_order,
    lines_when_held,
    make_cuts,
    make_standings,
    moved_up,
)
from tests.tabulation.oracle_rounds import Scores, base_score, panel_score, round_scores, trims_items
from tests.tabulation.oracle_ties import moving_up

__all__ = ["DecisionError", "Reckoning", "Ties", "oracle", "reckon", "ties_of"]

MissingRow = list[str | None]


@dataclass(frozen=True)
class Ties:
    """Sets of people a decision can be about: for the links of the tie chain, at a cut, across an award's line."""

    chain: list[list[str]]
    cut: list[list[str]]
    award: list[list[str]]


@dataclass(frozen=True)
class Reckoning:
    """Everything computed of one document."""

    book: Book
    lines: list[Line]
    tied: list[list[str]]
    standings: dict[str, Standing]
    undecided: bool


def oracle(document: Document) -> Document:
    """What `tabulate --json` prints of the document, warnings left out. DecisionError where a decision is wrong."""
    result = reckon(document)
    missing = missing_marks(result.book)
    scores = round_scores(result.book)
    return {
        "final": not missing and not result.undecided,
        "missing": missing,
        "warnings": [],
        "standings": [printed(result.book, scores, standing) for standing in in_order(result.standings)],
    }


def reckon(document: Document) -> Reckoning:
    """Cuts, places and awards; then every decision is held against those who turned out to be tied."""
    book, lines = make_cuts(open_book(document))
    standings, tied = make_standings(book)
    scores = round_scores(book)
    for standing in standings.values():
        standing.failed = any(below_pass_mark(scores, round_, standing.name) for round_ in listed(book, "rounds"))
    undecided = give_awards(book, standings)
    result = Reckoning(book, lines, tied, standings, undecided or any(line.open for line in lines))
    check_decisions(book, result)
    return result


def below_pass_mark(scores: Scores, round_: Document, who: str) -> bool:
    """Whether somebody has a score in a round that is below what it asks for."""
    mark, score = own_rules(round_).get("pass_mark"), scores.get((round_["id"], who))
    return mark is not None and score is not None and score < number(mark)


# Decisions


def sharing(standings: dict[str, Standing]) -> list[list[str]]:
    """Those who share a place."""
    sets: dict[tuple[Any, int], list[str]] = {}
    for standing in standings.values():
        if standing.shared and standing.place:
            sets.setdefault((standing.contestant.get("group"), standing.place), []).append(standing.name)
    return list(sets.values())


def decidable(kind: str, result: Reckoning) -> list[list[str]]:
    """The sets of tied people a decision of this kind may be about."""
    if kind == "award":
        return sharing(result.standings)
    if kind == "cut":
        return [line.people for line in result.lines if line.tie == "decide"]
    return result.tied + [line.people for line in result.lines if line.tie == "chain"]


def check_decisions(book: Book, result: Reckoning) -> None:
    """Raises DecisionError where a decision names people who are not all tied."""
    for each in listed(book, "decisions"):
        if each["kind"] == "cut" and each["order"] in moving_up(book):
            if not moved_up(book, *each["order"]):
                raise DecisionError(f"cut: {each['order'][0]} does not move up for {each['order'][1]}")
            continue
        if each["kind"] == "cut" and not set(each["order"]) & {one["id"] for one in competing(book)}:
            continue
        sets = [tied for tied in decidable(each["kind"], result) if len(tied) > 1]
        tie = {"cut": "decide", "award": ""}.get(each["kind"], "chain")
        sets += [line.people for line in lines_when_held(book) if line.tie == tie]
        if not any(set(each["order"]) <= set(tied) for tied in sets):
            raise DecisionError(f"{each['kind']}: not all of {each['order']} are tied")


def ties_of(result: Reckoning) -> Ties:
    """All sets of more than one that a further decision could be about."""
    crossed = [line.people for line in result.lines if line.crossed]
    shared = sharing(result.standings)
    chain = [tied for tied in decidable("lot", result) + shared if len(tied) > 1]
    return Ties(chain, [tied for tied in decidable("cut", result) if tied in crossed], shared)


# What is missing


def missing_marks(book: Book) -> list[MissingRow]:
    """The rows not there yet of those competing, in the order of contestants, rounds, judges, items."""
    rows = []
    for contestant in competing(book):
        for round_ in rounds(book):
            if takes_part(book, round_, contestant["id"]):
                rows += missing_of_performance(book, round_, contestant["id"])
    return rows


def missing_of_performance(book: Book, round_: Document, contestant: str) -> list[MissingRow]:
    """The rows not there yet of one performance, or one row for it all where nothing gives it a score."""
    rows: list[MissingRow] = []
    sitting = [panel["id"] for panel in panels_for(book, round_, contestant)]
    for judge in listed(book, "judges"):
        official = (judge.get("kind") or "official") == "official"
        if official and judge["panel"] in sitting and not is_recused(book, judge["id"], contestant):
            rows += missing_of_sheet(book, round_, judge["id"], contestant)
    for panel in panels_for(book, round_, contestant):
        if panel.get("ballot") and panel_score(book, round_, panel, contestant) is None:
            return [*rows, [round_["id"], None, contestant, None]]
    if not rows and base_score(book, round_, contestant) is None:
        rows.append([round_["id"], None, contestant, None])
    return rows


def missing_of_sheet(book: Book, round_: Document, judge: str, contestant: str) -> list[MissingRow]:
    """The items a judge has not marked yet; none where an excused item takes the whole sheet out."""
    keys = [(round_["id"], judge, contestant, item["id"]) for item in round_["items"]]
    excused = any(key in book.marks and book.marks[key] is None for key in keys)
    if excused and not trims_items(book, round_):
        return []
    return [list(key) for key in keys if key not in book.marks]


# Printing


def printed(book: Book, scores: Scores, standing: Standing) -> Document:
    """One row of the standings."""
    name, total = standing.name, standing.total
    return {
        "contestant": name,
        "status": status(standing.contestant),
        "group": standing.contestant.get("group"),
        "place": standing.place,
        "shared": standing.shared,
        "score": written(total.score, places_of(book, "final")) if total else None,
        "exact": exact_text(total.exact) if total else None,
        "rounds": {each["id"]: written_round(book, scores, each, name) for each in rounds(book)},
        "cut": book.gone.get(name),
        "award": standing.awards[0] if standing.awards else None,
        "awards": standing.awards,
        "decided_by": standing.decided_by,
    }


def written_round(book: Book, scores: Scores, round_: Document, contestant: str) -> str | None:
    """A round score with the places of its stage."""
    return written(scores[round_["id"], contestant], places_of(book, "round", round_))
