"""The columns of a contest and of its parts: the one table that says of each what it is called and where it goes.

Reading a contest file, writing one, copying, what an action may set and when, what forms show and what the journal
says of a change all follow it. A new column is a field of its model, a line here, and a place on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from communities.journal import Fact
from communities.journal.facts import Say, counted_from_0, one_of, value_text
from communities.numbers import json_decimal
from contests.models import (
    Announced,
    Award,
    AwardTie,
    Contest,
    Contestant,
    Cut,
    CutTie,
    Judge,
    JudgeKind,
    Panel,
    PublicLevel,
    Round,
    RubricItem,
    Status,
)

from .about import is_names
from .ballots import ballot_text, grades_text
from .facts import ABOUT, DROPPED, POOL, RULES, STATUS, clock, term_of
from .members import members_said
from .origin import origin_in

Part = Round | RubricItem | Panel | Judge | Contestant | Cut | Award
Row = dict[str, Any]
MOST = 30_000
"""No count of an `about` is larger."""
LONGEST = 20_000
"""Characters that fit into a text without a limit of its own."""

# ---- How a value stands in a contest file


@dataclass(frozen=True, slots=True)
class Form:
    """How a value of a contest file becomes one of a column (`read`; None where the file says nothing), and back."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = lambda value: value


def number(default: str) -> Form:
    """A decimal number, written as text."""
    return Form(lambda value: Decimal(default if value is None else value), json_decimal)


def one(default: str) -> Form:
    """One of some words."""
    return Form(lambda value: value or default)


def _day(value: Any) -> date | None:
    """A day that is written as ISO 8601 has it; anything else is none."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


AS_IT_IS = Form(lambda value: value)
TEXT = Form(lambda value: value or "")
FLAG = Form(bool)
COUNT = Form(lambda value: value or 0)
NUMBER_OR_NONE = Form(lambda value: None if value is None else Decimal(value), json_decimal)
NAMES = Form(list)
ROWS = Form(lambda value: [dict(row) for row in value or ()], lambda value: value or None)
LIST_OR_NONE = Form(lambda value: None if value is None else list(value))
MAPPING = Form(lambda value: value or {})
ORIGIN = Form(lambda value: value or {})
DAY = Form(_day, date.isoformat)
RULE_OR_EMPTY = Form(lambda value: value or "", lambda value: value or None)

# ---- Columns


class Later(Enum):
    """Whether a column may change once its contest is opened.

    What may has no part in the fingerprint, or the file keeps beside it what the rules were sealed with: the title of a
    contest, the place of a contestant.
    """

    NEVER = "never"
    FREELY = "freely"
    WITH_REASON = "with a reason"
    """As a misspelt name: freely while others are changed with it, and on a page of its own with a reason."""
    BY_ITS_ACTION = "by an action of its own"
    """As the winners of an award by name: never among other columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the table, what a journal calls it and how it says a value.

    `key` is its key in the contest file, or `about` its key in the file's `about`; with neither it stays here.
    `was` is the name under which older lines of the journal have it; they stay readable.
    `entered` is false for what only an action of its own changes.
    """

    name: str
    label: str | Promise
    say: Say = value_text
    key: str = ""
    about: str = ""
    was: str = ""
    form: Form = AS_IT_IS
    entered: bool = True
    later: Later = Later.NEVER


PART = pgettext_lazy("journal", "name")
PERSON = pgettext_lazy("journal, a person", "name")
TEAM = pgettext_lazy("journal", "team")


def _name(later: Later = Later.NEVER, label: str | Promise = PART) -> Column:
    return Column("name", label, key="name", form=TEXT, later=later)


def _more(later: Later = Later.NEVER) -> Column:
    """What the file's `about` has beside our columns."""
    return Column("extra", ABOUT.label, was="about", later=later)


def _position(later: Later = Later.NEVER) -> Column:
    return Column("position", pgettext_lazy("journal", "position"), counted_from_0, later=later)


def _group() -> Column:
    return Column("group", pgettext_lazy("journal", "group"), key="group")


def _unsaid(_key: Any) -> str:
    """Keys are for contest files; what a part is called stands beside the verb."""
    return ""


KEY = Column("key", pgettext_lazy("journal", "key"), _unsaid, key="id")
SEAT = Column("key", pgettext_lazy("journal", "key"), key="id")
WEIGHT = Column("weight", pgettext_lazy("journal", "weight"), key="weight", form=number("1"))
GUIDANCE = Column("guidance", pgettext_lazy("journal", "what to look for"), about="guidance", form=TEXT)

