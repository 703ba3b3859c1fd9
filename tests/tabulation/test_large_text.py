"""A large text is decoded in pieces: the same values as at once, the same refusals, and rubbish refused early."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tabulation import BadContestFile, as_json, large_text, read_contest, tabulate, write_contest
from tabulation.json_text import _DECODER, NumberText
from tabulation.large_text import ROWS, decoded_in_pieces
from tests.tabulation.good_contest import GOOD
from tests.tabulation.support import Document, contest, standings_of

SMALL = {"LARGE": 10, "PIECE": 40, "MOST_TEXTS": 6}


@pytest.fixture(autouse=True, scope="module")
def _small_pieces() -> Iterator[None]:
    """Pieces of a few rows, so that small texts have several."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(large_text, name, value)
        patch.setattr("tabulation.json_text.LARGE", SMALL["LARGE"])
        yield


def alike(value: Any) -> Any:
    """A value with its types, so that 1, true and "1" differ."""
    if isinstance(value, dict):
        return {key: alike(inner) for key, inner in value.items()}
    return [alike(inner) for inner in value] if isinstance(value, list) else (type(value), value)


def at_once(text: str) -> Any:
    """What the decoder itself makes of it; None where it is no JSON."""
    try:
        return alike(_DECODER.decode(text))
    except (json.JSONDecodeError, BadContestFile):
        return None


def in_pieces(text: str) -> Any:
    """The same in pieces."""
    try:
        return alike(decoded_in_pieces(text, _DECODER))
    except (json.JSONDecodeError, BadContestFile):
        return None


texts = st.sampled_from(["R1", "J1", "01", "I1", "9.5", "", "],", "[", '"', "\\", "一", "],[", "{"])
scalars = st.one_of(texts, st.none(), st.booleans(), st.integers(-3, 300), st.sampled_from([1.5, 1e300]))
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=8)
rows = st.lists(st.one_of(st.lists(texts, min_size=5, max_size=5), st.lists(scalars, max_size=6), values), max_size=30)
objects = st.dictionaries(
    st.sampled_from([*ROWS, "title", "about", "x"]),
    st.one_of(rows, st.lists(st.lists(texts, min_size=5, max_size=5), max_size=40), values),
)
separators = st.sampled_from([(",", ":"), (", ", ": "), (" ,\n", " :\t")])


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    """A JSON object as text, of any layout."""
    indent = draw(st.sampled_from([None, None, 1]))
    return draw(st.sampled_from(["", " \n"])) + json.dumps(
        draw(objects), indent=indent, separators=draw(separators), ensure_ascii=draw(st.booleans())
    )


@given(json_texts())
@example('{"marks": []}')
@example("{}")
@example('{"marks": [ ], "times" : [["R", "A", 1]] } \n')
def test_the_same_values_as_at_once(text: str) -> None:
    assert in_pieces(text) == at_once(text) is not None


@given(json_texts(), st.data())
def test_what_is_no_json_at_once_is_none_in_pieces(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + data.draw(st.sampled_from(["", ",", "]", "}", "[", ":", '"', "\\", "1", "{}"])) + text[at + 1 :]
    assert in_pieces(broken) == at_once(broken)


def _in_pieces(text: str) -> Any:
    return decoded_in_pieces(text, _DECODER)


def fault(decode: Callable[[str], Any], text: str) -> tuple[str, int]:
    """What is said of a broken text, and where."""
    with pytest.raises(json.JSONDecodeError) as broken:
        decode(text)
    return broken.value.msg, broken.value.pos


ROW = '["R","J","A","I","9"]'


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a":[[[1', '{"a"', '{"a":', '{"a":1', '{"a":1,}', '{"a":1}}', '{"a":1 "b":2}', '{1:2}', '{"a": "b": 1}', '{"marks":[1,]}']
    + ['{,}', '{"a" 1}', '{"a":1} x', '{"marks":[', '{"marks":[1 2]}']
    + ['{"marks":[' + f"{ROW}," * 9 + tail for tail in ("", "[[[", "]", "]}", '["R"]', '["R"]]', '["R"] ["R"]]}', "[,]]}")]
    + ['{"marks":[' + f"{ROW}," * 9 + tail for tail in (f"{ROW}{ROW}]}}", f"{ROW}]]}}", f"{ROW}}}")],
)  # fmt: skip
def test_broken_texts(text: str) -> None:
    assert fault(_DECODER.decode, text) == fault(_in_pieces, text)


