"""What is typed stays on the tablet, whatever the browser does to its storage."""

import pytest
from playwright.sync_api import expect

from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import Submission
from tests.browser.conftest import TABLET
from tests.browser.sheet import SENT, points, press, received, saved
from tests.cast import counting, later, marks_for, sheet_of, started

pytestmark = pytest.mark.django_db(transaction=True)

HANDLES = """
  window.handles = [];
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    const request = open.apply(this, asked);
    request.addEventListener("success", () => window.handles.push(request.result));
    return request;
  };
"""
# What is given up after a while may be finishing at that moment; then the browser refuses to give it up.
FINISHED_MEANWHILE = """
  const abort = IDBTransaction.prototype.abort;
  IDBTransaction.prototype.abort = function () { abort.call(this); abort.call(this); };
"""
# Another page never ends what it is writing.
KEEP_WRITING = """() => new Promise((done) => {
  const request = indexedDB.open("leitai");
  request.onsuccess = () => {
    const rows = request.result.transaction("drafts", "readwrite").objectStore("drafts");
    const again = () => { rows.count().onsuccess = again; };
    again();
    done();
  };
})"""
# The first is noted a moment after the key; "saved" may still be said of what was typed before.
FAULTS = """async () => {
  const until = Date.now() + 5000, { faults } = window.leitai.disk;
  while (!faults.length && Date.now() < until) await new Promise(requestAnimationFrame);
  return faults;
}"""
# Said for a second or so, which a look now and then can miss.
NOTE_SAVING = """() => {
  const look = () => { if (document.body.innerText.includes("Saving…")) document.documentElement.id = "saving"; };
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document.body, all);
}"""
# Another page keeps the storage waiting: it wants a newer version, and does not give up the one it has.
KEEP_WAITING = """() => new Promise((done) => {
  const first = indexedDB.open("leitai");
  first.onsuccess = () => { indexedDB.open("leitai", first.result.version + 1).onblocked = done; };
})"""
# No room on the disk, as the browser says it when a transaction is to be finished.
FULL = """() => {
  IDBObjectStore.prototype.put = function () {
    Object.defineProperty(this.transaction, "error", { value: new DOMException("", "QuotaExceededError") });
    this.transaction.abort();
  };
}"""
DELETE = """() => new Promise((done, failed) => {
  const request = indexedDB.deleteDatabase("leitai");
  request.onsuccess = done;
  request.onerror = request.onblocked = failed;
})"""


def another_page(page):
    """A page of the same tablet that opens no storage by itself."""
    other = page.context.new_page()
    other.goto("/judge/leave/")
    return other


def reloaded(page, **values):
    """After a reload everything is there."""
    page.reload()
    for item, typed in values.items():
        expect(points(page, item)).to_have_value(typed)


