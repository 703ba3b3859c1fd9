"""A contest written back: nothing is lost, nothing is added, and the fingerprint covers just what is sealed."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tabulation import as_document, as_json, fingerprint, public_copy, read_contest, tabulate, write_contest
from tests.tabulation.generated import documents
from tests.tabulation.good_contest import GOOD, Change, put
from tests.tabulation.support import Document, contest

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "contest-file.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def sha_by_the_contract(text: str) -> str:
    """The fingerprint, computed from a written file as docs/contest-file.md says."""
    document = json.loads(text)
    keys = ("format", "title", "rules", "panels", "rounds", "cuts", "awards", "judges", "contestants")
    sealed = {key: document[key] for key in keys}
    for key in ("judges", "contestants"):
        for person in sealed[key]:
            for open_key in ("name", "members", "status", "about"):
                person.pop(open_key, None)
    for award in sealed["awards"]:
        award.pop("named", None)
    canonical = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


# Laws


@pytest.mark.no_cover
@given(documents())
def test_what_is_written_reads_as_the_same_contest(document: Document) -> None:
    found = read_contest(json.dumps(document))
    text = write_contest(found)
    again = read_contest(text)
    assert again == found
    assert write_contest(again) == text
    assert as_json(tabulate(again)) == as_json(tabulate(found))
    assert not list(VALIDATOR.iter_errors(json.loads(text)))


@pytest.mark.no_cover
@given(documents())
def test_the_fingerprint_is_that_of_the_contract(document: Document) -> None:
    found = read_contest(document)
    assert fingerprint(found) == sha_by_the_contract(write_contest(found))
    assert fingerprint(read_contest(write_contest(found))) == fingerprint(found)


@pytest.mark.no_cover
@given(documents())
def test_a_public_copy_gives_the_same_standings(document: Document) -> None:
    found = read_contest(json.dumps(document))
    copy = public_copy(found, "评委 {}")
    assert as_json(tabulate(copy)) == as_json(tabulate(found))
    assert [judge.name for judge in copy.judges] == [f"评委 {n}" for n in range(1, len(found.judges) + 1)]
    assert set(copy.recusals) == set(found.recusals)
    assert not any(copy.recusals.values())
    assert read_contest(write_contest(copy)) == copy


# Every value by name


def test_every_key_in_use_comes_back() -> None:
    document = GOOD()
    found = read_contest(document)
    assert read_contest(write_contest(found)) == found
    assert not list(VALIDATOR.iter_errors(as_document(found)))


ONE = contest({"stage": {"A": ["5"], "B": ["4"]}})


def test_what_says_nothing_is_not_written() -> None:
    written = as_document(read_contest(ONE))
    assert written["rules"] == {}
    sealed = {"format", "title", "rules", "panels", "rounds", "judges", "contestants", "cuts", "awards"}
    assert set(written) == sealed | {"marks"}
    assert written["panels"] == [{"id": "jury", "name": "jury", "weight": "1"}]
    items = [{"id": "mark", "name": "mark", "max": "100", "weight": "1"}]
    assert written["rounds"] == [{"id": "stage", "name": "stage", "weight": "1", "items": items}]


def test_a_round_that_only_drops_writes_only_that() -> None:
    (written,) = as_document(read_contest(altered(ONE, put("rounds[0].rules", {"drop_high": 0}))))["rounds"]
    assert written["rules"] == {"drop_high": 0}


def altered(document: Document, change: Change) -> Document:
    found = deepcopy(document)
    change(found)
    return found


def seatless(document: Document) -> None:
    document["panels"].append({"id": "waiting", "rounds": []})
    document["judges"].append({"id": "W", "panel": "waiting"})


@pytest.mark.parametrize(
    "change",
    [
        put("contestants[0].group", ""),
        put("contestants[0].street", ""),
        put("contestants[0].community", ""),
        put("about", {}),
        put("rules", {"round": {"final": None}}),
        put("rules", {"round": {"final": 3, "item": 0, "about": {}}}),
        put("rules", {"bounds": {"round": [None, None]}}),
        put("rules", {"bounds": {"round": [None, "0"], "final": ["0", None]}}),
        put("rules", {"clip": {"distance": "0"}}),
        put("rounds[0].rules", {"round": {"panel": None, "sheet": 0}}),
        put("rounds[0].rules", {"drop_high": 0, "about": {"k": 1}}),
        put("rounds[0].clock", {"over": [], "under": [[0, "0"]]}),
        put("rounds[0].clock", {}),
        put("awards", [{"name": "人气奖", "named": []}, {"name": "奖", "quota": 0, "min": "0", "group": None}]),
        put("factors", [["stage", "A", "0"]]),
        put("times", [["stage", "A", 0]]),
        put("recusals", [["J1", "B"]]),
        seatless,
    ],
)
def test_values_that_say_little_come_back(change: Change) -> None:
    document = altered(ONE, change)
    document["marks"] = [row for row in document["marks"] if not document.get("recusals") or row[2] != "B"]
    found = read_contest(document)
    text = write_contest(found)
    assert read_contest(text) == found
    assert as_json(tabulate(read_contest(text))) == as_json(tabulate(found))
    assert not list(VALIDATOR.iter_errors(json.loads(text)))


def test_a_room_without_a_name_is_a_room() -> None:
    found = read_contest(contest({"stage": {"A": ["5"]}}, rules={"rooms": "equalised"}, people={"A": {"room": ""}}))
    assert read_contest(write_contest(found)) == found


def test_marks_are_kept_to_the_letter_and_numbers_in_their_shortest_form() -> None:
    document = contest({"stage": {"A": ["+05.50", None]}}, panels={"jury": {"seats": 2, "weight": "0.50"}})
    document["marks"].append(["stage", "J2", "A", "mark", None])
    written = as_document(read_contest(document))
    assert [row[4] for row in written["marks"]] == ["+05.50", None]
    assert written["panels"][0]["weight"] == "0.5"


ABOUT = '{"a":[1.50,1e5,-0.0,12345678901234567890,[{"深":null}],true],"b":"0.10"}'


PLACES = {
    "top": '{"format"',
    "rules": '{"clip"',
    "panel": '{"id": "jury"',
    "round": '{"id": "stage"',
    "item": '{"id": "mark"',
    "judge": '{"id": "J1"',
    "contestant": '{"id": "A"',
    "stages": '{"final": 2',
    "bounds": '{"final": [',
    "clip": '{"distance"',
}


@pytest.mark.parametrize("where", PLACES.values(), ids=PLACES)
def test_about_is_kept_to_the_letter(where: str) -> None:
    about = f'"about":{ABOUT}'
    rules = {"clip": {"distance": "50"}, "round": {"final": 2}, "bounds": {"final": [None, None]}}
    text = json.dumps(altered(ONE, put("rules", rules)))
    assert text.count(where) == 1
    found = read_contest(text.replace(where, f"{{{about}, {where[1:]}"))
    assert about in write_contest(found)
    assert read_contest(write_contest(found)) == found


# What the seal covers

FULL = GOOD()


@pytest.mark.parametrize(
    "change",
    [
        put("title", "另一个"),
        *(put(f"rules.{key}", value) for key, value in {
            "trim": "item", "pool": "sum", "clip": None, "best_rounds": 2, "rounding": "down", "rank_on": "exact",
            "places": "dense", "tie_chain": ["chair", "lot"], "about": {"agreed": "2026-11-03"},
            "round": {"final": 1}, "bounds": {"round": ["0", "119"]},
        }.items()),
        *(put(f"panels[0].{key}", value) for key, value in {
            "name": "别名", "weight": "0.7", "pool": "median", "drop_high": 0, "drop_low": 0, "trim_from": 4, "about": {},
        }.items()),
        put("panels[1].rounds", None),
        *(put(f"rounds[0].{key}", value) for key, value in {
            "name": "别名", "weight": "0.4", "clock": None, "rules": {"pool": "sum"}, "about": {"k": 1},
        }.items()),
        *(put(f"rounds[0].items[0].{key}", value) for key, value in {
            "name": "别名", "min": "-1", "max": "41", "step": None, "weight": "2", "about": {"k": 1},
        }.items()),
        *(put(f"judges[0].{key}", value) for key, value in {"kind": "observer", "chair": False}.items()),
        *(put(f"contestants[0].{key}", value) for key, value in {
            "community": "别处", "street": "别街", "group": "甲", "room": "B",
        }.items()),
        put("cuts", []),
        put("awards", []),
        lambda document: document["judges"].append({"id": "R9", "panel": "residents"}),
        lambda document: document["judges"].reverse(),
        lambda document: document["contestants"].append({"id": "99"}),
    ],
)
def test_what_is_sealed_changes_the_fingerprint(change: Change) -> None:
    bare = {**FULL, "decisions": []}
    assert seal(altered(bare, change)) != seal(bare)


def seal(document: Document) -> str:
    found = read_contest(document)
    assert fingerprint(found) == sha_by_the_contract(write_contest(found))
    return fingerprint(found)


@pytest.mark.parametrize(
    "change",
    [
        put("judges[0].name", "别人"),
        put("judges[0].about", {"seat": 9}),
        put("contestants[0].name", "别人"),
        put("contestants[1].members", []),
        put("contestants[0].status", "withdrawn"),
        put("contestants[0].about", {"order": 9}),
        put("about", {"k": 1}),
        put("awards[2].named", ["01", "02"]),
        put("awards[2].named", []),
        *(put(key, []) for key in ("marks", "recusals", "factors", "times", "adjustments", "decisions")),
        put("panels[0].name", "专家"),
        put("panels[0].weight", "0.60"),
        put("cuts[0].tie", None),
    ],
)
def test_what_is_not_sealed_does_not_change_the_fingerprint(change: Change) -> None:
    bare = {**FULL, "decisions": []}
    if bare.get("cuts"):
        bare = altered(bare, put("cuts[0].tie", "extend"))
    assert seal(altered(bare, change)) == seal(bare)


def test_a_public_copy_hides_who_judged_and_why_not() -> None:
    document = altered(ONE, put("recusals", [["J1", "B", "师生关系"]]))
    document["marks"] = [row for row in document["marks"] if row[2] != "B"]
    document["judges"][0] |= {"name": "张三", "about": {"phone": "139"}}
    text = write_contest(public_copy(read_contest(document), "评委 {}"))
    assert "评委 1" in text
    assert not any(secret in text for secret in ("张三", "139", "师生关系"))
    assert json.loads(text)["recusals"] == [["J1", "B", ""]]


def test_about_is_kept_beside_stages_and_weights() -> None:
    document = contest({"first": {"A": ["9"]}, "last": {"A": ["8"]}})
    document["rounds"][0]["rules"] = {"round": {"panel": 1, "about": {"by": "区委组织部"}}}
    document["rounds"][1]["rules"] = {"round": {"about": {"why": "未定"}}}
    document["cuts"] = [{"after": "first", "keep": 1, "weights": {"first": "1", "about": {"note": 1}}}]
    again = json.loads(write_contest(read_contest(document)))
    assert [each["rules"]["round"] for each in again["rounds"]] == [each["rules"]["round"] for each in document["rounds"]]
    assert again["cuts"][0]["weights"] == document["cuts"][0]["weights"]
