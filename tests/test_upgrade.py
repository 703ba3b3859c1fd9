"""A database of an earlier version, with a contest in it, comes up to date and loses nothing."""

import json
import os
import pickle
import subprocess
import sys

import pytest

from tests.cast import a_published_contest
from tests.house import ROOT
from tests.remembered import stored, tables

pytestmark = pytest.mark.django_db
LATER = {"communities_inspection", "contests_tablet", "scoring_keptsheet"}
"""Tables that have come since, but for the app of the show."""


def test_a_contest_of_an_earlier_version_comes_through_an_upgrade(cast, tmp_path):
    a_published_contest(cast)
    rows = stored(tables())
    own = {name: value for name, value in os.environ.items() if not name.startswith("LEITAI")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgraded"],
        cwd=ROOT,
        env={**own, "LEITAI_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"},
        input=pickle.dumps(rows),
        capture_output=True,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    before = {heading.partition(" ")[0]: len(some) for heading, some in rows.items()}
    kept = {table: count for table, count in before.items() if table not in LATER and not table.startswith("stage_")}
    assert json.loads(done.stdout) == kept