def test_storage_that_the_browser_takes_away_is_opened_again(open_page, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.add_init_script(HANDLES)
    page.goto("/judge/")
    press(page, "3")
    saved(page)
    page.evaluate("handles.forEach((handle) => handle.close())")  # as WebKit does with a page in the background
    press(page, "6")
    saved(page)
    assert set(page.evaluate(FAULTS)) == {"InvalidStateError"}  # met by what was typed, or by a look at what waits
    reloaded(page, 工作实绩与内容="36")
    page.evaluate("dispatchEvent(new Event('focus'))")
    other = another_page(page)
    other.evaluate(DELETE)
    press(page, "7")  # takes the place of what stood in the item that is chosen
    saved(page)
    page.get_by_role("button", name="Next item").click()
    other.evaluate(DELETE)
    assert page.evaluate("leitai.store.probe()")
    reloaded(page, 工作实绩与内容="36", 语言表达="7")
    origin = {"origin": page.evaluate("origin"), "storageTypes": "indexeddb"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", origin)
    points(page, "形象风采").fill("9")
    saved(page)
    reloaded(page, 工作实绩与内容="36", 语言表达="7", 形象风采="9")


def test_storage_that_never_answers_is_done_without_and_taken_up_again(open_page, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    press(page, "12")
    saved(page)
    page.goto("/judge/leave/")
    other = another_page(page)
    other.evaluate(KEEP_WAITING)
    page.goto("/judge/")
    points(page, "形象风采").fill("8")
    expect(page.get_by_text("Saving…")).to_be_visible()
    expect(page.get_by_text("Saved on this tablet")).to_be_hidden()
    saved(page)
    assert page.evaluate("leitai.disk.faults")[0] == "silent"
    page.reload()
    expect(points(page, "形象风采")).to_have_value("8")
    points(page, "形象风采").fill("9")
    other.close()
    expect(points(page)).to_have_value("12")
    assert points(page, "形象风采").input_value() == "9"
    saved(page)
    page.evaluate("leitai.store.probe()")
    assert page.evaluate("Object.keys(localStorage)") == []
    reloaded(page, 工作实绩与内容="12", 形象风采="9")


def test_what_cannot_be_given_up_any_more_is_no_fault(open_page, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.add_init_script(FINISHED_MEANWHILE)
    page.goto("/judge/")
    press(page, "12")
    saved(page)
    other = another_page(page)
    other.evaluate(KEEP_WRITING)
    page.evaluate(NOTE_SAVING)
    points(page, "形象风采").fill("8")
    expect(page.locator("#saving")).to_be_attached()
    saved(page)
    assert page.evaluate("leitai.disk.faults")[0] == "silent"
    other.close()
    reloaded(page, 工作实绩与内容="12", 形象风采="8")


def test_a_tablet_that_can_keep_nothing_says_so(open_page, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { value: undefined });"
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    page.goto("/judge/")
    press(page, "3")
    expect(page.get_by_text("This tablet cannot save what you type.")).to_be_visible()
    assert "Saved" not in page.locator("main").inner_text()


def test_a_full_disk_is_done_without_and_where_nothing_can_be_kept_a_confirmed_sheet_says_so(open_page, faults, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    press(page, "3")
    saved(page)
    page.evaluate(FULL)
    press(page, "6")
    saved(page)
    assert set(page.evaluate("leitai.disk.faults")) == {"QuotaExceededError"}
    assert len(page.evaluate("Object.keys(localStorage)")) == 1
    reloaded(page, 工作实绩与内容="36")
    page.evaluate(FULL)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    points(page).fill("36.5")
    points(page, "语言表达").fill("27.2")
    points(page, "形象风采").fill("9.1")
    expect(page.get_by_text("This tablet cannot save what you type.")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_text("Confirmed, but this tablet cannot save it.")).to_be_visible()
    expect(page.get_by_text("Confirmed and saved")).to_be_hidden()
    page.context.set_offline(False)
    received(page)
    page.evaluate("leitai.outbox.poke()")
    page.evaluate("leitai.store.probe()")
    expect(page.locator(".receipt")).to_contain_text("Received at")
    assert marks_of(counting(sheet)) == SENT
    assert Submission.objects.count() == 1
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]


def test_a_draft_is_found_again_whatever_the_desk_does_and_whatever_the_clock_says(open_page, cast, contest, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    press(page, "36.5")
    saved(page)
    actions.excuse_sheet(sheet=sheet, reason="taken ill", by=cast.li, now=later(2))
    expect(page.locator(".notices")).to_contain_text("excused you from marking")
    expect(page.locator(".notices")).not_to_contain_text("you sent")
    expect(page.locator(".send")).to_be_hidden()
    expect(points(page)).to_be_disabled()
    actions.reopen_sheet(sheet=sheet, reason="well again", by=cast.li, now=later(2))
    expect(page.locator(".send")).to_be_visible()
    actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="paper", by=cast.li, now=later(2))
    page.goto("/judge/sheets/")
    page.clock.set_fixed_time("2036-01-01T09:00:00")
    page.goto(f"/judge/sheets/{sheet.pk}/")
    expect(points(page)).to_have_value("36.5")
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(7))
    second = started(cast, contest, contest.performances.filter(state="waiting", round__key="speech").first())
    again = sheet_of(second, sheet.judge.key)
    page.goto(f"/judge/sheets/{again.pk}/")
    points(page).fill("21")
    saved(page)
    page.goto("/judge/sheets/")
    actions.cancel_start(performance=second, reason="called by mistake", by=cast.li, now=later(8))
    again = sheet_of(started(cast, contest, second), sheet.judge.key)
    page.goto(f"/judge/sheets/{again.pk}/")
    expect(points(page)).to_have_value("21")


def test_two_windows_with_one_sheet_write_nothing_over_unseen(open_page, sheet):
    page = open_page(size=TABLET, judge=sheet.judge)
    page.goto("/judge/")
    press(page, "36.5")
    saved(page)
    other = page.context.new_page()
    other.goto("/judge/")
    expect(points(other)).to_have_value("36.5")
    points(other).fill("11")
    points(other, "语言表达").fill("22")
    saved(other)
    points(page, "形象风采").fill("9")
    expect(page.get_by_text("This sheet is open in another window too.")).to_be_visible()
    for window in (page, other):
        window.evaluate("dispatchEvent(new Event('focus'))")
        expect(points(window, "形象风采")).to_have_value("9")
        assert points(window).input_value() == "11"
        assert points(window, "语言表达").input_value() == "22"
