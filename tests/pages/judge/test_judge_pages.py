"""A judge's tablet, page by page: the card, who is on stage, the sheet, what was received."""

from decimal import Decimal

import pytest
from django.utils.timezone import localtime

from contests import actions as contests
from contests.models import Contest, JudgeKind, Panel, RubricItem
from pages.forms.points import read_points
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.results import tally_now
from tests.browsers import client_of
from tests.cast import (
    NOW,
    a_draft,
    an_observer,
    an_open_contest,
    counting,
    draw_order,
    later,
    sheet_of,
    started,
    submit,
)
from tests.tablet import address, asked, card_for, posted, recuse, seated, send, still_there, stored, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


# ---- who is on stage ----


def test_before_the_first_contestant(cast, contest):
    sheet_judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    assert "The contest has not begun yet" in text(seated(sheet_judge).get("/judge/"))


def test_the_one_sheet_that_waits_is_the_page(tablet, sheet):
    page = tablet.get("/judge/")
    assert page["Content-Location"] == address(sheet)
    assert f'action="{address(sheet)}"' in text(page)


def test_after_sending_the_page_waits_and_then_leads_on(cast, tablet, sheet, contest):
    send(tablet, sheet)
    home = text(tablet.get("/judge/"))
    assert "Please wait for the next contestant" in home
    assert f"Received at {localtime(counting(sheet).received_at):%H:%M:%S}" in home
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    following = started(cast, contest, contest.performances.filter(state="waiting", round__key="speech").first())
    assert tablet.get("/judge/")["Content-Location"] == address(sheet_of(following))


def test_the_waiting_words_in_chinese(tablet, sheet):
    send(tablet, sheet)
    assert "请等待下一位选手出场" in text(tablet.get("/judge/", headers={"accept-language": "zh-CN"}))


def test_two_sheets_that_wait_are_both_shown(cast, tablet, sheet, contest):
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    following = started(cast, contest, contest.performances.filter(state="waiting", round__key="speech").first())
    response = tablet.get("/judge/")
    assert response.status_code == 200
    assert address(sheet) in text(response)
    assert address(sheet_of(following)) in text(response)
    assert address(sheet_of(following)) in text(tablet.get(address(sheet)))


def test_the_page_of_who_does_not_mark_goes_on_to_who_is_on_stage(cast, contest, tablet, sheet):
    recuse(cast, sheet)
    actions.record_clock(performance=sheet.performance, seconds=470, by=cast.li, now=later(3))
    assert "data-go" not in text(tablet.get(address(sheet)))
    others = contest.performances.exclude(contestant=sheet.performance.contestant)
    following = others.order_by("order").first()
    actions.recuse_after_opening(
        judge=sheet.judge, contestant=following.contestant, reason="neighbours", by=cast.wang, now=later(4)
    )
    started(cast, contest, following)
    assert 'data-go href="/judge/"' in text(asked(tablet, query=f"?sheet={sheet.pk}"))
    assert "data-go" not in text(tablet.get("/judge/"))


def test_who_gave_up_a_seat_is_thanked_and_not_sent_for_a_card(cast, tablet, sheet):
    contests.replace_judge(judge=sheet.judge, name="Newcomer", post="", reason="ill", key="k", by=cast.li, now=later(2))
    for page in (tablet.get("/judge/"), asked(tablet, query=f"?sheet={sheet.pk}&typing")):
        assert "Newcomer has this seat now. Thank you for marking." in text(page)
        assert "Your card was replaced" not in text(page)


def test_a_recused_judge_is_told_why_there_is_nothing_to_mark(cast, tablet, sheet):
    recuse(cast, sheet)
    assert "You do not mark this contestant: cousins" in text(tablet.get("/judge/"))
    assert "You do not mark this contestant: cousins" in text(tablet.get(address(sheet)))


