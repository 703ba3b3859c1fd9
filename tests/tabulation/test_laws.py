"""Laws that hold in every contest, whatever its rules, tried on generated ones: LEITAI_EXAMPLES each.

Where a law needs something to be away, it takes it away. Hypothesis throws the dice, so a failure comes again.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabulation import as_json, read_contest, tabulate, write_contest
from tabulation.vocabulary import LEFT
from tests.tabulation.generated import documents
from tests.tabulation.oracle_numbers import exact_text
from tests.tabulation.support import Document, by_contestant, contest, standings_of

pytestmark = pytest.mark.no_cover  # branches count where a case said by hand goes through them
dice = st.randoms(use_true_random=True)
CONTESTANT_AT = {"marks": 2, "recusals": 1, "factors": 1, "times": 1}
"""The lists of rows, and where in a row the contestant stands."""


def ruled(document: Document, **rules: Any) -> Document:
    """The contest with some other rules."""
    return {**document, "rules": {**(document.get("rules") or {}), **rules}}


def undecided(document: Document, *kinds: str) -> Document:
    """The contest without its decisions, or without those of some kinds."""
    left = [each for each in document.get("decisions", []) if kinds and each["kind"] not in kinds]
    return {**document, "decisions": left}


def anybody(document: Document, rng: Random) -> Document:
    found: Document = rng.choice(document["contestants"])
    return found


def items_of(document: Document) -> list[tuple[Document, Document]]:
    """Every item with its round."""
    return [(round_, item) for round_ in document["rounds"] for item in round_.get("items", [])]


def others(answer: Document, who: str) -> dict[str, Document]:
    """The rows of all but one."""
    return {name: row for name, row in by_contestant(answer).items() if name != who}


def completeness(answer: Document) -> tuple[bool, list[Any]]:
    """What an answer says of the whole, not of anybody."""
    return answer["final"], answer["missing"]


Change = Callable[[str, Any], Any]


def rewritten(thing: Any, change: Change, at: str = "") -> Any:
    """A contest or an answer with every value changed, and every key (`:`); the change is told where it stands."""
    if isinstance(thing, dict):
        within = {key: rewritten(each, change, f"{at}.{key}".lstrip(".")) for key, each in thing.items()}
        return {change(f"{at}:", key): each for key, each in within.items()}
    if isinstance(thing, list) and thing and isinstance(thing[0], list):
        return [[rewritten(each, change, f"{at}.{column}") for column, each in enumerate(row)] for row in thing]
    return [rewritten(each, change, at) for each in thing] if isinstance(thing, list) else change(at, thing)


# Order, names, reading

def mixed(document: Document, rng: Random) -> Document:
    """The contest with everything in another order whose order says nothing."""
    found = deepcopy(document)
    keys = ("panels", "judges", "contestants", "adjustments", "cuts", "decisions", *CONTESTANT_AT)
    lists = [found.get(key) for key in keys] + [award.get("named") for award in found.get("awards", [])]
    for round_ in found["rounds"]:
        lists += [round_.get("items"), *(rows for rows in round_.get("clock", {}).values() if isinstance(rows, list))]
    for each in filter(None, lists):
        rng.shuffle(each)
    return found


@given(documents(), dice)
def test_the_order_of_rows_is_irrelevant(document: Document, rng: Random) -> None:
    one, other = standings_of(document), standings_of(mixed(document, rng))
    assert (other["final"], other["standings"]) == (one["final"], one["standings"])
    for key in ("missing", "warnings"):
        assert sorted(map(str, other[key])) == sorted(map(str, one[key]))


NAMED_AT = {
    "panel": "panels.id judges.panel",
    "round": "rounds.id panels.rounds adjustments.round cuts.after cuts.weights: marks.0 factors.0 times.0 "
    "standings.cut standings.rounds: missing.0",
    "judge": "judges.id marks.1 recusals.0 missing.1",
    "contestant": "contestants.id marks.2 recusals.1 factors.1 times.1 adjustments.contestant decisions.order "
    "awards.named standings.contestant missing.2",
    "item": "rounds.items.id marks.3 missing.3",
    "group": "contestants.group awards.group standings.group",
    "room": "contestants.room panels.rooms",
    "street": "contestants.street",
    "award": "awards.name standings.award standings.awards",
    "link": "rules.tie_chain standings.decided_by",
}
KINDS = {place: kind for kind, places in NAMED_AT.items() for place in places.split()}


def other_names(document: Document, rng: Random) -> Change:
    """The names there are, dealt out anew among things of a kind, sometimes with a sign before; links follow."""
    there: dict[str, set[str]] = defaultdict(set)
    rewritten(document, lambda at, name: there[KINDS.get(at, "")].add(name) if isinstance(name, str) else None)
    new: dict[tuple[str, Any], str] = {}
    for kind in sorted(there.keys() & NAMED_AT.keys() - {"link"}):
        names, sign = sorted(there[kind]), rng.choice(("", "新"))
        new.update({(kind, old): sign + name for old, name in zip(names, rng.sample(names, len(names)), strict=True)})
    links = {("link", f"{kind}:{old}"): f"{kind}:{name}" for (kind, old), name in new.items()}
    for round_, item in items_of(document):
        name = "/".join((new["round", round_["id"]], new["item", item["id"]]))
        links["link", f"item:{round_['id']}/{item['id']}"] = f"item:{name}"
    return lambda at, old: (new | links).get((KINDS.get(at, ""), old), old)


@given(documents(), dice)
def test_names_are_only_names(document: Document, rng: Random) -> None:
    new = other_names(document, rng)
    one, other = rewritten(standings_of(document), new), standings_of(rewritten(document, new))
    assert by_contestant(other) == by_contestant(one)
    assert completeness(other) == completeness(one)


@given(documents())
def test_reading_writing_and_computing_leave_everything_as_it_was(document: Document) -> None:
    text, before = json.dumps(document, ensure_ascii=False), deepcopy(document)
    found = read_contest(text)
    assert standings_of(document) == as_json(tabulate(found)) == as_json(tabulate(found))
    written = write_contest(found)
    assert read_contest(written) == found == read_contest(text.encode())
    assert write_contest(read_contest(written)) == written
    assert document == before


# Better marks

def straight(document: Document) -> Document:
    """The contest without what can turn a better mark into a worse place: see CROOKED. Nothing is decided, and who left
    is a guest: after a later round they would fill a place at the cut whatever their marks there."""
    people = [{**one, "status": "guest"} if one.get("status") in LEFT else one for one in document["contestants"]]
    chain = [link for link in (document.get("rules") or {}).get("tie_chain") or [] if link != "majority"]
    one_cut = {**document, "contestants": people, "cuts": document.get("cuts", [])[:1]}
    return undecided(ruled(one_cut, rooms=None, tie_chain=chain))


def raised(document: Document, at: int, least: str) -> Document | None:
    """The contest with one mark a step higher, if it can be; as little as is said where there are no steps."""
    *key, points = document["marks"][at]
    found = (item for round_, item in items_of(document) if [round_["id"], item["id"]] == [key[0], key[3]])
    item = next(found, {"max": "1000"})
    higher = Fraction(points or item["max"]) + Fraction(item.get("step") or least)
    better = [*document["marks"][:at], [*key, exact_text(higher)], *document["marks"][at + 1 :]]
    return {**document, "marks": better} if higher <= Fraction(item["max"]) else None


@given(documents(), dice)
def test_a_higher_mark_never_costs_its_owner_a_place(document: Document, rng: Random) -> None:
    """However values are clipped, dropped, pooled, rounded and bounded, with one cut, and links that compare values.

    Who goes on only now may have no marks for the next round yet, and then no place; that is no loss.
    """
    document = straight(document)
    before = by_contestant(standings_of(document))
    count = len(document["marks"])
    for at in rng.sample(range(count), min(count, 5)):
        who, better = document["marks"][at][2], raised(document, at, rng.choice(("0.001", "0.5")))
        old, new = before[who], by_contestant(standings_of(better))[who] if better else before[who]
        if old["cut"] and not new["cut"]:
            assert new["place"] is None or new["place"] <= old["place"]
        else:
            assert (new["cut"], new["place"] is None) == (old["cut"], old["place"] is None)
            assert (new["place"] or 0) <= (old["place"] or 0)
            assert Fraction(new["score"] or 0) >= Fraction(old["score"] or 0)


# Where a better mark does cost a place: a contest, the mark of A, A's place before and after.
SEALED = {"two": {"sealed": True}}
ALONE = {"A": {"room": "1"}, "B": {"room": "2"}, "C": {"room": "2"}}
ONE_JURY = {"A": ["8", "7", "7"], "B": ["9", "7", "7"], "C": ["7", "9", "6"]}
NO_MORE_THAN_5 = {"final": [None, "5"]}
SOME_ROUNDS = {
    "one": {"A": ["5"], "B": ["9"], "C": ["5"], "D": ["9"]},
    "two": {"A": ["5"], "B": ["5"], "C": ["9"], "D": ["5"]},
    "three": {"A": ["1"], "B": ["9"], "C": ["1"], "D": ["8"]},
}
CROOKED = {
    "rooms: A, alone in one, gains half a point, and B, whose room was marked low, almost a whole one": (
        contest(
            {"one": {"A": ["5"], "B": ["9"], "C": ["1"]}, "two": {"A": "4.2", "B": "0", "C": "0"}},
            rounds=SEALED, people=ALONE, rules={"rooms": "equalised"},
        ), "6", (1, 2),
    ),
    "two cuts: C no longer goes on beside A, who now ties across the next line and meets B and D after it": (
        contest(SOME_ROUNDS, cuts=[{"after": "one", "keep": 3}, {"after": "two", "keep": 1, "weights": {"two": "1"}}]),
        "6", (2, 3),
    ),
    "majority: B was first and A before C; now each is twice before another, and the next link puts A last": (
        contest(
            {"one": ONE_JURY, "two": {"A": "0", "B": "1", "C": "2"}},
            rounds=SEALED, rules={"bounds": NO_MORE_THAN_5, "tie_chain": ["majority", "round:two"]},
        ), "9", (2, 3),
    ),
}


@pytest.mark.parametrize(("document", "points", "places"), CROOKED.values(), ids=CROOKED)
def test_a_higher_mark_may_cost_a_place(document: Document, points: str, places: tuple[int, int]) -> None:
    ((*key, _), *rows) = document["marks"]
    answers = [standings_of(each) for each in (document, {**document, "marks": [[*key, points], *rows]})]
    assert tuple(by_contestant(answer)["A"]["place"] for answer in answers) == places


# Who is there

def with_twin(document: Document, person: Document, **fields: str) -> Document:
    """The contest with another contestant who did all that one did."""
    who, twin, found = person["id"], {**person, **fields}, deepcopy(document)
    found["contestants"].append(twin)
    for key, at in CONTESTANT_AT.items():
        rows = found.setdefault(key, [])
        rows += [[*row[:at], twin["id"], *row[at + 1 :]] for row in rows if row[at] == who]
    extra = found.setdefault("adjustments", [])
    extra += [{**each, "contestant": twin["id"]} for each in extra if each["contestant"] == who]
    for award in found.get("awards", []):
        if who in award.get("named", []):
            award["named"].append(twin["id"])
    return found


def without(document: Document, who: str) -> Document:
    """The contest as if one had never been there, and without awards that only this one could get."""
    found = deepcopy(document)
    found["contestants"] = [each for each in found["contestants"] if each["id"] != who]
    found["adjustments"] = [each for each in found.get("adjustments", []) if each["contestant"] != who]
    for key, at in CONTESTANT_AT.items():
        found[key] = [row for row in found.get(key, []) if row[at] != who]
    groups = {None, *(each.get("group") for each in found["contestants"])}
    awards = [award for award in found.get("awards", []) if award.get("named") != [who]]
    found["awards"] = [award for award in awards if award.get("group") in groups]
    for award in awards:
        if "named" in award:
            award["named"] = [each for each in award["named"] if each != who]
    return found


@given(documents(), dice)
def test_equal_sheets_share_a_place(document: Document, rng: Random) -> None:
    person, twin = anybody(document, rng), rng.choice(("!", "~"))
    rows = by_contestant(standings_of(with_twin(undecided(document), person, id=twin)))
    assert rows[twin] == {**rows[person["id"]], "contestant": twin}
    assert rows[twin]["shared"] == (rows[twin]["place"] is not None)


@given(documents(), dice)
def test_a_guest_changes_nothing_for_the_others(document: Document, rng: Random) -> None:
    one = standings_of(document)
    other = standings_of(with_twin(document, anybody(document, rng), id="~", status="guest"))
    assert others(other, "~") == by_contestant(one)
    assert completeness(other) == completeness(one)


def before_the_first_cut(document: Document, who: str) -> Document:
    """The same with no marks of somebody after a cut: whoever has some fills a place in the round."""
    order = [round_["id"] for round_ in document["rounds"]]
    first = min((order.index(cut["after"]) for cut in document.get("cuts", [])), default=len(order))
    marks = [row for row in document["marks"] if row[2] != who or order.index(row[0]) <= first]
    return {**document, "marks": marks}


@given(documents(), dice)
def test_who_does_not_compete_might_as_well_not_be_there(document: Document, rng: Random) -> None:
    gone, people = anybody(document, rng), document["contestants"]
    document = before_the_first_cut(document, gone["id"])
    out = {**gone, "status": rng.choice(("withdrawn", "no-show", "disqualified", "guest"))}
    one = standings_of(undecided({**document, "contestants": [out if each is gone else each for each in people]}))
    row = by_contestant(one)[gone["id"]]
    assert (row["status"], row["place"], row["cut"], row["awards"]) == (out["status"], None, None, [])
    if len(people) > 1:
        other = standings_of(without(undecided(document), gone["id"]))
        assert others(one, gone["id"]) == by_contestant(other)
        assert completeness(other) == completeness(one)


@given(documents(), dice)
def test_without_rooms_and_cuts_a_score_depends_on_nobody_else(document: Document, rng: Random) -> None:
    alone = whole = undecided({**ruled(document, rooms="raw"), "cuts": []})
    person = anybody(document, rng)["id"]
    for each in document["contestants"]:
        alone = alone if each["id"] == person else without(alone, each["id"])
    (row,), same = standings_of(alone)["standings"], by_contestant(standings_of(whole))[person]
    assert (row["score"], row["exact"], row["rounds"]) == (same["score"], same["exact"], same["rounds"])


@given(documents(), dice)
def test_practice_judges_change_nothing(document: Document, rng: Random) -> None:
    panel = rng.choice(document["panels"])
    kind = rng.choice(("practice", "observer"))
    judge = {"id": "实习", "panel": panel["id"], "kind": kind, "chair": rng.choice((True, False))}
    marks = [
        [round_["id"], judge["id"], each["id"], item["id"], rng.choice((item["max"], item.get("min") or "0", None))]
        for round_, item in items_of(document)
        if round_["id"] in (panel.get("rounds") or [round_["id"]])
        for each in document["contestants"]
        if panel.get("rooms") is None or each.get("room") in panel["rooms"]
    ]
    marks = document["marks"] + rng.sample(marks, rng.randint(len(marks) // 2, len(marks)))
    more = {**document, "judges": [judge, *document["judges"]], "marks": marks}
    assert {**standings_of(more), "warnings": []} == {**standings_of(document), "warnings": []}


# Other units

POINTS_AT = {
    *("rounds.items.min", "rounds.items.max", "rounds.items.step", "rounds.clock.over.1", "rounds.clock.under.1"),
    *("rules.clip.distance", "rounds.rules.clip.distance", "rules.bounds.round", "rules.bounds.final"),
    *("marks.4", "adjustments.points", "awards.min"),
}
SCORES_AT = ("standings.score", "standings.exact")
PLACES_AT = ("rules.round.", "rounds.rules.round.", "rules.clip.round", "rounds.rules.clip.round")


def in_tens(at: str, value: Any) -> Any:
    """A value of a contest that counts in tens of points: a tenth, or a place more."""
    if at in POINTS_AT and value is not None:
        return exact_text(Fraction(value) / 10)
    if at in ("rules.tie_chain", "standings.decided_by") and (value or "").startswith("decimals:"):
        return f"decimals:{int(value.partition(':')[2]) + 1}"
    return value + 1 if at.startswith(PLACES_AT) and isinstance(value, int) else value


def in_points(answer: Document, worth: int) -> Document:
    """An answer with its scores as numbers of points."""

    def change(at: str, value: Any) -> Any:
        is_score = value is not None and (at in SCORES_AT or at.startswith("standings.rounds."))
        return worth * Fraction(value) if is_score else value

    found: Document = rewritten({**answer, "warnings": []}, change)
    return found


@given(documents())
def test_points_may_be_counted_in_tens(document: Document) -> None:
    rules = ruled(document, round={"final": 2, **((document.get("rules") or {}).get("round") or {})})
    document = {**undecided(rules), "marks": [[*key, points and points[:12]] for *key, points in document["marks"]]}
    one, other = standings_of(document), standings_of(rewritten(document, in_tens))
    assert in_points(other, 10) == in_points(rewritten(one, in_tens), 1)


@given(documents())
def test_only_the_proportion_of_panel_weights_counts(document: Document) -> None:
    thrice = rewritten(document, lambda at, v: exact_text(3 * Fraction(v)) if v and at == "panels.weight" else v)
    assert standings_of(thrice) == standings_of(document)


# The end

@given(documents(), dice)
def test_awards_keep_to_quota_and_cap_unless_extended(document: Document, rng: Random) -> None:
    awards = [{**award, "name": str(at)} for at, award in enumerate(document.get("awards", [])) if "quota" in award]
    for award in awards:
        award.update(tie=rng.choice(("withhold", "decide")), quota=rng.randint(1, 4), cap=rng.choice((None, 1, 2)))
    moot = "" if any(award["tie"] == "decide" for award in awards) else "award"
    rows = standings_of({**undecided(document, moot), "awards": awards})["standings"]
    streets = {each["id"]: each.get("street") for each in document["contestants"]}
    for award in awards:
        won = [row for row in rows if award["name"] in row["awards"]]
        assert all(row["place"] for row in won)
        assert max(Counter(row["group"] for row in won).values(), default=0) <= award["quota"]
        homes = Counter((row["group"], streets[row["contestant"]]) for row in won if streets[row["contestant"]])
        assert award["cap"] is None or max(homes.values(), default=0) <= award["cap"]


@given(documents())
def test_final_means_nothing_missing_and_nothing_undecided(document: Document) -> None:
    settled = deepcopy(undecided(document))
    asking = [each for each in [*settled.get("cuts", []), *settled.get("awards", [])] if each.get("tie") == "decide"]
    one, open_ = standings_of(document), standings_of(settled)
    for each in asking:
        each["tie"] = "extend"
    other = standings_of(settled)
    assert other["final"] == (not other["missing"])
    assert one["final"] <= (not one["missing"]) <= (one["final"] or bool(asking))
    assert open_ == other or not open_["final"]
    there = {row["contestant"] for row in one["standings"] if row["status"] == "competing"}
    asked = all(d["kind"] in {"cut", "award"} and there.issuperset(d["order"]) for d in document.get("decisions", []))
    assert not asked or open_ == one or not open_["final"]  # a decision about people who fit changes nothing