COLUMNS: Mapping[type[Model], tuple[Column, ...]] = {
    Contest: (
        Column("slug", pgettext_lazy("journal", "short name")),
        Column("title", pgettext_lazy("journal", "title"), key="title", form=TEXT, later=Later.WITH_REASON),
        Column("theme", pgettext_lazy("journal", "theme"), about="theme", form=TEXT, later=Later.FREELY),
        Column("host", pgettext_lazy("journal", "host"), about="host", form=TEXT, later=Later.FREELY),
        Column("venue", pgettext_lazy("journal", "venue"), about="place", form=TEXT, later=Later.FREELY),
        Column("date", pgettext_lazy("journal", "date"), about="date", form=DAY, later=Later.FREELY),
        Column(
            "public_level",
            pgettext_lazy("journal", "shown to the public"),
            one_of(PublicLevel.choices),
            later=Later.FREELY,
        ),
        Column(
            "announced",
            pgettext_lazy("journal", "shown before the results"),
            one_of(Announced.choices),
            later=Later.FREELY,
        ),
        Column("rehearsal", pgettext_lazy("journal", "rehearsal"), about="rehearsal", form=FLAG),
        Column("by_contestant", pgettext_lazy("journal", "contestant by contestant"), about="by_contestant", form=FLAG),
        Column("signatures", pgettext_lazy("journal", "judges sign on the tablet"), about="signatures", form=FLAG),
        Column("draw_seal", pgettext_lazy("journal", "seal"), about="draw_seal", form=TEXT, entered=False),
        Column(
            "draw_number",
            pgettext_lazy("journal", "number of the seal"),
            about="draw_number",
            form=COUNT,
            entered=False,
        ),
        Column("draw_seed", pgettext_lazy("journal", "seed"), about="draw_seed", form=TEXT, entered=False),
        Column("draw_rooms", pgettext_lazy("journal", "rooms"), about="draw_rooms", form=NAMES, entered=False),
        _more(Later.FREELY),
    ),
    Round: (
        KEY,
        _name(),
        _position(),
        WEIGHT,
        Column("external", pgettext_lazy("journal", "entered directly"), key="sealed", was="sealed", form=FLAG),
        Column("at_once", pgettext_lazy("journal", "open all at once"), about="at_once", form=FLAG),
        Column("clock", pgettext_lazy("journal", "clock"), clock, key="clock"),
        Column("rules", RULES.label, RULES.say, key="rules", form=MAPPING),
        GUIDANCE,
        _more(),
    ),
    RubricItem: (
        KEY,
        _name(),
        _position(),
        Column("minimum", pgettext_lazy("journal", "minimum"), key="min", form=number("0")),
        Column("maximum", pgettext_lazy("journal", "maximum"), key="max", form=NUMBER_OR_NONE),
        Column("step", pgettext_lazy("journal", "step"), key="step", form=NUMBER_OR_NONE),
        Column("grades", pgettext_lazy("journal", "grades"), key="grades", form=ROWS, say=grades_text),
        WEIGHT,
        GUIDANCE,
        _more(),
    ),
    Panel: (
        KEY,
        _name(),
        _position(),
        WEIGHT,
        *(Column(fact.key, fact.label, key=fact.key, form=COUNT) for fact in DROPPED),
        Column("pool", POOL.label, POOL.say, key="pool", form=RULE_OR_EMPTY),
        Column("rounds", pgettext_lazy("journal", "rounds"), key="rounds", form=LIST_OR_NONE),
        Column("rooms", pgettext_lazy("journal", "rooms"), key="rooms", form=LIST_OR_NONE),
        Column("ballot", pgettext_lazy("journal", "ballot"), ballot_text, key="ballot"),
        _more(),
    ),
    Judge: (
        SEAT,
        _name(Later.WITH_REASON, PERSON),
        _position(),
        Column("panel", pgettext_lazy("journal", "panel")),
        Column("post", pgettext_lazy("journal", "post"), about="post", form=TEXT, later=Later.WITH_REASON),
        Column(
            "kind",
            pgettext_lazy("journal", "kind"),
            term_of(JudgeKind),
            key="kind",
            form=one(JudgeKind.OFFICIAL),
        ),
        Column("chair", pgettext_lazy("journal", "chair"), key="chair", form=FLAG),
        Column("community", pgettext_lazy("journal", "community")),
        Column("street", pgettext_lazy("journal", "street")),
        _more(Later.FREELY),
    ),
    Contestant: (
        Column("number", pgettext_lazy("journal", "number"), key="id", was="key"),
        Column(
            "number_before",
            pgettext_lazy("journal", "number before the draw"),
            about="number_before",
            form=TEXT,
            entered=False,
        ),
        _name(Later.WITH_REASON, PERSON),
        Column("members", TEAM, members_said, key="members", form=ROWS, later=Later.WITH_REASON),
        _position(),
        Column("secretary", pgettext_lazy("journal", "secretary")),
        Column("community", pgettext_lazy("journal", "community"), key="community", later=Later.WITH_REASON),
        Column("street", pgettext_lazy("journal", "street"), key="street", later=Later.WITH_REASON),
        _group(),
        Column("room", pgettext_lazy("journal", "room"), key="room"),
        Column(
            "title", pgettext_lazy("journal", "presentation title"), about="title", form=TEXT, later=Later.WITH_REASON
        ),
        Column("theme", pgettext_lazy("journal", "theme"), about="theme", form=TEXT, later=Later.WITH_REASON),
        Column("stop", pgettext_lazy("journal", "stop"), about="stop", form=TEXT, later=Later.FREELY),
        Column("stop_at", pgettext_lazy("journal", "time of the stop"), about="stop_at", form=TEXT, later=Later.FREELY),
        Column("came_from", pgettext_lazy("journal", "came from"), about="came_from", form=ORIGIN, entered=False),
        Column("status", STATUS.label, STATUS.say, key="status", form=one(Status.COMPETING), entered=False),
        _more(Later.FREELY),
    ),
    Cut: (
        _position(),
        Column("keep", pgettext_lazy("journal", "how many go on"), key="keep"),
        Column("tie", pgettext_lazy("journal", "when equal"), term_of(CutTie), key="tie", form=one(CutTie.EXTEND)),
        Column("weights", pgettext_lazy("journal", "weights"), key="weights"),
        _more(),
    ),
    Award: (
        _position(),
        _name(),
        Column("quota", pgettext_lazy("journal", "quota"), key="quota"),
        Column("named", pgettext_lazy("journal", "named"), key="named", form=LIST_OR_NONE, later=Later.BY_ITS_ACTION),
        Column(
            "tie",
            pgettext_lazy("journal", "when equal"),
            term_of(AwardTie),
            key="tie",
            form=one(AwardTie.EXTEND),
        ),
        Column("uses_up", pgettext_lazy("journal", "extra ones taken from the next award"), key="uses_up", form=FLAG),
        Column("minimum", pgettext_lazy("journal", "minimum"), key="min", form=NUMBER_OR_NONE),
        Column("cap", pgettext_lazy("journal", "at most from one street"), key="cap"),
        _group(),
        _more(),
    ),
}

