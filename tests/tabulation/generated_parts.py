"""Small pieces of contest documents: each draws one part, its simplest form first."""

from collections.abc import Sequence

from tests.tabulation.generated_pen import Document, Pen, up_to

# Rounds and what is marked in them

ROUND_IDS = (("speech", "defence", "visit"), ("演讲", "答辩:二", "参观/实地"))
ITEM_IDS = (("content", "style", "time"), ("内容", "风采/仪表", 'item: 3, "c"'))
PANEL_IDS = (("experts", "residents", "peers"), ("专家", "群众:代表", "p/3"))
CONTESTANT_IDS = (("01", "02", "03", "04", "05", "06"), ("10", "9", "选手·甲", 'O\'Neil, "x"', "a b", "<é&>"))

ITEMS: tuple[tuple[Document, tuple[str, ...]], ...] = (
    ({"max": "10", "step": "1"}, ("8", "9", "7", "10")),
    ({"max": "10", "step": "0.5"}, ("8", "8.5", "9.5", "7.5")),
    ({"min": "0", "max": "1", "step": "0.05"}, ("0.95", "0.15", "0.05", "1")),
    ({"min": "-2", "max": "2", "step": "1"}, ("1", "-1", "-2", "0")),
    ({"min": None, "max": "40", "step": None}, ("36.5", "36.505", "36.495", "0")),
    ({"max": "3"}, ("2.5", "0.333333333333333", "1.005", "3.000")),
)
PALETTES = {(item["max"], item.get("step"), item.get("min")): palette for item, palette in ITEMS}


def palette_of(item: Document) -> tuple[str, ...]:
    """The few points that are given for an item."""
    return PALETTES[item["max"], item.get("step"), item.get("min")]


def rounds(pen: Pen) -> list[Document]:
    """One to three rounds, some sealed."""
    ids, item_ids = pen.pick(ROUND_IDS), pen.pick(ITEM_IDS)
    found = pen.several(lambda own, at: any_round(own, ids[at], item_ids), 1, 3, on=3)
    weigh(found)
    if len(found) == 1:
        lone_weight(pen, found[0])
    return found


def any_round(pen: Pen, round_id: str, item_ids: Sequence[str]) -> Document:
    """A round with its weight."""
    found = sealed_round(pen, round_id) if pen.one_in(6) else marked_round(pen, round_id, item_ids)
    return pen.noted({**found, "weight": pen.pick(WEIGHTS)})


def sealed_round(pen: Pen, round_id: str) -> Document:
    """A round that brings its scores along."""
    round_: Document = {"id": round_id, "name": "实地", "sealed": True}
    if pen.one_in(3):
        round_["rules"] = {"round": {"round": pen.pick((0, 1, None))}}
    if pen.one_in(6):
        round_["clock"] = clock(pen)
    return round_


def marked_round(pen: Pen, round_id: str, item_ids: Sequence[str]) -> Document:
    """A round with items, often all of one kind."""
    one = pen.draw(up_to(5))
    kinds = pen.pick((ITEMS[one : one + 1], ITEMS))
    items = pen.several(lambda own, at: item(own, item_ids[at], kinds), 1, 3, on=2)
    round_: Document = {"id": round_id, "name": f"环节 {round_id}", "items": items}
    if pen.one_in(8):
        round_["sealed"] = False
    if pen.one_in(3):
        round_["clock"] = clock(pen)
    if pen.one_in(3):
        round_["rules"] = own_rules(pen)
    return round_


def item(pen: Pen, item_id: str, kinds: Sequence[tuple[Document, tuple[str, ...]]]) -> Document:
    """Something to be marked, of one of these kinds."""
    found = {"id": item_id, "name": f"评分项 {item_id}", **pen.pick(kinds)[0]}
    pen.add(found, "weight", ("1", "0.5", "2", "0.05", "0"))
    return pen.noted(found)