@pytest.mark.parametrize(("kind", "said"), [("practice", "You are practising"), ("observer", "You are an observer")])
def test_who_does_not_count_is_told_so_and_marks_all_the_same(cast, kind, said):
    draft = a_draft(cast)
    contests.add_part(contest=draft, part=an_observer(draft, kind=JudgeKind(kind)), values={}, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="two", by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    sheet = card_for(cast, sheet_of(started(cast, contest), "J9"))
    tablet = seated(sheet.judge)
    assert said in text(tablet.get(address(sheet)))
    assert said in text(send(tablet, sheet, step="review"))
    assert "Received at" in text(tablet.post(address(sheet), posted(sheet), follow=True))


def test_what_goes_on_in_another_room_is_none_of_a_judges_business(cast):
    draft = a_draft(cast)
    one, two, _three = draft.contestants.all()
    for contestant, room in ((one, "A"), (two, "B"), (_three, "B")):
        contests.change_part(part=contestant, values={"room": room}, by=cast.wang, now=NOW)
    contests.change_part(part=draft.panels.get(), values={"rooms": ["A"]}, by=cast.wang, now=NOW)
    second = Panel(contest=draft, key="second", name="Second", position=1)
    contests.add_part(contest=draft, part=second, values={"rooms": ["B"]}, by=cast.wang, now=NOW)
    other = an_observer(draft, kind=JudgeKind.OFFICIAL)
    other.panel = second
    contests.add_part(contest=draft, part=other, values={}, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="two", by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    performances = contest.performances.filter(round__key="speech")
    for contestant in (one, two):
        started(cast, contest, performances.get(contestant=contestant))
    sheet = card_for(cast, sheet_of(performances.get(contestant=one)))
    submit(sheet)
    page = text(seated(sheet.judge).get("/judge/"))
    assert one.name in page
    assert two.name not in page


def test_when_all_is_over(cast, tablet, sheet, contest):
    send(tablet, sheet)
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(9), reason="short of time")
    actions.close_contest(contest=contest, by=cast.li, now=later(10))
    assert "The contest is over" in text(tablet.get("/judge/"))


# ---- the small address that is asked twice a second ----


def test_nothing_changed_is_answered_from_one_query(tablet, django_assert_num_queries):
    with django_assert_num_queries(3):
        first = asked(tablet)
    assert first.status_code == 200
    with django_assert_num_queries(1):
        again = asked(tablet, first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert "no-store" in again["Cache-Control"]


def test_what_the_judge_and_the_desk_do_is_told_and_what_another_judge_sends_is_not(cast, tablet, sheet):
    tag = asked(tablet)["ETag"]
    submit(sheet_of(sheet.performance, "J2"))
    assert asked(tablet, tag).status_code == 304
    submit(sheet)
    told = asked(tablet, tag)
    assert "Received at" in text(told)
    actions.reopen_sheet(sheet=sheet, reason="slip of the pen", by=cast.li, now=later(6))
    again = asked(tablet, told["ETag"])
    assert "slip of the pen" in text(again)
    recuse(cast, sheet)
    assert "cousins" in text(asked(tablet, again["ETag"]))


def test_judges_languages_and_pages_have_tags_of_their_own(cast, tablet, sheet, performance):
    tag = asked(tablet)["ETag"]
    second = seated(card_for(cast, sheet_of(performance, "J2"), "u").judge)
    tag = asked(tablet)["ETag"]
    assert asked(second, tag).status_code == 200
    assert asked(tablet, tag, f"?sheet={sheet.pk}&typing").status_code == 200
    assert tablet.get("/judge/state/", headers={"if-none-match": tag, "accept-language": "zh-CN"}).status_code == 200
    assert tablet.get("/judge/state/", headers={"if-none-match": f"W/{tag}"}).status_code == 304


def test_the_page_knows_the_tag_of_what_it_shows(tablet, sheet):
    page = text(tablet.get(address(sheet)))
    assert f'data-etag="{asked(tablet, query=f"?sheet={sheet.pk}&typing")["ETag"]}"' in page


def test_a_tablet_whose_card_was_replaced_is_told_within_half_a_second(cast, tablet, sheet):
    tag = asked(tablet, query=f"?sheet={sheet.pk}&typing")["ETag"]
    card_for(cast, sheet, "t")
    response = asked(tablet, tag, f"?sheet={sheet.pk}&typing")
    assert "Your card was replaced" in text(response)
    assert asked(tablet, response["ETag"], f"?sheet={sheet.pk}&typing").status_code == 304
    assert "no longer has a seat" in text(asked(client_of()))


def test_nonsense_is_answered_calmly(tablet):
    for query in ("?sheet=x", "?sheet=", "?sheet=99999999999999999999", "?sheet=-1"):
        assert asked(tablet, query=query).status_code == 200
    assert asked(tablet, query="?sheet=%00").status_code == 400


# ---- filling in, reading back, confirming ----


def test_the_sheet_shows_who_what_and_how_much(tablet, sheet, django_assert_num_queries):
    with django_assert_num_queries(4):
        page = text(tablet.get(address(sheet)))
    contestant = sheet.performance.contestant
    for item in sheet.performance.round.items.all():
        assert item.name in page
        assert item.guidance in page
        assert f"at most {item.maximum.normalize():f}" in page
    assert contestant.name in page
    assert f">{contestant.number}<" in page
    assert page.count('inputmode="decimal"') == 3
    assert "bootstrap" not in page


def test_reading_back_stores_nothing(tablet, sheet, django_assert_num_queries):
    data = posted(sheet, step="review")
    with django_assert_num_queries(3):
        page = tablet.post(address(sheet), data)
    assert all(f">{points}<" in text(page) for points in ("36.5", "27", "9", "72.5"))
    assert "before:" not in text(page)  # there were no points before
    assert 'data-was="' not in text(tablet.get(address(sheet))).partition("<template")[0]
    assert 'value="key-1"' in text(page)
    assert "Please check this again" not in text(page)
    assert stored() == (0, 0)


def test_what_is_unusual_is_named(tablet, sheet):
    page = text(send(tablet, sheet, step="review", content="3.6", poise="0"))
    assert "has 3.6, less than half of 40" in page
    assert "has 0, the lowest possible" in page
    full = text(send(tablet, sheet, step="review", content="40", language="30", poise="10"))
    assert "Every item has the maximum points" in full


def test_confirmed_is_received_and_shown(tablet, sheet):
    response = send(tablet, sheet)
    assert (response.status_code, response["Location"]) == (302, address(sheet))
    page = text(tablet.get(address(sheet)))
    assert f"Received at {localtime(counting(sheet).received_at):%H:%M:%S}" in page
    assert ">72.5<" in page
    assert '<input type="text"' not in page
    assert marks_of(counting(sheet)) == {
        "content": Decimal("36.5"),
        "language": Decimal(27),
        "poise": Decimal(9),
    }


def test_changing_something_keeps_all_that_was_typed(tablet, sheet):
    page = send(tablet, sheet, step="change", content="36,5")
    assert still_there(page, "36,5", "27", "9", "key-1")
    assert stored() == (0, 0)


def test_a_resend_changes_nothing_and_shows_what_is_stored(tablet, sheet):
    send(tablet, sheet)
    before = Contest.objects.get().version, stored()
    response = tablet.post(address(sheet), posted(sheet, content="36.50"), follow=True)
    assert "Received at" in text(response)
    assert (Contest.objects.get().version, stored()) == (before[0], (1, 1))


def test_a_resend_with_changed_marks_is_refused_and_keeps_what_was_typed(tablet, sheet):
    send(tablet, sheet)
    response = send(tablet, sheet, content="38")
    assert "Different points were received for this sheet at" in text(response)
    assert still_there(response, "38")
    assert (stored(), marks_of(counting(sheet))["content"]) == ((1, 1), Decimal("36.5"))


def test_a_second_submission_is_refused_while_the_first_counts(tablet, sheet):
    send(tablet, sheet)
    for step in ("review", "confirm"):
        response = send(tablet, sheet, step=step, key="key-2", content="38")
        assert "and that one counts" in text(response)
        assert still_there(response, "38")
    assert stored() == (1, 1)


MISTAKES = (
    ("41", "The most that can be given is 40."),
    ("-1", "The least that can be given is 0."),
    ("36.55", "Points go in steps of 0.1, as in 39.9."),
    ("", "Please give points."),
    ("   ", "Please give points."),
    ("good", "Please use digits only, as in 39.9."),
    ("1e1", "Please use digits only, as in 39.9."),
    ("36,5", "Please write a point, as in 39.9."),
    ("３６，５", "Please write a point, as in 39.9."),
    ("1500+", "Please use digits only, as in 39.9."),
    ("9" * 300, "Please use digits only, as in 39.9."),
    ("<b>", "Please use digits only, as in 39.9."),
)


@pytest.mark.parametrize("step", ["review", "confirm"])
def test_each_mistake_gets_one_sentence_and_keeps_what_was_typed(tablet, sheet, step):
    for typed, said in MISTAKES:
        response = send(tablet, sheet, step=step, content=typed)
        assert response.status_code == 200
        assert text(response).count(f'fault">{said}</p>') == 1, typed
        assert still_there(response, typed, "27", "9", "key-1")
    assert stored() == (0, 0)


def test_full_width_digits_are_taken(tablet, sheet):
    send(tablet, sheet, content="３６．５")
    assert marks_of(counting(sheet))["content"] == Decimal("36.5")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("36.", "36"),
        (".5", "0.5"),
        ("-.0", "0"),
        ("+36.50", "36.50"),
        ("-0", "0"),
        ("３．", "3"),
        (" 7 ", "7"),
        ("９。5分", "9.5"),
    ],
)
def test_other_ways_to_write_a_number(typed, meant):
    item = RubricItem(name="Content", minimum=Decimal(0), maximum=Decimal(40), step=Decimal("0.1"))
    points = read_points(item, typed)
    assert (points, str(points)) == (Decimal(meant), str(points).removeprefix("-"))


