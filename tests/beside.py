"""Second rows beside those of `tests/world.py`, where one alone may stand in a place."""

from contests.models import Campaign, Contest, Judge, RubricItem
from scoring.models import ScoreSheet


def another_judge(world):
    """A second seat of the panel."""
    return world.make(Judge, contest=world.contest, panel=world.panel, key="J2", position=1)


def another_sheet(world):
    """The sheet of that seat."""
    return world.make(ScoreSheet, judge=another_judge(world), performance=world.performance)


def another_item(world):
    """A second item of the same round."""
    return world.make(RubricItem, round=world.round, key="poise", position=1, maximum="10")


def another_contest(world):
    """A draft of the same district."""
    return world.make(Contest, district=world.district, slug="second", title="Second")


def another_campaign(world):
    """A campaign without a picture or points."""
    return world.make(Campaign, district=world.district, title="Second", began="2026-06-01")
