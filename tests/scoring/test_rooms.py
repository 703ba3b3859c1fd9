"""Rooms with panels of their own: each marks the contestants of its rooms, and nobody else is waited for."""

import pytest

from contests import actions as contests
from contests.models import Contest, Judge, Panel
from contests.queries import set_up
from scoring import actions
from scoring.models import ScoreSheet
from scoring.results import contest_values, tabulated
from tests.cast import NOW, a_draft, later, sheets_of, started, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(cast):
    """Two panels of three; 01 and 03 stand before the first in room A, 02 before the other in room B."""
    draft = a_draft(cast, seats=3)
    say = {"by": cast.wang, "now": NOW}
    for person, room in zip(draft.contestants.all(), "ABA", strict=True):
        contests.change_part(part=person, values={"room": room}, **say)
    few = {"drop_high": 0, "drop_low": 0, "trim_from": 0}
    contests.change_part(part=draft.panels.get(), values={"rooms": ["A"], **few}, **say)
    second = Panel(contest=draft)
    contests.add_part(contest=draft, part=second, values={"key": "second", "rooms": ["B"]}, **say)
    for n in (4, 5, 6):
        seat = Judge(contest=draft, panel=second)
        contests.add_part(contest=draft, part=seat, values={"key": f"J{n}", "name": f"Judge {n}"}, **say)
    contests.draw_order(contest=draft, seed="s", **say)
    return actions.open_contest(contest=Contest.objects.get(), **say)


def place(contest, number, round_="speech"):
    return contest.performances.get(contestant__key=number, round__key=round_)


def seats(performance):
    return {sheet.judge.key for sheet in ScoreSheet.objects.filter(performance=performance).select_related("judge")}


def perform(cast, contest, number, round_):
    performance = started(cast, contest, place(contest, number, round_))
    for sheet in sheets_of(performance):
        submit(sheet)
    return actions.close_performance(performance=performance, by=cast.li, now=later(9))


def test_each_room_is_marked_by_its_own_panel(cast, contest):
    first, second = (started(cast, contest, place(contest, number)) for number in ("01", "02"))
    assert (seats(first), seats(second)) == ({"J1", "J2", "J3"}, {"J4", "J5", "J6"})


def test_with_all_sheets_of_the_own_rooms_nothing_is_missing(cast, contest):
    for number in ("01", "02", "03"):
        for round_ in ("speech", "defence"):
            perform(cast, contest, number, round_)
    assert tabulated(contest).final


def test_a_judge_who_leaves_is_excused_in_the_own_room_only(cast, contest):
    perform(cast, contest, "01", "speech")
    judge = contest.judges.get(key="J1")
    actions.void_judge(judge=judge, reason="ill", by=cast.li, now=later(10))
    excused = set(ScoreSheet.objects.filter(judge=judge).values_list("performance__contestant__key", flat=True))
    assert excused == {"01", "03"}
    assert not [m for m in tabulated(contest).missing if m.judge == "J1"]


def test_rooms_go_through_the_file(cast, contest):
    assert [panel["rooms"] for panel in set_up(contest.pk)["panels"]] == [["A"], ["B"]]
    text = actions.export_contest(contest=contest)
    other = actions.import_contest(source=text, district=cast.district, slug="again", by=cast.wang, now=NOW)
    assert actions.export_contest(contest=other) == text
    assert [panel.rooms for panel in contest_values(other).panels] == [("A",), ("B",)]
