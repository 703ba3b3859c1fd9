"""What was confirmed on a tablet arrives exactly once, whatever becomes of the line, the page and the server."""

import json
import re
from urllib.parse import parse_qs

import pytest
import segno
from playwright.sync_api import expect

from contests import actions as contests
from pages.judge.views import tablets
from pages.judge.views.seat import COOKIE, cookie_value
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission
from tests.browser.conftest import PHONE, TABLET, looked_at
from tests.browser.network import GOOD, Network
from tests.browser.sheet import SENT, fill, points, press, promised, read_back, received, saved
from tests.cast import counting, later, started

pytestmark = pytest.mark.django_db(transaction=True)
LOST = "Failed to load resource"


# A browser that reads codes by itself, and a camera that first sees a poster.
CAMERA = """
  const seen = ["", "https://example.org/", %s];
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return [{ rawValue: seen.length > 1 ? seen.shift() : seen[0] }]; }
  };
  const canvas = document.createElement("canvas");
  canvas.getContext("2d");
  Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia: async () => canvas.captureStream(5) } });
"""


def cut(page):
    page.context.set_offline(True)


def mend(page):
    page.context.set_offline(False)


def confirm(page):
    page.get_by_role("button", name="Confirm and send").click()


def forget(faults):
    """A line that fails is told by the browser, and no fault of the page."""
    faults[:] = [fault for fault in faults if LOST not in fault]


def test_a_sheet_confirmed_without_a_line_is_sent_from_whatever_page_comes_next(open_page, faults, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    saved(page)
    cut(page)
    read_back(page)
    confirm(page)
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    assert page.locator("td.points").all_text_contents() == ["36.5", "27.2", "9.1", "72.8"]
    for name in ("My sheets", "Now"):
        page.get_by_role("link", name=name).click()  # no page of the browser about an error takes its place
        expect(page.locator(".unheard")).to_contain_text("No connection to the server.")
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    context = page.context
    page.close()
    page = context.new_page()
    mend(page)
    page.route("**/judge/outbox/", lambda route: route.abort(), times=1)
    page.goto("/judge/sheets/")
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    # The list is drawn anew once it is stored; the page before may have closed as the one that sends, for some seconds.
    expect(page.locator(".told")).to_contain_text("Received at")
    page.goto(f"/judge/sheets/{sheet.pk}/")
    received(page)
    assert marks_of(counting(sheet)) == SENT
    assert counting(sheet).submitted_at is not None
    assert Submission.objects.count() == 1
    forget(faults)


def test_the_desk_sees_what_waits_on_a_tablet_and_an_old_page_is_renewed_once_while_nobody_types(
    open_page, faults, cast, contest, sheet
):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.clock.install()
    page.goto(f"/k/{contest.pk}/")  # the browser gets its name
    page.goto("/judge/")
    fill(page)

    def newer(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "x-page": "0123456789ab"})

    page.route("**/judge/state/**", newer)
    expect(page.get_by_text("There is a newer version of this page.")).to_be_visible()
    press(page, "9")
    page.evaluate("window.still = true")
    page.clock.fast_forward(15_000)
    press(page, "8")
    saved(page)
    assert page.evaluate("window.still")
    with page.expect_navigation():
        page.clock.fast_forward(30_000)
    expect(points(page, "形象风采")).to_have_value("9.198")
    page.evaluate("window.still = true")
    page.clock.fast_forward(60_000)
    expect(page.get_by_text("There is a newer version of this page.")).to_be_visible()
    assert page.evaluate("window.still")

    page.get_by_role("textbox", name="形象风采").fill("9.1")
    page.route("**/judge/outbox/", lambda route: route.fulfill(status=200, body="<title>Hotel</title>"))
    read_back(page)
    confirm(page)
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    tablets.forget()
    desk = open_page(user=cast.li)
    desk.goto(f"/desk/{contest.pk}/")
    expect(desk.get_by_text("1 not sent")).to_be_visible()
    page.unroute("**/judge/outbox/")
    received(page)
    tablets.forget()
    expect(desk.get_by_text("1 not sent")).to_be_hidden()
    page.unroute_all(behavior="wait")
    forget(faults)