def clock(pen: Pen) -> Document:
    """When a performance is too long or too short; the rows in any order."""
    over = pen.pick(([], [[10, "-0.2"], [30, "-0.5"]], [[30, "-0.55"], [0, "-0.05"], [10, "-0.2"]]))
    under = pen.pick(([], [[360, "-0.1"]], [[300, "-0.3"], [360, "-0.15"]], [[500, "-0.1"]]))
    found: Document = {"limit": 480} if over or pen.one_in(2) else {}
    found.update({"over": over} if over else {})
    found.update({"under": under} if under or not found else {})
    return pen.noted(found)


WEIGHTS = ("1", "0.5", "0.6", "0.4", "2", "0.25", "0")


def weigh(things: list[Document]) -> None:
    """Sees to it that not all weights are 0."""
    if all(float(thing["weight"]) == 0 for thing in things):
        things[0]["weight"] = "1"


def lone_weight(pen: Pen, thing: Document) -> None:
    """One that stands alone may leave its weight out, but may not have 0."""
    del thing["weight"]
    pen.add(thing, "weight", ("0.5", "1"))


def own_rules(pen: Pen) -> Document:
    """What a round has otherwise than the contest."""
    found: Document = {}
    pen.rarely(found, "trim", ("total", "item"))
    pen.rarely(found, "pool", ("mean", "sum", "median", "midrange"))
    pen.rarely(found, "clip", CLIPS)
    pen.rarely(found, "drop_high", (0, 1, 2))
    pen.rarely(found, "drop_low", (0, 1, 2))
    pen.rarely(found, "trim_from", (0, 3, 4))
    pen.rarely(found, "pass_mark", ("0", "5", "7.5"))
    if pen.one_in(2):
        found["round"] = stages(pen, ("item", "weighted", "sheet", "panel", "round"))
    return pen.noted(found)


# Who marks


def panels(pen: Pen, all_rounds: list[Document]) -> tuple[list[Document], list[Document]]:
    """One to three panels and their judges; every round that is marked has a panel that counts."""
    ids = pen.pick(PANEL_IDS)
    with_judges = pen.several(lambda own, at: panel_with_judges(own, at, ids[at], all_rounds), 1, 3, on=2)
    found, judges = [each for each, _ in with_judges], [judge for _, some in with_judges for judge in some]
    weigh(found[:1])
    for round_ in all_rounds:
        if "items" in round_ and all(float(p["weight"]) == 0 or not names(p, round_) for p in found):
            found[0]["rounds"].append(round_["id"])
    for each in found:
        seats = [round_["id"] for round_ in all_rounds if names(each, round_)]
        others = [other for other in found if other is not each]
        if not any(names(other, round_) for other in others for round_ in all_rounds if round_["id"] in seats):
            lone_weight(pen, each)
    return found, judges[::-1] if pen.one_in(3) else judges


def panel_with_judges(
    pen: Pen, number: int, panel_id: str, all_rounds: list[Document]
) -> tuple[Document, list[Document]]:
    """A panel, and one to four judges, the first of them official."""
    found = panel(pen, panel_id, all_rounds)
    return found, pen.several(lambda own, at: judge(own, panel_id, at, 4 * number + at + 1), 1, 4, on=6)


def judge(pen: Pen, panel_id: str, at: int, number: int) -> Document:
    """A judge of a panel."""
    found: Document = {"id": f"{pen.pick(('J', '评委·'))}{number}", "panel": panel_id, "name": "某某"}
    pen.add(found, "kind", ("official", "official", "practice", "observer") if at else ("official",), null=False)
    pen.rarely(found, "chair", (True, False), null=False)
    return pen.noted(found)


def names(panel_: Document, round_: Document) -> bool:
    """Does the panel name this round, or none at all?"""
    return panel_.get("rounds") is None or round_["id"] in panel_["rounds"]


