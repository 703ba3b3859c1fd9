"""What the emcee says, in the words of the language or in those of the organiser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from communities.language import in_chinese
from communities.wording import listed
from contests.members import members_text
from contests.models import Contest
from stage.models import Cue, CueKind, QuestionDraw, Show
from stage.results.script import Line, LineKind
from stage.rules.numerals import read_aloud
from stage.rules.sentences import CALL, CLOSING, HIGHEST, LOWEST, OFF, ON, SCORE, Part, Value, fill

MINUTE = 60
NO_BREAK = "\N{NO-BREAK SPACE}"
DEFAULTS: Mapping[str, str | Promise] = {
    CALL: pgettext_lazy(
        "said by the emcee",
        "Please welcome contestant {number}, {name}[, of {community}].[ The title of the presentation: “{title}”.]",
    ),
    SCORE: pgettext_lazy(
        "said by the emcee", "[{dropped}; ][{adjustments}; ]the final score of contestant {number} is {score}."
    ),
    HIGHEST: pgettext_lazy("said by the emcee", "Leaving out the [{count} ]highest, {points}"),
    LOWEST: pgettext_lazy("said by the emcee", "leaving out the [{count} ]lowest, {points}"),
    OFF: pgettext_lazy("said by the emcee", "[{reason}: ]minus {points}"),
    ON: pgettext_lazy("said by the emcee", "[{reason}: ]plus {points}"),
    str(CueKind.ADDRESS): pgettext_lazy("said by the emcee", "[Please welcome {who} to speak to us.]"),
    str(CueKind.RULES): pgettext_lazy("said by the emcee", "[{who} will now read the rules of the contest.]"),
    str(CueKind.FILM): pgettext_lazy("said by the emcee", "Please watch: {title}."),
    str(CueKind.DRAW): pgettext_lazy("said by the emcee", "We now draw the questions."),
    str(CueKind.COMMENT): pgettext_lazy("said by the emcee", "Now to the comment[ by {who}]."),
    str(CueKind.BREAK): pgettext_lazy("said by the emcee", "We now have a {minutes}-minute break."),
    str(CueKind.CEREMONY): pgettext_lazy("said by the emcee", "We now come to the awards."),
    str(CueKind.PHOTO): pgettext_lazy(
        "said by the emcee", "I ask guests, judges and contestants to come on stage for a group photo."
    ),
    str(CueKind.OTHER): pgettext_lazy("said by the emcee", "{title}[: {who}]"),
    CLOSING: pgettext_lazy("said by the emcee", "This is the end of {contest}. Thank you all."),
}
"""What is said where the organiser has not chosen other words."""
SCORE_OF_A_ROUND = pgettext_lazy(
    "said by the emcee", "[{dropped}; ][{adjustments}; ]the score of contestant {number} in {round} is {score}."
)
"""What is said of a score in a contest of several rounds, where it is not yet the final one."""
BY_THE_CLOCK = pgettext_lazy("why points are off, said by the emcee", "Time")
NAMES: Mapping[str, Any] = {
    CALL: pgettext_lazy("sentence", "Calling a contestant"),
    SCORE: pgettext_lazy("sentence", "Announcing a score"),
    HIGHEST: pgettext_lazy("sentence", "A highest mark is dropped"),
    LOWEST: pgettext_lazy("sentence", "A lowest mark is dropped"),
    OFF: pgettext_lazy("sentence", "Points off"),
    ON: pgettext_lazy("sentence", "Points on top"),
    **{str(kind): kind.label for kind in CueKind},
    CLOSING: pgettext_lazy("sentence", "The end"),
}
"""What the sentences are called."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line as the emcee's page has it: what it is, the sentence, and what is read out after it; `photo` is the
    file of whom it calls."""

    line: Line
    label: str
    parts: list[Part]
    notes: str = ""
    photo: str = ""


def spoken(show: Show, lines: Iterable[Line]) -> list[Spoken]:
    """Lines in words."""
    found = (_spoken(show, line) for line in lines)
    return [replace(line, parts=list(unbroken(line.parts))) for line in found]


def unbroken(parts: Iterable[Part]) -> Iterator[Part]:
    """A sentence in which no line ends between a number that is read aloud and its unit.

    >>> [part.text for part in unbroken([Part("92.20", "九十二点二"), Part(" 分，"), Part("3"), Part(" 号")])]
    ['92.20', '\\xa0分，', '3', ' 号']
    """
    number = False
    for part in parts:
        glued = number and part.text.startswith(" ")
        yield Part(NO_BREAK + part.text[1:]) if glued else part
        number = bool(part.aloud)


def sentence_text(show: Show, id: str) -> str:
    """A sentence as a template: the organiser's, else the usual one."""
    return str(show.sentences.get(id) or usual_sentence(show.contest, id))


