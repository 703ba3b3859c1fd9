"""What a tablet gains where its browser counts the page as secure, as by https: here the loopback address."""

import pytest
from playwright.sync_api import expect

from pages.judge.views.seat import COOKIE, cookie_value
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission
from tests.browser.conftest import TABLET
from tests.browser.network import Network
from tests.browser.sheet import ORDER, SENT, choose, fill, points, press, promised, read_back, saved
from tests.cast import counting

pytestmark = pytest.mark.django_db(transaction=True)
SPIES = """
  window.granted = [];
  for (const [whose, name] of [[StorageManager, "persist"], [WakeLock, "request"]]) {
    const own = whose.prototype[name];
    whose.prototype[name] = function (...given) {
      window.granted.push(name);
      return own.apply(this, given);
    };
  }
"""
KEPT = "caches.open('leitai').then((kept) => kept.match(location.href)).then(Boolean)"
LATER = """caches.open('leitai').then((kept) => kept.keys()).then((keys) =>
  ['/judge/parts/', 'beside.', 'sign.', 'picture.', 'uqr.'].every((part) => keys.some(({ url }) => url.includes(part))))
"""
TEXTS = """caches.open('leitai').then(async (kept) => {
  const all = await Promise.all((await kept.keys()).map(async (key) => (await kept.match(key))?.text() ?? ''));
  return all.join(' ');
})"""


def marked_from_the_list(page, following):
    """The running order was kept, too."""
    choose(page, following)
    fill(page)
    saved(page)
    page.reload()
    choose(page, following)
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()


def test_a_tablet_starts_without_a_network_and_never_takes_a_portal_for_its_page(browser, live_server, contest, sheet):
    server = live_server.thread.host, live_server.thread.port
    with Network(*server, seed=1) as network:
        home, port = f"http://localhost:{network.port}", network.port
        context = browser.new_context(base_url=home, viewport={"width": TABLET[0], "height": TABLET[1]}, locale="en-GB")
        context.add_init_script(SPIES)
        context.add_cookies([{"name": COOKIE, "value": cookie_value(sheet.judge), "url": home}])
        page = context.new_page()
        page.goto("/judge/")
        expect(points(page)).to_be_visible()
        promised(page, "granted.includes('request') && !granted.includes('persist')")
        press(page, "12")
        saved(page)
        promised(page, "granted.includes('persist')")
        promised(page, KEPT)
        promised(page, LATER)
        promised(page, ORDER)
        page.goto("/judge/")  # there is a line, and the server leads on to the sheet
        expect(points(page)).to_have_value("12")
        network.weather = {"portal": 1}
        for _ in range(2):
            page.goto("/judge/")
            expect(points(page)).to_have_value("12")
        assert "Hotel" not in page.evaluate(TEXTS)
        page.close()
        network.weather = {"refused": 1}
    page = context.new_page()
    page.goto("/judge/")  # nobody listens there any more
    expect(points(page)).to_have_value("12")
    expect(page.get_by_text("My notes")).to_be_visible()
    points(page).fill("")
    fill(page)
    read_back(page)
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    following = contest.performances.filter(state="waiting", round__key="speech").first()
    marked_from_the_list(page, following)
    assert Submission.objects.count() == 0
    with Network(*server, seed=1, at=port):
        expect(page.locator(".receipt")).to_contain_text("has not called this contestant yet")
        assert marks_of(counting(sheet)) == SENT
        assert KeptSheet.objects.get().performance == following
        page.goto("/judge/leave/")
        page.get_by_role("button", name="Leave the seat").click()
        expect(page.get_by_role("heading", name="Type the code on your card")).to_be_visible()
        page.goto("/judge/")
        expect(page.get_by_role("heading", name="Scan your card")).to_be_visible()
        assert page.evaluate("caches.keys()") == []  # whoever takes the tablet next finds no sheet of this judge
    context.close()