def panel(pen: Pen, panel_id: str, all_rounds: list[Document]) -> Document:
    """A panel with its drops, its own way of pooling and its rounds."""
    found: Document = {"id": panel_id, "name": f"评委组 {panel_id}", "weight": pen.pick(WEIGHTS)}
    if not pen.one_in(3):
        pen.add(found, "drop_high", (1, 1, 0, 1, 2))
        pen.add(found, "drop_low", (1, 1, 0, 1, 2))
    pen.rarely(found, "trim_from", (0, 3, 4))
    pen.rarely(found, "pool", ("mean", "sum", "median", "midrange"))
    marked = [round_["id"] for round_ in all_rounds if "items" in round_]
    if marked and pen.one_in(3):
        found["rounds"] = pen.some(marked, len(marked)) or None
    return pen.noted(found)


def marked_by(panel_: Document, person: Document) -> bool:
    """Does the panel mark this contestant's room?"""
    return panel_.get("rooms") is None or person.get("room") in panel_["rooms"]


def all_are_marked(document: Document) -> bool:
    """Is there, in every round that is marked, a panel with a weight for everybody?"""
    return all(
        any(names(each, round_) and marked_by(each, person) and each.get("weight") != "0" for each in document["panels"])
        for round_ in document["rounds"]
        for person in document["contestants"]
        if "items" in round_
    )


def may_mark(document: Document, judge_id: str | None, contestant_id: str) -> bool:
    """Is the contestant in a room that the judge's panel marks? In a sealed round there is no judge."""
    panel_ids = [each["panel"] for each in document["judges"] if each["id"] == judge_id]
    (person,) = (each for each in document["contestants"] if each["id"] == contestant_id)
    return all(marked_by(each, person) for each in document["panels"] if each["id"] in panel_ids)


# Who is marked


def contestant(pen: Pen, contestant_id: str, rooms: bool, grouped: bool) -> Document:
    """One contestant; with rooms, everybody has one."""
    found: Document = {"id": contestant_id, "name": f"书记 {contestant_id}"}
    pen.rarely(found, "members", ([{"name": "王芳", "post": "书记"}, {"name": "李强", "about": {"kept": 1}}],))
    pen.rarely(found, "community", ("幸福社区",))
    pen.add(found, "street", ("东街", "东街", "东街", "西街"))
    if grouped:
        pen.add(found, "group", ("社区组", "村组"))
    if rooms:
        found["room"] = pen.pick(("1", "2", "2", "三"))
    else:
        pen.rarely(found, "room", ("1",))
    if pen.one_in(8):
        found["status"] = pen.pick(("competing", "guest", "withdrawn", "no-show", "disqualified"))
    return pen.noted(found)


# Rules

CLIPS = ({"distance": "0.5"}, {"distance": "1", "round": 1}, {"distance": "0.25", "round": None}, {"distance": "0"})


def stages(pen: Pen, which: Sequence[str]) -> Document:
    """Places at some stages; null and absent differ."""
    found: Document = {}
    for stage in which:
        if pen.one_in(3):
            found[stage] = pen.pick((1, None, 0, None, 2))
    return found


def bounds(pen: Pen) -> Document:
    """Lowest and highest scores of a round and at the end."""
    found: Document = {}
    for stage in ("round", "final"):
        low, high = pen.pick((None, "0", "5", "-10")), pen.pick((None, "9", "60", "7"))
        pen.add(found, stage, ([low, high],))
    return found


def contest_rules(pen: Pen, links: Sequence[list[str]]) -> Document:
    """The rules of the whole contest."""
    found: Document = {}
    pen.add(found, "trim", ("total", "item"))
    pen.add(found, "pool", ("mean", "sum", "median", "midrange"))
    pen.rarely(found, "clip", CLIPS)
    pen.rarely(found, "best_rounds", (1, 2, 3))
    if not pen.one_in(4):
        found["round"] = pen.pick((None, {}, {"final": None}, *[{"final": 0}] * 6, stages, stages, stages))
        if found["round"] is stages:
            found["round"] = stages(pen, ("item", "weighted", "sheet", "panel", "round", "final"))
    if pen.one_in(4):
        found["bounds"] = None if pen.one_in(6) else bounds(pen)
    pen.add(found, "rounding", ("half-up", "half-even", "down", "up"))
    pen.add(found, "rank_on", ("rounded", "exact"))
    pen.add(found, "places", ("competition", "dense"))
    pen.rarely(found, "rooms", ("raw", "equalised", "equalised"))
    chain = tie_chain(pen, links)
    pen.add(found, "tie_chain", [chain] * 10)
    return pen.noted(found)


