"""Where one is counted, a sentence speaks of one."""

import re

import pytest
from django.utils import translation

from communities.refused import Refused
from communities.wording import sentence
from tests.catalogues import translations

COUNTED = re.compile(r"(\{\w+\}|%\(\w+\)s) (points|minutes|hours|days|files|pages|people)\b")
ALWAYS_MANY = {
    "A presentation takes at most {most} files. Remove one first.",
    "A value takes at most {most} files. Take one away first.",
    "An item takes at most {most} files. Take one away first.",
    "There are {most} files already. Take one away first.",
    (
        "JPEG, PNG, WebP (at most 10 MB) or PDF (at most 5 MB); %(most)s files at most. "
        "Where a photo was taken is left out."
    ),
    "This PDF is too long: at most {most} pages. Send the part that matters.",
}
pytestmark = pytest.mark.sqlite_suffices


def test_one_is_said_in_the_singular():
    with translation.override("en"):
        assert "Wait 1 minute," in sentence(Refused("too-many-attempts", wait_minutes=1))
        assert "Wait 6 minutes," in sentence(Refused("too-many-attempts", wait_minutes=6))
        assert "1 mark is missing" in sentence(Refused("not-final", missing=1))


def test_no_sentence_has_a_number_before_a_plural_unless_it_has_a_singular_too():
    found = {key[1] for _path, key, _words, forms in translations() if forms == key[1] and COUNTED.search(key[1])}
    assert found == ALWAYS_MANY
