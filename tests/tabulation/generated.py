"""Contest documents of every kind, small and full of ties, all of them valid: `documents()` for Hypothesis.

Points come from a few coarse values and contestants often copy one another, so that ties, equal extremes and
roundings at the boundary are common. Decisions are added last, for those whom the oracle finds tied.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.tabulation import generated_parts as parts
from tests.tabulation.generated_coverage import FEATURES, coverage_of
from tests.tabulation.generated_pen import Document, Pen, some_bytes, up_to
from tests.tabulation.oracle import DecisionError, Reckoning, reckon, ties_of
from tests.tabulation.oracle_book import groups, listed
from tests.tabulation.oracle_numbers import exact_text
from tests.tabulation.oracle_places import given_away, were_in_later

__all__ = ["FEATURES", "coverage_of", "documents"]

Row = list[str | None]
GAPS = {"none": (256, 256), "excused": (256, 238), "missing": (246, 246), "both": (248, 236)}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A valid contest document."""
    pen = Pen(draw, notes=draw(up_to(3)) == 3)
    document = set_up(pen)
    takers = add_takers(pen, document)
    bind_panels(pen, document)
    add_ends(pen, document)
    add_marks(pen, document, takers)
    add_happenings(pen, document, takers)
    result = add_decisions(pen, document, level(pen, document))
    forget_later_marks(pen, document, result.book.gone)
    return document


# What is fixed before the first mark


def set_up(pen: Pen) -> Document:
    """Rounds, panels, judges and rules."""
    rounds = parts.rounds(pen)
    panels, judges = parts.panels(pen, rounds)
    document: Document = {"format": "leitai-contest/1", "title": "擂台比武"}
    if not pen.one_in(20):
        document["rules"] = parts.contest_rules(pen, parts.tie_links(rounds, panels))
    document.update({"rounds": rounds, "panels": panels, "judges": judges})
    return pen.noted(document)


def add_ends(pen: Pen, document: Document) -> None:
    """Cuts and awards."""
    optional(pen, document, "cuts", parts.cuts(pen, document["rounds"]))
    optional(pen, document, "awards", parts.awards(pen, document["contestants"]))


def optional(pen: Pen, document: Document, key: str, rows: Sequence[object]) -> None:
    """The rows; where there are none the key may be absent."""
    if rows or pen.one_in(2):
        document[key] = rows


# Who takes part, and what they are given


@dataclass(frozen=True)
class Taker:
    """A contestant with what they are given in each round: bytes that stand for marks, and one for the time."""

    person: Document
    marks: dict[str, bytes]
    seconds: dict[str, int | None]
    there: bool


def add_takers(pen: Pen, document: Document) -> list[Taker]:
    """One to six contestants."""
    ids, grouped = pen.pick(parts.CONTESTANT_IDS), pen.one_in(3)
    rooms = (document.get("rules") or {}).get("rooms") == "equalised" or pen.one_in(5)
    takers: list[Taker] = []

    def taker(own: Pen, at: int) -> Taker:
        person = parts.contestant(own, ids[at], rooms, grouped)
        there = person.get("status") in (None, "competing", "guest") or own.one_in(2)
        takers.append(Taker(person, marks_given(own, document, takers), seconds_taken(own, document), there))
        return takers[-1]

    document["contestants"] = [each.person for each in pen.several(taker, 1, 6, on=6)]
    return takers


def bind_panels(pen: Pen, document: Document) -> None:
    """Now and then, panels that mark only some rooms; everybody is still marked by one that counts."""
    rooms = sorted({each["room"] for each in document["contestants"] if each.get("room")})
    if not rooms or pen.one_in(3):
        return
    for panel in document["panels"]:
        if not pen.one_in(3):
            panel["rooms"] = pen.some(rooms, 2)
    for panel in document["panels"]:
        if not parts.all_are_marked(document):
            panel["rooms"] = None
    for panel in document["panels"]:
        if panel.get("rooms", 0) is None and pen.one_in(2):
            del panel["rooms"]


MOST_MARKS = 36  # three panels of four judges, three items


