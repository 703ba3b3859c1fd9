"""The check before opening says, round by round and panel by panel, what would not work."""

import pytest

from contests.rules.opening import opening_problems

ROUNDS = ({"id": "talk", "name": "Talk"}, {"id": "final", "name": "Final"})


PANEL = {"weight": "1", "drop_high": 0, "drop_low": 0, "trim_from": 0, "pool": None, "rounds": None, "rooms": None}


def round_of(round_):
    items = [{"id": "mark", "name": "Mark", "max": "10"}]
    return {"weight": "1", "sealed": False, "items": items, "rules": {}, **round_}


def seats_of(panel, count, kind="official"):
    return [{"id": f"{panel}{kind}{n}", "panel": panel, "name": "Judge", "kind": kind} for n in range(count)]


def draft(*, panels, judges, rounds=ROUNDS, people=({"id": "01"}, {"id": "02"}), rules=None, recusals=()):
    return {
        "about": {"date": "2026-11-20"},
        "rules": rules or {},
        "rounds": [round_of(round_) for round_ in rounds],
        "panels": [{**PANEL, **panel} for panel in panels],
        "judges": judges,
        "contestants": [
            {"name": "Somebody", "room": None, "status": "competing", "about": {"order": 1}, **person}
            for person in people
        ],
        "recusals": recusals,
        "awards": [{"name": "First", "quota": 1}],
    }


def told(*, unlike=False, **parts):
    """What is found; of panels that drop otherwise than each other only where that is asked."""
    document = draft(**parts)
    found = opening_problems(document, cards=len(document["judges"]))
    asked = [problem for problem in found if (problem.code == "panels-differ") == unlike]
    return [(problem.code, dict(problem.facts), problem.blocking) for problem in asked]


def jury(**values):
    return {"id": "P", "name": "Jury", **values}


def short(rounds, seats, needed):
    return ("too-few-judges", {"panel": "Jury", "rounds": rounds, "seats": seats, "needed": needed}, True)


def test_a_panel_that_drops_nothing_needs_one_judge():
    assert told(panels=[jury(trim_from=5)], judges=seats_of("P", 3)) == []
    assert told(panels=[jury()], judges=seats_of("P", 1)) == []


@pytest.mark.parametrize(("seats", "found"), [(3, [short(["Final"], 3, 5)]), (4, [short(["Final"], 4, 5)]), (5, [])])
def test_what_a_round_drops_itself_needs_judges(seats, found):
    rounds = (ROUNDS[0], {**ROUNDS[1], "rules": {"drop_high": 2, "drop_low": 2}})
    assert told(panels=[jury(drop_high=1, drop_low=1)], judges=seats_of("P", seats), rounds=rounds) == found


def test_a_round_that_drops_nothing_needs_no_more_judges_than_one():
    rounds = (ROUNDS[0], {**ROUNDS[1], "rules": {"drop_high": 0, "drop_low": 0}})
    assert told(panels=[jury(drop_high=1, drop_low=1)], judges=seats_of("P", 2), rounds=rounds) == [
        short(["Talk"], 2, 3)
    ]


def test_from_how_many_judges_on_is_the_rounds_own_where_it_says_so():
    rounds = (ROUNDS[0], {**ROUNDS[1], "rules": {"trim_from": 7}})
    panels = [jury(drop_high=1, trim_from=3)]
    assert told(panels=panels, judges=seats_of("P", 5), rounds=rounds) == [short(["Final"], 5, 7)]
    assert told(panels=panels, judges=seats_of("P", 2), rounds=rounds) == [
        short(["Talk"], 2, 3),
        short(["Final"], 2, 7),
    ]


def test_rounds_that_need_as_many_are_told_together():
    assert told(panels=[jury(drop_high=1, drop_low=1)], judges=seats_of("P", 2)) == [short(["Talk", "Final"], 2, 3)]


def test_only_the_rounds_a_panel_sits_in_count():
    rounds = (ROUNDS[0], {**ROUNDS[1], "rules": {"drop_high": 9}})
    panels = [jury(rounds=["talk"]), {"id": "Q", "name": "Board", "rounds": ["final"]}]
    assert told(panels=panels, judges=[*seats_of("P", 1), *seats_of("Q", 10)], rounds=rounds) == []
    assert [
        code for code, *_ in told(panels=panels, judges=[*seats_of("P", 10), *seats_of("Q", 9)], rounds=rounds)
    ] == ["too-few-judges"]


def test_an_external_round_asks_nothing_of_panels():
    rounds = (ROUNDS[0], {"id": "visit", "sealed": True, "items": [], "rules": {"drop_high": 9}})
    assert told(panels=[jury()], judges=seats_of("P", 1), rounds=rounds) == []


def test_practice_and_observer_seats_do_not_count():
    unofficial = [*seats_of("P", 3, "practice"), *seats_of("P", 3, "observer")]
    panels = [jury(drop_high=1, drop_low=1)]
    assert told(panels=panels, judges=[*seats_of("P", 2), *unofficial]) == [short(["Talk", "Final"], 2, 3)]
    assert told(panels=[jury()], judges=unofficial) == [("no-official-judge", {"panel": "Jury"}, True)]


def test_a_panel_that_sits_nowhere_is_told_and_blocks_nothing():
    panels = [jury(), {"id": "Q", "name": "Board", "rounds": [], "drop_high": 3}]
    assert told(panels=panels, judges=seats_of("P", 1)) == [("panel-sits-nowhere", {"panel": "Board"}, False)]