@pytest.mark.parametrize("count", range(1, 12))
def test_a_comma_before_the_end_is_refused(count: int) -> None:
    text = '{"marks":[' + f"{ROW}," * count + "]}"
    assert fault(_DECODER.decode, text) == fault(_in_pieces, text)


@pytest.mark.parametrize("length", range(30, 100))
def test_rows_of_any_length(length: int) -> None:
    """Wherever a row ends: before a piece does, with it, or after."""
    text = f'{{"marks":[["{"x" * length}"],{ROW},{ROW},{ROW}]}}'
    assert in_pieces(text) == at_once(text)


@pytest.mark.parametrize("wrong", [[], {}, ["R"]])
def test_one_short_row_with_more_than_texts_in_it(wrong: Any) -> None:
    text = json.dumps({"marks": [["a", "b", "c", "d", wrong], *[["a", "b", "c", "d", "e"]] * 5]})
    assert in_pieces(text) == at_once(text)


def test_problems_have_their_line() -> None:
    text = json.dumps({"marks": [["R", "J", "A", "I", "9"]] * 20}, indent=0).replace('"9"', "9 9", 1)
    with pytest.raises(BadContestFile, match="not JSON at line 8, column 3: Expecting ',' delimiter"):
        read_contest(text)


def test_a_contest_is_read_the_same() -> None:
    for document in (GOOD(), contest({"talk": {f"{n}": [f"{n}.5"] * 9 for n in range(60)}})):
        for text in (json.dumps(document), json.dumps(document, indent=2), write_contest(read_contest(document))):
            assert as_json(tabulate(read_contest(text))) == standings_of(document)


def test_equal_texts_of_short_rows_become_one() -> None:
    short = decoded_in_pieces('{"marks":[' + '["R","J","01","I","9.5"],' * 9 + '["R","J","01","I","9.5"]]}', _DECODER)["marks"]
    assert {id(row[2]) for row in short} == {id(short[0][2])}
    assert type(short[0]) is list
    recusals = decoded_in_pieces('{"recusals":[[],' + '["J","01"],' * 9 + '["J","01","…"]]}', _DECODER)["recusals"]
    assert recusals == [[], *[["J", "01"]] * 9, ["J", "01", "…"]]


# Refused early


def refused(document: Document | str) -> list[str]:
    """The problems of a text."""
    with pytest.raises(BadContestFile) as found:
        read_contest(document if isinstance(document, str) else json.dumps(document))
    return list(found.value.problems)


@pytest.mark.parametrize("key", ROWS)
@pytest.mark.parametrize("wrong", [1, 1.5, "text", None, {"a": 1}, [1, 2], ["a"] * 6, ["a", "b", ["c"]], ["R", "A", 1.5]])
def test_fifty_that_are_no_rows_end_the_reading(key: str, wrong: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_text, "PIECE", 4_000)
        problems = refused({key: [wrong] * 2000})
    assert problems == [f"{key}[{k}]: expected a row such as {ROWS[key]}" for k in range(50)]


def test_places_count_on_from_piece_to_piece() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_text, "PIECE", 2_000)
        problems = refused({"marks": [["R", "J", "A", "I", "9"]] * 200 + [["R", "J", "A", "I", 9]] * 200})
    assert 200 <= int(problems[0].removeprefix("marks[").partition("]")[0]) < 250


def test_fewer_than_fifty_are_told_with_all_the_others() -> None:
    document = contest({"talk": {f"{n}": ["5"] for n in range(60)}})
    document["marks"][7] = [1, 2]
    document["title"] = 5
    assert [line.partition(":")[0] for line in refused(document)] == ["title", "marks[7]"]


