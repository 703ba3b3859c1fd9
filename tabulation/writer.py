"""From a `Contest` back to a contest file: canonical text, fingerprint, public copy.

Canonical: every key that says something, none that is at its default but for the parts that are
sealed together; numbers in their shortest form; keys sorted, no spaces. What was read and is
written again reads as an equal `Contest`, and writes the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from .contest import FORMAT, Contest, Judge, RoundRules, Stages
from .exact import plain
from .json_text import canonical

ALWAYS = ("title", "rules", "panels", "rounds", "judges", "contestants", "cuts", "awards")
SEALED = ("format", *ALWAYS)
MAPPED = ("round", "weights")
"""Mappings that may carry an `about`; a `Contest` keeps it beside them."""
PEOPLE = ("judges", "contestants")
NOT_SEALED = ("name", "members", "status", "about")


def as_document(contest: Contest) -> dict[str, Any]:
    """The contest as the document of its file: plain JSON values."""
    document: dict[str, Any] = {"format": FORMAT, **{key: _value(getattr(contest, key)) for key in ALWAYS}}
    rows = {
        "recusals": [[*key, reason] for key, reason in contest.recusals.items()],
        "factors": [[*key, plain(factor)] for key, factor in contest.factors.items()],
        "times": [[*key, seconds] for key, seconds in contest.times.items()],
        "marks": list(mark_rows(contest)),
        "ballots": [[*key, *given, n] for key, counts in contest.ballots.items() for given, n in counts.items()],
        "adjustments": _value(contest.adjustments),
        "decisions": _value(contest.decisions),
        "about": contest.about,
    }
    return document | {key: value for key, value in rows.items() if value not in (None, [])}


def mark_rows(contest: Contest) -> Iterable[list[str | None]]:
    """The marks as rows of the file: round, judge, contestant, item, points."""
    for (round_, judge, item), column in contest.marks.items():
        for contestant, points in column.items():
            yield [round_, judge, contestant, item, points]


def write_contest(contest: Contest) -> str:
    """The canonical text of a contest file."""
    return canonical(as_document(contest))


def fingerprint(contest: Contest) -> str:
    """SHA-256 of what is sealed: rules, panels, rounds, cuts, awards, and who takes part.

    Names, members, statuses and `about` of judges and contestants do not count, so that a misspelt name
    can be mended and a withdrawal entered without breaking the seal; nor do the lists of `named`
    awards, which are given by name when everybody has been seen.
    """
    document = as_document(contest)
    sealed = {key: document[key] for key in SEALED}
    for key in PEOPLE:
        sealed[key] = [{k: v for k, v in person.items() if k not in NOT_SEALED} for person in sealed[key]]
    sealed["awards"] = [{k: v for k, v in award.items() if k != "named"} for award in sealed["awards"]]
    return sha256(canonical(sealed).encode()).hexdigest()


def public_copy(contest: Contest, judge_name: str) -> Contest:
    """The contest as anyone may have it: judges named by number, no reasons of recusals.

    `judge_name` has a place for the number, such as "评委 {}".
    """
    judges = tuple(_unnamed(judge, judge_name.format(n)) for n, judge in enumerate(contest.judges, start=1))
    return replace(contest, judges=judges, recusals=dict.fromkeys(contest.recusals, ""))


def _unnamed(judge: Judge, name: str) -> Judge:
    return replace(judge, name=name, about=None)


def _value(value: Any) -> Any:
    """One value of a contest as JSON."""
    if isinstance(value, Decimal):
        return plain(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, tuple):
        return [_value(inner) for inner in value]
    if isinstance(value, Mapping):
        return {key: _value(inner) for key, inner in value.items()}
    return value


def _object(thing: Any) -> dict[str, Any]:
    """The fields that say something; a weight is always written, since others may stand beside it."""
    if isinstance(thing, Stages):
        return _stages(thing)
    written = {}
    for f in fields(thing):
        value = getattr(thing, f.name)
        if f.name == "weight" or not _default(thing, f.name, value):
            written[f.name] = _value(value)
    for name in MAPPED:
        if (about := written.pop(f"{name}_about", None)) is not None:
            written[name] = {**written.get(name, {}), "about": about}
    return written


def _stages(stages: Stages) -> dict[str, Any]:
    default = Stages()
    return {f.name: v for f in fields(stages) if (v := getattr(stages, f.name)) != getattr(default, f.name)}


def _default(thing: Any, name: str, value: Any) -> bool:
    """Whether a field says no more than its absence would."""
    if value is None or (isinstance(thing, RoundRules) and name == "round" and not value):
        return True
    return value in [f.default for f in fields(thing) if f.name == name]