def test_a_reload_shows_what_was_confirmed_and_goes_on_to_the_next(open_page, faults, cast, contest, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    page.route("**/judge/outbox/", lambda route: route.fulfill(status=200, body="<title>Hotel</title>"))
    confirm(page)
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    assert page.locator("td.points").all_text_contents() == ["36.5", "27.2", "9.1", "72.8"]
    assert Submission.objects.count() == 0
    page.unroute("**/judge/outbox/")
    received(page)
    expect(page.get_by_text("Please wait for the next contestant")).to_be_visible()
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    following = started(cast, contest, contest.performances.filter(state="waiting", round__key="speech").first())
    expect(page.get_by_role("heading", name=following.contestant.name)).to_be_visible()
    expect(page.locator(".dock .line")).to_contain_text("02 Secretary 2: received at")
    expect(page.locator(".dock .line")).to_be_in_viewport()
    press(page, "12")
    saved(page)
    page.reload()
    expect(points(page)).to_have_value("12")
    assert Submission.objects.count() == 1
    forget(faults)


def test_a_double_tap_on_check_confirms_nothing(open_page, sheet):
    for size in (PHONE, (1024, 768), TABLET):
        page = open_page(size=size, judge=sheet.judge)
        page.goto("/judge/")
        fill(page)
        box = page.get_by_role("button", name="Check and send").bounding_box()
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.click(*at)
        page.mouse.click(*at)
        expect(page.get_by_role("heading", name="Is everything right?")).to_be_visible()
        button = page.get_by_role("button", name="Confirm and send")
        expect(button).to_be_enabled()
        lies = button.bounding_box()
        beside = lies["x"] >= box["x"] + box["width"] or lies["x"] + lies["width"] <= box["x"]
        assert beside or lies["y"] > box["y"] + box["height"] or lies["y"] + lies["height"] < box["y"]
        expect(button).to_be_in_viewport(ratio=1)
        assert Submission.objects.count() == 0


def test_what_another_window_changed_since_it_was_read_back_is_not_confirmed_unread(open_page, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    other = page.context.new_page()
    other.goto("/judge/")
    expect(points(other, "形象风采")).to_have_value("9.1")
    read_back(page)
    points(other).fill("11")
    saved(other)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[name^=points]").first).to_have_value("11")
    confirm(page)
    expect(page.get_by_text("This sheet was changed or sent in another window.")).to_be_visible()
    assert Submission.objects.count() == 0
    page.get_by_role("button", name="Check and send").click()
    assert page.locator("td.points").first.text_content() == "11"
    confirm(page)
    received(page)
    points(other, "语言表达").fill("5")
    other.get_by_role("button", name="Check and send").click()
    confirm(other)
    expect(other.locator(".receipt")).to_contain_text("was kept at")
    assert marks_of(counting(sheet))["content"] == 11
    assert Submission.objects.count() == 1


def test_two_tablets_confirm_and_the_second_is_told(open_page, faults, sheet):
    first, second = open_page(size=TABLET, judge=sheet.judge), open_page(size=TABLET, judge=sheet.judge)
    for page in (first, second):
        page.goto("/judge/")
        fill(page)
    points(second).click()
    press(second, "11")
    expect(points(second)).to_have_value("11")
    read_back(first)
    second.get_by_role("button", name="Check and send").click()
    second.route("**/judge/state/**", lambda route: route.abort())
    confirm(first)
    received(first)
    confirm(second)
    expect(second.locator(".receipt")).to_contain_text("was kept at")
    second.unroute_all()  # or a question fails after its faults were forgotten
    second.goto("/judge/sheets/")
    expect(second.get_by_text("The desk decides")).to_be_visible()
    expect(second.get_by_text("工作实绩与内容 11")).to_be_visible()
    assert marks_of(counting(sheet)) == SENT
    forget(faults)


def test_a_sheet_that_came_too_late_is_kept_claimed_at_the_desk_and_the_judge_reads_it(
    browser, live_server, open_page, cast, contest, sheet
):
    address = f"/judge/sheets/{sheet.pk}/"
    with Network(live_server.thread.host, live_server.thread.port, seed=7) as network:
        home = f"http://localhost:{network.port}"
        size = {"width": TABLET[0], "height": TABLET[1]}
        context = browser.new_context(viewport=size, locale="en-GB", service_workers="block")
        context.add_cookies([{"name": COOKIE, "value": cookie_value(sheet.judge), "url": home}])
        page = context.new_page()
        page.goto(home + address)
        fill(page)
        network.weather = {"refused": 1, "lost": 1, "half": 1, "portal": 1, "gateway": 1}
        page.route("**/judge/outbox/", lambda route: route.abort())  # not even the server hears of it
        read_back(page)
        confirm(page)
        expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
        actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="no sheet came")
        page.unroute("**/judge/outbox/")
        network.weather = {"good": 2, "lost": 1, "half": 1, "gateway": 1}
        expect(page.locator(".receipt")).to_contain_text("was kept at")
        network.weather = GOOD
        assert (Submission.objects.count(), KeptSheet.objects.count()) == (0, 1)
        desk = open_page(user=cast.li)
        desk.goto(f"/desk/{contest.pk}/")
        desk.get_by_role("link", name=re.compile("was kept and does not count")).click()
        desk.get_by_role("link", name=f"{sheet.judge} · {sheet.performance.contestant}").click()
        looked_at(desk)
        desk.get_by_label("Counts from now on").check()
        desk.get_by_label("Reason").fill("confirmed in time")
        desk.get_by_role("button", name="Confirm", exact=True).click()
        expect(desk.get_by_text("kept sheet for", exact=False).first).to_be_visible()
        assert marks_of(counting(sheet)) == SENT
        page.goto(f"{home}/judge/sheets/")
        expect(page.get_by_text("Li has made your sheet for contestant")).to_be_visible()
        expect(page.get_by_text("Received at")).to_be_visible()
        context.close()


def test_a_server_that_was_restored_gets_again_what_the_tablet_holds(open_page, sheet):
    """The server has acknowledged the sheet and knows nothing of it any more, as after a backup of an hour ago."""
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    keys = []

    def before_the_backup(route):
        keys.append(parse_qs(route.request.post_data)["key"][0])
        said = {"leitai": 1, "key": keys[0], "state": "received", "counts": True, "time": "14:03:22"}
        route.fulfill(status=200, content_type="application/json", body=json.dumps(said))

    page.route("**/judge/outbox/", before_the_backup)
    confirm(page)
    expect(page.locator(".receipt")).to_have_text("Received at 14:03:22")
    assert Submission.objects.count() == 0
    page.unroute("**/judge/outbox/")
    page.goto("/judge/")
    received(page)
    assert marks_of(counting(sheet)) == SENT
    assert counting(sheet).idempotency_key == keys[0]


def test_what_waits_for_a_seat_is_said_to_whoever_takes_the_tablet_and_goes_when_the_contest_is_over(
    open_page, faults, cast, contest, sheet
):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    fill(page)
    read_back(page)
    page.route("**/judge/outbox/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    confirm(page)
    expect(page.get_by_text("Confirmed and saved on this tablet.")).to_be_visible()
    page.goto("/judge/leave/")
    expect(page.get_by_text("Confirmed sheets waiting on this tablet: 1.")).to_be_visible()
    page.get_by_role("button", name="Leave the seat").click()
    expect(page.get_by_text("Confirmed sheets of another seat are waiting on this tablet: 1.")).to_be_visible()
    page.unroute("**/judge/outbox/")
    given = {"judge": sheet.judge, "name": "Zhou", "post": "", "reason": "ill", "key": "k", "by": cast.wang}
    successor = contests.replace_judge(**given, now=later(8)).judge
    page.context.add_cookies([{"name": COOKIE, "value": cookie_value(successor), "url": page.evaluate("origin")}])
    page.goto("/judge/")
    expect(points(page)).to_have_value("")
    promised(page, "leitai.store.all('sent.').then(([row]) => row.state === 'kept')")
    expect(page.locator("[data-line]").first).to_be_hidden()
    assert (KeptSheet.objects.get().whose, Submission.objects.count()) == ("Judge J1", 0)
    held = "leitai.store.all('sent.').then((rows) => rows.length)"
    assert page.evaluate(held) == 1
    page.goto("/judge/leave/")
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="short of time")
    actions.close_contest(contest=contest, by=cast.li, now=later(10))
    page.goto("/judge/")
    expect(page.get_by_text("The contest is over.")).to_be_visible()
    promised(page, f"{held}.then((left) => left === 0)")
    forget(faults)


def drawn(page):
    """The QR code on the screen, as rows of dark and light."""
    size = int(page.locator(".picture svg").get_attribute("viewBox").split()[-1]) // 4 - 8
    dark = set(re.findall(r"M(\d+),(\d+)h4v4h-4z", page.locator(".picture svg path").get_attribute("d")))
    return [[(str(x * 4 + 16), str(y * 4 + 16)) in dark for x in range(size)] for y in range(size)]


def test_a_sheet_that_no_network_takes_is_read_from_a_picture_and_sent_later_it_is_the_same(
    open_page, faults, cast, contest, sheet
):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    page.clock.install()
    with page.expect_response("**/uqr.*"):  # from here on: on a slow machine its time comes while somebody types
        page.reload()
        fill(page)
        page.clock.fast_forward(6_000)
    cut(page)
    read_back(page)
    confirm(page)
    page.get_by_role("button", name="Show the picture").click()
    expect(page.locator(".picture figcaption")).to_contain_text("02 Secretary 2: 工作实绩与内容 36.5")
    looked_at(page)
    text, shown = page.locator(".picture figure").get_attribute("data-text"), drawn(page)
    version = (len(shown) - 17) // 4
    codes = (
        segno.make(text, error="L", mode="byte", version=version, mask=mask, boost_error=False) for mask in range(8)
    )
    held = len(shown) * 6 // 10  # on the right; what fills a code up, and corrects it, may differ
    drawings = ([[bool(dot) for dot in row[held:]] for row in code.matrix] for code in codes)
    assert [row[held:] for row in shown] in drawings, text  # as another encoder draws it

    desk = open_page(user=cast.li)
    desk.goto(f"/desk/{contest.pk}/kept/picture/")
    expect(desk.get_by_label("Text of the picture")).to_be_focused()
    expect(desk.get_by_role("button", name="Read it with the camera")).to_be_hidden()  # this browser reads no codes
    desk.add_init_script(CAMERA % json.dumps(text))
    desk.reload()
    desk.get_by_role("button", name="Read it with the camera").click()
    expect(desk.get_by_text("It counts once a second person has accepted it.")).to_be_visible()
    second = open_page(user=cast.zhao)
    second.goto(f"/desk/{contest.pk}/kept/")
    second.get_by_role("link", name=f"{sheet.judge} · {sheet.performance.contestant}").click()
    second.get_by_label("Counts from now on").check()
    second.get_by_label("Reason").fill("the radio is broken")
    second.get_by_role("button", name="Confirm", exact=True).click()
    expect(second.get_by_text("kept sheet for", exact=False).first).to_be_visible()
    assert marks_of(counting(sheet)) == SENT
    mend(page)
    received(page)
    expect(page.locator(".picture")).to_be_hidden()
    assert Submission.objects.count() == 1
    forget(faults)
