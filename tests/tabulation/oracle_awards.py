"""Who gets which award, in the contract's step 8: down the places of one group, award by award."""

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from tests.tabulation.oracle_book import Book, Document, groups, listed, status
from tests.tabulation.oracle_numbers import number
from tests.tabulation.oracle_places import Standing, in_order
from tests.tabulation.oracle_ties import decision

Block = list[Standing]


def give_awards(book: Book, standings: dict[str, Standing]) -> bool:
    """Writes down who gets what; is anything undecided?"""
    given: list[tuple[int, Standing]] = []
    undecided = [give_to_group(book, group, standings, given) for group in groups(book)]
    for number_, award in enumerate(listed(book, "awards")):
        named = [standings[name] for name in award.get("named") or []]
        given += [(number_, standing) for standing in named if status(standing.contestant) == "competing"]
    for number_, award in enumerate(listed(book, "awards")):
        for standing in [standing for at, standing in given if at == number_]:
            standing.awards.append(award["name"])
    return any(undecided)


def give_to_group(
    book: Book, group: str | None, standings: dict[str, Standing], given: list[tuple[int, Standing]]
) -> bool:
    """Gives the awards with a quota in one group; stops, and says so, at the first that waits for a decision."""
    placed = [each for each in in_order(standings) if each.place and each.contestant.get("group") == group]
    surplus = 0
    taken: list[str] = []
    for at, award in enumerate(listed(book, "awards")):
        if award.get("named") is None and award.get("group") in (None, group):
            quota = max(0, award["quota"] - surplus)
            surplus -= award["quota"] - quota
            winners, open_ = winners_of(book, award, quota, [each for each in placed if each.name not in taken])
            taken += [each.name for each in winners]
            given += [(at, each) for each in winners]
            if open_:
                return True
            if award.get("uses_up"):
                surplus += max(0, len(winners) - quota)
    return False


def winners_of(book: Book, award: Document, quota: int, candidates: Block) -> tuple[Block, bool]:
    """Who gets one award, and whether it waits for a decision."""
    winners: Block = []
    for _, sharing in groupby(candidates, key=lambda each: each.place):
        left = quota - len(winners)
        if left > 0:
            block = passed_over(award, winners, list(sharing))
            chosen = from_block(book, award, winners, block, left)
            if chosen is None:
                return winners, award.get("tie") == "decide"
            winners += chosen
    return winners, False


def passed_over(award: Document, winners: Block, block: Block) -> Block:
    """The block without those below the least score, and those whose street has had its share."""
    least = award.get("min")
    block = [each for each in block if not each.failed]
    block = [each for each in block if least is None or (each.total and each.total.score >= number(least))]
    return [each for each in block if room_for(award, winners, each) > 0]


def room_for(award: Document, winners: Block, one: Standing) -> int:
    """How many more of this one's street may get the award; everybody where nothing limits them."""
    street = one.contestant.get("street")
    if award.get("cap") is None or street is None:
        return 10**6
    had = [each for each in winners if each.contestant.get("street") == street]
    return int(award["cap"]) - len(had)


def crowded(award: Document, winners: Block, block: Block) -> Block:
    """Those of the block who come from a street with more people in it than may still get the award."""
    streets = Counter(each.contestant.get("street") for each in block)
    return [each for each in block if streets[each.contestant.get("street")] > room_for(award, winners, each)]


def from_block(book: Book, award: Document, winners: Block, block: Block, left: int) -> Block | None:
    """Who gets the award of those who share a place; None where it ends here, withheld or not decided yet."""
    tie = award.get("tie") or "extend"
    too_many = crowded(award, winners, block)
    if tie == "withhold":
        block, too_many = [each for each in block if each not in too_many], []
    if tie == "extend" or (len(block) <= left and not too_many):
        return block
    if tie == "withhold":
        return None
    names = [each.name for each in block]
    order = decision(book, "award", names)
    return None if order is None else first_decided(award, winners, sorted(block, key=by_order(order)), left)


def by_order(order: list[str]) -> Callable[[Standing], int]:
    """Sorts people as a decision puts them."""
    return lambda each: order.index(each.name)


def first_decided(award: Document, winners: Block, order: Block, left: int) -> Block:
    """The first of the order, as many as are left, no street above its cap."""
    chosen: Block = []
    for each in order:
        if len(chosen) < left and room_for(award, winners + chosen, each) > 0:
            chosen.append(each)
    return chosen
