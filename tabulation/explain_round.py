"""How a round score came about: marks, sheets, drops, pools, panels, factor, clock, roundings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from .ballots import ballot_steps, counts_of
from .contest import Clip, Contest, Counts, Item, Judge, Panel, Round
from .exact import Column, exact_text, plain, ratio_of, round_fraction
from .panels import PanelScore, Part, weighed
from .pooling import Row, Table
from .rounds import RoundScore, clock_points, room_coefficients, room_means
from .steps import Step, added, number


def label(thing: object) -> str:
    """What a thing is called: its name, or its id where it has none."""
    return getattr(thing, "name", "") or getattr(thing, "id", "")


def numbered(thing: Judge) -> str:
    """A judge's number and name, as lists and doors show them.

    >>> numbered(Judge(id="J1", panel="P", name="王一"))
    'J1 王一'
    """
    return f"{thing.id} {thing.name}" if thing.name not in ("", thing.id) else thing.id


def text_at(column: Column, index: int) -> str:
    """A number of a column as exact text; "" where there is none."""
    num = column.nums[index]
    return "" if num is None else number(num, column.den)


def changed(kind: str, before: Column, after: Column, index: int, **facts: str) -> Iterator[Step]:
    """A step from one column to the next, where it changed the number."""
    first, second = text_at(before, index), text_at(after, index)
    if first and first != second:
        yield Step(kind, second, {"before": first, "after": second, **facts})


def rounding(stage: str, decimals: int | None, rule: str, before: Column, after: Column, index: int) -> Iterator[Step]:
    """The rounding at a stage, wherever a stage rounds."""
    if decimals is not None and (first := text_at(before, index)):
        yield rounding_step(stage, decimals, rule, first, text_at(after, index))


def rounding_step(stage: str, decimals: int, rule: str, before: str, after: str) -> Step:
    """One rounding, with before and after."""
    facts = {"stage": stage, "places": str(decimals), "rule": rule, "before": before, "after": after}
    return Step("rounding", after, facts)


def bounds(low: Decimal | None, high: Decimal | None, before: Column, after: Column, index: int) -> Iterator[Step]:
    """A score held within its bounds, where it was beyond them."""
    bound_texts = [("" if bound is None else plain(bound)) for bound in (low, high)]
    yield from changed("bounds", before, after, index, low=bound_texts[0], high=bound_texts[1])


def explain_round(score: RoundScore, index: int) -> Step:
    """One contestant's round score as a tree of steps."""
    facts = {"round": label(score.round)}
    if score.score.nums[index] is None:
        return Step("round-open", None, facts, tuple(explain_panel(panel, index) for panel in score.panels_for(index)))
    return Step("round", text_at(score.score, index), facts, tuple(_steps(score, index)))


def _steps(score: RoundScore, index: int) -> Iterator[Step]:
    contest, round_ = score.contest, score.round
    rules, who = contest.rules, contest.ids[index]
    if round_.sealed:
        yield Step("sealed", text_at(score.base, index), {})
    for panel in score.panels_for(index):
        yield explain_panel(panel, index)
    yield from _together(score, index)
    if (round_.id, who) in contest.factors:
        factor = plain(contest.factors[round_.id, who])
        yield Step("factor", text_at(score.factored, index), {"before": text_at(score.base, index), "factor": factor})
    if rules.rooms == "equalised" and not round_.sealed:
        yield _rooms(score, index)
    yield from _points(score, index)
    yield from rounding("round", score.decimals, rules.rounding, score.exact, score.rounded, index)
    yield from bounds(*rules.bounds.round, score.rounded, score.score, index)


def _together(score: RoundScore, index: int) -> Iterator[Step]:
    """Panels by weight, where there is more than one."""
    panels = score.panels_for(index)
    if len(panels) < 2:
        return
    whole = sum((Fraction(p.panel.weight) for p in panels), Fraction(0))
    terms = [f"{text_at(p.score, index)} × {plain(p.panel.weight)}" for p in panels]
    yield Step("panels", text_at(score.base, index), {"terms": " + ".join(terms), "weights": exact_text(whole)})


def _rooms(score: RoundScore, index: int) -> Step:
    """The mean of each room, the coefficient of the own room, and the score after it."""
    room = score.contest.contestants[index].room
    means = room_means(score.contest, score.factored)
    coefficient = room_coefficients(score.contest, score.factored).get(room, Fraction(1))
    steps = tuple(Step("room-mean", exact_text(mean), {"room": name or ""}) for name, mean in means.items())
    facts = {"before": text_at(score.factored, index), "coefficient": exact_text(coefficient), "room": room or ""}
    return Step("rooms", text_at(score.equalised, index), facts, steps)