FAR = "far more values than a contest file has there"
TOO_MUCH: dict[str, tuple[Any, str]] = {
    "values": ({"about": {"x": [1.5] * 300}}, "about"),
    "values of several members": ({f"k{n}": ["ab"] * 50 for n in range(9)}, "k4"),
    "containers": ({"rounds": [{}] * 8 + [[]] * 300}, "rounds"),
    "keys of one object": ({"rules": {"weights": {f"k{n}": 1 for n in range(30)}}}, "rules"),
    "keys of the whole": ({f"k{n}": 1 for n in range(30)}, "file"),
    "one row": ({"marks": [["x"] * 300]}, "marks[0]"),
    "one row after others": ({"marks": [["R", "J", "A", "I", "9"]] * 5 + [[["x"] * 300]]}, "marks[5]"),
    "rows that are no list": ({"marks": {"x": [1.5] * 300}}, "marks"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_far_too_much_is_refused_before_it_is_decoded(name: str) -> None:
    document, place = TOO_MUCH[name]
    with pytest.MonkeyPatch.context() as patch:
        for limit, value in {"MOST_VALUES": 200, "VALUE": 10**9, "CONTAINER": 10**9, "MOST_KEYS": 20}.items():
            patch.setattr(large_text, limit, value)
        patch.setattr("tabulation.json_text.DENSEST", 1)
        assert refused(document) == [f"{place}: {FAR}"]


def test_deep_is_refused_before_it_is_decoded() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_text, "DEEPEST", 20)
        patch.setattr("tabulation.json_text.DENSEST", 1)
        assert refused('{"about": {"x":' + "[" * 30 + "]" * 30 + "}}") == [f"about: {FAR}"]


AT_THE_LIMIT: dict[str, tuple[str, Callable[[int], Document]]] = {
    "commas": ("MOST_VALUES", lambda n: {"about": {"x": [1] * (n + 1)}}),
    "brackets": ("MOST_VALUES", lambda n: {"about": {"x": [[] for _ in range(n - 2)]}}),
    "keys of one object": ("MOST_KEYS", lambda n: {"about": {f"k{k}": 1 for k in range(n)}}),
    "keys of an object in a list": ("MOST_KEYS", lambda n: {"rounds": [{}, {f"k{k}": 1 for k in range(n)}]}),
    "keys of the whole": ("MOST_KEYS", lambda n: {f"k{k}": 1 for k in range(n)}),
    "levels": ("DEEPEST", lambda n: {"about": json.loads("[" * n + "]" * n)}),
    "commas of a row": ("MOST_IN_A_ROW", lambda n: {"times": [["R", "A", 1], [{"x": 1}, *["x"] * n]]}),
    "brackets of a row": ("MOST_IN_A_ROW", lambda n: {"times": [["R", "A", 1], [[] for _ in range(n - 1)]]}),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_just_as_many_as_there_may_be(name: str) -> None:
    limit, make = AT_THE_LIMIT[name]
    with pytest.MonkeyPatch.context() as patch:
        for each, value in {"VALUE": 10**9, "CONTAINER": 10**9, limit: 20}.items():
            patch.setattr(large_text, each, value)
        assert in_pieces(json.dumps(make(20))) == alike(make(20))
        with pytest.raises(BadContestFile, match=FAR):
            decoded_in_pieces(json.dumps(make(21)), _DECODER)


def test_seconds_are_no_texts_and_yet_rows() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_text, "PIECE", 4_000)
        assert len(_in_pieces(json.dumps({"times": [["R", "A", 1]] * 200}))["times"]) == 200


def test_of_a_long_key_the_beginning_is_told() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_text, "DEEPEST", 20)
        with pytest.raises(BadContestFile) as far:
            _in_pieces(json.dumps({"k" * 50: json.loads("[" * 30 + "]" * 30)}))
    assert far.value.problems == (f"{'k' * 40}: {FAR}",)


def test_numbers_stay_texts_of_their_own() -> None:
    found = decoded_in_pieces('{"marks":[["R","J","A","I","1.5"],["R","J","A","I",1.5],["R","J","A","I",true]]}', _DECODER)
    assert [type(row[4]) for row in found["marks"]] == [str, NumberText, bool]
