"""Reading the objects of a contest file: rules, panels, rounds, people, cuts, decisions, awards."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from . import awards, cuts, panels, places, pooling, rounding, rounds, ties  # noqa: F401  they fill the registry
from .ballots import read_ballot, read_grade, refuse_twice
from .contest import (
    About,
    Adjustment,
    Award,
    Bounds,
    Clip,
    Clock,
    Contestant,
    Cut,
    Decision,
    Grade,
    Item,
    Judge,
    Panel,
    Round,
    RoundRules,
    Rules,
    Stages,
)
from .exact import plain
from .fields import Fields, Problems
from .members import read_members
from .vocabulary import (
    ROUND_STAGES,
    AwardTie,
    CutTie,
    DecisionKind,
    JudgeKind,
    Places,
    Pool,
    RankOn,
    Rooms,
    Rounding,
    RoundingStage,
    Status,
    Trim,
)

MOST_DECIMALS = 12
DEFAULTS = Rules()


def read_rules(value: Any, path: str, problems: Problems) -> Rules:
    """One rule sheet."""
    known = {
        "trim",
        "pool",
        "clip",
        "best_rounds",
        "round",
        "bounds",
        "rounding",
        "rank_on",
        "places",
        "rooms",
        "tie_chain",
    }
    f = Fields(value, path, problems, known)
    return Rules(
        trim=f.choice("trim", Trim, DEFAULTS.trim),
        pool=f.choice("pool", Pool, DEFAULTS.pool),
        clip=f.object("clip", _clip),
        best_rounds=f.whole("best_rounds", lowest=1),
        round=f.object("round", _stages) or DEFAULTS.round,
        bounds=f.object("bounds", _bounds) or DEFAULTS.bounds,
        rounding=f.choice("rounding", Rounding, DEFAULTS.rounding),
        rank_on=f.choice("rank_on", RankOn, DEFAULTS.rank_on),
        places=f.choice("places", Places, DEFAULTS.places),
        rooms=f.choice("rooms", Rooms, DEFAULTS.rooms),
        tie_chain=f.texts("tie_chain"),
        about=f.about(),
    )


def _clip(value: Any, path: str, problems: Problems) -> Clip:
    f = Fields(value, path, problems, {"distance", "round"})
    return Clip(distance=f.needed_decimal("distance"), round=f.whole("round", highest=MOST_DECIMALS), about=f.about())


def _decimals_given(f: Fields, names: Collection[str]) -> dict[str, int | None]:
    """The stages an object names; null is a value here: not rounded."""
    return {name: f.whole(name, highest=MOST_DECIMALS) for name in names if name in f.value}


def _stages(value: Any, path: str, problems: Problems) -> Stages:
    f = Fields(value, path, problems, tuple(RoundingStage))
    return Stages(**_decimals_given(f, tuple(RoundingStage)), about=f.about())


def _round_stages(value: Any, path: str, problems: Problems) -> dict[str, int | None]:
    f = Fields(value, path, problems, ROUND_STAGES)
    return _decimals_given(f, ROUND_STAGES)


def _about_in(value: Any, path: str, problems: Problems) -> About | None:
    """The free object of a mapping whose other keys are ids or stages."""
    return Fields(value, path, problems, value).about() if isinstance(value, dict) else None


def _bounds(value: Any, path: str, problems: Problems) -> Bounds:
    f = Fields(value, path, problems, {"round", "final"})
    default = DEFAULTS.bounds
    return Bounds(
        round=_bound_pair(f, "round", default.round), final=_bound_pair(f, "final", default.final), about=f.about()
    )


def _bound_pair(
    f: Fields, key: str, default: tuple[Decimal | None, Decimal | None]
) -> tuple[Decimal | None, Decimal | None]:
    rows = f.rows(key)
    if f.raw(key) is None:
        return default
    if len(rows) != 2:
        f.fault(key, 'expected two bounds such as ["0", null]')
        return default
    low, high = (f.decimal_in(rows[k], f"{key}[{k}]") for k in (0, 1))
    if low is not None and high is not None and low > high:
        f.fault(key, f"the lower bound {low} is above the upper bound {high}")
    return low, high


def read_panel(value: Any, path: str, problems: Problems) -> Panel:
    """One panel."""
    known = {"id", "name", "weight", "drop_high", "drop_low", "trim_from", "pool", "rounds", "rooms", "ballot"}
    f = Fields(value, path, problems, known)
    weight, ballot = f.decimal("weight"), f.object("ballot", read_ballot)
    for key in ("drop_high", "drop_low", "trim_from", "pool") if ballot else ():
        if f.raw(key):
            f.fault(key, "a panel with a ballot takes the mean of all its ballots; leave this out")
    return Panel(
        id=f.id(),
        name=f.text("name") or "",
        weight=Decimal(1) if weight is None else weight,
        drop_high=f.whole("drop_high") or 0,
        drop_low=f.whole("drop_low") or 0,
        trim_from=f.whole("trim_from") or 0,
        pool=f.choice("pool", Pool) or None,
        rounds=None if f.raw("rounds") is None else f.texts("rounds"),
        rooms=None if f.raw("rooms") is None else f.texts("rooms"),
        ballot=ballot,
        about=f.about(),
    )


def read_round(value: Any, path: str, problems: Problems) -> Round:
    """One round."""
    f = Fields(value, path, problems, {"id", "name", "weight", "sealed", "items", "clock", "rules"})
    weight = f.decimal("weight")
    return Round(
        id=f.id(),
        name=f.text("name") or "",
        weight=Decimal(1) if weight is None else weight,
        sealed=f.flag("sealed"),
        items=f.objects("items", _item),
        clock=f.object("clock", _clock),
        rules=f.object("rules", _round_rules) or RoundRules(),
        about=f.about(),
    )


def _round_rules(value: Any, path: str, problems: Problems) -> RoundRules:
    known = {"trim", "pool", "clip", "round", "drop_high", "drop_low", "trim_from", "pass_mark"}
    f = Fields(value, path, problems, known)
    return RoundRules(
        trim=f.choice("trim", Trim) or None,
        pool=f.choice("pool", Pool) or None,
        clip=f.object("clip", _clip),
        round=f.object("round", _round_stages) or {},
        round_about=f.object("round", _about_in),
        drop_high=f.whole("drop_high"),
        drop_low=f.whole("drop_low"),
        trim_from=f.whole("trim_from"),
        pass_mark=f.decimal("pass_mark", lowest=None),
        about=f.about(),
    )


def _item(value: Any, path: str, problems: Problems) -> Item:
    f = Fields(value, path, problems, {"id", "name", "min", "max", "step", "grades", "weight"})
    low, high = f.decimal("min", lowest=None) or Decimal(0), f.needed_decimal("max", lowest=None)
    step, weight = f.decimal("step"), f.decimal("weight")
    if step == 0:
        f.fault("step", '"0" is no step; expected a positive number such as "0.5"')
    if f.raw("max") is not None and not low < high:
        f.fault("max", f"the maximum {high} is not above the minimum {low}")
    grades = f.objects("grades", read_grade)
    _fit(f, grades, low, high)
    return Item(
        id=f.id(),
        name=f.text("name") or "",
        min=low,
        max=high,
        step=step or None,
        grades=grades,
        weight=Decimal(1) if weight is None else weight,
        about=f.about(),
    )


def _fit(f: Fields, grades: tuple[Grade, ...], low: Decimal, high: Decimal) -> None:
    """Note what is wrong with the grades of an item: points twice or out of its range, or a step beside them."""
    refuse_twice(f, "grades", [plain(each.points) for each in grades])
    if grades and f.raw("step") is not None:
        f.fault("grades", "expected no `step` beside grades")
    if f.raw("max") is not None:
        for k, grade in enumerate(grades):
            if not low <= grade.points <= high:
                f.fault(f"grades[{k}].points", f"{plain(grade.points)} is not from {plain(low)} to {plain(high)}")


def _clock(value: Any, path: str, problems: Problems) -> Clock:
    f = Fields(value, path, problems, {"limit", "over", "under"})
    over, under = _clock_rows(f, "over"), _clock_rows(f, "under")
    limit = f.whole("limit")
    if over and f.raw("limit") is None:
        f.fault("limit", "missing; `over` counts seconds past it")
    return Clock(limit=limit, over=over, under=under, about=f.about())


def _clock_rows(f: Fields, key: str) -> tuple[tuple[int, Decimal], ...]:
    found: dict[int, Decimal] = {}
    for k, row in enumerate(f.rows(key)):
        where = f"{key}[{k}]"
        if not isinstance(row, list) or len(row) != 2 or None in row:
            f.fault(where, 'expected seconds and points such as [10, "-0.2"]')
            continue
        seconds, points = f.whole_in(row[0], f"{where}[0]"), f.decimal_in(row[1], f"{where}[1]")
        if seconds is not None and seconds in found:
            f.fault(f"{where}[0]", f"{seconds} s stands here twice")
        elif seconds is not None and points is not None:
            found[seconds] = points
    return tuple(found.items())


def read_judge(value: Any, path: str, problems: Problems) -> Judge:
    """One judge."""
    f = Fields(value, path, problems, {"id", "panel", "name", "kind", "chair"})
    return Judge(
        id=f.id(),
        panel=f.id("panel"),
        name=f.text("name") or "",
        kind=f.choice("kind", JudgeKind, JudgeKind.OFFICIAL.value),
        chair=f.flag("chair"),
        about=f.about(),
    )


def read_contestant(value: Any, path: str, problems: Problems) -> Contestant:
    """One contestant."""
    known = {"id", "name", "members", "community", "street", "group", "room", "status"}
    f = Fields(value, path, problems, known)
    return Contestant(
        id=f.id(),
        name=f.text("name") or "",
        members=read_members(f),
        community=f.text("community"),
        street=f.text("street"),
        group=f.text("group"),
        room=f.text("room"),
        status=f.choice("status", Status, Status.COMPETING.value),
        about=f.about(),
    )


def read_adjustment(value: Any, path: str, problems: Problems) -> Adjustment:
    """One adjustment."""
    f = Fields(value, path, problems, {"contestant", "round", "points", "reason"})
    return Adjustment(
        contestant=f.id("contestant"),
        points=f.needed_decimal("points", lowest=None),
        round=f.text("round"),
        reason=f.text("reason") or "",
        about=f.about(),
    )


def read_cut(value: Any, path: str, problems: Problems) -> Cut:
    """One cut."""
    f = Fields(value, path, problems, {"after", "keep", "tie", "weights"})
    return Cut(
        after=f.id("after"),
        keep=f.needed_whole("keep", lowest=1),
        tie=f.choice("tie", CutTie, CutTie.EXTEND.value),
        weights=f.object("weights", _cut_weights),
        weights_about=f.object("weights", _about_in),
        about=f.about(),
    )


def _cut_weights(value: Any, path: str, problems: Problems) -> dict[str, Decimal]:
    f = Fields(value, path, problems, value)
    return {key: f.needed_decimal(key) for key in f.value if key != "about"}


def read_decision(value: Any, path: str, problems: Problems) -> Decision:
    """One decision."""
    f = Fields(value, path, problems, {"kind", "order", "by"})
    if f.raw("kind") is None:
        f.id("kind")
    order = f.texts("order")
    if not f.broken and len(order) < 2 and f.raw("order") in (None, list(order)):
        f.fault("order", "expected the tied contestants, at least two, best first")
    return Decision(
        kind=f.choice("kind", DecisionKind, DecisionKind.CHAIR.value),
        order=order,
        by=f.text("by") or "",
        about=f.about(),
    )


def read_award(value: Any, path: str, problems: Problems) -> Award:
    """One award."""
    known = {"name", "quota", "named", "tie", "uses_up", "min", "cap", "group"}
    f = Fields(value, path, problems, known)
    if not f.broken and (f.raw("quota") is None) == (f.raw("named") is None):
        f.fault("quota", "expected either a quota or `named` winners")
    return Award(
        name=f.id("name"),
        quota=f.whole("quota"),
        named=None if f.raw("named") is None else f.texts("named"),
        tie=f.choice("tie", AwardTie, AwardTie.EXTEND.value),
        uses_up=f.flag("uses_up"),
        min=f.decimal("min", lowest=None),
        cap=f.whole("cap", lowest=1),
        group=f.text("group"),
        about=f.about(),
    )
