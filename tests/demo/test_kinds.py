"""What `make demo` shows of each kind of contest, as residents read it."""

import json
import re
from random import Random

import pytest
from django.urls import reverse

from contests.models import ContestState
from contests.rules.presets import PRESETS
from demo import hold_other_kinds, make_localities, make_people
from demo.kinds import EXAMPLES
from demo.people import make_administrator
from tests.cast import NOW, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def test_one_contest_of_each_kind_is_published_and_speaks_of_what_it_judges(client):
    administrator = make_administrator(NOW)
    district = make_localities(by=administrator, now=NOW, chance=Random(1))  # noqa: S311 - the same sample every time
    contests = hold_other_kinds(district, make_people(district, administrator, NOW), NOW)
    assert {fresh(contest).state for contest in contests} == {ContestState.PUBLISHED}
    tour, standards, jury, reserves = (
        client.get(reverse("public:contest", args=[contest.pk]), headers={"accept-language": "en"}).content.decode()
        for contest in contests
    )
    for page, word in ((tour, "Site"), (standards, "Centre"), (jury, "Contestant")):
        assert word in [heading.strip() for heading in re.findall(r"<th[^>]*>([^<]*)<", page)]
    chosen, others = "卜新枝", "安若拙"
    assert chosen in reserves
    assert others not in reserves


def test_every_sample_file_is_of_a_preset_there_is():
    """Its pages speak of sites, and say nothing of candidates before the results, for its preset's sake alone."""
    abouts = [json.loads(file.read_text(encoding="utf-8"))["about"] for file in EXAMPLES.glob("*.json")]
    assert {about["preset"] for about in abouts if "preset" in about} == set(PRESETS)