def test_a_damaged_key_is_told(tablet, sheet):
    for key in ("", "k" * 65, "a\tb", "a\u200bb"):
        for step in ("review", "confirm"):
            assert "sent without its key" in text(send(tablet, sheet, step=step, key=key))
    assert stored() == (0, 0)


def test_a_form_without_its_fields_is_no_error_of_ours(tablet, sheet):
    response = tablet.post(address(sheet), {})
    assert response.status_code == 200
    assert text(response).count('fault">Please give points.</p>') == 3


def rounding(cast, **rules):
    """A sheet of 36.55 + 27 + 9 under these rules, and the tablet it lies on."""
    draft = a_draft(cast)
    contests.set_rules(contest=draft, rules={**draft.rule_sheet.rules, **rules}, by=cast.wang, now=NOW)
    for item in draft.rounds.get(key="speech").items.all():
        contests.change_part(part=item, values={"step": Decimal("0.01")}, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="two", by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    sheet = card_for(cast, sheet_of(started(cast, contest)))
    return sheet, seated(sheet.judge)


@pytest.mark.parametrize(
    ("rules", "total", "told"),
    [
        ({"round": {"sheet": 1}}, "72.6", True),
        ({"round": {"sheet": 1}, "rounding": "down"}, "72.5", True),
        ({"round": {"item": 0}}, "73", True),
        ({"round": {"sheet": 1}, "trim": "item"}, "72.55", False),
        ({"round": {"final": 1}}, "72.55", False),
    ],
)
def test_the_tablet_shows_the_total_of_the_tally_sheet(cast, rules, total, told):
    sheet, tablet = rounding(cast, **rules)
    assert ("data-rounds=" in text(tablet.get(address(sheet)))) is told
    review = send(tablet, sheet, step="review", content="36.55")
    assert ("rounded as the rules say" in text(review)) is told
    for page in (
        review,
        tablet.post(address(sheet), posted(sheet, content="36.55"), follow=True),
    ):
        assert f'<td class="points">{total}</td>' in text(page)
    assert f'<span class="total">{total}</span>' in text(tablet.get("/judge/sheets/"))
    row = tally_now(Contest.objects.get()).rounds[0].panels[0].rows[sheet.performance.contestant.number]
    assert row.totals[0] == total


def test_weights_enter_the_sum(cast):
    contest = an_open_contest(cast, preset="standards", slug="weights")
    sheet = card_for(cast, sheet_of(started(cast, contest)))
    items = sheet.performance.round.items.all()
    data = {f"points-{item.pk}": "90" for item in items} | {"key": "k", "step": "review"}
    page = text(seated(sheet.judge).post(address(sheet), data))
    assert "× 0.25" in page
    assert '<td class="points">90</td><td class="of">/ 100</td>' in page


def test_wechat_is_told_how_to_open_a_browser_before_anything_is_typed_and_never_stopped(cast, contest):
    judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    wechat = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/122.0 Mobile XWEB/1220 MicroMessenger/8.0.49"}
    tablet, words = seated(judge), "choose “Open in browser”"
    assert words in text(tablet.get("/judge/", headers=wechat))
    assert words not in text(tablet.get("/judge/"))
    assert words in text(client_of().get(f"/k/{contest.pk}/", headers=wechat))
    sheet = sheet_of(started(cast, contest), judge.key)
    assert words not in text(tablet.get("/judge/", headers=wechat, follow=True))  # what is typed would stay behind
    assert send(tablet, sheet).status_code == 302
    assert words not in text(tablet.get("/judge/", headers=wechat))