def marks_given(pen: Pen, document: Document, earlier: list[Taker]) -> dict[str, bytes]:
    """The marks of each round: new ones, or those of somebody earlier, now and then but for one of them."""
    model = pen.pick((None, None, 1, 2, 1))
    found = {}
    for round_ in document["rounds"]:
        if model is None or len(earlier) < model or pen.one_in(6):
            found[round_["id"]] = pen.draw(some_bytes(MOST_MARKS))
        else:
            turned = in_other_turn(pen, document, round_, earlier[-model].marks[round_["id"]])
            found[round_["id"]] = pen.draw(some_bytes(1)) + turned[1:] if pen.one_in(3) else turned
    return found


def in_other_turn(pen: Pen, document: Document, round_: Document, given: bytes) -> bytes:
    """The same marks, or by other judges, or for other items; each judge has three bytes."""
    judges = len(judges_in(document, round_))
    sheets = [given[3 * at : 3 * at + 3] for at in range(judges)]
    how = pen.pick((0, 1, 2, 3))
    if how == 3:
        items = len(round_.get("items", [0]))
        sheets = [sheet[:items][::-1] + sheet[items:] for sheet in sheets]
    else:
        sheets = [sheets[(at + how) % judges] for at in range(judges)]
    return b"".join(sheets) + given[3 * judges :]


TIMES = (None, 480, 481, 490, 491, 510, 511, 360, 359, 300, 299, 0, 3600)


def seconds_taken(pen: Pen, document: Document) -> dict[str, int | None]:
    """How long performances took, mostly close to a boundary; sometimes where no clock asks for it."""
    rounds = [round_ for round_ in document["rounds"] if "clock" in round_ or pen.one_in(12)]
    return {round_["id"]: pen.pick(TIMES) for round_ in rounds}


def add_marks(pen: Pen, document: Document, takers: list[Taker]) -> None:
    """The rows of marks and recusals; in some documents a mark is missing or excused now and then."""
    gaps, plain = GAPS[pen.pick((*["none"] * 5, *GAPS))], not pen.one_in(4)
    recusals = [[judge["id"], person["id"], "亲属"] for judge, person in some_pairs(pen, document)]
    optional(pen, document, "recusals", recusals)
    recused = {(judge, person) for judge, person, _ in recusals}
    rows = [row for taker in takers if taker.there for row in rows_of(document, taker, gaps, plain)]
    rows = [row for row in rows if (row[1], row[2]) not in recused and parts.may_mark(document, row[1], row[2])]
    document["marks"] = rows[::-1] if pen.one_in(4) else rows


def some_pairs(pen: Pen, document: Document) -> list[tuple[Document, Document]]:
    """Up to two judges, each with a contestant."""
    if not pen.one_in(4):
        return []
    return [(judge, pen.pick(document["contestants"])) for judge in pen.some(document["judges"], 2)]


def judges_in(document: Document, round_: Document) -> list[str | None]:
    """The judges who may mark a round; of a sealed one, nobody in particular."""
    if round_.get("sealed"):
        return [None]
    sitting = [panel["id"] for panel in document["panels"] if parts.names(panel, round_)]
    return [judge["id"] for judge in document["judges"] if judge["panel"] in sitting]


def rows_of(document: Document, taker: Taker, gaps: tuple[int, int], plain: bool) -> Iterator[Row]:
    """The rows that some bytes stand for: high ones are missing or excused marks."""
    missing, excused = gaps
    for round_ in document["rounds"]:
        for at, judge in enumerate(judges_in(document, round_)):
            sheet = taker.marks[round_["id"]][3 * at : 3 * at + 3]
            for byte, item in zip(sheet, round_.get("items", [{"id": None}]), strict=False):
                points = None if byte >= excused and judge else points_for(item, byte, plain)
                if byte < missing:
                    yield [round_["id"], judge, taker.person["id"], item["id"], points]


