"""The small address to which tablets send what was confirmed: every answer names the key and what has become of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from contests import actions as contests
from pages.judge.views.seat import COOKIE, cookie_value
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission
from tests.browsers import client_of
from tests.cast import an_open_contest, counting, fresh, later, sheet_of, started, submit
from tests.tablet import card_for, posted, seated, stored, text

pytestmark = pytest.mark.django_db
ADDRESS = "/judge/outbox/"


def sent(tablet, sheet, /, key="key-1", **more):
    points = {name: value for name, value in more.items() if name in {"content", "language", "poise"}}
    body = posted(sheet, key=key, **points) | {"sheet": sheet.pk} | more
    response = tablet.post(ADDRESS, body)
    said = response.json()
    assert (said["leitai"], said["key"]) == (1, key)
    return response.status_code, said


def test_the_same_key_gets_the_same_answer_and_other_marks_do_not_pass_for_it(tablet, sheet):
    status, first = sent(tablet, sheet, confirmed_at="2026-11-20T06:03:22.000Z")
    assert (status, first["state"], first["counts"]) == (200, "received", True)
    assert counting(sheet).submitted_at == datetime(2026, 11, 20, 6, 3, 22, tzinfo=UTC)
    status, again = sent(tablet, sheet, replaces="")
    assert (status, again["state"]) == (200, "known")
    assert {**again, "state": "received"} == first
    status, other = sent(tablet, sheet, content="11", replaces="")
    assert (status, other["state"], other["counts"]) == (409, "kept", False)
    status, late = sent(tablet, sheet, key="key-2", replaces="")
    assert (status, late["state"], late["counts"]) == (200, "kept", False)
    assert "was kept at" in late["sentence"]
    assert stored() == (1, 1)
    assert [kept.why for kept in KeptSheet.objects.all()] == ["other-points", "another"]
    assert sent(tablet, sheet, key="key-2", replaces="") == (200, late)
    assert "was kept at" in text(tablet.get("/judge/sheets/"))


def test_what_is_refused_for_good_is_told_in_a_sentence(cast, tablet, sheet):
    assert sent(tablet, sheet, content="41")[1]["state"] == "refused"
    submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip", by=cast.li, now=later(9))
    stale = sent(tablet, sheet, replaces="")[1]
    assert stale["code"] == "stale"
    assert stale["replaces"] == counting(sheet).pk
    assert KeptSheet.objects.get().why == "unseen"
    assert sent(tablet, sheet, replaces=stale["replaces"])[1]["state"] == "received"
    assert Submission.objects.count() == 2
    assert KeptSheet.objects.get().submission == counting(sheet)


def test_without_a_good_card_it_waits_for_the_newest_one_and_is_kept_meanwhile(cast, tablet, sheet):
    card_for(cast, sheet, "t")
    for browser in (tablet, client_of()):
        for _again in range(2):
            status, said = sent(browser, sheet)
            assert (status, said["state"]) == (403, "seat")
    kept = KeptSheet.objects.get()
    assert (stored(), kept.why) == ((0, 0), "card")
    assert "was kept at" in text(tablet.get("/judge/"))
    assert sent(seated(sheet.judge), sheet)[1]["state"] == "received"
    assert fresh(kept).submission == counting(sheet)
    assert sent(tablet, sheet, key="key-2")[0] == 403
    actions.claim_kept_sheet(kept=KeptSheet.objects.last(), reason="the judge's", by=cast.li, now=later(9))
    assert sent(tablet, sheet, key="key-2")[1]["state"] == "known"


def test_who_was_replaced_leaves_what_was_confirmed_and_reads_what_became_of_it(cast, tablet, sheet):
    given = {"judge": sheet.judge, "name": "Zhou", "post": "", "reason": "ill", "key": "k", "by": cast.wang}
    sheet.judge = contests.replace_judge(**given, now=later(3)).judge
    page = text(tablet.get("/judge/"))
    assert f'data-seat="{sheet.judge_id}-0"' in page
    body = {"confirmed_at": "2026-11-20T06:03:22.000Z"}
    status, said = sent(tablet, sheet, **body)
    assert (status, said["state"], said["counts"]) == (200, "kept", False)
    kept = KeptSheet.objects.get()
    assert (kept.whose, kept.submitted_at.minute, kept.judge.name) == ("Judge J1", 3, "Zhou")
    assert "was kept at" not in text(seated(sheet.judge).get("/judge/"))
    actions.set_aside_kept_sheet(kept=kept, reason="Zhou marks", by=cast.li, now=later(9))
    assert "Li has set aside your sheet" in text(tablet.get("/judge/"))
    assert sent(tablet, sheet, **body)[1]["sentence"].endswith("Zhou marks")


def test_what_a_predecessor_had_confirmed_on_the_same_tablet_is_never_sent_as_the_successors(cast, tablet, sheet):
    draft = tablet.get(f"/judge/sheets/{sheet.pk}/").content.decode().partition('data-draft="')[2].partition('"')[0]
    given = {"judge": sheet.judge, "name": "Zhou", "post": "", "reason": "ill", "key": "k", "by": cast.wang}
    successor = seated(contests.replace_judge(**given, now=later(3)).judge)
    assert sent(successor, sheet, draft=draft)[1]["state"] == "kept"
    kept = KeptSheet.objects.get()
    assert (kept.why, kept.whose, stored()) == ("successor", "Judge J1", (0, 0))
    assert "was kept at" not in text(successor.get("/judge/sheets/"))
    own = draft.replace("-0.", "-1.")
    assert sent(successor, sheet, key="key-2", draft=own)[1]["state"] == "received"
    assert fresh(kept).settled_at is None
    assert sent(successor, sheet, key="key-2", draft=draft, replaces="")[1]["state"] == "known"


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-13-40", "1e9", "x" * 5000])
def test_a_tablets_clock_that_nobody_can_show_is_no_moment_and_the_desk_opens(cast, contest, tablet, sheet, moment):
    """The last second of the year 9999 is in the year 10000 by the desk's clock."""
    submit(sheet)
    assert sent(tablet, sheet, key="key-2", replaces="", confirmed_at=moment)[1]["state"] == "kept"
    page = client_of(cast.li).get(f"/desk/{contest.pk}/kept/{KeptSheet.objects.get().pk}/")
    assert (page.status_code, "not known" in text(page)) == (200, True)


