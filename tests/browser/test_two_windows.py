"""Two organisers, each with a window of their own, on the same page at the same time."""

import pytest
from django.urls import reverse

from communities.models import Role
from scoring import actions as scoring
from tests.browser.conftest import PHONE, axe_faults
from tests.cast import NOW, a_draft, a_member, draw_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_organisers_work_side_by_side_until_one_opens_the_contest(open_page, cast):
    contest = a_draft(cast)
    chen = a_member(cast.district, "chen", Role.ORGANISER)
    draw_order(contest=contest, called="dice", by=cast.wang, now=NOW)
    judges, about = reverse("people:judges", args=[contest.pk]), reverse("setup:basics", args=[contest.pk])
    one, two = open_page(user=cast.wang), open_page(user=chen, locale="zh-CN", size=PHONE)
    names = [f"[name=seat-{seat.pk}-name]" for seat in contest.judges.all()[:2]]
    for window in (one, two):
        window.goto(judges)
    one.fill(names[0], "赵敏")
    one.click("button[value=save]")
    two.fill(names[1], "钱力")
    two.click("button[value=save]")
    assert [two.input_value(name) for name in names] == ["赵敏", "钱力"]
    one.goto(judges)
    two.fill(names[0], "赵明")
    two.click("button[value=save]")
    one.fill(names[0], "赵民")
    one.click("button[value=save]")
    for window in (one, two):
        window.goto(about)
    one.fill("[name=venue]", "区文化馆")
    one.click("main form button:text-is('Save')")
    two.fill("[name=venue]", "区青年宫")
    two.fill("[name=host]", "区委组织部")
    two.click("main form button:text-is('保存')")
    assert (two.input_value("[name=venue]"), two.input_value("[name=host]")) == ("区青年宫", "区委组织部")
    assert axe_faults(two) == []
    two.check("[name=keep-venue][value=theirs]")
    two.click("main form button:text-is('保存')")
    contest.refresh_from_db()
    assert (contest.venue, contest.host) == ("区文化馆", "区委组织部")
    two.goto(reverse("setup:round", args=[contest.pk, contest.rounds.first().pk]))
    scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    two.fill("[name=guidance]", "请用普通话")
    two.click("#form button:text-is('保存')")
    assert "开赛" in two.inner_text("main [role=alert]")
    assert "请用普通话" in two.inner_text("main")
    assert axe_faults(two) == []