def test_a_round_in_which_no_panel_sits():
    assert told(panels=[jury(rounds=["talk"])], judges=seats_of("P", 1)) == [
        ("no-panel-sits", {"round": "Final"}, True)
    ]


def test_a_round_whose_panels_all_weigh_nothing():
    panels = [jury(weight="0"), {"id": "Q", "name": "Board", "rounds": ["talk"]}]
    assert told(panels=panels, judges=[*seats_of("P", 1), *seats_of("Q", 1)]) == [
        ("panels-weigh-nothing", {"round": "Final"}, True)
    ]


def test_whom_recusals_leave_without_a_judge():
    recusals = [["Pofficial0", "02", ""], ["Pofficial1", "02", ""]]
    panels = [jury(), {"id": "Q", "name": "Board", "weight": "0"}]
    judges = [*seats_of("P", 2), *seats_of("P", 1, "observer"), *seats_of("Q", 1)]
    problem = ("all-recused", {"panel": "Jury", "numbers": ["02"]}, True)
    assert told(panels=panels, judges=judges, recusals=recusals) == [problem]
    guest = ({"id": "01"}, {"id": "02", "status": "guest"})
    assert told(panels=panels, judges=judges, recusals=recusals, people=guest) == []


def test_for_whom_recusals_stop_the_dropping_is_told():
    rounds = (ROUNDS[0], {**ROUNDS[1], "rules": {"drop_high": 2, "drop_low": 1}})
    found = told(
        panels=[jury(drop_high=1, drop_low=1)],
        judges=seats_of("P", 4),
        rounds=rounds,
        recusals=[["Pofficial0", "02", "cousins"]],
    )
    facts = {"panel": "Jury", "rounds": ["Final"], "numbers": ["02"], "needed": 4}
    assert found == [("recusals-stop-dropping", facts, False)]


ROOMS = ({"id": "01", "room": "A"}, {"id": "02", "room": "B"})


def test_a_panel_of_a_room_needs_judges_for_its_own_people_only():
    panels = [jury(rooms=["A"]), {"id": "Q", "name": "Board", "rooms": ["B"], "drop_high": 1}]
    judges = [*seats_of("P", 1), *seats_of("Q", 2)]
    recusals = [["Pofficial0", "02", ""], ["Qofficial0", "01", ""]]
    assert told(panels=panels, judges=judges, people=ROOMS, recusals=recusals) == []
    recusals = [["Pofficial0", "01", ""]]
    assert told(panels=panels, judges=judges, people=ROOMS, recusals=recusals) == [
        ("all-recused", {"panel": "Jury", "numbers": ["01"]}, True)
    ]


def test_a_room_may_be_marked_in_one_round_and_not_in_another():
    panels = [jury(rooms=["A"]), {"id": "Q", "name": "Board", "rooms": ["B"], "rounds": ["talk"]}]
    judges = [*seats_of("P", 1), *seats_of("Q", 1)]
    assert told(panels=panels, judges=judges, people=ROOMS) == [
        ("nobody-marks", {"round": "Final", "numbers": ["02"]}, True)
    ]


def test_whose_only_panel_weighs_nothing_is_marked_by_nobody():
    panels = [jury(rooms=["A"]), {"id": "Q", "name": "Board", "weight": "0"}]
    judges = [*seats_of("P", 1), *seats_of("Q", 1)]
    problem = {"numbers": ["02"]}
    assert told(panels=panels, judges=judges, people=ROOMS) == [
        ("nobody-marks", {"round": "Talk", **problem}, True),
        ("nobody-marks", {"round": "Final", **problem}, True),
    ]


def test_a_room_of_a_panel_in_which_nobody_is():
    panels = [jury(rooms=["A", "C"]), {"id": "Q", "name": "Board", "rooms": ["B"]}]
    judges = [*seats_of("P", 1), *seats_of("Q", 1)]
    assert told(panels=panels, judges=judges, people=ROOMS) == [
        ("empty-room", {"panel": "Jury", "rooms": ["C"]}, False)
    ]


def test_nothing_is_said_twice_where_a_whole_part_is_missing():
    codes = [code for code, *_ in told(panels=[jury(drop_high=1)], judges=[], rounds=(), people=())]
    assert codes == ["no-rounds", "no-judges", "no-contestants"]
    assert [code for code, *_ in told(panels=[jury(drop_high=1)], judges=[])] == ["no-judges"]
    assert [code for code, *_ in told(panels=[], judges=[])] == ["no-panels", "no-judges"]


def test_panels_of_one_round_that_drop_or_pool_otherwise_are_named():
    trimmed = {"drop_high": 1, "drop_low": 1}
    rooms = [jury(**trimmed, rooms=["A"]), {"id": "Q", "name": "By hand", "rooms": ["B"]}]
    judges = [*seats_of("P", 3), *seats_of("Q", 3)]
    panels = (("Jury", 1, 1, 3, "mean"), ("By hand", 0, 0, 0, "mean"))
    differ = ("panels-differ", {"rounds": ["Talk", "Final"], "panels": panels}, False)
    assert told(unlike=True, panels=rooms, judges=judges) == [differ]
    alike = [rooms[0], {**rooms[1], **trimmed, "trim_from": 3}]
    assert told(unlike=True, panels=alike, judges=judges) == []
    rounds = (ROUNDS[0], {**ROUNDS[1], "rules": {"drop_high": 0, "drop_low": 0, "trim_from": 0}})
    differ = ("panels-differ", {"rounds": ["Talk"], "panels": panels}, False)
    assert told(unlike=True, panels=rooms, judges=judges, rounds=rounds) == [differ]