def test_points_that_come_twice_for_one_item_or_are_no_plain_number_are_refused(tablet, sheet):
    """And nothing is kept of them; full-width digits are a keyboard's, and count."""
    first = next(name for name in posted(sheet) if name.startswith("points-"))
    twice = sent(tablet, sheet, **{first: ["36.5", "1"]})[1]
    assert (twice["state"], twice["code"]) == ("refused", "incomplete")
    for typed in (
        "NaN",
        "sNaN",
        "-Infinity",
        "1e5",
        "1E-2",
        "0x10",
        "1_0",
        "\u0663",
        "9" * 5000,
        "9\u200b",
        "\x00",
        "--5",
    ):
        assert sent(tablet, sheet, **{first: typed})[1]["state"] == "refused", typed
    assert (stored(), KeptSheet.objects.count()) == ((0, 0), 0)
    assert sent(tablet, sheet, **{first: "３６．５", "points-99999999": "7"})[1]["state"] == "received"
    assert marks_of(counting(sheet))["content"] == Decimal("36.5")


def test_nobody_else_leaves_a_sheet(cast, tablet, sheet, performance):
    """A card of another seat, of another contest, or none at all; and nothing that does not fit the rubric."""
    actions.close_performance(performance=performance, reason="the end", by=cast.li, now=later(9))
    other = sheet_of(performance, "J2")
    elsewhere = sheet_of(started(cast, an_open_contest(cast, slug="other")), "J1")
    for foreign in (other, elsewhere):
        assert sent(tablet, foreign)[1]["state"] == "refused"
    draft = f"draft.{elsewhere.performance.contest_id}.1-0.{elsewhere.performance.round_id}.{elsewhere.pk}"
    assert sent(tablet, elsewhere, draft=draft)[1]["state"] == "refused"
    assert sent(tablet, sheet, content="41")[1]["state"] == "refused"
    forged = client_of()
    forged.cookies[COOKIE] = f"{cookie_value(sheet.judge)}x"
    assert sent(forged, sheet)[1]["state"] == "seat"
    assert KeptSheet.objects.count() == 0
    assert sent(tablet, sheet)[1]["state"] == "kept"


def test_a_sheet_of_a_start_that_was_taken_back_finds_the_sheet_of_the_next(cast, contest, tablet, sheet):
    draft = tablet.get(f"/judge/sheets/{sheet.pk}/").content.decode().partition('data-draft="')[2].partition('"')[0]
    body = posted(sheet) | {"sheet": sheet.pk, "draft": draft}
    actions.cancel_start(performance=sheet.performance, reason="called by mistake", by=cast.li, now=later(1))
    assert tablet.post(ADDRESS, body).json()["state"] == "kept"
    again = sheet_of(started(cast, contest, sheet.performance), sheet.judge.key)
    assert tablet.post(ADDRESS, body).json()["state"] == "received"
    assert marks_of(counting(again))["poise"] == 9


def test_garbage_is_answered_and_a_token_is_had_for_the_asking(tablet, sheet):
    nonsense = ("x", "9" * 18, "9" * 40, "0001-01-01T00:00+23:59", "draft.1", "draft.1.2-0.3.4")
    for garbage in ({name: said} for name in ("sheet", "draft", "confirmed_at", "replaces") for said in nonsense):
        assert sent(tablet, sheet, **garbage)[1]["state"] in {"refused", "received", "known"}
    strict = seated(sheet.judge, Client(enforce_csrf_checks=True))
    assert strict.post(ADDRESS, posted(sheet)).status_code == 403
    token = strict.get(ADDRESS).json()["token"]
    body = posted(sheet, key="key-1") | {"sheet": sheet.pk, "replaces": ""}
    assert strict.post(ADDRESS, body, headers={"x-csrftoken": token}).json()["state"] == "known"


def test_what_is_missing_is_called_by_its_name(tablet, sheet):
    names = ", ".join(sheet.performance.round.items.values_list("name", flat=True))
    missing = tablet.post(ADDRESS, {"sheet": sheet.pk, "key": "key-1"}).json()["sentence"]
    assert missing == f"Points are missing for: {names}. Every item needs points."
    assert tablet.post(ADDRESS, {"sheet": sheet.pk}).json()["code"] == "bad-key"
    assert "This sheet no longer exists" in tablet.post(ADDRESS, {"sheet": 99999}).json()["sentence"]


def test_the_way_of_one_sheet_takes_no_query_more(tablet, sheet, django_assert_num_queries):
    body = posted(sheet) | {"sheet": sheet.pk, "confirmed_at": "2026-11-20T06:03:22.000Z"}
    locks = int(connection.features.has_select_for_update)
    with django_assert_num_queries(8 + locks):  # as many as the action takes
        assert tablet.post(ADDRESS, body).json()["state"] == "received"
