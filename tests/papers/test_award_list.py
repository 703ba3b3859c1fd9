"""The award list as it hangs on the wall, and how papers call places."""

from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from contests import actions as contests
from contests.models import Contest
from papers import award_list, confirmations, tally_sheet
from scoring import actions as scoring
from scoring.queries import in_force
from scoring.results import tally_now, tally_published
from tests.cast import NOW, a_draft, a_published_contest, announced, draw_order, held, later
from tests.printed import printed_pages

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
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
    draw_order(contest=draft, called="two", by=cast.wang, now=NOW)
    tally = tally_now(scoring.open_contest(contest=draft, by=cast.wang, now=NOW))
    (page,) = PdfReader(BytesIO(award_list(tally, **PRINTED))).pages
    page.extract_text(
        visitor_text=lambda text, cm, tm, _font, size: printed.append((text, cm[5] + cm[3] * tm[5], abs(size * tm[0])))
    )
    lines = sorted({(at, size) for text, at, size in printed if "擂台" in text and size >= 14}, reverse=True)
    assert len(lines) > 1, printed
    assert all(abs(above - at) >= size for (above, _), (at, size) in pairwise(lines))


def lines_of(pdf):
    """The lines of all pages as they are read, each without blanks."""
    text = "\n".join(printed_pages(pdf))
    return ["".join(line.split()) for line in text.splitlines()]


def test_on_a_list_that_is_read_aloud_words_stay_whole_and_nobody_hears_of_corrections(cast):
    draft = a_draft(cast, contestants=6, title="奉天区 2026 年社区党组织书记擂台比武")
    draft.contestants.update(name="欧阳建国", street="兴工街道", community="奉天区兴工街道麦子屯社区")
    draft.awards.filter(name="一等奖").update(name="最佳人气奖")
    contest = announced(cast, held(cast, draft))
    values = {"title": "新题目"}
    contests.change_part(part=contest.contestants.first(), values=values, reason="笔误", by=cast.wang, now=later(80))
    contest = Contest.objects.get(pk=contest.pk)
    scoring.supersede(contest=contest, reason="更正选手姓名用字", by=cast.wang, now=later(90))
    tally = tally_published(in_force(Contest.objects.get(pk=contest.pk)))
    lines = lines_of(award_list(tally, **PRINTED))
    assert any(line.startswith("第2次公布") for line in lines)
    assert not any("更正选手姓名用字" in line for line in lines)
    assert lines.count("奉天区2026年社区党组织书记擂台比武") == 1
    assert len([line for line in lines if "欧阳建国" in line]) == len([s for s in tally.standings if s.awards])
    assert any(line.startswith("最佳人气奖") for line in lines)
    assert any("更正选手姓名用字" in line for line in lines_of(tally_sheet(tally, **PRINTED)))


def test_no_paper_says_a_street_twice(cast):
    draft = a_draft(cast, contestants=3)
    draft.contestants.update(street="兴工街道", community="奉天区兴工街道麦子屯社区")
    tally = tally_now(held(cast, draft))
    for make in (award_list, tally_sheet, confirmations):
        text = "".join(lines_of(make(tally, **PRINTED)))
        assert text.count("麦子屯社区") == text.count("兴工街道") > 0, make
