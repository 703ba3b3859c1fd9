"""Contests that must be refused, and where each refusal has to point.

A case is a change to the good contest. A problem reads `PLACE: MESSAGE`; a case names a part of
the place and words that the line must hold. Whole texts that are refused are in `bad_texts`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.tabulation.good_contest import GOOD, Change, add, both, drop, marks_of, nested, put


class Bad(NamedTuple):
    """A change to GOOD, a part of the place it must be reported at, and words of that line."""

    id: str
    change: Change
    place: str
    words: tuple[str, ...] = ()


def at_value(id: str, place: str, value: Any, *words: str) -> Bad:
    """A value that is wrong where it stands."""
    return Bad(id, put(place, value), place, words)


LAST_MARK = len(GOOD()["marks"])
"""The index of a mark that is appended."""


def mark(id: str, row: list[Any], place: str, *words: str) -> Bad:
    """A mark appended to the good ones; `place` is what follows `marks[N]`."""
    return Bad(id, add("marks", row), f"marks[{LAST_MARK}]{place}", words)


HEAD = [
    at_value("wrong version", "format", "leitai-contest/2", "leitai-contest/2", "leitai-contest/1"),
    at_value("another format", "format", "", "leitai-contest/1"),
    Bad("no format", drop("format"), "", ("format",)),
    Bad("no rounds", drop("rounds"), "", ("rounds",)),
    Bad("no contestants", drop("contestants"), "", ("contestants",)),
    Bad("rounds empty", put("rounds", []), "rounds"),
    Bad("contestants empty", put("contestants", []), "contestants"),
    Bad("unknown key", put("colour", "red"), "", ("colour",)),
    Bad("unknown key in rules", put("rules.colour", "red"), "rules", ("colour",)),
    Bad("unknown key in an item", put("rounds[0].items[1].maximum", "60"), "rounds[0].items[1]", ("maximum",)),
    Bad("unknown key in a clip", put("rules.clip.width", "1"), "rules.clip", ("width",)),
    Bad("a comment is not about", put("awards[0].comment", "x"), "awards[0]", ("comment",)),
    Bad("a round has no final stage", put("rounds[1].rules.round.final", 2), "rounds[1].rules.round", ("final",)),
    at_value("about is an object", "panels[0].about", "text"),
    Bad("half a character", put("title", "\ud800"), ""),
    Bad("half a character in a name", put("judges[0].name", "\udfff"), ""),
]

RULES = [
    at_value("trim", "rules.trim", "sheets", "sheets"),
    at_value("pool", "rules.pool", "average", "average", "mean"),
    at_value("rounding", "rules.rounding", "half up", "half up", "half-up"),
    at_value("rank on", "rules.rank_on", "raw", "raw"),
    at_value("places", "rules.places", "olympic", "olympic"),
    at_value("rooms", "rules.rooms", "equal", "equal"),
    at_value("capital letters", "rules.trim", "Total", "Total"),
    Bad("equalised needs rooms", put("rules.rooms", "equalised"), "contestants[1]", ("room",)),
    at_value("negative clip distance", "rules.clip.distance", "-1", "-1"),
    Bad("clip without distance", drop("rules.clip.distance"), "rules.clip", ("distance",)),
    at_value("thirteen places", "rules.round.final", 13, "13"),
    at_value("negative places", "rules.round.sheet", -1, "-1"),
    at_value("places as text", "rules.round.panel", "2"),
    at_value("places as float", "rules.round.round", 2.0),
    at_value("no best rounds", "rules.best_rounds", 0, "0"),
    Bad("bounds upside down", put("rules.bounds.round", ["100", "0"]), "rules.bounds.round"),
    at_value("one bound", "rules.bounds.final", ["0"]),
    at_value("three bounds", "rules.bounds.final", ["0", "1", "2"]),
    at_value("bound as number", "rules.bounds.final[1]", 110, "110"),
    at_value("bound beyond reach", "rules.bounds.final[1]", "1e400", "1e400"),
]

CHAIN = [
    at_value("unknown link", "rules.tie_chain[2]", "age", "age"),
    at_value("link to no round", "rules.tie_chain[2]", "round:final", "final"),
    at_value("link to no item", "rules.tie_chain[3]", "item:talk/depth", "depth"),
    at_value("link to an item elsewhere", "rules.tie_chain[3]", "item:defence/content", "content"),
    at_value("link to an item of no round", "rules.tie_chain[3]", "item:show/content", "show"),
    at_value("link to an item without its round", "rules.tie_chain[3]", "item:content", "content"),
    at_value("link to no panel", "rules.tie_chain[4]", "panel:jury", "jury"),
    at_value("link with nothing after", "rules.tie_chain[2]", "round:"),
    at_value("link with an argument", "rules.tie_chain[6]", "median:talk", "median:talk"),
    at_value("too many decimals", "rules.tie_chain[1]", "decimals:13", "13"),
    at_value("decimals that are words", "rules.tie_chain[1]", "decimals:three", "three"),
    at_value("negative decimals", "rules.tie_chain[1]", "decimals:-1", "-1"),
    at_value("the same link twice", "rules.tie_chain[6]", "untrimmed", "untrimmed"),
    at_value("award is no link", "rules.tie_chain[6]", "award", "award"),
]

PANELS = [
    at_value("weight as number", "panels[0].weight", 0.6, "0.6"),
    at_value("weight as whole number", "panels[0].weight", 1),
    at_value("negative weight", "panels[0].weight", "-0.6", "-0.6"),
    Bad("weight left out beside another", drop("panels[0].weight"), "panels[0]", ("weight",)),
    Bad("weights of a round all 0", both(put("panels[0].weight", "0"), put("panels[1].weight", "0.0")), "", ("0",)),
    Bad("weight of the only panel of a round 0", put("panels[0].weight", "0"), "", ("defence",)),
    at_value("panel id twice", "panels[1].id", "experts", "experts"),
    at_value("empty panel id", "panels[0].id", ""),
    Bad("panel without id", drop("panels[0].id"), "panels[0]", ("id",)),
    at_value("negative drop", "panels[0].drop_high", -1, "-1"),
    at_value("drop as text", "panels[0].drop_low", "1"),
    at_value("drop as bool", "panels[0].drop_high", True),
    at_value("trim_from as float", "panels[0].trim_from", 5.5, "5.5"),
    at_value("panel pool", "panels[0].pool", "mode", "mode"),
    at_value("panel in no such round", "panels[1].rounds[0]", "speech", "speech"),
    at_value("rooms as text", "panels[0].rooms", "A", "A"),
    at_value("a room twice", "panels[0].rooms", ["A", "A"], "A"),
    at_value("a room without a name", "panels[0].rooms", [""]),
    Bad("nobody marks who is in no room", put("panels[0].rooms", ["A"]), "contestants[1].room", ("no room", "defence")),
    Bad("nobody marks a room", both(put("panels[0].rooms", ["A"]), put("contestants[2].room", "C")), "contestants[2].room", ("C",)),
    Bad("nobody with a weight marks a room", both(put("panels[0].weight", "0"), put("panels[1].rooms", ["A"])),
        "contestants[1].room", ("weight 0", "talk")),
    Bad("a mark from another room", put("panels[1].rooms", ["A"]), "marks[16][2]", ("02", "no room", "R1", "residents", "A")),
    Bad("panel without a judge", both(drop("judges[4]"), put("judges[3].panel", "experts")), "", ("residents",)),
    Bad("no panel at all", put("panels", []), ""),
    Bad("no panel in a round", put("panels[0].rounds", ["talk"]), "", ("defence",)),
]

ROUNDS = [
    at_value("round weight as number", "rounds[0].weight", 0.5, "0.5"),
    at_value("negative round weight", "rounds[0].weight", "-1", "-1"),
    Bad("round weight left out", drop("rounds[1].weight"), "rounds[1]", ("weight",)),
    Bad("round weights all 0", both(*(put(f"rounds[{n}].weight", "0") for n in range(3))), "rounds"),
    at_value("round id twice", "rounds[1].id", "talk", "talk"),
    at_value("empty round id", "rounds[2].id", ""),
    Bad("round without id", drop("rounds[0].id"), "rounds[0]", ("id",)),
    Bad("round without items", drop("rounds[1].items"), "rounds[1]", ("items",)),
    Bad("round with no items", put("rounds[1].items", []), "rounds[1]"),
    Bad("sealed round with items", put("rounds[2].items", [{"id": "x", "max": "1"}]), "rounds[2]"),
    at_value("sealed as text", "rounds[2].sealed", "true"),
    at_value("sealed as number", "rounds[2].sealed", 1),
    at_value("round trim", "rounds[1].rules.trim", "none", "none"),
    at_value("round pool", "rounds[1].rules.pool", "max", "max"),
    at_value("round drops", "rounds[1].rules.drop_low", -1, "-1"),
    Bad("a round cannot rank", put("rounds[1].rules.rank_on", "exact"), "rounds[1].rules", ("rank_on",)),
    Bad("over without limit", drop("rounds[0].clock.limit"), "rounds[0].clock", ("limit",)),
    at_value("negative limit", "rounds[0].clock.limit", -480, "-480"),
    at_value("limit as text", "rounds[0].clock.limit", "8:00", "8:00"),
    at_value("clock points as number", "rounds[0].clock.over[1][1]", -0.5, "-0.5"),
    at_value("clock seconds as text", "rounds[0].clock.under[0][0]", "360", "360"),
    Bad("half a clock row", drop("rounds[0].clock.over[0][1]"), "rounds[0].clock.over[0]"),
    Bad("clock seconds twice", put("rounds[0].clock.over[1][0]", 10), "rounds[0].clock.over", ("10",)),
]

ITEMS = [
    at_value("item id twice", "rounds[0].items[1].id", "content", "content"),
    at_value("empty item id", "rounds[0].items[1].id", ""),
    Bad("item without id", drop("rounds[0].items[1].id"), "rounds[0].items[1]", ("id",)),
    Bad("item without max", drop("rounds[0].items[1].max"), "rounds[0].items[1]", ("max",)),
    at_value("max as number", "rounds[0].items[1].max", 60, "60"),
    at_value("max 0", "rounds[0].items[1].max", "0", "0"),
    at_value("negative max", "rounds[0].items[1].max", "-60", "-60"),
    Bad("min above max", put("rounds[0].items[0].min", "41"), "rounds[0].items[0]", ("41", "40")),
    Bad("min equals max", put("rounds[0].items[0].min", "40.0"), "rounds[0].items[0]", ("40",)),
    at_value("step 0", "rounds[0].items[0].step", "0.0", "0"),
    at_value("negative step", "rounds[0].items[0].step", "-0.1", "-0.1"),
    at_value("step as number", "rounds[0].items[0].step", 0.1, "0.1"),
    at_value("item weight as number", "rounds[0].items[0].weight", 1),
    at_value("negative item weight", "rounds[0].items[0].weight", "-1", "-1"),
    at_value("sixteen digits", "rounds[0].items[1].max", "1" * 16),
    at_value("sixteen decimals", "rounds[0].items[1].step", "0." + "1" * 16),
    at_value("no digit before the point", "rounds[0].items[1].max", ".5", ".5"),
    at_value("no digit after the point", "rounds[0].items[1].max", "60.", "60."),
    at_value("an exponent", "rounds[0].items[1].max", "6e1", "6e1"),
    at_value("a comma", "rounds[0].items[1].max", "60,0", "60,0"),
    at_value("a blank before", "rounds[0].items[1].max", " 60", "60"),
    at_value("a line end", "rounds[0].items[1].max", "60\n", "60"),
    at_value("an underscore", "rounds[0].items[1].max", "6_0", "6_0"),
    at_value("full-width digits", "rounds[0].items[1].max", "６０", "６０"),
    at_value("Arabic digits", "rounds[0].items[1].max", "٦٠"),
    at_value("no text", "rounds[0].items[1].max", ""),
]

PEOPLE = [
    at_value("judge id twice", "judges[1].id", "E1", "E1"),
    at_value("empty judge id", "judges[1].id", ""),
    Bad("judge without id", drop("judges[2].id"), "judges[2]", ("id",)),
    Bad("judge without panel", drop("judges[1].panel"), "judges[1]", ("panel",)),
    at_value("judge of no panel", "judges[1].panel", "jury", "jury"),
    at_value("judge kind", "judges[2].kind", "reserve", "reserve"),
    at_value("chair as text", "judges[0].chair", "yes"),
    at_value("contestant id twice", "contestants[1].id", "01", "01"),
    at_value("empty contestant id", "contestants[1].id", ""),
    Bad("contestant without id", drop("contestants[4].id"), "contestants[4]", ("id",)),
    at_value("contestant id as number", "contestants[0].id", 1),
    at_value("contestant status", "contestants[4].status", "absent", "absent"),
    at_value("member without a name", "contestants[1].members[0]", {"post": "书记"}, "name", "missing"),
    at_value("member twice", "contestants[1].members[1].name", "丑", "丑", "twice"),
    at_value("members in one name", "contestants[1].members[0].name", "丑、寅", "one person"),
    at_value("post behind a name", "contestants[1].members[0].name", "丑（书记）", "one person"),
    at_value("name of two lines", "contestants[1].members[0].name", "丑\n寅", "one person"),
    at_value("blank before a name", "contestants[1].members[0].name", " 丑", "one person"),
    at_value("post with half a bracket", "contestants[1].members[1].post", "书记）（兼", "brackets"),
    at_value("post of two lines", "contestants[1].members[1].post", "书记\n主任", "one line"),
    at_value("blank before a post", "contestants[1].members[1].post", " 书记", "one line"),
    at_value("long name of a member", "contestants[1].members[0].name", "丑" * 61, "60"),
    at_value("long post of a member", "contestants[1].members[0].post", "丑" * 121, "120"),
    at_value("too many members", "contestants[1].members", [{"name": f"M{n}"} for n in range(31)], "31", "30"),
    at_value("members as names", "contestants[1].members[0]", "丑", "object"),
    at_value("recused nobody", "recusals[0][0]", "E9", "E9"),
    at_value("recused for nobody", "recusals[0][1]", "44", "44"),
    Bad("recusal twice", add("recusals", ["E2", "04", "again"]), "recusals[1]", ("E2", "04")),
    Bad("recusal too long", add("recusals[0]", "more"), "recusals[0]"),
    at_value("recusal as object", "recusals[0]", {"judge": "E2", "contestant": "04"}),
]

MARKS = [
    at_value("above the maximum", "marks[0][4]", "41", "41", "40", "content"),
    at_value("just above the maximum", "marks[0][4]", "40.1", "40.1", "40", "content"),
    at_value("below the minimum", "marks[0][4]", "-1", "-1", "0", "content"),
    at_value("off the step", "marks[0][4]", "36.55", "36.55", "0.1", "content"),
    at_value("off a half step", "marks[1][4]", "55.3", "55.3", "0.5", "manner"),
    at_value("points as number", "marks[0][4]", 36.5, "36.5"),
    at_value("points as whole number", "marks[0][4]", 36, "36"),
    at_value("points 1e400", "marks[0][4]", "1e400", "1e400"),
    at_value("points NaN as text", "marks[0][4]", "NaN", "NaN"),
    at_value("points Infinity as text", "marks[0][4]", "Infinity", "Infinity"),
    at_value("points NaN", "marks[0][4]", float("nan")),
    at_value("points infinite", "marks[0][4]", float("inf")),
    at_value("points of 5000 digits", "marks[0][4]", "9" * 5000),
    at_value("points too deep", "marks[0][4]", nested(100_000)),
    mark("recused judge", ["talk", "E2", "04", "content", "30"], "", "E2", "04"),
    mark("recused judge, excused", ["talk", "E2", "04", "content", None], "", "E2", "04"),
    mark("same mark twice", ["talk", "E1", "01", "content", "38.5"], ""),
    mark("same mark twice, other points", ["talk", "E1", "01", "content", "37"], ""),
    mark("same sealed mark twice", ["visit", None, "01", None, "90.50"], ""),
    mark("panel does not sit", ["defence", "R1", "01", "answer", "80"], "", "R1", "defence"),
    mark("mark in no round", ["speech", "E1", "01", "content", "30"], "[0]", "speech"),
    mark("mark by nobody", ["talk", "E9", "01", "content", "30"], "[1]", "E9"),
    mark("mark for nobody", ["talk", "E1", "99", "content", "30"], "[2]", "99"),
    mark("mark for no item", ["talk", "E1", "01", "depth", "30"], "[3]", "depth"),
    mark("item of another round", ["defence", "E3", "01", "content", "30"], "[3]", "content"),
    mark("judge in a sealed round", ["visit", "E1", "04", None, "90"], "", "visit"),
    mark("item in a sealed round", ["visit", None, "04", "content", "90"], "", "visit"),
    mark("sealed mark without points", ["visit", None, "04", None, None], ""),
    mark("no judge in a marked round", ["talk", None, "04", "content", "30"], ""),
    mark("no item in a marked round", ["talk", "E3", "04", None, "30"], ""),
    mark("four entries", ["talk", "E3", "04", "content"], ""),
    mark("six entries", ["talk", "E3", "04", "content", "30", "30"], ""),
    mark("no entries", [], ""),
    Bad("mark as text", add("marks", "talk E3 04 content 30"), f"marks[{LAST_MARK}]"),
    Bad("mark as object", add("marks", {"points": "30"}), f"marks[{LAST_MARK}]"),
]

LISTS = [
    at_value("factor as number", "factors[0][2]", 1.1, "1.1"),
    at_value("negative factor", "factors[0][2]", "-1", "-1"),
    at_value("factor in no round", "factors[0][0]", "speech", "speech"),
    at_value("factor for nobody", "factors[0][1]", "99", "99"),
    Bad("factor twice", add("factors", ["defence", "01", "1.1"]), "factors[1]", ("01",)),
    at_value("time in no round", "times[0][0]", "speech", "speech"),
    at_value("time for nobody", "times[0][1]", "99", "99"),
    at_value("time as text", "times[0][2]", "503", "503"),
    at_value("parts of a second", "times[0][2]", 503.5, "503.5"),
    at_value("negative time", "times[0][2]", -1, "-1"),
    at_value("time as bool", "times[0][2]", True),
    Bad("time twice", add("times", ["talk", "01", 480]), "times[3]", ("01",)),
    at_value("adjustment for nobody", "adjustments[0].contestant", "99", "99"),
    at_value("adjustment in no round", "adjustments[0].round", "speech", "speech"),
    at_value("adjustment as number", "adjustments[0].points", -0.2, "-0.2"),
    Bad("adjustment without points", drop("adjustments[1].points"), "adjustments[1]", ("points",)),
    Bad("adjustment without contestant", drop("adjustments[1].contestant"), "adjustments[1]", ("contestant",)),
]

CUTS = [
    at_value("cut after no round", "cuts[0].after", "speech", "speech"),
    Bad("cut after the last round", put("cuts[0]", {"after": "visit", "keep": 3}), "cuts[0]", ("visit",)),
    Bad("two cuts after one round", add("cuts", {"after": "talk", "keep": 2}), "cuts[1]", ("talk",)),
    Bad("cut without round", drop("cuts[0].after"), "cuts[0]", ("after",)),
    Bad("cut without keep", drop("cuts[0].keep"), "cuts[0]", ("keep",)),
    at_value("keep nobody", "cuts[0].keep", 0, "0"),
    at_value("keep as text", "cuts[0].keep", "3"),
    at_value("keep as bool", "cuts[0].keep", True),
    at_value("keep of 5000 digits", "cuts[0].keep", 10**5000),
    at_value("cut tie", "cuts[0].tie", "share", "share"),
    Bad("cut weights after the cut", put("cuts[0].weights.defence", "1"), "cuts[0].weights", ("defence",)),
    Bad("cut weights of no round", put("cuts[0].weights.speech", "1"), "cuts[0].weights", ("speech",)),
    Bad("cut weights all 0", put("cuts[0].weights.talk", "0"), "cuts[0].weights"),
    Bad("no cut weights", put("cuts[0].weights", {}), "cuts[0].weights"),
    at_value("cut weight as number", "cuts[0].weights.talk", 1),
]

AWARDS = [
    at_value("negative quota", "awards[0].quota", -1, "-1"),
    at_value("quota as text", "awards[0].quota", "1"),
    at_value("quota as bool", "awards[0].quota", True),
    at_value("quota as float", "awards[0].quota", 1.0),
    at_value("quota of 5000 digits", "awards[0].quota", 10**5000),
    Bad("neither quota nor named", drop("awards[1].quota"), "awards[1]", ("quota", "named")),
    Bad("quota and named", put("awards[1].named", ["01"]), "awards[1]", ("quota", "named")),
    Bad("award without name", drop("awards[1].name"), "awards[1]", ("name",)),
    at_value("award tie", "awards[0].tie", "share", "share"),
    at_value("uses_up as text", "awards[0].uses_up", "no"),
    at_value("min as number", "awards[0].min", 60, "60"),
    at_value("cap as text", "awards[0].cap", "1"),
    at_value("negative cap", "awards[0].cap", -1, "-1"),
    at_value("award of no group", "awards[0].group", "villages", "villages"),
    at_value("named nobody", "awards[2].named[0]", "99", "99"),
    Bad("named twice", add("awards[2].named", "04"), "awards[2].named", ("04",)),
]

DECISIONS = [
    at_value("decision kind", "decisions[0].kind", "coin", "coin"),
    Bad("decision without kind", drop("decisions[0].kind"), "decisions[0]", ("kind",)),
    Bad("decision without order", drop("decisions[0].order"), "decisions[0]", ("order",)),
    at_value("decision about nobody", "decisions[0].order[1]", "99", "99"),
    Bad("decision naming one twice", put("decisions[0].order", ["03", "02", "03"]), "decisions[0].order", ("03",)),
    Bad("decision about one", put("decisions[0].order", ["03"]), "decisions[0].order"),
    Bad("no link asks for it", put("decisions[0].kind", "playoff"), "decisions[0]", ("playoff",)),
    Bad("no award asks for it", put("decisions[0].kind", "award"), "decisions[0]", ("award",)),
    Bad("no cut asks for it", put("decisions[0].kind", "cut"), "decisions[0]", ("cut",)),
]

UNTIED = [
    Bad("people who are not tied", put("decisions[0].order", ["01", "02"]), "decisions[0]", ("01", "02")),
    Bad("one too many", put("decisions[0].order", ["03", "02", "01"]), "decisions[0]", ("01",)),
    Bad("a guest", put("decisions[0].order", ["03", "02", "05"]), "decisions[0]", ("05",)),
    Bad("one on either side of a cut", put("decisions[0].order", ["03", "02", "04"]), "decisions[0]", ("04",)),
    Bad(
        "only some of the tied",
        both(
            *(drop("recusals[0]"), drop("times"), drop("factors"), drop("adjustments"), drop("cuts")),
            *(drop("contestants[3]"), marks_of("01", "36.5"), drop("awards[2]")),
            lambda d: d.update(marks=[row for row in d["marks"] if row[2] != "04"]),
        ),
        "decisions[0]",
        ("02", "03"),
    ),
    Bad(
        "not tied at the line of an award",
        both(put("awards[1].tie", "decide"), put("decisions[0]", {"kind": "award", "order": ["01", "02"]})),
        "decisions[0]",
    ),
    Bad(
        "not tied at the line of a cut",
        both(put("cuts[0].tie", "decide"), put("decisions[0]", {"kind": "cut", "order": ["01", "02"]})),
        "decisions[0]",
    ),
]
"""Decisions that fit the rules but not the result: found by `tabulate`."""

BAD: list[Bad] = [*HEAD, *RULES, *CHAIN, *PANELS, *ROUNDS, *ITEMS, *PEOPLE, *MARKS, *LISTS, *CUTS, *AWARDS, *DECISIONS]
"""Changes that `read_contest` refuses."""
