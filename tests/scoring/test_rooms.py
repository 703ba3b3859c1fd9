"""Rooms with panels of their own: each marks the contestants of its rooms, and nobody else is waited for."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from contests import actions as contests
from contests.models import Contest, Judge, Panel
from contests.queries import set_up
from contests.rules.recusals import proposed
from pages.desk.views.rows import rows_of
from pages.desk.views.seats import seats_of
from pages.wording.rules import rule_sentences
from papers import Form, confirmations, score_sheets, tally_sheet
from scoring import actions
from scoring.models import ScoreSheet
from scoring.queries import in_force
from scoring.results import contest_values, opening_problems_now, results_of, tabulated, tally_now, tally_published
from scoring.results.forecast import foreseen
from tests.cast import NOW, a_community, a_draft, draw_order, later, scored_elsewhere, sheets_of, started, submit
from tests.refusals import refused

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
    draw_order(contest=draft, called="s", **say)
    return actions.open_contest(contest=Contest.objects.get(), **say)


def place(contest, number, round_="speech"):
    return contest.performances.get(contestant__number=number, round__key=round_)


def seats(performance):
    return {sheet.judge.key for sheet in ScoreSheet.objects.filter(performance=performance).select_related("judge")}


def perform(cast, contest, number, round_):
    performance = started(cast, contest, place(contest, number, round_))
    for sheet in sheets_of(performance):
        submit(sheet)
    return actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="the watch stopped")


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
    excused = set(ScoreSheet.objects.filter(judge=judge).values_list("performance__contestant__number", flat=True))
    assert excused == {"01", "03"}
    assert not [m for m in tabulated(contest).missing if m.judge == "J1"]


def test_rooms_go_through_the_file(cast, contest):
    assert [panel["rooms"] for panel in set_up(contest.pk)["panels"]] == [["A"], ["B"]]
    text = actions.export_contest(contest=contest)
    other = actions.import_contest(source=text, district=cast.district, slug="again", by=cast.wang, now=NOW)
    assert actions.export_contest(contest=other) == text
    assert [panel.rooms for panel in contest_values(other).panels] == [("A",), ("B",)]


# ---- A reserve selection, from the preset to the tally sheet ---------------------------------------------------------

ROOMS = ("第一考场", "第二考场")
SHEETS = {"now": later(90), "language": "zh-hans", "form": Form.XLSX}


@pytest.fixture
def selection(cast):
    """Four candidates, two in each room; five examiners in each."""
    draft = a_draft(cast, preset="reserve", contestants=4, seats=5)
    for n, person in enumerate(draft.contestants.all()):
        contests.change_part(part=person, values={"room": ROOMS[n % 2]}, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="s", by=cast.wang, now=NOW)
    assert [problem for problem in opening_problems_now(draft) if problem.blocking] == []
    return actions.open_contest(contest=draft, by=cast.wang, now=NOW)


def interview(cast, contest, number):
    """Examiner after examiner gives half a point less; candidate 04 two points less than 02."""
    performance = started(cast, contest, place(contest, number, "interview"))
    items = list(performance.round.items.all())
    for n, sheet in enumerate(sheets_of(performance)):
        off = Decimal("0.5") * n + Decimal({"04": 2}.get(number, 0))
        submit(sheet, marks={item.key: item.maximum - (off if item is items[0] else 0) for item in items})
    return actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="the watch stopped")


def selected(cast, contest):
    """Everybody interviewed, the other scores entered, and closed."""
    for number in ("01", "02", "03", "04"):
        interview(cast, contest, number)
    for key, scores in {"written": "80 82 84 86", "record": "90 90 90 90"}.items():
        found = {f"{n:02d}": Decimal(score) for n, score in enumerate(scores.split(), start=1)}
        scored_elsewhere(cast, contest.rounds.get(key=key), found)
    return actions.close_contest(contest=contest, by=cast.li, now=later(60))


def test_a_selection_in_two_rooms_is_complete(cast, selection):
    actions.publish_results(contest=selected(cast, selection), by=cast.wang, now=later(70))
    result = results_of(selection)
    assert (result.final, result.missing) == (True, ())
    # interviews 99, 99, 99, 97: means 99 and 98, together 98.5; 04 has 97 × 98.5 ÷ 98 = 97.494… → 97.49
    assert {s.contestant: s.rounds["interview"] for s in result.standings} == {
        "01": "98.50",
        "03": "98.50",
        "02": "99.51",
        "04": "97.49",
    }
    assert in_force(selection).final


def words_of(page):
    """The rows of a worksheet, each as what stands in it."""
    rows = ([str(cell) for cell in row if cell is not None] for row in page.iter_rows(values_only=True))
    return [row for row in rows if row]


def test_on_the_tally_sheet_every_room_has_its_own_table(cast, selection):
    contest = selected(cast, selection)
    actions.publish_results(contest=contest, by=cast.wang, now=later(70))
    book = load_workbook(BytesIO(tally_sheet(tally_published(in_force(contest)), **SHEETS)))
    rows = words_of(book["面试"])
    heads = [row for row in rows if row[:1] == ["编号"]]
    judges = [[word for word in head if word.startswith("Judge")] for head in heads]
    assert judges == [[f"Judge J{n}" for n in range(1, 6)], [f"Judge J{n}" for n in range(6, 11)]]
    people = [row[0] for row in rows if row[0] in {"01", "02", "03", "04"}]
    assert (sorted(people[:2]), sorted(people[2:])) == (["01", "03"], ["02", "04"])
    assert all(head[-1] == "环节得分" for head in heads)
    assert not any("未提交" in word for row in rows for word in row)


def test_on_a_confirmation_only_the_own_examiners_stand(cast, selection):
    tally = tally_now(selected(cast, selection))
    book = load_workbook(BytesIO(confirmations(tally, contestants=["02"], judge_names=True, **SHEETS)))
    words = [word for row in words_of(book.active) for word in row]
    assert [word for word in words if word.startswith("Judge")] == [f"Judge J{n}" for n in range(6, 11)]
    beside = "".join(cell.number_format for row in book.active.iter_rows() for cell in row)
    assert "考场系数 × 1.0051…" in beside  # 98.5 ÷ 98


def test_on_a_score_sheet_only_the_own_room_stands(selection):
    book = load_workbook(BytesIO(score_sheets(selection, **SHEETS)))
    found = {row[1] for row in words_of(book["Judge J7 面试"]) if len(row) > 1}
    assert {"02", "04"} <= found
    assert not {"01", "03"} & found


def test_a_panel_for_all_rooms_beside_those_of_each(cast):
    """The round scores then stand in a table of their own; where a panel does not mark somebody nothing stands."""
    draft = a_draft(cast, seats=3, slug="beside")
    say = {"by": cast.wang, "now": NOW}
    for person, room in zip(draft.contestants.all(), "ABA", strict=True):
        contests.change_part(part=person, values={"room": room}, **say)
    values = {"rooms": ["A"], "drop_high": 0, "drop_low": 0, "trim_from": 0, "weight": Decimal("0.4")}
    contests.change_part(part=draft.panels.get(), values=values, **say)
    second = Panel(contest=draft)
    contests.add_part(contest=draft, part=second, values={"key": "all", "name": "Leaders"}, **say)
    seat = Judge(contest=draft, panel=second)
    contests.add_part(contest=draft, part=seat, values={"key": "J9", "name": "Judge J9"}, **say)
    draw_order(contest=draft, called="s", **say)
    current = actions.open_contest(contest=Contest.objects.get(pk=draft.pk), **say)
    for number in ("01", "02", "03"):
        perform(cast, current, number, "speech")
    rows = words_of(load_workbook(BytesIO(tally_sheet(tally_now(current), **SHEETS)))["主题演讲"])
    (last,) = [n for n, row in enumerate(rows) if row == ["环节得分"]]
    assert [(row[0], len(row)) for row in rows[last:] if row[0] in {"01", "02", "03"}] == [
        (number, 6 if number == "02" else 7) for number in order_of(current)
    ]


def order_of(contest):
    performances = contest.performances.filter(round__key="speech").order_by("contestant__room", "order")
    return list(performances.values_list("contestant__number", flat=True))


def test_the_desk_sees_the_own_examiners(cast, selection):
    performance = interview(cast, selection, "02")
    rows = rows_of(selection, str(performance.pk))
    seats = seats_of(rows, performance, tally_now(selection), set())
    assert [(seat.judge.key, bool(seat.dropped)) for seat in seats] == [(f"J{n}", n in (6, 10)) for n in range(6, 11)]


def test_whom_nobody_marks_is_told_before_opening(cast):
    draft = a_draft(cast, preset="reserve", contestants=3, seats=5)
    say = {"by": cast.wang, "now": NOW}
    draw_order(contest=draft, called="s", **say)
    assert ("no-room", {"numbers": ["01", "02", "03"]}) in told(draft)
    for person, room in zip(draft.contestants.all(), ("第一考场", "B", "第一考场"), strict=True):
        contests.change_part(part=person, values={"room": room}, **say)
    draw_order(contest=draft, called="s", **say)
    problem = ("nobody-marks", {"round": "面试", "numbers": ["02"]})
    assert problem in told(draft)
    with refused("not-ready"):
        actions.open_contest(contest=draft, **say)
    contests.change_part(part=draft.panels.get(key="room2"), values={"rooms": ["B"]}, **say)
    assert told(draft) == []


def told(contest):
    return [(problem.code, problem.facts) for problem in opening_problems_now(contest) if problem.blocking]


def test_a_forecast_before_there_is_anybody_puts_people_into_the_rooms(cast):
    draft = a_draft(cast, preset="reserve", contestants=0, seats=5)
    assert foreseen(set_up(draft.pk)).invented == 10


def test_no_recusal_is_proposed_where_the_judge_has_another_room(cast, contest):
    home = a_community(cast.district, "Street 0", "Community 1")
    for judge in contest.judges.filter(key__in=("J1", "J4")):
        judge.community = home
        judge.save()
    judges = contest.judges.select_related("panel", "street", "community__street")
    assert [(p.judge.key, p.contestant.number) for p in proposed(judges, contest.contestants.all())] == [("J1", "01")]


def test_the_rules_in_words_say_who_marks_which_room(cast):
    document = set_up(a_draft(cast, preset="reserve", contestants=0).pk)
    with override("en"):
        said = rule_sentences(document)
        assert "第一考场考官组 marks only 第一考场." in said
        assert not [line for line in said if "together" in line]
        document["panels"][1]["rooms"] = None
        assert "第一考场考官组 × 1 + 第二考场考官组 × 1" in "".join(rule_sentences(document))
        document["panels"][0]["rounds"], document["panels"][1]["rounds"] = ["interview"], ["record"]
        assert not [line for line in rule_sentences(document) if "together" in line]