def _points(score: RoundScore, index: int) -> Iterator[Step]:
    """The clock reading and each adjustment, then the sum."""
    contest, round_, who = score.contest, score.round, score.contest.ids[index]
    terms = [text_at(score.equalised, index)]
    seconds = contest.times.get((round_.id, who))
    if seconds is not None and round_.clock is not None:
        points = exact_text(clock_points(round_.clock, seconds))
        terms.append(points)
        limit = "" if round_.clock.limit is None else str(round_.clock.limit)
        yield Step("clock", points, {"seconds": str(seconds), "limit": limit})
    for adjustment in contest.adjustments:
        if adjustment.contestant == who and adjustment.round == round_.id:
            terms.append(plain(adjustment.points))
            yield Step("adjustment", plain(adjustment.points), {"reason": adjustment.reason})
    if len(terms) > 1:
        yield Step("sum", text_at(score.exact, index), {"terms": added(terms)})


def explain_panel(panel: PanelScore, index: int) -> Step:
    """One panel's score of one contestant."""
    return Step(
        "panel", text_at(panel.score, index) or None, {"panel": label(panel.panel)}, tuple(_panel_steps(panel, index))
    )


def _panel_steps(panel: PanelScore, index: int) -> Iterator[Step]:
    rules = panel.rules
    if panel.panel.ballot is not None:
        yield from ballot_steps(panel.panel.ballot, _counts(panel, index))
    elif rules.trim == "total":
        yield from _sheets(panel, index)
        yield from _pooling(panel, panel.parts[0], index)
    else:
        parts = zip(panel.parts, panel.round.items, strict=True)
        yield from (_item(panel, part, item, index) for part, item in parts)
        if panel.exact.nums[index] is not None and len(panel.parts) > 1:
            terms = added([text_at(part.weighted, index) for part in panel.parts])
            yield Step("sum", text_at(panel.exact, index), {"terms": terms})
    yield from rounding("panel", rules.stages.panel, rules.rounding, panel.exact, panel.score, index)


def _counts(panel: PanelScore, index: int) -> Counts:
    return counts_of(panel.contest, panel.round, panel.panel, panel.contest.ids[index])


def _sheets(panel: PanelScore, index: int) -> Iterator[Step]:
    """Each judge's sheet: its marks and its total; what is excused, recused or not there says so."""
    table = panel.parts[0].values
    for judge, value in zip(panel.judges, table.rows[index], strict=True):
        marks = tuple(_marks(panel, judge, index))
        if value is None:
            yield Step(f"sheet-{_why_none(panel, judge, index)}", None, {"judge": label(judge)}, marks)
        else:
            yield _sheet(panel, judge, marks, number(value, table.den))


def _sheet(panel: PanelScore, judge: Judge, marks: tuple[Step, ...], total: str) -> Step:
    """A complete sheet: its marks added up, and rounded where the rule sheet says so."""
    terms = [mark.value for mark in marks if mark.value is not None]
    facts = {"judge": label(judge), "terms": added(terms), "sum": total}
    stages = panel.rules.stages
    if stages.sheet is not None:
        facts["sum"] = exact_text(sum(map(Fraction, terms), Fraction(0)))
        marks = (*marks, rounding_step("sheet", stages.sheet, panel.rules.rounding, facts["sum"], total))
    return Step("sheet", total, facts, marks)


def _why_none(panel: PanelScore, judge: Judge, index: int) -> str:
    """Why a judge's sheet does not count: recused, excused, or missing."""
    contest, who = panel.contest, panel.contest.ids[index]
    if (judge.id, who) in contest.recusals:
        return "recused"
    columns = [contest.marks.get((panel.round.id, judge.id, item.id), {}) for item in panel.round.items]
    return "excused" if any(column.get(who, "") is None for column in columns) else "missing"


def _marks(panel: PanelScore, judge: Judge, index: int) -> Iterator[Step]:
    contest, stages = panel.contest, panel.rules.stages
    who, rounds_marks = contest.ids[index], stages.item is not None or stages.weighted is not None
    for item in panel.round.items:
        given = contest.marks.get((panel.round.id, judge.id, item.id), {}).get(who)
        if given is None:
            continue
        points = given.removeprefix("+")
        if item.weight == 1 and not rounds_marks:
            yield Step("mark", points, {"item": label(item)})
        else:
            yield _weighed(panel, item, points)


