"""Who of the desk runs one room sees and runs that room and no other, at every address there is."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contests import actions as contests
from contests.models import Contestant, Judge, Panel
from pages.rooms import ADDRESSES
from scoring import actions as scoring
from scoring.models import ScoreSheet
from tests.addresses import all_addresses
from tests.browsers import client_of
from tests.cast import NOW, a_draft, draw_order, fresh, later, submit
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MINE, THEIRS = "第一考场", "第二考场"


def in_two_rooms(cast):
    """Four candidates in two rooms, one in each on stage; Li runs the first room alone."""
    contest = a_draft(cast, preset="reserve", contestants=4, seats=2)
    told = {"by": cast.wang, "now": NOW}
    for panel in contest.panels.all():
        contests.change_part(part=panel, values={"trim_from": 0, "drop_high": 0, "drop_low": 0}, **told)
    draw_order(contest=contest, called="8 27 5", rooms=True, **told)
    contests.give_rooms(contest=contest, desks={MINE: [cast.li.pk]}, **told)
    contest = scoring.open_contest(contest=contest, **told)
    for room in (MINE, THEIRS):
        scoring.start_performance(performance=first(contest, room), by=cast.zhao, now=later(1))
    return fresh(contest)


def first(contest, room):
    return contest.performances.filter(room=room, round__key="interview").order_by("order").first()


def named(contest, room):
    return set(Contestant.objects.filter(contest=contest, room=room).values_list("name", flat=True))


def things(contest, room):
    """What addresses can be about, in a room."""
    performance = first(contest, room)
    sheet = ScoreSheet.objects.filter(performance=performance).first()
    paper = scoring.enter_paper_sheet(
        sheet=sheet,
        marks={item.key: item.maximum for item in performance.round.items.all()},
        key=f"paper-{room}",
        by=contest.district.memberships.get(user__username="zhao").user,
        now=later(3),
    )
    adjustment = scoring.adjust(
        contestant=performance.contestant,
        points=-performance.round.items.first().maximum,
        reason="prompted",
        by=paper.entered_by,
        now=later(3),
    )
    return {
        "performance": performance.pk,
        "contestant": performance.contestant_id,
        "sheet": sheet.pk,
        "submission": paper.pk,
        "adjustment": adjustment.pk,
        "draw": 1,
        "judge": sheet.judge_id,
    }


def test_every_other_address_of_the_contest_is_refused_and_none_names_anybody_of_another_room(cast):
    contest = in_two_rooms(cast)
    li, mine, theirs = client_of(cast.li), things(contest, MINE), things(contest, THEIRS)
    strangers = named(contest, THEIRS)
    of_contests = [
        name for name in all_addresses() if name.partition(":")[0] in {"desk", "manage", "people", "rules", "recusals"}
    ]
    seen = 0
    for name in of_contests:
        kind = ADDRESSES.get(name)
        if kind is None:
            continue
        own, other = ({kind: found[kind]} if kind else {} for found in (mine, theirs))
        answer = li.get(reverse(name, kwargs={"pk": contest.pk, **own}), follow=True)
        words = answer.content.decode()
        assert not [name for name in strangers if name in words], name
        seen += answer.status_code == 200
        if kind:
            address = reverse(name, kwargs={"pk": contest.pk, **other})
            assert {li.get(address).status_code, li.post(address).status_code} <= {403, 405}, name
    assert seen > 6
    for name in (
        "desk:decisions",
        "desk:kept",
        "desk:run-sheet",
        "manage:results",
        "people:contestants",
    ):
        assert li.get(reverse(name, args=[contest.pk])).status_code == 403, name


def test_the_action_asks_for_the_room_once_more(cast):
    contest = in_two_rooms(cast)
    with refused("other-room", rooms=[MINE]):
        scoring.close_performance(performance=first(contest, THEIRS), reason="ill", by=cast.li, now=later(5))
    who = first(contest, THEIRS).contestant
    with refused("other-room"):
        scoring.adjust(contestant=who, points=Decimal(-1), reason="prompted", by=cast.li, now=later(5))
    for sheet in ScoreSheet.objects.filter(performance=first(contest, MINE)):
        submit(sheet)
    assert scoring.close_performance(performance=first(contest, MINE), reason="", by=cast.li, now=later(6)).is_closed


def test_who_runs_no_room_runs_all_and_an_organiser_is_held_to_none(cast):
    contest = in_two_rooms(cast)
    contests.give_rooms(contest=contest, desks={MINE: [cast.li.pk], THEIRS: [cast.li.pk]}, by=cast.wang, now=later(4))
    board = reverse("desk:board", args=[contest.pk])
    for user in (cast.li, cast.zhao, cast.wang, cast.sun):
        words = client_of(user).get(board).content.decode()
        assert named(contest, MINE) | named(contest, THEIRS) <= {name for name in names(contest) if name in words}


def names(contest):
    return set(contest.contestants.values_list("name", flat=True))


def test_rooms_are_given_on_a_page_to_people_of_the_desk(cast):
    contest = in_two_rooms(cast)
    page = reverse("people:rooms", args=[contest.pk])
    organiser = client_of(cast.wang)
    assert organiser.get(page).context["rows"][0][:3] == (MINE, 2, 2)
    was = f'{{"{MINE}": [{cast.li.pk}]}}'
    sent = {"was": was, "room-0": [], "room-1": [cast.li.pk]}
    assert organiser.post(page, sent).status_code == 302
    assert list(contest.room_desks.values_list("room", "user")) == [(THEIRS, cast.li.pk)]
    assert organiser.post(page, {**sent, "room-0": [cast.zhao.pk]}).status_code == 200  # somebody has changed it since
    assert contest.room_desks.count() == 1
    with refused("unknown-rooms", rooms=["第九考场"]):
        contests.give_rooms(contest=contest, desks={"第九考场": [cast.li.pk]}, by=cast.wang, now=later(9))
    with refused("not-at-the-desk", people=["Sun"]):
        contests.give_rooms(contest=contest, desks={MINE: [cast.sun.pk]}, by=cast.wang, now=later(9))
    with refused("already"):
        contests.give_rooms(contest=contest, desks={THEIRS: [cast.li.pk]}, by=cast.wang, now=later(9))


def test_a_leader_who_marks_in_several_rooms_is_at_the_desks_of_all(cast):
    contest = a_draft(cast, preset="reserve", contestants=4, seats=2)
    told = {"by": cast.wang, "now": NOW}
    leaders = contests.add_part(
        contest=contest,
        part=Panel(contest=contest),
        values={"key": "leaders", "name": "主考官", "rooms": [MINE, THEIRS], "rounds": ["interview"]},
        **told,
    )
    contests.add_seats(panel=leaders, count=1, **told)
    Judge.objects.filter(panel=leaders).update(name="Chief")
    for panel in contest.panels.all():
        contests.change_part(part=panel, values={"trim_from": 0, "drop_high": 0, "drop_low": 0}, **told)
    draw_order(contest=contest, called="8 27 5", rooms=True, **told)
    contests.give_rooms(contest=contest, desks={MINE: [cast.li.pk], THEIRS: [cast.zhao.pk]}, **told)
    contest = scoring.open_contest(contest=contest, **told)
    for room, user in ((MINE, cast.li), (THEIRS, cast.zhao)):
        scoring.start_performance(performance=first(contest, room), by=user, now=later(1))
        assert "Chief" in client_of(user).get(reverse("desk:board", args=[contest.pk])).content.decode()
    assert ScoreSheet.objects.filter(judge__name="Chief").count() == 2
