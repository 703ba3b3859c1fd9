"""A database of an earlier version, with a contest in it, comes up to date, loses nothing and is as one made today."""

import json
import os
import pickle
import subprocess
import sys

import pytest

from contests.models import Contest
from tests.cast import a_published_contest
from tests.house import ROOT
from tests.remembered import stored, tables
from tests.schema import schema

pytestmark = pytest.mark.django_db
LATER = {
    "communities_exchange",
    "communities_inspection",
    "communities_participation",
    "communities_theme",
    "communities_valueevidence",
    "communities_valuefile",
    "contests_attachment",
    "contests_banner",
    "contests_campaign",
    "contests_citation",
    "contests_evidencelinks",
    "contests_followup",
    "contests_inclusion",
    "contests_itemevidence",
    "contests_pledge",
    "contests_presentation",
    "contests_roomdesk",
    "contests_season",
    "contests_tablet",
    "scoring_keptsheet",
    "scoring_sitenote",
    "scoring_succession",
    "scoring_sitephoto",
}
"""Tables that have come since, but for the app of the show."""


def upgraded(rows, folder):
    """What rows of today come to that are taken as those of an earlier version (`tests/upgraded.py`)."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LEITAI")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgraded"],
        cwd=ROOT,
        env={**own, "LEITAI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"},
        input=pickle.dumps(rows),
        capture_output=True,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    return json.loads(done.stdout)


def test_a_contest_of_an_earlier_version_comes_through_an_upgrade(cast, tmp_path):
    contest = a_published_contest(cast)
    Contest.objects.filter(pk=contest.pk).update(extra={"preset": "tour"})  # it was released after each performance
    rows = stored(tables())
    found = upgraded(rows, tmp_path)
    before = {heading.partition(" ")[0]: len(some) for heading, some in rows.items()}
    kept = {table: count for table, count in before.items() if table not in LATER and not table.startswith("stage_")}
    way_kept = {"stage_show": 1}
    assert found["rows"] == kept | way_kept
    for way in ("since", "with_show"):
        differing = {name for name, _ in found[way].items() ^ schema().items()}
        assert {name: (found[way].get(name), schema().get(name)) for name in differing} == {}
