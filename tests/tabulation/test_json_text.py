"""JSON text at its edges: what is refused before it is looked at, and what reading leaves as it was."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator

import pytest

from tabulation import BadContestFile, json_text, read_contest, write_contest
from tabulation.json_text import MOST_BYTES, parse
from tests.tabulation.support import Document, contest

ONE = contest({"stage": {"A": ["5"]}})


def problem(source: Document | bytes | str) -> str:
    """The only line that is told."""
    with pytest.raises(BadContestFile) as refused:
        read_contest(source)
    (line,) = refused.value.problems
    return line


def nested(levels: int) -> str:
    """Lists in lists."""
    inside = "[" * levels + "]" * levels
    return f'{{"about": {{"deep": {inside}}}}}'


def test_text_with_half_a_character_is_refused() -> None:
    assert problem('{"title": "\ud83d"}') == "file: half of a surrogate pair stands in the text"
    assert problem('{"title": "\\ud83d"}') == "file: half of a surrogate pair stands in a string"
    assert problem({**ONE, "title": "\ud83d"}) == "file: half of a surrogate pair stands in a string"
    assert parse('{"title": "\\ud83d\\ude00"}') == {"title": "😀"}


HALVES = ["\\ud83d", "\\uDE00", "\\ud83d\\ud83d\\ude00", "\\ud83d\\ude00\\ude00", "\\ud83d \\ude00", "\\\\\\ud83d", "\\\\ud83d\\ude00"]
WHOLE = ["\\ud83d\\ude00", "\\ud83d\\ude00\\uD83D\\uDE00", "\\u4e00", "\\\\ud83d", "\\\\u"]


@pytest.mark.parametrize("text", HALVES)
def test_half_of_an_escaped_character_is_found(text: str) -> None:
    assert problem(f'{{"about": {{"x": ["{text}"]}}}}') == "file: half of a surrogate pair stands in a string"


@pytest.mark.parametrize("text", WHOLE)
def test_escaped_characters_are_no_harm(text: str) -> None:
    assert parse(f'{{"about": ["{text}"]}}')["about"][0].encode()


def test_half_a_character_is_found_wherever_it_stands() -> None:
    said = "file: half of a surrogate pair stands in a string"
    assert problem({**ONE, "about": {"ends in \ud83d": 1}}) == said
    assert problem({**ONE, "about": {"deep": [{"x": ("a", ["\ude00"])}]}}) == said
    assert problem({**ONE, "recusals": [["J1", "A", "\ud83d"]]}) == said
    assert read_contest({**ONE, "about": {1: "no text, no harm"}})


@pytest.mark.parametrize("at", range(5))
def test_half_a_character_in_a_mark_is_told_where_it_stands(at: int) -> None:
    row = ["stage", "J1", "A", "mark", "5"]
    row[at] = "\ud83d"
    for source in ({**ONE, "marks": [row]}, json.dumps({**ONE, "marks": [row]})):
        assert problem(source).startswith(f'marks[0][{at}]: "?" is no ')


def test_nesting_has_an_end() -> None:
    assert parse(nested(97))
    assert parse(nested(98))
    assert problem(nested(99)) == "file: nested more than 100 levels deep"
    assert problem(nested(99).replace("deep", "marks")) == "file: nested more than 100 levels deep"
    endless: list[object] = []
    endless.append((endless,))
    assert problem({**ONE, "about": {"endless": endless}}) == "file: nested more than 100 levels deep"
    assert problem(nested(100_000)) == "file: brackets are nested too deeply for a contest file"


@pytest.mark.parametrize("title", ["One", "一"])
@pytest.mark.parametrize("form", [str, str.encode])
def test_a_file_has_a_largest_size(monkeypatch: pytest.MonkeyPatch, title: str, form: Callable[[str], bytes | str]) -> None:
    text = json.dumps({**ONE, "title": title}, ensure_ascii=False)
    monkeypatch.setattr(json_text, "MOST_BYTES", len(text.encode()))
    assert read_contest(form(text)).title == title
    assert problem(form(text + " ")) == "file: larger than 0 MB, the most that is read"


def test_the_size_is_told_in_megabytes() -> None:
    assert problem(" " * (MOST_BYTES + 1)) == "file: larger than 50 MB, the most that is read"


def test_a_key_that_stands_twice_is_found_among_very_many() -> None:
    """At once: comparing each of them with all others would take minutes."""
    keys = [f'"k{n}":{n}' for n in range(60_000)]
    assert problem(f'{{"about": {{{",".join([*keys, keys[-1]])}}}}}') == 'file: the key "k59999" stands twice in one object'


def test_a_name_that_stands_twice_is_found_among_very_many() -> None:
    """At once: comparing each of them with all others would take minutes."""
    named = [f"{n:06}" for n in range(60_000)]
    document = {**ONE, "awards": [{"name": "Prize", "named": [*named, named[-1]]}]}
    with pytest.raises(BadContestFile) as error:
        read_contest(document)
    assert 'awards[0].named[60000]: "059999" is here twice' in error.value.problems


def test_a_long_key_that_stands_twice_is_told_by_its_beginning() -> None:
    key = "k" * 40
    assert problem(f'{{"{key}more": 1, "{key}more": 2}}') == f'file: the key "{key}" stands twice in one object'


@pytest.mark.parametrize("number", ["1e999999999", "-1E+999999999", "9" * 100_000, "0." + "1" * 100_000])
def test_a_number_without_measure_is_a_text_that_no_field_takes(number: str) -> None:
    document = json.dumps(ONE)
    assert read_contest(document[:-1] + f', "about": {{"x": {number}}}}}').about == {"x": number}
    assert problem(document.replace('"5"', number)).startswith("marks[0][4]: ")


def test_a_list_of_points_is_told_where_it_stands() -> None:
    marks = [["stage", "J1", "A", "mark", ["5"]]]
    assert problem({**ONE, "marks": marks}).startswith("marks[0][4]: a list is no number")


@pytest.fixture
def _collector() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    gc.enable() if was_on else gc.disable()


@pytest.mark.usefixtures("_collector")
@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    for source in (ONE, write_contest(read_contest(ONE)), "{"):
        (gc.enable if on else gc.disable)()
        try:
            read_contest(source)
        except BadContestFile:
            assert source == "{"
        assert gc.isenabled() == on