def usual_sentence(contest: Contest, id: str) -> str:
    """A sentence as a template where the organiser has not chosen other words."""
    return str(SCORE_OF_A_ROUND if id == SCORE and contest.rounds.count() > 1 else DEFAULTS[id])


def _spoken(show: Show, line: Line) -> Spoken:
    item = line.item
    if line.kind is LineKind.SCORE and line.release is not None:
        content = line.release.content
        label = _("Score of contestant {number}").format(number=plain_number(content["contestant"]["number"]))
        return Spoken(line, label, score_parts(show, content))
    if line.kind is LineKind.QUESTION and line.draw is not None:
        return _question(line, line.draw)
    if line.kind is LineKind.CALL and item is not None and item.performance is not None:
        who = item.performance.contestant
        values = {
            **{name: getattr(who, name) or "" for name in ("community", "title", "theme")},
            "name": with_team(who.name, who.team_names),
            "number": plain_number(who.number),
            "round": str(item.performance.round),
        }
        label = _("On stage") if item.on else _("Next on stage")
        return Spoken(line, label, fill(sentence_text(show, CALL), values))
    if line.kind is LineKind.CUE and item is not None and item.cue is not None:
        return Spoken(line, item.cue.title, cue_parts(show, item.cue), item.cue.emcee_notes)
    return _other(show, line)


def with_team(name: str, team: Sequence[str]) -> str:
    """A name as it is read out: of a team with all who are in it."""
    words = pgettext("said by the emcee", "{name} ({team})")
    return words.format(name=name, team=members_text(team)) if team else name


def _question(line: Line, draw: QuestionDraw) -> Spoken:
    number = plain_number(draw.performance.contestant.number)
    label = _("Question of contestant {number}").format(number=number)
    words = _("Contestant {number} has drawn question {question}: {text}")
    return Spoken(line, label, [Part(words.format(number=number, question=draw.question, text=draw.text))])


def _other(show: Show, line: Line) -> Spoken:
    """What is said where nobody is called and nothing is announced."""
    if line.kind is LineKind.WAIT:
        numbers = listed(plain_number(p.contestant.number) for p in line.awaited)
        words = _("Wait: the score of contestant {numbers} is not released yet.").format(numbers=numbers)
        return Spoken(line, _("Nothing to say yet"), [Part(words)])
    if line.kind is LineKind.OPEN:
        return Spoken(line, _("Next on stage"), [Part(_("Who comes next is seen here once the desk has called."))])
    return Spoken(line, _("The end"), fill(sentence_text(show, CLOSING), {"contest": str(show.contest)}))


