"""The pages of a contest as a whole, as organisers, the desk and supervisors find them."""

import re
from decimal import Decimal
from secrets import token_bytes

import pytest
from django.urls import reverse

from contests import actions as contests
from contests.models import Award
from pages.manage.views.standing import rows_of
from pages.manage.wording import SENTENCES
from scoring import actions as scoring
from scoring.models import Publication
from scoring.results import forget, results_of
from tests.browsers import client_of
from tests.cast import (
    NOW,
    a_closed_contest,
    a_draft,
    a_published_contest,
    an_open_contest,
    draw_order,
    first_performance,
    fresh,
    later,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.house import ROOT
from tests.manage_pages import after, at, issued, page, printed, shown, winner
from tests.pages.setup.windows import Window

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def test_what_was_chosen_for_everybody_goes_along_when_the_results_are_published(cast):
    """The button is one of the form; what another organiser has chosen meanwhile is not undone by pressing it."""
    contest = a_closed_contest(cast)
    wang = client_of(cast.wang)
    level = Window(wang, at("results", contest), "public_level")
    assert ("then", "publish") in [(box.name, box.options[0]) for box in level.sheet.boxes]
    contests.change_contest(contest=contest, values={"announced": "contest"}, by=cast.wang, now=later(60))
    told = level.send(public_level="places", then="publish")
    assert "Publish the results" in told
    assert (fresh(contest).public_level, fresh(contest).announced) == ("places", "contest")
    left, right = (Window(wang, at("results", contest), "public_level") for _ in "12")
    left.send(public_level="everything")
    assert "Somebody else has just changed this." in right.send(public_level="winners")
    assert fresh(contest).public_level == "everything"
    assert "Saved." not in Window(wang, at("results", contest), "public_level").send(then="publish")


# ---- Overview and opening


def row(contest, number):
    """What names a contestant in an address."""
    return contest.contestants.get(number=number).pk


def test_the_overview_names_what_is_missing_and_where_it_is_mended(cast):
    contest = a_draft(cast)
    wang = client_of(cast.wang)
    text = page(wang, "contest", contest)
    assert "Complete what is listed below" in text
    assert "needed The running order is missing for 01, 02, 03. Draw it, or enter it." in text
    assert "can wait Seats that have no card yet: 5." in text
    assert (
        reverse("people:order", args=[contest.pk]) in client_of(cast.wang).get(at("contest", contest)).content.decode()
    )
    contests.enter_order(contest=contest, order=["01", "02", "03"], by=cast.wang, now=later(1))
    ready = page(wang, "contest", contest)
    assert "so the contest can be opened. What is listed below can wait" in ready, "seats without cards are not all"
    assert "Everything is there" not in ready
    assert "can wait The tie-break rules leave the last decision to the chair, but no judge is marked" in ready
    chair = contest.judges.get(key="J1")
    contests.change_part(part=chair, values={"chair": True}, by=cast.wang, now=later(1))
    contests.issue_cards(contest=contest, by=cast.wang, now=later(2), chance=token_bytes)
    assert "Everything is ready, including the judges' cards." in page(wang, "contest", contest)
    assert "由主办方完成：Wang" in shown(client_of(cast.sun, "zh-hans").get(at("contest", contest)))


def test_opening_asks_once_freezes_and_shows_the_fingerprint(cast):
    contest = a_draft(cast)
    wang = client_of(cast.wang)
    assert "cannot be opened yet" in page(wang, "open", contest)
    assert "listed on the overview" in after(wang, wang.post(at("open", contest)))
    assert fresh(contest).state == "setup"
    draw_order(contest=contest, called="dice", by=cast.wang, now=NOW)
    assert "so the contest can be opened" in page(wang, "contest", contest)
    assert "Nobody can change them" in page(wang, "open", contest)
    assert fresh(contest).state == "setup"
    told = after(wang, wang.post(at("open", contest)))
    fingerprint = fresh(contest).fingerprint
    assert f"Fingerprint: {fingerprint[:16]}" in told
    assert f"Fingerprint {fingerprint}" in told
    assert "already been done" in after(wang, wang.post(at("open", contest)))
    assert fresh(contest).fingerprint == fingerprint


@pytest.mark.parametrize(
    ("make", "step"),
    [
        (an_open_contest, "5 seats have no card. Print them and hand them out."),
        (lambda cast: started(cast, an_open_contest(cast)).contest, "0 of 6 performances are over."),
        (a_closed_contest, "Check the results, then publish them."),
        (a_published_contest, "The results are published. Print the papers to be signed"),
    ],
    ids=["open", "live", "closed", "published"],
)
def test_the_overview_says_what_comes_next(cast, make, step):
    assert step in page(client_of(cast.wang), "contest", make(cast))


def test_every_opening_problem_has_a_sentence():
    codes = set(re.findall(r'OpeningProblem\(f?"([a-z-]+)"', (ROOT / "contests/rules/opening.py").read_text()))
    codes |= {f"no-{part}" for part in ("rounds", "panels", "judges", "contestants")} | {"cannot-be-computed"}
    assert codes - {"no-"} - set(SENTENCES) == set()


# ---- Results


def test_what_is_missing_is_told_in_words(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    submit(sheet_of(performance, "J2"))
    who = performance.contestant
    text = page(client_of(cast.li), "results", contest)
    assert f"{who}, {performance.round}: 4 judges have not submitted: Judge J1, Judge J3, Judge J4, Judge J5" in text
    others = ", ".join(str(c) for c in contest.contestants.exclude(pk=who.pk))
    assert f"{performance.round}: still to perform: {others}" in text
    assert "1 to 3 possible" in text
    assert "provisional" in text
    forget()
    chinese = shown(client_of(cast.li, "zh-hans").get(at("results", contest)))
    assert f"{who}，{performance.round}：还有 4 位评委未提交：Judge J1、Judge J3、Judge J4、Judge J5" in chinese


def test_complete_results_are_certain_and_explained(cast):
    contest = a_closed_contest(cast)
    wang = client_of(cast.wang)
    text = page(wang, "results", contest)
    assert ("complete" in text, "possible" in text, text.count("✓ certain") + text.count(" certain ")) == (
        True,
        False,
        3,
    )
    best = winner(contest)
    steps = page(wang, "explanation", contest, contestant=row(contest, best[:2]))
    assert f"{best}: place 1, score" in steps
    assert "highest dropped" in steps
    assert wang.get(at("explanation", contest, contestant=987654)).status_code == 404
    assert wang.get(at("explanation", contest, contestant=row(contest, "03")), {"publication": "7"}).status_code == 404


def test_a_set_up_that_cannot_be_computed_says_why(cast):
    contest = a_draft(cast)
    contests.set_rules(contest=contest, rules={"tie_chain": ["nonsense"]}, by=cast.wang, now=NOW)
    text = page(client_of(cast.wang), "results", contest)
    assert "Nothing can be calculated yet:" in text
    assert "tie-break rule no. 1: “nonsense”" in text
    assert "Nothing can be calculated yet" in page(
        client_of(cast.wang), "explanation", contest, contestant=row(contest, "01")
    )
    wang = client_of(cast.wang)
    assert "Nothing can be calculated yet" in after(wang, wang.get(at("contest-file", contest)))
    assert "The results cannot be calculated with these rules: rules, tie-break rule no. 1" in page(
        client_of(cast.wang), "contest", _drawn(cast, contest)
    )


def _drawn(cast, contest):
    draw_order(contest=contest, called="dice", by=cast.wang, now=NOW)
    return contest


def test_a_tie_at_an_award_waits_for_people(cast):
    contest = a_draft(cast)
    Award.objects.filter(contest=contest).update(tie="decide")
    contests.set_rules(contest=contest, rules={}, by=cast.wang, now=NOW)
    draw_order(contest=contest, called="dice", by=cast.wang, now=NOW)
    scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    for performance in contest.performances.filter(round__external=False).order_by("round__position", "order"):
        started(cast, contest, performance)
        for sheet in performance.sheets.all():
            submit(sheet)
        scoring.record_clock(performance=performance, seconds=470, by=cast.li, now=later(9))
        scoring.close_performance(performance=performance, by=cast.li, now=later(10))
    response = client_of(cast.wang).get(at("results", contest))
    text = shown(response)
    assert "01 Secretary 1, 02 Secretary 2, 03 Secretary 3 are equal at the line of “一等奖”" in text
    assert reverse("desk:decisions", args=[contest.pk]) in response.content.decode()


def test_how_much_the_public_sees_is_chosen(cast):
    contest = a_published_contest(cast)
    wang, address = client_of(cast.wang), at("public-level", contest)
    chosen = {"public_level": "everything", "announced": "nothing"}
    assert "from now on" in after(wang, wang.post(address, chosen))
    for wrong in ({"public_level": "all"}, {"announced": "all"}):
        assert "Choose one of three for each question." in after(wang, wang.post(address, chosen | wrong))
    assert (fresh(contest).public_level, fresh(contest).announced) == ("everything", "nothing")


# ---- Publishing


def test_complete_results_are_published(cast):
    contest = a_closed_contest(cast)
    wang = client_of(cast.wang)
    text = page(wang, "publish", contest)
    assert "Nothing is missing and nothing waits for a decision." in text
    assert f"一等奖 {winner(contest)}" in text
    assert "Publication no. 1 is now the current one." in after(wang, wang.post(at("publish", contest)))
    assert fresh(contest).state == "published"


def test_incomplete_results_ask_for_a_reason(cast):
    contest = an_open_contest(cast)
    performed(cast, contest, first_performance(contest))
    wang = client_of(cast.wang)
    assert "once the desk has closed the contest" in after(wang, wang.get(at("publish", contest)))
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    assert "still to perform" in page(wang, "publish", contest)
    assert "Please fill this in." in shown(wang.post(at("publish", contest), {"reason": " "}))
    assert not Publication.objects.exists()
    told = after(wang, wang.post(at("publish", contest), {"reason": "the hall had to close"}))
    assert "incomplete" in told
    assert "the hall had to close" in told


def test_results_that_changed_meanwhile_are_looked_at_before_they_are_published(cast):
    contest = a_closed_contest(cast, contestants=1)
    wang = client_of(cast.wang)
    seen = seen_in(wang.get(at("publish", contest)))
    late = {"points": Decimal(-1), "reason": "late", "by": cast.li, "now": later(61)}
    scoring.adjust(contestant=contest.contestants.get(), **late)
    response = wang.post(at("publish", contest), {"seen": seen})
    assert "These are the current standings: check them, then publish." in shown(response)
    assert fresh(contest).state == "closed"
    again = {"seen": seen_in(response)}
    assert "Publication no. 1 is now the current one." in after(wang, wang.post(at("publish", contest), again))
    assert "already been done" in after(wang, wang.post(at("publish", contest), again))
    assert Publication.objects.count() == 1


def seen_in(response):
    return re.search(r'name="seen" value="(\d+)"', response.content.decode())[1]


def test_published_anew_both_stay_readable(cast):
    contest = a_published_contest(cast)
    wang, first = client_of(cast.wang), winner(contest)
    scoring.adjust(
        contestant=contest.contestants.get(number=first[:2]),
        points=Decimal(-50),
        reason="late",
        by=cast.li,
        now=later(80),
    )
    assert "Why a correction is published" in page(wang, "publish", contest)
    assert wang.post(at("publish", contest), {"reason": ""}).status_code == 200
    assert "no. 2 is now the current one" in after(
        wang, wang.post(at("publish", contest), {"reason": "objection upheld"})
    )
    old, new = page(wang, "publication", contest, number=1), page(wang, "publication", contest, number=2)
    assert ("superseded" in old, "in force" in old, f"1 {first}" in old) == (True, False, True)
    assert ("in force" in new, "Reason objection upheld" in new, f"1 {first}" in new) == (True, True, False)
    assert wang.get(at("publication", contest, number=3)).status_code == 404
    steps = wang.get(at("explanation", contest, contestant=row(contest, "03")), {"publication": "1"})
    assert "Publication no. 1" in shown(steps)


def test_where_residents_read_what_no_longer_holds_it_is_said(cast):
    contest = a_published_contest(cast)
    client = client_of(cast.wang)
    pages = ("contest", "results", "certificates")
    outdated = "differ from publication no. 1"
    assert not [name for name in pages if outdated in page(client, name, contest)]
    first = contest.contestants.get(number=winner(contest)[:2])
    scoring.adjust(contestant=first, points=Decimal(-20), reason="overtime", by=cast.li, now=later(90))
    assert not [name for name in pages if outdated not in page(client, name, contest)]
    second = first_performance(contest)
    scoring.record_clock(performance=second, seconds=478, seen=470, reason="misread", by=cast.li, now=later(90))
    told = f"{first}, deductions and bonuses: – → −20 overtime · final score: 86.00 → 66.00 · place: 1 → 3 · award:"
    for name in (*pages, "publish"):  # every number that is no longer so is named, before somebody signs for it
        assert told in page(client, name, contest), name
        assert f"time ({second.round}): 7:50 → 7:58" in page(client, name, contest)
    scoring.supersede(contest=fresh(contest), reason="overtime", by=cast.wang, now=later(91))
    assert not [name for name in pages if "no longer those" in page(client, name, contest)]


def test_a_reason_of_three_hundred_characters_stays_in_its_field(cast):
    contest = a_published_contest(cast)
    response = client_of(cast.wang).post(at("publish", contest), {"reason": "因" * 300})
    assert "因" * 300 in response.content.decode()
    assert "at most 200 characters" in shown(response)
    assert Publication.objects.count() == 1


# ---- How many questions a page asks, once results are kept


COUNTS = {"contest": 9, "cards": 4, "papers": 7, "results": 9, "publish": 9, "certificates": 5, "journal": 5}


@pytest.mark.parametrize("contestants", [3, 12])
def test_pages_ask_as_much_for_twelve_as_for_three(cast, contestants, django_assert_num_queries):
    contest = issued(cast, contestants=contestants)
    wang = client_of(cast.wang)
    for name, count in COUNTS.items():
        wang.get(at(name, contest))
        with django_assert_num_queries(count, info=name):
            assert wang.get(at(name, contest)).status_code == 200


@pytest.mark.parametrize("contestants", [3, 12])
def test_the_check_asks_as_much_for_twelve_as_for_three(cast, contestants, django_assert_num_queries):
    contest = a_draft(cast, contestants=contestants)
    wang = client_of(cast.wang)
    wang.get(at("contest", contest))
    with django_assert_num_queries(6):
        wang.get(at("contest", contest))
    with django_assert_num_queries(4):
        wang.get(at("cards", contest))


def test_the_plan_for_the_day_is_printed_from_the_overview_until_the_contest_is_on(cast):
    wang = client_of(cast.wang)
    draft = a_draft(cast, slug="draft")
    link = at("paper", draft, kind="day-plan", ending="pdf")
    assert link in wang.get(at("contest", draft)).content.decode()
    assert "Plan for the day" in printed(wang.get(link))
    live = an_open_contest(cast, slug="live")
    started(cast, live)
    assert "Plan for the day" not in page(wang, "contest", live)


def test_numbers_of_one_column_have_equal_decimals(cast):
    contest = a_closed_contest(cast, contestants=6)
    result = results_of(contest)
    raw = {len(str(s.rounds["speech"]).partition(".")[2]) for s in result.standings}
    assert len(raw) > 1  # 64 beside 66.93333…
    rows = rows_of(contest, result, result.standings)
    for column in zip(*([*row.rounds, row.score] for row in rows), strict=True):
        assert len({len(text.rstrip("…").partition(".")[2]) for text in column}) == 1, column