def tie_links(all_rounds: list[Document], all_panels: list[Document]) -> list[list[str]]:
    """Every link that this contest could have in its chain, kind by kind."""
    items = [f"item:{r['id']}/{i['id']}" for r in all_rounds for i in r.get("items", [])]
    named = [[f"round:{r['id']}" for r in all_rounds], [f"panel:{p['id']}" for p in all_panels], items or ["lot"]]
    plain = [[kind] for kind in ("untrimmed", "majority", "median", "chair", "playoff")]
    return [["decimals", "decimals:1", "decimals:0"], *plain, *named, *([["lot"]] if items else [])]


def tie_chain(pen: Pen, links: Sequence[list[str]]) -> list[str]:
    """Some links, of every kind at most two; often first those that seldom find anything to part."""
    chain: list[str] = []
    kinds = pen.some(links, 8)
    if pen.one_in(3):
        first = pen.pick(links[:2])
        kinds = [first, *[kind for kind in kinds if kind is not first]]
    for kind in kinds:
        chain.append(pen.pick(kind))
        if len(kind) > 1 and pen.one_in(4):
            chain.append(next(link for link in kind if link not in chain))
    return chain


def cuts(pen: Pen, all_rounds: list[Document]) -> list[Document]:
    """At most one cut after each round but the last."""
    found = []
    for at, round_ in enumerate(all_rounds[:-1]):
        if pen.one_in(2):
            cut: Document = {"after": round_["id"], "keep": pen.pick((1, 2, 1, 2, 3))}
            pen.add(cut, "tie", ("extend", "chain", "decide"), null=False)
            own = {each["id"]: pen.pick(("1", "0.5", "2", "0")) for each in pen.some(all_rounds[: at + 1], at + 1)}
            if all(float(by) == 0 for by in own.values()):
                own = {round_["id"]: "1"}
            if pen.one_in(2) or all(float(each.get("weight") or 1) == 0 for each in all_rounds[: at + 1]):
                cut["weights"] = own
            elif pen.one_in(3):
                cut["weights"] = None
            found.append(pen.noted(cut))
    return found


def awards(pen: Pen, people: list[Document]) -> list[Document]:
    """Up to three awards, at times a plain ladder; two that are each for a group of its own may have one name."""
    in_groups = sorted({each["group"] for each in people if each.get("group")})
    found = [
        award(pen, name, people, in_groups) for name in ("一等奖", "二等奖", "三等奖")[: pen.pick((0, 2, 1, 3, 3))]
    ]
    if pen.one_in(5):
        found = [{"name": f"{name}奖", "quota": pen.pick((1, 2)), "uses_up": True} for name in ("金", "银", "铜")]
    for_groups = {each["group"] for each in found[:2] if each.get("group")}
    if len(for_groups) == 2 and pen.one_in(2):
        found[1]["name"] = found[0]["name"]
    return found


def award(pen: Pen, name: str, people: list[Document], in_groups: list[str]) -> Document:
    """One award, with a quota or with named winners."""
    if pen.one_in(6):
        winners = pen.some([each["id"] for each in people], 2) or [people[0]["id"]]
        return pen.noted({"name": "最佳人气奖" if name == "一等奖" else name, "named": winners})
    found: Document = {"name": name, "quota": pen.pick((1, 2, 1, 2, 1, 3, 0))}
    pen.add(found, "tie", ("extend", "withhold", "decide", "extend"), null=False)
    pen.add(found, "uses_up", (True, False, True, True), null=False)
    pen.rarely(found, "min", ("8", "5", "1.5"))
    if pen.one_in(2):
        pen.add(found, "cap", (1, 1, 2))
    if in_groups:
        pen.add(found, "group", in_groups)
    return pen.noted(found)
