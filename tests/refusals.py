"""Refusals as tests expect them: with their code, and with nothing changed."""

from contextlib import contextmanager

import pytest

from communities.models import Journal
from communities.refused import Refused
from contests.models import Contest
from scoring.models import Mark, Submission


def state():
    """What any change would alter."""
    contests = list(Contest.objects.order_by("pk").values("pk", "version", "state", "fingerprint"))
    submissions = list(Submission.objects.order_by("pk").values("pk", "counts", "retired_at", "confirmed_by"))
    return contests, submissions, Mark.objects.count(), Journal.objects.count()


@contextmanager
def refused(code, **facts):
    """The action inside is refused, for this reason, and leaves everything as it was."""
    before = state()
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code
    assert {name: error.value.facts.get(name) for name in facts} == facts
    assert state() == before
