"""The plan for the day: one page that knows this contest."""

import pytest

from contests import actions as contests
from contests.models import Contest
from contests.rules.presets import PRESETS
from papers import Form, day_plan
from scoring import actions as scoring
from tests.cast import NOW, a_draft, an_open_contest, draw_order, later
from tests.printed import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
LANGUAGES = ("zh-hans", "en")


def pages(contest, language="zh-hans"):
    """The words of each page, without the blanks that only layout puts in."""
    made = day_plan(contest, now=later(90), language=language)
    return squeezed(made)


def plan(contest, language="zh-hans"):
    (page,) = pages(contest, language)
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_for_a_usual_contest(cast, language):
    contest = an_open_contest(cast, contestants=12, seats=9, venue="区委党校礼堂", host="中共铁西区委组织部")
    assert "区委党校礼堂" in plan(contest, language)


def test_it_counts_what_is_to_be_printed_and_brought(cast):
    draft = a_draft(cast, contestants=3, seats=7, by_name=["最佳人气奖", "最佳风采奖"])
    quotas = sum(award.quota or 0 for award in draft.awards.all())
    page = plan(draft)
    assert f"荣誉证书用纸或内芯{quotas + 2}" in page
    assert page.index("打印评委卡和出场顺序表") < page.index("再打印空白评分表")
    for words in ("评委平板（充满电）＋备用7+2", "评委卡7", "空白评分表（页）14", "2026年11月20日"):
        assert words in page


def test_it_says_who_sits_where(cast):
    contest = a_draft(cast, seats=5)
    chair = contest.judges.first()
    contests.change_part(part=chair, values={"chair": True}, by=cast.wang, now=NOW)
    page = plan(contest)
    assert "1.JudgeJ1（组长）、2.JudgeJ2" in page
    assert "舞台一侧：Li、Zhao" in page
    assert "主持人" in page


def test_a_judge_who_leaves_is_told_of_as_at_the_desk(cast):
    page = plan(a_draft(cast, seats=5))
    for words in ("更换评委", "中途退出", "保留还是全部不计"):
        assert words in page


def test_the_order_is_that_of_the_draw(cast):
    draft = a_draft(cast, contestants=4, seats=5)
    assert "选手4人，尚未抽签" in plan(draft)
    assert "请重新打印" in plan(draft)
    draw_order(contest=draft, called="1979358", by=cast.wang, now=NOW)
    contest = scoring.open_contest(contest=Contest.objects.get(pk=draft.pk), by=cast.wang, now=NOW)
    page = plan(contest)
    drawn = contest.performances.filter(round__key="speech").order_by("order").select_related("contestant")
    assert "次序：" + "、".join("".join(str(row.contestant).split()) for row in drawn) in page
    assert "每人限时8:00" in page
    assert "请重新打印" not in page


def test_of_many_contestants_only_the_number_is_told(cast):
    contest = an_open_contest(cast, contestants=25, seats=5)
    assert "选手25人，次序见出场顺序表" in plan(contest)


@pytest.mark.parametrize("preset", sorted(PRESETS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_one_for_every_kind_of_contest(cast, preset, language):
    assert plan(a_draft(cast, preset=preset), language)


def test_an_empty_contest_has_a_plan_too(cast):
    contest = Contest.objects.create(district=cast.district, slug="empty", title="Empty")
    assert "评委卡0" in plan(contest)


def test_the_workbook_says_the_same(cast):
    contest = an_open_contest(cast)
    assert day_plan(contest, now=later(90), language="en", form=Form.XLSX).startswith(b"PK")
