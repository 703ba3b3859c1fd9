"""Where one is counted, a sentence speaks of one."""

import pytest
from django.utils import translation

from communities.refused import Refused
from communities.wording import sentence

pytestmark = pytest.mark.sqlite_suffices


def test_one_is_said_in_the_singular():
    with translation.override("en"):
        assert "Wait 1 minute," in sentence(Refused("too-many-attempts", wait_minutes=1))
        assert "Wait 6 minutes," in sentence(Refused("too-many-attempts", wait_minutes=6))
        assert "1 mark is missing" in sentence(Refused("not-final", missing=1))
