"""Who goes on and who comes where, in the contract's steps 6 and 7."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from tests.tabulation.oracle_book import (
    Book,
    Document,
    competing,
    contestants,
    groups,
    judges_for,
    listed,
    panels_of,
    round_named,
    rounds,
    rule,
    status,
)
from tests.tabulation.oracle_numbers import number
from tests.tabulation.oracle_rounds import Total, Weights, own_weights, round_scores, total_of
from tests.tabulation.oracle_ties import decision, moving_up, split


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
    failed: bool = False
    """Below the pass mark of a round."""

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
    ours, left = still_in(book, group), were_in_later(book, cut, group, given_away(book))
    drawn: list[Line] = []
    scored = [name for name in left if name in totals_of(book, left, cut_weights(book, cut))]
    places = cut["keep"] - (len(left) - len(scored))
    behind = draw_line(book, cut, ours + scored, places, drawn)
    while any(name in behind for name in scored):
        drawn.clear()
        places -= sum(name in behind for name in scored)
        scored = [name for name in scored if name not in behind]
        behind = draw_line(book, cut, ours + scored, places, drawn)
    lines += drawn
    return behind


def lines_when_held(book: Book) -> list[Line]:
    """The lines that ties crossed on the day, when those were still in whose places have been given away since."""
    drawn: list[Line] = []
    order = [each["id"] for each in rounds(book)]
    for cut in listed(book, "cuts") if moving_up(book) else []:
        before = {name: after for name, after in book.gone.items() if order.index(after) < order.index(cut["after"])}
        undecided = replace(book, document={**book.document, "decisions": []}, gone=before)
        for group in groups(book):
            left = were_in_later(book, cut, group, [])
            scored = [name for name in left if name in totals_of(book, left, cut_weights(book, cut))]
            places = cut["keep"] - (len(left) - len(scored))
            draw_line(undecided, cut, still_in(undecided, group) + scored, places, drawn)
    return [line for line in drawn if line.crossed]


def were_in_later(book: Book, cut: Document, group: str | None, without: list[str]) -> list[str]:
    """Those who no longer compete and have a mark that counts in a round after the cut."""
    order = [each["id"] for each in rounds(book)]
    gone = [each for each in contestants(book) if status(each) not in ("competing", "guest")]
    names = [each["id"] for each in gone if each.get("group") == group and each["id"] not in without]
    later = [row for row in listed(book, "marks") if order.index(row[0]) > order.index(cut["after"])]
    return [name for name in names if any(row[2] == name and row_counts(book, row) for row in later)]


def row_counts(book: Book, row: list[Any]) -> bool:
    """Is this row of marks given by a judge who marks this contestant, with points in it?"""
    round_, judge, name, _item, given = row
    if given is None:
        return False
    if judge is None:
        return True
    return any(judge in judges_for(book, panel, name) for panel in panels_of(book, round_named(book, round_)))


def moved_up(book: Book, mover: str, left: str) -> bool:
    """Would the one have stayed behind, and does not, because the other's place was given away?"""
    kept = [each for each in listed(book, "decisions") if each["kind"] != "cut" or each["order"][1:] != [left]]
    without = make_cuts(replace(book, document={**book.document, "decisions": kept}, gone={}))[0]
    for cut in listed(book, "cuts"):
        filled = [name for group in groups(book) for name in were_in_later(book, cut, group, [])]
        if left in filled and without.gone.get(mover) == cut["after"] != book.gone.get(mover):
            return True
    return False


def given_away(book: Book) -> list[str]:
    """Those whose place a decision gave away."""
    return [pair[1] for pair in moving_up(book)]


def draw_line(book: Book, cut: Document, names: list[str], places: int, lines: list[Line]) -> list[str]:
    """Who stays behind where so many go on."""
    names = [each["id"] for each in contestants(book) if each["id"] in names]
    totals = totals_of(book, names, cut_weights(book, cut))
    going_on: list[str] = []
    for tied in equals(book, totals):
        free = places - len(going_on)
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
        line.open = order is None and any(each["id"] in line.people for each in competing(book))
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
