"""Who goes on and who comes where, in the contract's steps 6 and 7."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.tabulation.oracle_book import (
    Book,
    Document,
    competing,
    contestants,
    groups,
    listed,
    round_named,
    rounds,
    rule,
    status,
)
from tests.tabulation.oracle_numbers import number
from tests.tabulation.oracle_rounds import Total, Weights, own_weights, round_scores, total_of
from tests.tabulation.oracle_ties import decision, split


@dataclass
class Line:
    """Those who share the score at the line of a cut, or above it where the chain is asked; do they wait for a decision?"""

    people: list[str]
    tie: str
    crossed: bool = False
    open: bool = False


@dataclass
class Standing:
    """What became of one contestant."""

    contestant: Document
    total: Total | None = None
    place: int | None = None
    shared: bool = False
    decided_by: str | None = None
    awards: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The contestant's id."""
        return str(self.contestant["id"])


def ranking_score(book: Book, total: Total) -> Fraction:
    """What places go by."""
    return total.exact if rule(book, "rank_on", "rounded") == "exact" else total.score


def equals(book: Book, totals: dict[str, Total]) -> list[list[str]]:
    """Those with the same ranking score together, highest first."""
    keys = {name: ranking_score(book, total) for name, total in totals.items()}
    return [[name for name in keys if keys[name] == key] for key in sorted(set(keys.values()), reverse=True)]


def totals_of(book: Book, names: list[str], weights: Weights) -> dict[str, Total]:
    """The totals of those who have one."""
    scores = round_scores(book)
    found = {name: total_of(book, scores, name, weights) for name in names}
    return {name: total for name, total in found.items() if total is not None}


# 6 Cuts


def cut_weights(book: Book, cut: Document) -> Weights:
    """The rounds a cut counts, with the cut's own weights or, without any, those up to it with theirs."""
    if cut.get("weights") is not None:
        return {round_id: number(by) for round_id, by in cut["weights"].items()}
    last = rounds(book).index(round_named(book, cut["after"]))
    return own_weights(rounds(book)[: last + 1])


def make_cuts(book: Book) -> tuple[Book, list[Line]]:
    """The contest with everybody named who stayed behind, and the lines at which they did."""
    lines: list[Line] = []
    for round_ in rounds(book):
        for cut in listed(book, "cuts"):
            if cut["after"] == round_["id"]:
                behind = [name for group in groups(book) for name in cut_group(book, cut, group, lines)]
                book = replace(book, gone={**book.gone, **dict.fromkeys(behind, str(round_["id"]))})
    return book, lines


def still_in(book: Book, group: str | None) -> list[str]:
    """Those of a group who compete and have not stayed behind."""
    names = [each["id"] for each in competing(book) if each.get("group") == group]
    return [name for name in names if name not in book.gone]


def cut_group(book: Book, cut: Document, group: str | None, lines: list[Line]) -> list[str]:
    """Who of a group stays behind at a cut; nobody does without a score."""
    totals = totals_of(book, still_in(book, group), cut_weights(book, cut))
    going_on: list[str] = []
    for tied in equals(book, totals):
        free = cut["keep"] - len(going_on)
        if free > 0:
            line = Line(tied, cut.get("tie") or "extend", crossed=len(tied) > free)
            if len(tied) >= free or line.tie == "chain":
                lines.append(line)
            going_on += across_the_line(book, cut, line, free) if line.crossed else tied
    return [name for name in totals if name not in going_on]


def across_the_line(book: Book, cut: Document, line: Line, free: int) -> list[str]:
    """Who goes on of too many who are equal at the line."""
    if line.tie == "chain":
        going_on: list[str] = []
        for level in split(book, line.people, cut_weights(book, cut))[0]:
            going_on += level if len(going_on) < free else []
        return going_on
    if line.tie == "decide":
        order = decision(book, "cut", line.people)
        line.open = order is None
        if order is not None:
            return [name for name in order if name in line.people][:free]
    return line.people


# 7 Places


def layers(book: Book, group: str | None) -> list[tuple[list[str], Weights]]:
    """Those who went all the way, then those of the last cut, and so on to the first; with the rounds that count."""
    found = [(still_in(book, group), own_weights(rounds(book)))]
    for round_ in reversed(rounds(book)):
        for cut in listed(book, "cuts"):
            if cut["after"] == round_["id"]:
                gone = [name for name, after in book.gone.items() if after == cut["after"]]
                ours = [each["id"] for each in competing(book) if each.get("group") == group and each["id"] in gone]
                found.append((ours, cut_weights(book, cut)))
    return found


def place_group(book: Book, group: str | None, standings: dict[str, Standing]) -> list[list[str]]:
    """Writes the places of a group down; gives back the sets that had the same ranking score."""
    above, distinct, all_tied = 0, 0, []
    for names, weights in layers(book, group):
        totals = totals_of(book, names, weights)
        for tied in equals(book, totals):
            all_tied.append(tied)
            sets, decided = split(book, tied, weights)
            for sharing in sets:
                place = distinct + 1 if rule(book, "places", "competition") == "dense" else above + 1
                for name in sharing:
                    standing = standings[name]
                    standing.total, standing.place = totals[name], place
                    standing.shared, standing.decided_by = len(sharing) > 1, decided.get(name)
                above, distinct = above + len(sharing), distinct + 1
        waiting = len(names) - len(totals)
        above, distinct = above + waiting, distinct + waiting
    return all_tied


def make_standings(book: Book) -> tuple[dict[str, Standing], list[list[str]]]:
    """Everybody's standing, places in each group, and all sets that had the same ranking score."""
    standings = {contestant["id"]: Standing(contestant) for contestant in contestants(book)}
    all_tied = [tied for group in groups(book) for tied in place_group(book, group, standings)]
    others = [each["id"] for each in contestants(book) if status(each) != "competing"]
    for name, total in totals_of(book, others, own_weights(rounds(book))).items():
        standings[name].total = total
    return standings, all_tied


def in_order(standings: dict[str, Standing]) -> list[Standing]:
    """The placed by group (those without one last), place and id; then the unplaced; then who does not compete."""

    def key(standing: Standing) -> tuple[bool, bool, bool, str, int, str]:
        outside = status(standing.contestant) != "competing"
        group = None if outside else standing.contestant.get("group")
        by_group = (False, "") if outside else (group is None, group or "")
        return (outside, standing.place is None, *by_group, standing.place or 0, standing.name)

    return sorted(standings.values(), key=key)
