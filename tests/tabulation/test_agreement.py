"""The sums and the oracle, two computations written apart, agree on every contest that comes along.

LEITAI_EXAMPLES says how many contests are tried, 100 unless it is set; `make oracle` tries 100,000.
"""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tabulation import BadContestFile
from tests.tabulation.generated import Document, documents, kinds_asked_for
from tests.tabulation.oracle import DecisionError, oracle
from tests.tabulation.support import by_contestant, standings_of

pytestmark = pytest.mark.no_cover  # branches count where a case said by hand goes through them
half_of_all = settings(max_examples=(settings.default.max_examples + 1) // 2)
REFUSED: Document = {"refused": True, "standings": []}


@st.composite
def disputed(draw: st.DrawFn) -> Document:
    """A contest with decisions about anybody, most of them wrong: among people who are not tied, or not all who are."""
    document = draw(documents())
    people = [person["id"] for person in document["contestants"]]
    kinds = kinds_asked_for(document)
    if len(people) == 1 or not kinds:
        return document
    orders = st.lists(st.sampled_from(people), min_size=2, unique=True)
    decisions = st.fixed_dictionaries({"kind": st.sampled_from(kinds), "order": orders})
    kept = [each for each in document.get("decisions", []) if draw(st.booleans())]
    return {**document, "decisions": kept + draw(st.lists(decisions, max_size=2))}


def by_the_sums(text: str) -> Document:
    """What the sums say of a contest file, without the warnings; or that they refuse it."""
    try:
        return {**standings_of(text), "warnings": []}
    except BadContestFile:
        return REFUSED


def by_the_oracle(document: Document) -> Document:
    """What the oracle says of it."""
    try:
        return oracle(document)
    except DecisionError:
        return REFUSED


def differences(sums: Document, other: Document) -> Iterator[str]:
    """Where two answers differ, one line for each field of a contestant."""
    heads = sums.keys() | other.keys()
    yield from told("answer", {**sums, "standings": None}, {**other, "standings": None}, sorted(heads))
    ours, theirs = by_contestant(sums), by_contestant(other)
    if list(ours) != list(theirs):
        yield f"standings: {list(ours)}, the oracle: {list(theirs)}"
    for who in ours.keys() & theirs.keys():
        yield from told(who, ours[who], theirs[who], list(theirs[who]))


def told(of: str, ours: Document, theirs: Document, keys: list[str]) -> Iterator[str]:
    """The keys of one thing under which two answers have different values."""
    for key in keys:
        if ours.get(key) != theirs.get(key):
            yield f"{of}.{key}: {ours.get(key)!r}, the oracle: {theirs.get(key)!r}"


def assert_agreement(document: Document) -> None:
    text = json.dumps(document, ensure_ascii=False)
    note(text)
    assert list(differences(by_the_sums(text), by_the_oracle(document))) == []


@half_of_all
@given(documents())
def test_the_oracle_says_the_same(document: Document) -> None:
    assert_agreement(document)


@half_of_all
@given(disputed())
def test_the_oracle_refuses_the_same_decisions(document: Document) -> None:
    assert_agreement(document)


def test_a_difference_is_told_in_a_line() -> None:
    ours = {"final": True, "standings": [{"contestant": "01", "place": 1, "score": "9"}]}
    theirs = {"final": False, "standings": [{"contestant": "01", "place": 2, "score": "9"}]}
    assert list(differences(ours, theirs)) == [
        "answer.final: True, the oracle: False",
        "01.place: 1, the oracle: 2",
    ]
    assert list(differences(REFUSED, {"final": True, "standings": []})) == [
        "answer.final: None, the oracle: True",
        "answer.refused: True, the oracle: None",
    ]
    turned = [{"contestant": "02"}, {"contestant": "01"}]
    assert list(differences({"standings": turned}, {"standings": turned[::-1]})) == [
        "standings: ['02', '01'], the oracle: ['01', '02']"
    ]
