"""One contest of each of the other kinds, run and published this season: from the files in `examples/`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from communities.models import District
from contests import actions as setup
from contests.models import Contest, PublicLevel
from scoring import actions as scoring

from .people import People

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


class Example(NamedTuple):
    """A contest that was held so many days ago, and how much of it residents read."""

    file: str
    slug: str
    days: int
    level: PublicLevel


KINDS = (
    Example("observation-tour", "tour", 44, PublicLevel.EVERYTHING),
    Example("five-standards", "standards", 66, PublicLevel.EVERYTHING),
    Example("mass-jury", "jury", 9, PublicLevel.EVERYTHING),
    Example("reserve-selection", "reserves", 16, PublicLevel.WINNERS),
)
"""Of who was not chosen for the reserve, residents read nothing: those are people's private affairs."""


def hold_other_kinds(district: District, people: People, now: datetime) -> list[Contest]:
    """A tour of sites, an evaluation of centres, a mass jury and a selection of reserves, each published."""
    return [_held(example, district, people, now - timedelta(days=example.days)) for example in KINDS]


def _held(example: Example, district: District, people: People, then: datetime) -> Contest:
    document = json.loads((EXAMPLES / f"{example.file}.json").read_text(encoding="utf-8"))
    document["about"]["date"] = then.date().isoformat()
    slug = f"{then:%Y}-{example.slug}"
    contest = scoring.import_contest(source=document, district=district, slug=slug, by=people.organiser, now=then)
    values = {"public_level": example.level}
    setup.change_contest(contest=contest, values=values, by=people.organiser, now=then)
    scoring.publish_results(contest=contest, by=people.organiser, now=then)
    return contest