# ---- What the house asks of them


@cache
def entered(kind: type[Model], *later: Later) -> tuple[str, ...]:
    """The columns that somebody may set; with `later` only those that may change so once the contest is opened."""
    return tuple(c.name for c in COLUMNS[kind] if c.entered and (not later or c.later in later))


@cache
def facts_of(kind: type[Model], *later: Later) -> tuple[Fact, ...]:
    """What a journal can say of these columns, under their names of today and of older lines."""
    columns = [c for c in COLUMNS[kind] if c.name in entered(kind, *later)]
    return tuple(Fact(name, c.label, c.say) for c in columns for name in (c.name, c.was) if name)


def columns_among(kind: type[Model], fields: Collection[str]) -> tuple[str, ...]:
    """The columns among the fields of a form."""
    return tuple(name for name in entered(kind) if name in fields)


def columns_of(row: Model, names: Iterable[str]) -> Row:
    """What a row holds in those of some columns that somebody may set: what its caller has seen of it."""
    return {name: getattr(row, name) for name in names if name in entered(type(row))}


@cache
def filed(kind: type[Model]) -> tuple[str, ...]:
    """The columns that stand in a contest file: those to be read from the database for one."""
    return (*(c.name for c in COLUMNS[kind] if c.key or c.about), "extra")


@cache
def _keyed(kind: type[Model]) -> tuple[tuple[str, str, Form], ...]:
    return tuple((c.name, c.key, c.form) for c in COLUMNS[kind] if c.key)


@cache
def _in_about(kind: type[Model]) -> tuple[tuple[str, str, Form, int], ...]:
    """Name, key and form of each, and how many characters fit."""
    return tuple((c.name, c.about, c.form, longest_in(kind, c.name)) for c in COLUMNS[kind] if c.about)


@cache
def longest_in(kind: type[Model], name: str) -> int:
    """How many characters fit into a column."""
    return getattr(kind._meta.get_field(name), "max_length", None) or LONGEST  # noqa: SLF001 - Django documents _meta


@cache
def may_be_absent(kind: type[Model], name: str) -> bool:
    """Whether a column tells a text that is absent from an empty one."""
    return bool(getattr(kind._meta.get_field(name), "null", False))  # noqa: SLF001


def from_file(kind: type[Model], part: Mapping[str, Any]) -> Row:
    """The columns of a part that stands in a contest file; what no column takes of its `about` is `extra`."""
    rest = dict(part.get("about") or {})
    columns: Row = {name: form.read(part.get(key)) for name, key, form in _keyed(kind)}
    for name, key, form, longest in _in_about(kind):
        given = rest.get(key)
        fits = _fits(given, form, longest)
        value = form.read(given) if fits else None
        if value:
            columns[name] = value
            del rest[key]
    return {**columns, "extra": rest}


def _fits(given: Any, form: Form, longest: int) -> bool:
    if form is FLAG:
        return type(given) is bool
    if form is ORIGIN:
        return origin_in(given) is not None
    if form is NAMES:
        return is_names(given)
    if form is COUNT:
        return type(given) is int and 0 <= given <= MOST
    return type(given) is str and len(given) <= longest


def to_file(kind: type[Model], row: Mapping[str, Any]) -> Row:
    """A row, with the columns of `filed`, as a contest file has it."""
    keyed = {key: form.write(row[name]) for name, key, form in _keyed(kind)}
    about = {key: form.write(row[name]) for name, key, form, _longest in _in_about(kind) if row[name]}
    return {**keyed, "about": {**row["extra"], **about}}
