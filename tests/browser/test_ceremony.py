"""The award ceremony in real browsers: the desk prepares it and presses on and back, the screen follows."""

import re

import pytest
from playwright.sync_api import expect

from scoring.actions import issue_certificates
from scoring.models import Certificate
from stage.actions import add_link
from stage.models import LinkKind
from stage.tokens import token_of
from tests.browser.conftest import axe_faults
from tests.cast import a_published_contest, later

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_screen_calls_those_who_get_the_certificates_and_takes_back_what_was_called(cast, open_page):
    contest = a_published_contest(cast, contestants=4)
    link = add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Hall"}, by=cast.li, now=later(75))
    screen, desk, other = open_page(size=(1920, 1080)), open_page(user=cast.li), open_page(user=cast.li)
    screen.goto(f"/screen/{token_of(link)}/")
    desk.goto(f"/desk/{contest.pk}/ceremony/")
    desk.get_by_role("link", name="Prepare the award ceremony").click()
    second = desk.get_by_role("group", name="二等奖")
    second.get_by_label("Call the winners one by one").check()
    second.get_by_label("Who hands it over").fill("Director Gao")
    desk.get_by_role("button", name="Prepare").click()
    expect(desk.get_by_role("button", name="Show on the screens")).to_be_visible()
    other.goto(f"/desk/{contest.pk}/ceremony/")
    desk.wait_for_load_state()
    desk.keyboard.press("PageDown")  # as a presenter's remote does
    expect(screen.locator("#picture.ceremony h1")).to_have_text("Award ceremony")
    called = {}
    steps = desk.locator(".ceremony-steps li")
    expect(steps.nth(0)).to_have_attribute("aria-current", "step")
    for n in range(1, steps.count()):
        desk.wait_for_load_state()
        desk.keyboard.press("ArrowRight")
        expect(steps.nth(n)).to_have_attribute("aria-current", "step")
        if n + 1 < steps.count():
            award = re.split(": ", desk.locator(".ceremony-now .ceremony-text").text_content())[0]
            expect(screen.locator("#picture.ceremony h1")).to_have_text(award)
            names = screen.locator("#picture .winners .name")
            expected = re.findall(r"Secretary \d", desk.locator(".ceremony-now .ceremony-text").text_content())
            if expected:
                expect(names).to_have_text(expected)
                called.setdefault(award, set()).update(expected)
    expect(screen.locator("#picture .roll")).to_contain_text("Secretary")
    assert axe_faults(screen) == []
    assert axe_faults(desk) == []
    issue_certificates(contest=contest, prefix="A", by=cast.wang, now=later(90))
    papers = Certificate.objects.select_related("contestant")
    assert called == {
        award: {row.contestant.name for row in papers if row.award == award} for award in {row.award for row in papers}
    }
    mirrored = other.locator(".ceremony-steps li")  # the second desk has followed without a touch
    expect(mirrored.last).to_have_attribute("aria-current", "step")
    other.keyboard.press("ArrowLeft")
    expect(mirrored.nth(steps.count() - 2)).to_have_attribute("aria-current", "step")
    expect(steps.nth(steps.count() - 2)).to_have_attribute("aria-current", "step")
    steps.nth(1).get_by_role("button").click()
    expect(screen.locator("#picture")).not_to_contain_text("Secretary")
    assert "Secretary" not in screen.locator("#picture").inner_html()
