"""Contest files of every kind go through the database and come out the same."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scoring import actions
from scoring.results import contest_values, tabulated
from tabulation import as_json, read_contest, tabulate
from tabulation.writer import fingerprint, write_contest
from tests.cast import NOW, Cast
from tests.tabulation.generated import documents
from tests.tabulation.generated_ballots import documents_with_ballots

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking would take minutes
pytestmark = pytest.mark.django_db


@settings(
    max_examples=max(10, settings.default.max_examples // 10), suppress_health_check=[*HealthCheck], phases=PHASES
)
@given(st.one_of(documents(), documents_with_ballots()))
def test_in_and_out_again(document):
    document = json.dumps(document)
    values = read_contest(document)
    with transaction.atomic():
        cast = Cast()
        contest = actions.import_contest(source=document, district=cast.district, slug="any", by=cast.wang, now=NOW)
        found = contest_values(contest)
        again = actions.import_contest(
            source=actions.export_contest(contest=contest), district=cast.district, slug="again", by=cast.wang, now=NOW
        )
        text = write_contest(found)
        assert (found.marks, found.ballots) == (values.marks, values.ballots)
        assert as_json(tabulated(contest)) == as_json(tabulate(values))
        assert fingerprint(found) == fingerprint(values)
        assert actions.export_contest(contest=again) == text
        transaction.set_rollback(True)
