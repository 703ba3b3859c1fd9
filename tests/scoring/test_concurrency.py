"""Many at once, on connections of their own, in a database that really commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from communities.actions import change_person, create_street, give_role, note_attempt
from communities.limits import Limits
from communities.models import Journal, Role, User
from communities.refused import Refused
from contests.actions import create_campaign, include_contest, issue_cards, remove_contest
from contests.models import Contest, Inclusion
from contests.rules.cards import code_hash, secret_hash
from scoring import actions
from scoring.models import BallotBox, KeptSheet, Mark, Publication, ScoreSheet, Submission
from scoring.results.ladder import Goes, Quota
from tests.cast import (
    a_closed_contest,
    a_draft,
    a_user,
    all_organise,
    an_open_contest,
    later,
    marks_for,
    sheet_of,
    started,
    submit,
)
from tests.scoring.test_ladder import above, places
from tests.scoring.test_voting import a_mass_jury, cards_of, opened, vote
from tests.tablet import card_for, posted, seated

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call gives back, or the code it was refused with; all begin at the same moment."""
    barrier = Barrier(len(calls))

    def one(call):
        connection.ensure_connection()
        barrier.wait(timeout=30)
        try:
            return tried(call)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_eight_judges_submit_at_once(cast):
    contest = an_open_contest(cast, contestants=1, seats=8)
    performance = started(cast, contest)
    before = Contest.objects.get().version
    sheets = list(ScoreSheet.objects.filter(performance=performance).select_related("judge"))
    sent = at_once(*(lambda sheet=sheet: submit(sheet, key=f"k{sheet.pk}") for sheet in sheets))
    assert [type(s) for s in sent] == [Submission] * 8
    assert Submission.objects.filter(counts=True).count() == 8
    assert Mark.objects.count() == 24
    assert Contest.objects.get().version == before + 8


def test_tablets_send_while_the_desk_closes_and_opens_again(cast):
    contest = an_open_contest(cast, contestants=3, seats=6)
    performances = list(contest.performances.filter(round__key="speech"))
    for performance in performances:
        started(cast, contest, performance)
        actions.record_clock(performance=performance, seconds=400, by=cast.li, now=later(2))
    before = Contest.objects.get().version, Journal.objects.count()

    def tablet(judge):
        mine = ScoreSheet.objects.filter(judge__key=judge).select_related("judge").order_by("pk")
        return [tried(lambda sheet=sheet: submit(sheet, key=f"k{sheet.pk}")) for sheet in (*mine, *mine)]

    def desk():
        told = {"by": cast.li, "now": later(5), "reason": "看错了行"}
        verbs = (actions.close_performance, actions.reopen_performance)
        calls = [partial(verb, performance=p, **told) for p in performances for verb in verbs]
        return [tried(call) for call in calls * 3]

    *sent, done = at_once(*(lambda n=n: tablet(f"J{n}") for n in range(1, 7)), desk)
    kept = Submission.objects.count()
    assert {row.pk for rows in sent for row in rows if isinstance(row, Submission)} == set(
        Submission.objects.filter(counts=True).values_list("pk", flat=True)
    )
    assert Mark.objects.count() == 3 * kept
    changes = kept + sum(not isinstance(code, str) for code in done)
    assert changes > kept
    assert (Contest.objects.get().version, Journal.objects.count()) == (before[0] + changes, before[1] + changes)


def tried(call):
    try:
        return call()
    except Refused as refusal:
        return refusal.code