def _weighed(panel: PanelScore, item: Item, points: str) -> Step:
    """A mark that is rounded or weighted before it is added."""
    stages, rule, divide = panel.rules.stages, panel.rules.rounding, panel.rules.divide
    weight, given = Fraction(item.weight), Fraction(points)
    at_item = round_fraction(given, stages.item, divide)
    value = number(*weighed(points, weight, stages, divide))
    steps = []
    if stages.item is not None:
        steps.append(rounding_step("item", stages.item, rule, points, exact_text(at_item)))
    if stages.weighted is not None:
        steps.append(rounding_step("weighted", stages.weighted, rule, exact_text(at_item * weight), value))
    facts = {"item": label(item), "points": points, "weight": plain(item.weight)}
    return Step("mark-weighed", value, facts, tuple(steps))


def item_marks_of(contest: Contest, round_: Round, panel: Panel, item: Item, index: int) -> Iterator[Step]:
    """The judges' marks of one item; one that is excused, recused or not there says so."""
    who = contest.ids[index]
    for judge in contest.official_judges(panel):
        facts, points = {"judge": label(judge)}, contest.marks.get((round_.id, judge.id, item.id), {}).get(who, "")
        if points:
            yield Step("item-mark", number(*ratio_of(points)), facts)
        elif (judge.id, who) in contest.recusals:
            yield Step("item-recused", None, facts)
        else:
            yield Step("item-excused" if points is None else "item-missing", None, facts)


def _item(panel: PanelScore, part: Part, item: Item, index: int) -> Step:
    """One item under `trim: item`: the judges' marks, what was dropped, the pooled mark."""
    rules = panel.rules
    steps = list(item_marks_of(panel.contest, panel.round, panel.panel, item, index))
    steps += _pooling(panel, part, index)
    steps += rounding("item", rules.stages.item, rules.rounding, part.pooled, part.rounded, index)
    if (item.weight != 1 or rules.stages.weighted is not None) and part.rounded.nums[index] is not None:
        product = part.rounded.times(Fraction(item.weight))
        facts = {"before": text_at(part.rounded, index), "weight": plain(item.weight)}
        steps.append(Step("weight", text_at(product, index), facts))
        steps += rounding("weighted", rules.stages.weighted, rules.rounding, product, part.weighted, index)
    return Step("item", text_at(part.weighted, index) or None, {"item": label(item)}, tuple(steps))


def _pooling(panel: PanelScore, part: Part, index: int) -> Iterator[Step]:
    """Clipping, the dropped values with the reason, and the pool over those left."""
    values, judges = part.clipped.rows[index], panel.judges
    if panel.rules.clip is not None:
        yield from _clipping(panel.rules.clip, judges, part.values, part.clipped, index)
    valid = [value for value in values if value is not None]
    dropping = panel.rules.dropping
    if valid and len(valid) < dropping.needed:
        yield Step("not-dropped", None, {"count": str(len(valid)), "needed": str(dropping.needed)})
    for kind, positions in zip(("dropped-high", "dropped-low"), dropping.dropped(values), strict=True):
        for j in positions:
            yield Step(kind, number(values[j] or 0, part.clipped.den), {"judge": label(judges[j])})
    if valid:
        kept = [number(value, part.clipped.den) for value in _kept_in_order(values, dropping.dropped(values))]
        sum_of = number(sum(_kept_in_order(values, dropping.dropped(values))), part.clipped.den)
        facts = {"pool": panel.rules.pool, "terms": added(kept), "sum": sum_of, "count": str(len(kept))}
        facts |= {"low": min(kept, key=Fraction), "high": max(kept, key=Fraction), "values": ", ".join(kept)}
        yield Step(f"pool-{panel.rules.pool}", text_at(part.pooled, index), facts)


def _kept_in_order(values: Row, dropped: tuple[Sequence[int], Sequence[int]]) -> list[int]:
    out = {*dropped[0], *dropped[1]}
    return [value for j, value in enumerate(values) if value is not None and j not in out]


def _clipping(clip: Clip, judges: Sequence[Judge], before: Table, after: Table, index: int) -> Iterator[Step]:
    valid = [value for value in before.rows[index] if value is not None]
    mean = number(sum(valid), before.den * len(valid)) if valid else ""
    for judge, first, second in zip(judges, before.rows[index], after.rows[index], strict=True):
        if first is not None and second is not None:
            was, now = number(first, before.den), number(second, after.den)
            if was != now:
                facts = {"judge": label(judge), "before": was, "mean": mean, "distance": plain(clip.distance)}
                yield Step("clipped", now, {**facts, "places": "" if clip.round is None else str(clip.round)})