def points_for(item: Document, byte: int, plain: bool) -> str:
    """Points of the item's palette, mostly the first ones; written in one of several ways."""
    palette = parts.palette_of(item) if item["id"] else ("8", "8.50", "9", "0.005")
    points = palette[(0, 1, 0, 1, 0, 2, 3, 2)[byte % 8]]
    if plain or points.startswith("-"):
        return points
    return (points, f"+{points}", f"0{points}", points if "." in points else f"{points}.0")[byte // 8 % 4]


def add_happenings(pen: Pen, document: Document, takers: list[Taker]) -> None:
    """Factors, times and adjustments."""
    people = [person["id"] for person in document["contestants"]]
    rounds = [round_["id"] for round_ in document["rounds"]]
    pairs = [(round_, person) for round_ in rounds for person in people]
    factors: list[list[object]] = []
    if pen.one_in(3):
        factors = [[*pair, pen.pick(("1.1", "0.9", "1.25", "1", "0"))] for pair in pen.some(pairs, 3)]
    optional(pen, document, "factors", factors)
    taken = [[at, taker.person["id"], seconds] for taker in takers for at, seconds in taker.seconds.items()]
    optional(pen, document, "times", [row for row in taken if row[2] is not None])
    extra: list[Document] = []
    if pen.one_in(3):
        extra = [adjustment(pen, person, rounds) for person in pen.some(people, 2) + pen.some(people, 1)]
    optional(pen, document, "adjustments", extra)


def adjustment(pen: Pen, person: str, rounds: list[str]) -> Document:
    """Points on or off, of one round or of the whole."""
    found: Document = {"contestant": person, "points": pen.pick(("-0.2", "-1", "0.05", "+1", "-0.005", "-100"))}
    pen.add(found, "round", rounds)
    found["reason"] = "超时"
    return pen.noted(found)


def level(pen: Pen, document: Document) -> Reckoning:
    """Often, points on or off that bring others to the score of one: they then differ only in how they got there."""
    result = reckon(document)
    scores = {name: each.total.score for name, each in result.standings.items() if each.total and each.place}
    changed = False
    for name in list(scores)[1:4]:
        points = exact_text(max(scores.values()) - scores[name])
        if "/" not in points and points != "0" and len(points) < 16 and not pen.one_in(3):
            extra = {"contestant": name, "round": None, "points": points, "reason": "加分"}
            document.setdefault("adjustments", []).append(extra)
            changed = True
    return reckon(document) if changed else result


# What is decided


def add_decisions(pen: Pen, document: Document, result: Reckoning) -> Reckoning:
    """Decisions for some of those who are tied, kind by kind; one that turns out wrong is left out again."""
    document["decisions"] = []
    for kind in kinds_asked_for(document):
        for tied in getattr(ties_of(result), kind if kind in ("cut", "award") else "chain"):
            if not pen.one_in(3):
                result = add_decision(pen, document, kind, tied) or result
    for pair in pen.some(places_to_give_away(result), 2):
        result = add_decision(pen, document, "cut", pair) or result
    if not document["decisions"] and pen.one_in(2):
        del document["decisions"]
    return result


def places_to_give_away(result: Reckoning) -> list[list[str]]:
    """Who stayed behind with whoever left a round after that cut."""
    book = result.book
    left = [
        name
        for cut in listed(book, "cuts")
        for group in groups(book)
        for name in were_in_later(book, cut, group, given_away(book))
    ]
    return [[mover, name] for name in dict.fromkeys(left) for mover in book.gone]


def kinds_asked_for(document: Document) -> list[str]:
    """The kinds of decision the rules of this contest know, those first on which others depend."""
    found = []
    if any(cut.get("tie") == "decide" for cut in document.get("cuts", [])):
        found.append("cut")
    chain = (document.get("rules") or {}).get("tie_chain") or []
    found += [kind for kind in ("chair", "playoff", "lot") if kind in chain]
    if any(award.get("tie") == "decide" for award in document.get("awards", [])):
        found.append("award")
    return found


def add_decision(pen: Pen, document: Document, kind: str, tied: list[str]) -> Reckoning | None:
    """One decision, unless one of its kind names some of the same people or it makes the document invalid."""
    if any(each["kind"] == kind and set(each["order"]) & set(tied) for each in document["decisions"]):
        return None
    turn = pen.draw(up_to(len(tied) - 1))
    order = [*tied[turn:], *tied[:turn]]
    decision = {"kind": kind, "order": order[::-1] if pen.one_in(2) else order}
    pen.rarely(decision, "by", ("评委会主任",), null=False)
    document["decisions"].append(pen.noted(decision))
    try:
        return reckon(document)
    except DecisionError:
        document["decisions"].pop()
        return None


def forget_later_marks(pen: Pen, document: Document, gone: dict[str, str]) -> None:
    """Often, those who stayed behind have no marks in later rounds, as it would be."""
    order = [round_["id"] for round_ in document["rounds"]]
    if gone and not pen.one_in(3):
        document["marks"] = [
            row for row in document["marks"] if order.index(row[0]) <= order.index(gone.get(row[2], order[-1]))
        ]
