"""The award list as it hangs on the wall."""

from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from contests import actions as contests
from papers import award_list
from scoring import actions as scoring
from scoring.queries import in_force
from scoring.results import tally_now, tally_published
from tests.cast import NOW, a_draft, a_published_contest, later

pytestmark = pytest.mark.django_db
PRINTED = {"now": later(90), "language": "zh-hans"}


def test_the_award_list_is_read_from_a_few_steps_away(cast):
    tally = tally_published(in_force(a_published_contest(cast, contestants=6)))
    sizes = {}
    (page,) = PdfReader(BytesIO(award_list(tally, **PRINTED))).pages
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, size: sizes.update({text.strip(): abs(size * tm[0])}))
    assert {size >= 20 for text, size in sizes.items() if text.startswith(("Secretary", "一等奖"))} == {True}


def test_the_lines_of_a_long_title_on_the_award_list_do_not_touch(cast):
    printed = []
    draft = a_draft(cast, title="擂台比武" * 10)
    contests.draw_order(contest=draft, seed="two", by=cast.wang, now=NOW)
    tally = tally_now(scoring.open_contest(contest=draft, by=cast.wang, now=NOW))
    (page,) = PdfReader(BytesIO(award_list(tally, **PRINTED))).pages
    page.extract_text(
        visitor_text=lambda text, cm, tm, _font, size: printed.append((text, cm[5] + cm[3] * tm[5], abs(size * tm[0])))
    )
    lines = sorted({(at, size) for text, at, size in printed if "擂台" in text and size >= 14}, reverse=True)
    assert len(lines) > 1, printed
    assert all(abs(above - at) >= size for (above, _), (at, size) in pairwise(lines))
