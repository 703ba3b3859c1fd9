"""What the sums find wrong with a contest, in the words of the desk.

The sums know no language of people: they say a path of the contest file and what is wrong there. Here, and only here,
the path becomes the thing that is meant (“Panel ‘Experts’”) and the complaint a sentence. A line that is not known is
shown as it came; a test goes over every complaint there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.wording import listed
from contests.models import DecisionKind, label
from scoring.results.named import Named

Words = str | Promise

PARTS: dict[str, Words] = {
    "rounds": _("Round “{name}”"),
    "panels": _("Panel “{name}”"),
    "judges": _("Judge {name}"),
    "contestants": _("Contestant {name}"),
    "awards": _("Award “{name}”"),
    "items": _("item “{name}”"),
}
NUMBERED: dict[str, Words] = {
    "rounds": _("Round no. {number}"),
    "panels": _("Panel no. {number}"),
    "judges": _("Judge no. {number}"),
    "contestants": _("Contestant no. {number}"),
    "awards": _("Award no. {number}"),
    "items": _("item no. {number}"),
    "cuts": _("Cut no. {number}"),
    "decisions": _("Decision no. {number}"),
    "adjustments": _("Deduction or bonus no. {number}"),
    "marks": _("Mark no. {number}"),
    "recusals": _("Recusal no. {number}"),
    "factors": _("Difficulty factor no. {number}"),
    "times": _("Time no. {number}"),
    "tie_chain": _("tie-break rule no. {number}"),
    "members": _("member no. {number}"),
    "over": _("overtime step no. {number}"),
}
COLUMNS: dict[str, tuple[Words, ...]] = {
    "marks": (_("round"), _("judge"), _("contestant"), _("item"), _("number of points")),
    "recusals": (_("judge"), _("contestant"), _("reason")),
    "factors": (_("round"), _("contestant"), _("factor")),
    "times": (_("round"), _("contestant"), _("seconds")),
}
KEYS: dict[str, Words] = {
    "file": _("The file"),
    "format": _("format"),
    "title": _("title"),
    "rules": _("rules"),
    "rounds": _("rounds"),
    "panels": _("panels"),
    "judges": _("judges"),
    "contestants": _("contestants"),
    "members": _("members"),
    "post": _("post"),
    "awards": _("awards"),
    "cuts": _("cuts"),
    "decisions": _("decisions"),
    "adjustments": _("deductions and bonuses"),
    "marks": _("marks"),
    "recusals": _("recusals"),
    "factors": _("difficulty factors"),
    "times": _("times"),
    "items": _("rubric items"),
    "id": _("code"),
    "name": _("name"),
    "kind": _("kind"),
    "weight": _("weight"),
    "weights": _("weights"),
    "room": _("room"),
    "rooms": _("rooms"),
    "group": _("group"),
    "status": _("status"),
    "panel": _("panel"),
    "round": _("round"),
    "contestant": _("contestant"),
    "order": _("order"),
    "after": _("after which round"),
    "keep": _("how many go on"),
    "max": _("maximum"),
    "min": _("minimum"),
    "step": _("step"),
    "points": _("number of points"),
    "reason": _("reason"),
    "quota": _("quota"),
    "named": _("winners by name"),
    "tie": _("what happens in a tie"),
    "cap": _("cap"),
    "pass_mark": _("pass mark"),
    "clock": _("clock"),
    "limit": _("time limit"),
    "over": _("overtime steps"),
    "tie_chain": _("tie-break rules"),
    "pool": _("pooling"),
    "trim": _("trimming"),
    "drop_high": _("highest dropped"),
    "drop_low": _("lowest dropped"),
    "trim_from": _("dropped from how many judges on"),
    "bounds": _("bounds"),
    "rounding": _("rounding"),
    "final": _("final score"),
    "sealed": _("scores entered directly"),
}
VALUES: dict[str, Words] = {
    "null": _("nothing"),
    "true": _("yes"),
    "false": _("no"),
    "a list": _("a list"),
    "an object": _("an object"),
    "a number of very many digits": _("a number of very many digits"),
}
ONE: dict[str, str] = {"round": "rounds", "panel": "panels", "judge": "judges", "contestant": "contestants"}
"""Groups of the complaints below that are ids, and the list they are of."""

V = r'(?P<value>".*?"|a list|an object|null|true|false|a number of very many digits|\S+)'


def _meaning(*pairs: tuple[str, Words]) -> tuple[tuple[re.Pattern[str], Words], ...]:
    return tuple((re.compile(pattern), words) for pattern, words in pairs)


COMPLAINTS = _meaning(
    (r"no official judge sits on ?(?P<panel>.*)", _("no official judge sits on this panel")),
    (r"no panel sits in (?P<round>.+)", _("no panel sits in this round")),
    (r"expected at least one", _("at least one is needed")),
    (r"expected at least one item, or a sealed round", _("there is no rubric item yet")),
    (r"a sealed round has no items; .*", _("a round whose scores are entered directly has no rubric items")),
    (r"all weights are 0; one must be above 0", _("all weights are 0; one must be above 0")),
    (
        r"all weights of the panels that sit in (?P<round>.+) are 0; .*",
        _("all panels that sit in “{round}” have weight 0; one must be above 0"),
    ),
    (
        r"expected a panel of (?P<round>.+) that marks who is in no room; .*",
        _("no panel of “{round}” whose scores count marks somebody without a room"),
    ),
    (
        r"expected a panel of (?P<round>.+) that marks room (?P<value>.+); .*",
        _("no panel of “{round}” whose scores count marks room {value}"),
    ),
    (r"missing; scores are equalised between rooms", _("missing; scores are compared between rooms")),
    (r"missing; (?P<round>.+) is not the only round", _("missing; there are other rounds beside it")),
    (r"missing; (?P<panel>.+) is not the only panel of its rounds", _("missing; other panels sit in the same rounds")),
    (r"missing; `over` counts .*", _("missing; overtime is counted from it")),
    (r"missing; expected .*", _("missing")),
    (rf"{V} is no round of this contest", _("there is no round {value} in this contest")),
    (rf"{V} is no panel of this contest", _("there is no panel {value} in this contest")),
    (rf"{V} is no judge of this contest", _("there is no judge {value} in this contest")),
    (rf"{V} is no contestant of this contest", _("there is no contestant {value} in this contest")),
    (rf"{V} is no group of this contest", _("there is no group {value} in this contest")),
    (rf"{V} is no item of this contest", _("there is no rubric item {value} in this contest")),
    (rf"{V} is no item of (?P<round>.+)", _("there is no rubric item {value} in “{round}”")),
    (rf"{V} is no tie link; expected one of .*", _("{value} is not a tie-break rule")),
    (rf"{V}: expected decimals or decimals:N .*", _("{value} is not a number of decimals from 0 to 12")),
    (rf"{V}: \w+ takes nothing after it", _("{value} has something after it that means nothing")),
    (rf"{V} is here twice", _("{value} is here twice")),
    (r"(?P<value>\d+) s stands here twice", _("{value} s stands here twice")),
    (r"(?P<value>.+) is in this team twice", _("{value} is in this team twice")),
    (
        r"(?P<value>\d+) people where at most (?P<most>\d+) .*",
        _("too many for one team: {value}; at most {most} can be in it"),
    ),
    (r"a name of one person was expected, .*", _("this must be the name of one person, without brackets and commas")),
    (r"expected one line, with its brackets in pairs", _("this must be one line, with its brackets in pairs")),
    (r"longer than (?P<most>\d+) characters", _("longer than {most} characters")),
    (r"this mark is here twice", _("this mark is here twice")),
    (
        r"the recusal of (?P<judge>.+) from (?P<contestant>.+) is here twice",
        _("the recusal of {judge} from {contestant} is here twice"),
    ),
    (r"(?P<round>.+) of (?P<contestant>.+) is here twice", _("“{round}” of {contestant} is here twice")),
    (r"(?P<round>.+) is the last round; .*", _("“{round}” is the last round; nobody can be cut after it")),
    (r"expected a round up to (?P<round>.+)", _("only “{round}” and rounds before it can count here")),
    (
        r"nothing in the rules asks for a decision of kind (?P<kind>.+)",
        _("the rules do not ask for a decision of this kind ({kind})"),
    ),
    (r"(?P<people>.+) are not tied; .*", _("{people} are not equal; a decision names those who are")),
    (r"(?P<people>.+) are not all who are tied; .*", _("others are equal with {people}; name all of them")),
    (
        r"(?P<contestant>.+) fills no place that (?P<other>.+) could take",
        _("{contestant} leaves no place that {other} could take"),
    ),
    (r"(?P<contestant>.+) is not next; .*", _("{contestant} is not next in line")),
    (r"expected the tied contestants, .*", _("name those who are equal, at least two, best first")),
    (
        r"(?P<judge>.+) is recused from (?P<contestant>.+) and gives no mark",
        _("{judge} is recused from {contestant} and gives no mark"),
    ),
    (
        r"(?P<contestant>.+) is in (?:no room|room .+); (?P<judge>.+) sits on (?P<panel>.+), which marks .*",
        _("{judge} sits on “{panel}”, which does not mark the room of {contestant}"),
    ),
    (
        r"(?P<judge>.+) sits on (?P<panel>.*), which does not sit in (?P<round>.+)",
        _("{judge} sits on “{panel}”, which does not sit in “{round}”"),
    ),
    (r"expected null: (?P<round>.+) is sealed", _("must be empty: the scores of “{round}” are entered directly")),
    (r"expected a score: .*", _("a score is missing; a score that is entered directly cannot be excused")),
    (
        r"(?P<value>\S+) is above the maximum (?P<bound>\S+) of (?P<item>.+)",
        _("{value} is above {bound}, the maximum of “{item}”"),
    ),
    (
        r"(?P<value>\S+) is below the minimum (?P<bound>\S+) of (?P<item>.+)",
        _("{value} is below {bound}, the minimum of “{item}”"),
    ),
    (
        r"(?P<value>\S+) is not a multiple of the step (?P<bound>\S+) of (?P<item>.+)",
        _("{value} is not on the step of {bound} of “{item}”"),
    ),
    (
        r"the lower bound (?P<value>\S+) is above the upper bound (?P<bound>\S+)",
        _("the lower bound {value} is above the upper bound {bound}"),
    ),
    (
        r"the maximum (?P<value>\S+) is not above the minimum (?P<bound>\S+)",
        _("the maximum {value} is not above the minimum {bound}"),
    ),
    (r'"0" is no step; .*', _("the step must be above 0")),
    (rf"{V} is below (?P<bound>\S+)", _("{value} is below {bound}")),
    (rf"{V} is a number; write it as a string .*", _("{value} must stand in quotation marks")),
    (rf"{V} is no number; .*", _("{value} is not a number in quotation marks")),
    (rf"{V} is no decimal number .*", _("{value} is not a number, or has too many digits")),
    (rf"{V} is none of (?P<choices>.+)", _("{value} cannot stand here; possible are {choices}")),
    (
        rf"{V} where a whole number from (?P<least>\S+) to (?P<most>\S+) was expected",
        _("{value} should be a whole number from {least} to {most}"),
    ),
    (rf"{V} where true or false was expected", _("{value} should be yes or no (true, false)")),
    (rf"{V} where a (?:non-empty )?string was expected", _("{value} should be a text")),
    (rf"{V} where a list was expected", _("{value} should be a list")),
    (rf"{V} where an object was expected", _("{value} should be an object")),
    (rf"{V} where a reason was expected", _("{value} should be a reason")),
    (rf'{V} where "(?P<bound>.+)" was expected', _("{value} should be {bound}")),
    (r"unknown key; expected one of (?P<choices>.+)", _("this key is not known; possible are {choices}")),
    (r"expected either a quota or `named` winners", _("either a quota or winners by name are needed")),
    (r"expected two bounds such as (?P<example>.+)", _("two bounds are needed, such as {example}")),
    (r"expected seconds and points such as (?P<example>.+)", _("seconds and points are needed, such as {example}")),
    (r"expected judge, contestant .* such as (?P<example>.+)", _("judge, contestant and reason are needed: {example}")),
    (r"expected a row such as (?P<example>.+)", _("a row like this is needed: {example}")),
    (r"this is not a JSON object; .*", _("this is not a contest file")),
    (r"not JSON at (?P<where>.+?): .*", _("this is not a contest file; it cannot be read from {where} on")),
    (r"not UTF-8 text at byte \d+; .*", _("some characters cannot be read. Save the file as UTF-8")),
    (r"brackets are nested .*|nested more than .*", _("brackets are nested too deeply for a contest file")),
    (r"larger than (?P<value>\d+) MB, .*", _("larger than {value} MB, the most that is read")),
    (r"half of a surrogate pair .*", _("a character is broken")),
    (r".* is no JSON number; .*", _("a number cannot be read; write numbers in quotation marks")),
    (r'the key "(?P<value>.*)" stands twice in one object', _("the key {value} is there twice in one place")),
)


def complaint(line: str, named: Named) -> str:
    """One problem of the sums as a sentence; as it came where nobody has given it words."""
    path, _colon, message = line.partition(": ")
    for pattern, words in COMPLAINTS:
        if (found := pattern.fullmatch(message)) is not None:
            facts = {name: _fact(name, text, named) for name, text in found.groupdict().items()}
            return gettext("{place}: {complaint}").format(
                place=place_text(path, named), complaint=str(words).format(**facts)
            )
    return line


def complaints(lines: Iterable[str], named: Named) -> list[str]:
    """The problems of the sums, a sentence each."""
    return [complaint(line, named) for line in lines]


def _fact(name: str, text: str, named: Named) -> str:
    """What a complaint names: an id by its name, a value as somebody typed it."""
    if name in ONE or name == "other":
        called = named.of(ONE.get(name, "contestants"), text)
    elif name == "item":
        called = named.item(text)
    elif name == "people":
        called = listed(named.of("contestants", who) for who in text.split(", "))
    elif name == "kind" and text in tuple(DecisionKind):
        called = str(label(DecisionKind.of(text)))
    elif name == "value" and len(text) > 1 and text[0] == text[-1] == '"':
        called = gettext("“{text}”").format(text=text[1:-1])
    else:
        called = str(VALUES.get(text, text))
    return called


STEP = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)")


def place_text(path: str, named: Named) -> str:
    """The thing a path of the contest file leads to."""
    words, here = list[str](), named
    for key, brackets in STEP.findall(path):
        places = [int(place) for place in re.findall(r"\d+", brackets)]
        words.append(_step(key, places, here))
        if places:
            here = Named(here.part(key, places[0]))
    return joined(filter(None, words)) or path


def _step(key: str, places: list[int], here: Named) -> str:
    """One part of a path: a key, or the part that stands at a place of its list."""
    if not places:
        return str(KEYS.get(key, key))
    called = here.at(key, places[0]) if key in PARTS else ""
    if called:
        return str(PARTS[key]).format(name=called)
    number = places[0] + 1
    first = str(NUMBERED[key]).format(number=number) if key in NUMBERED else f"{KEYS.get(key, key)} {number}"
    columns = COLUMNS.get(key, ())
    rest = [str(columns[place]) if place < len(columns) else str(place + 1) for place in places[1:]]
    return joined([first, *rest])


def joined(parts: Iterable[str]) -> str:
    """The part of a part, from the whole to the smallest."""
    first, *rest = [*parts] or [""]
    for part in rest:
        first = gettext("{whole}, {part}").format(whole=first, part=part)
    return first