def test_fifty_sends_of_one_key_at_once_are_one_row_and_fifty_equal_answers(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = started(cast, contest)
    sheet = card_for(cast, sheet_of(performance))
    body = posted(sheet) | {"sheet": sheet.pk}
    answers = at_once(*[lambda: seated(sheet.judge).post("/judge/outbox/", body).json()] * 50)
    assert [said.pop("state") for said in answers].count("received") == 1
    assert {said["key"] for said in answers} == {"key-1"}
    assert answers == [answers[0]] * 50
    assert Submission.objects.count() == 1
    actions.close_performance(performance=performance, reason="the end", by=cast.li, now=later(9))
    late = posted(sheet, key="key-2") | {"sheet": sheet.pk}
    answers = at_once(*[lambda: seated(sheet.judge).post("/judge/outbox/", late).json()] * 50)
    assert answers[0]["state"] == "kept"
    assert answers == [answers[0]] * 50
    assert (Submission.objects.count(), KeptSheet.objects.count()) == (1, 1)


def test_of_two_tablets_with_one_card_one_counts(cast):
    contest = an_open_contest(cast, contestants=1)
    sheet = sheet_of(started(cast, contest))
    sent = at_once(lambda: submit(sheet, key="a"), lambda: submit(sheet, key="b", share="0.8"))
    assert sorted(s if isinstance(s, str) else "stored" for s in sent) == ["already-submitted", "stored"]
    assert Submission.objects.filter(counts=True).count() == Submission.objects.count() == 1


def test_of_two_desks_one_starts_a_performance(cast):
    contest = an_open_contest(cast, contestants=2)
    first, second = contest.performances.filter(round__key="speech").order_by("order")
    both = at_once(
        lambda: actions.start_performance(performance=first, by=cast.li, now=later(1)).pk,
        lambda: actions.start_performance(performance=second, by=cast.zhao, now=later(1)).pk,
    )
    assert both.count("stage-taken") == 1
    assert contest.performances.filter(state="on-stage").count() == 1


def test_two_desks_starting_the_same_performance(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = contest.performances.get(round__key="speech")
    both = at_once(
        *(
            lambda who=who: actions.start_performance(performance=performance, by=who, now=later(1)).pk
            for who in (cast.li, cast.zhao)
        )
    )
    assert sorted(map(str, both)) == sorted([str(performance.pk), "already"])
    assert ScoreSheet.objects.count() == 5


def test_closing_and_submitting_at_once_leaves_no_mark_unseen(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = started(cast, contest)
    sheet = sheet_of(performance)
    marks = marks_for(sheet)
    closed, sent = at_once(
        lambda: actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="time is up"),
        lambda: submit(sheet, marks=marks),
    )
    assert closed.state == "closed"
    assert sent == "not-open" or Submission.objects.get(counts=True) == sent


def test_the_clock_and_the_close_at_once(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = started(cast, contest)
    at_once(
        lambda: actions.record_clock(performance=performance, seconds=470, by=cast.li, now=later(8)),
        lambda: actions.close_performance(performance=performance, by=cast.zhao, now=later(8), reason="time is up"),
    )
    performance.refresh_from_db()
    assert (performance.state, performance.seconds) == ("closed", 470)


def test_a_start_taken_back_and_a_sheet_at_once(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = started(cast, contest)
    sheet = sheet_of(performance)
    marks = marks_for(sheet)
    undone, sent = at_once(
        lambda: actions.cancel_start(performance=performance, reason="wrong person", by=cast.li, now=later(2)),
        lambda: submit(sheet, marks=marks),
    )
    assert (undone == "marks-came-in", sent == "not-open") in {(True, False), (False, True)}
    assert Submission.objects.count() == (undone == "marks-came-in")


def test_a_double_click_deducts_once(cast):
    contest = a_closed_contest(cast, contestants=1)
    person = contest.contestants.get()
    off = {"contestant": person, "points": Decimal("-0.5"), "reason": "overtime", "key": "a"}
    both = at_once(*[lambda: actions.adjust(**off, by=cast.li, now=later(61)).pk] * 4)
    assert set(both) == {contest.adjustments.get().pk}


def test_guesses_sent_at_once_are_counted_one_by_one():
    few = Limits(here=3, in_all=9, from_here=9)
    guess = lambda: note_attempt(key="sign-in wang", source="a", limits=few, now=later(0)).pk  # noqa: E731
    answers = at_once(*[guess] * 8)
    assert answers.count("too-many-attempts") == 5


def test_the_last_two_administrators_do_not_dismiss_each_other():
    wang, li = (a_user(name, is_administrator=True) for name in ("first", "second"))

    def dismiss(one, other):
        return change_person(user=other, values={"is_administrator": False}, by=one, now=later(0)).pk

    both = at_once(lambda: dismiss(wang, li), lambda: dismiss(li, wang))
    assert both.count("last-administrator") == 1
    assert User.objects.filter(is_administrator=True).count() == 1


def test_what_two_enter_at_once_is_entered_once(cast):
    place = {"values": {"name": "Zhufeng"}, "by": cast.wang, "now": later(0)}
    streets = at_once(*[lambda: create_street(district=cast.district, **place).name] * 3)
    roles = at_once(
        *[lambda: give_role(user=cast.li, district=cast.district, role=Role.ORGANISER, by=cast.wang, now=later(0)).pk]
        * 3
    )
    assert sorted(streets) == ["Zhufeng", "invalid", "invalid"]
    assert len(set(roles)) == 1


def test_two_make_cards_at_once_and_those_printed_last_are_good(cast):
    contest = an_open_contest(cast, contestants=1)
    drawn = at_once(*[lambda: issue_cards(contest=contest, by=cast.wang, now=later(0))] * 2)
    secrets = {secret_hash(issued.card.secret) for cards in drawn for issued in cards}
    assert set(contest.judges.values_list("secret_hash", flat=True)) < secrets
    codes = [code_hash(contest.pk, issued.card.code) for cards in drawn for issued in cards]
    assert [code in codes for code in contest.judges.values_list("code_hash", flat=True)] == [True] * 5


def test_two_press_publish_at_once(cast):
    contest = a_closed_contest(cast, contestants=1)
    both = at_once(*[lambda: actions.publish_results(contest=contest, by=cast.wang, now=later(70)).number] * 2)
    assert sorted(map(str, both)) == ["1", "already"]
    assert Publication.objects.count() == 1


def test_thirty_phones_vote_at_once_and_each_counts_once(cast):
    jury = a_mass_jury(cast)
    cards = cards_of(cast, jury, A=8, B=7)
    performance = opened(cast, jury)

    def phone(card):
        return tried(lambda: vote(card, performance, "90"))

    said = at_once(*(partial(phone, card) for card in (*cards, *cards)))  # every one of them taps twice
    assert sorted(map(str, said)) == ["None"] * 15 + ["voted"] * 15
    box = BallotBox.objects.get()
    assert box.counts == {"A": {"90": 8}, "B": {"90": 7}}
    assert box.voted == sorted(card.pk for card in cards)


def test_of_two_who_take_winners_over_at_once_one_is_told(cast):
    all_organise(cast)
    published, contest = places(cast, 1, 2), above(cast)
    given = {"contest": contest, "publications": [published.pk], "quota": Quota(Goes.BY_PLACE, 2)}
    both = at_once(*[lambda by=by: actions.take_over(**given, by=by, now=later(90)) for by in (cast.wang, cast.li)])
    assert both.count("already") == 1
    assert contest.contestants.count() == 2


def test_a_contest_is_put_into_two_campaigns_and_removed_at_once(cast):
    begin = {"district": cast.district, "by": cast.wang, "now": later(0)}
    one, two = (create_campaign(values={"title": title, "began": date(2026, 6, 1)}, **begin) for title in "AB")
    told = {"contest": a_draft(cast), "by": cast.wang, "now": later(1)}
    into = [partial(include_contest, campaign=campaign, **told) for campaign in (one, two)]
    assert sorted(map(str, at_once(*into))) == ["None", "in-a-campaign"]
    Inclusion.objects.all().delete()
    *put, removed = at_once(*into, partial(remove_contest, **told))
    assert removed is None
    assert set(put) <= {None, "gone", "in-a-campaign"}
    assert not Inclusion.objects.exists()
