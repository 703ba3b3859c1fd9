"""The generated documents reach everything the contract knows, and the oracle keeps its word on them."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.tabulation.generated import FEATURES, Document, coverage_of, documents
from tests.tabulation.generated_checks import problems
from tests.tabulation.oracle import oracle

pytestmark = pytest.mark.no_cover  # its subject is the oracle
FRACTION_TEXT = re.compile(r"-?[0-9]+(\.[0-9]*[1-9])?|-?[0-9]+/[0-9]+")
some_documents = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def visit(check: Callable[[Document], object], number: int, count: int) -> None:
    """Shows the check so many documents, always the same ones under one number."""

    @seed(number)
    @settings(some_documents, max_examples=count, database=None, phases=[Phase.generate])
    @given(documents())
    def show(document: Document) -> None:
        check(document)

    show()


SOONEST = (0, 2, 4, 5)
"""These four reach everything today; when something is drawn otherwise, others are asked."""


def test_together_they_reach_every_feature_and_none_that_has_no_name() -> None:
    reached: set[str] = set()
    for number in (*SOONEST, *range(40)):
        visit(lambda document: reached.update(coverage_of(document, reached)), number, 100)
        if reached >= FEATURES:
            break
    assert reached ^ FEATURES == set()


@some_documents
@given(documents())
def test_documents_are_valid(document: Document) -> None:
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document
    assert problems(document) == []


@some_documents
@given(documents())
def test_people_of_one_place_share_it_and_places_follow_scores(document: Document) -> None:
    rows = [row for row in oracle(document)["standings"] if row["place"]]
    for row in rows:
        others = [other for other in rows if other["group"] == row["group"] and other is not row]
        same = [other for other in others if other["place"] == row["place"]]
        assert row["shared"] == bool(same)
        assert all(other["score"] == row["score"] and other["cut"] == row["cut"] for other in same)


@some_documents
@given(documents())
def test_exact_scores_are_in_lowest_form(document: Document) -> None:
    for row in oracle(document)["standings"]:
        assert row["exact"] is None or FRACTION_TEXT.fullmatch(row["exact"])


@some_documents
@given(documents())
def test_the_order_of_rows_does_not_matter(document: Document) -> None:
    lists = ("marks", "recusals", "factors", "times", "adjustments", "cuts", "decisions")
    turned: dict[str, Any] = {**document, **{key: document[key][::-1] for key in lists if key in document}}
    assert oracle(turned) == oracle(document)


@some_documents
@given(documents())
def test_the_order_of_people_changes_only_the_order_of_missing_rows(document: Document) -> None:
    turned = {**document, **{key: document[key][::-1] for key in ("judges", "contestants")}}
    one, other = oracle(document), oracle(turned)
    assert one["standings"] == other["standings"]
    assert sorted(map(str, one["missing"])) == sorted(map(str, other["missing"]))
