"""A whole contest out and in again, and what it costs to read one."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from communities.refused import Refused
from contests.actions import issue_card
from contests.models import Contest, Judge
from scoring import actions
from scoring.actions import files
from scoring.models import Mark, Publication
from scoring.results import contest_values, document_of, results_of
from tabulation import as_json, read_contest, tabulate
from tabulation.writer import fingerprint, write_contest
from tests.cast import NOW, Cast, a_closed_contest, a_published_contest, an_open_contest
from tests.house import ROOT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))


def imported(cast, source, slug="imported"):
    return actions.import_contest(source=source, district=cast.district, slug=slug, by=cast.wang, now=NOW)


def unordered(text):
    """A file with its marks in one order: which comes first says nothing."""
    document = json.loads(text)
    return {**document, "marks": sorted(document["marks"], key=str)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_comes_out_as_it_went_in(cast, path):
    values = read_contest(path.read_bytes())
    contest = imported(cast, path.read_bytes())
    assert unordered(actions.export_contest(contest=contest)) == unordered(write_contest(values))
    assert contest_values(contest).marks == values.marks
    assert contest.fingerprint == fingerprint(values)
    assert as_json(results_of(contest)) == as_json(tabulate(values))


def test_an_export_comes_in_and_out_the_same(cast):
    contest = a_published_contest(cast)
    first = actions.export_contest(contest=contest)
    other = imported(Cast("heping", names=("qian",)), first)
    assert actions.export_contest(contest=other) == first
    assert other.fingerprint == contest.fingerprint
    published = Publication.objects.get().data
    assert as_json(tabulate(read_contest(first))) == published["result"]
    assert first == write_contest(read_contest(published["contest"]))


def test_nothing_secret_leaves(cast):
    contest = a_closed_contest(cast)
    card = issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).card
    seat = Judge.objects.exclude(secret_hash="").get()
    text = actions.export_contest(contest=contest)
    assert not [word for word in (card.secret, card.code, seat.secret_hash, seat.code_hash) if word in text]


def test_marks_are_kept_to_the_letter(cast):
    document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
    document["marks"][0][4] = "+9.50"
    contest = imported(cast, document)
    assert document["marks"][0] in document_of(contest)["marks"]


def test_without_marks_it_is_one_to_be_set_up(cast):
    document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
    for key in ("marks", "times", "adjustments"):
        del document[key]
    contest = imported(cast, document)
    assert (contest.state, contest.fingerprint) == ("setup", "")
    assert Contest.objects.get().performances.filter(round__key="speech", contestant__number="01").get().order == 3


def test_a_wrong_file_changes_nothing(cast):
    document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
    document["marks"][0][4] = "51"
    with refused("bad-file", problems=["marks[0][4]: 51 is above the maximum 50 of content"]):
        imported(cast, document)
    with refused("bad-file"):
        imported(cast, b"PK\x03\x04")
    assert Contest.objects.count() == 0


def test_names_that_do_not_fit(cast):
    document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
    document["contestants"][1]["name"] = "名" * 300
    with refused("does-not-fit", place="contestants[1]", errors={"name": ["max_length"]}):
        imported(cast, document)
    with pytest.raises(Refused) as error:
        imported(cast, {**document, "title": ""})
    assert error.value.facts["problems"] == ["title: missing; expected the name of the contest"]


def test_a_slug_is_taken_once(cast):
    source = EXAMPLES[0].read_bytes()
    imported(cast, source)
    with refused("invalid", errors={"__all__": ["contest_slug_once"]}):
        imported(cast, source)


@pytest.mark.parametrize("contestants", [3, 30])
def test_a_contest_is_read_in_three_queries(cast, contestants):
    contest = an_open_contest(cast, contestants=contestants)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        contest_values(contest)
    assert len(queries) == 3
    assert Mark.objects.count() == 0


def test_a_file_is_read_before_anybody_else_has_to_wait(cast, monkeypatch):
    order, begin, read = [], transaction.atomic, files.read_file
    monkeypatch.setattr(files, "read_file", lambda source: order.append("read") or read(source))
    monkeypatch.setattr(transaction, "atomic", lambda *given, **more: order.append("lock") or begin(*given, **more))
    with pytest.raises(Refused):
        imported(cast, "{}")
    assert order == ["read"]
    order.clear()
    imported(cast, EXAMPLES[0].read_bytes())
    assert order[:2] == ["read", "lock"]