def cue_parts(show: Show, cue: Cue) -> list[Part]:
    """What is said at an item of the run sheet."""
    values = {"who": cue.who, "title": cue.title, "minutes": str(max(1, cue.planned // MINUTE))}
    said = fill(sentence_text(show, cue.kind), values)
    return said if any(part.text.strip() for part in said) else [Part(cue.title)]


def score_parts(show: Show, content: Mapping[str, Any]) -> list[Part]:
    """What is said of a score, by the content of its release."""
    who = content["contestant"]
    values: dict[str, Value] = {
        "number": plain_number(who["number"]),
        "name": who["name"],
        "community": who["community"],
        "round": content["round"]["name"],
        "dropped": _joined(_dropped(show, content)),
        "adjustments": _joined(_adjusted(show, given) for given in content["adjustments"]),
        "score": number_parts(content["score"]),
    }
    return fill(sentence_text(show, SCORE), values)


def number_parts(number: str) -> list[Part]:
    """A number, with how it is read aloud where that is another text than its digits."""
    return [Part(number, read_aloud(number) if in_chinese() else "")]


def plain_number(number: str) -> str:
    """A contestant's number as it is said: without the zeros before it.

    >>> plain_number("03"), plain_number("10"), plain_number("A01"), plain_number("00")
    ('3', '10', 'A01', '0')
    """
    return (number.lstrip("0") or "0") if number.isdecimal() else number


def sample_content() -> dict[str, Any]:
    """A score as an example, of nobody."""
    sheets = [{"total": "95.0", "dropped": "high"}, {"total": "88.0", "dropped": "low"}]
    return {
        "contestant": {"number": "3", "name": _("Wang Fang"), "community": _("Xingfu Community")},
        "round": {"name": _("First round")},
        "panels": [{"sheets": sheets}],
        "adjustments": [],
        "score": "92.20",
    }


def _dropped(show: Show, content: Mapping[str, Any]) -> list[list[Part]]:
    """The dropped marks, the highest first; of several panels those of each."""
    found = []
    for panel in content["panels"]:
        for id, which in ((HIGHEST, "high"), (LOWEST, "low")):
            totals = [sheet["total"] for sheet in panel["sheets"] if sheet["dropped"] == which]
            if totals:
                found.append(fill(sentence_text(show, id), {"count": _count(len(totals)), "points": _several(totals)}))
    return found


def _adjusted(show: Show, given: Mapping[str, Any]) -> list[Part]:
    points = str(given["points"])
    off = points.startswith(("-", "−"))
    reason = given["reason"] or (str(BY_THE_CLOCK) if given["clock"] else "")
    return fill(
        sentence_text(show, OFF if off else ON), {"reason": reason, "points": number_parts(points.lstrip("-−+"))}
    )


def _several(numbers: Iterable[str]) -> list[Part]:
    """Numbers one after another, as one says them."""
    return _between(map(number_parts, numbers), pgettext("between two numbers that are said", ", "))


def _joined(sentences: Iterable[list[Part]]) -> list[Part]:
    """Parts of one sentence with a comma between them."""
    return _between(sentences, pgettext("between two parts that are said", ", "))


def _between(groups: Iterable[list[Part]], comma: str) -> list[Part]:
    found: list[Part] = []
    for group in groups:
        found += [*([Part(comma)] if found else []), *group]
    return found


def _count(count: int) -> str:
    """How many, as one says it before what is counted: 两个."""
    if not in_chinese():
        return str(count) if count > 1 else ""
    return "两" if count == 2 else read_aloud(str(count))


def preview(show: Show, id: str) -> list[Part]:
    """What a sentence would sound like, said of an example."""
    content = sample_content()
    who = content["contestant"]
    if id == SCORE:
        parts = score_parts(show, content)
    elif id in {HIGHEST, LOWEST, OFF, ON}:
        values: dict[str, Value] = {"count": _count(1), "points": number_parts("0.5"), "reason": str(BY_THE_CLOCK)}
        values |= {"points": number_parts("95.0" if id == HIGHEST else "88.0")} if id in {HIGHEST, LOWEST} else {}
        parts = fill(sentence_text(show, id), values)
    elif id == CALL:
        about = {"title": _("A red steward warms hearts"), "theme": _("Governance"), "round": content["round"]["name"]}
        parts = fill(sentence_text(show, id), {**who, **about})
    elif id == CLOSING:
        parts = fill(sentence_text(show, id), {"contest": str(show.contest)})
    else:
        kind = CueKind(id)
        parts = cue_parts(show, Cue(kind=kind, title=str(kind.label), who=_("Director Wang"), planned=15 * MINUTE))
    return list(unbroken(parts))
