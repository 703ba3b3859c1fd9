"""A contestant's number stands in lists, on papers and in addresses: what cannot is refused, and can be put right."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from communities.models import Journal
from contests import actions
from contests.guards import NUMBERS
from contests.models import Contest, Contestant, Decision
from contests.rules.lists import CONTESTANTS, sheets_of_text, table_of
from contests.rules.roster import entries_of
from scoring.actions import import_contest
from tests.browsers import client_of
from tests.cast import NOW, a_draft, an_open_contest, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db
UNFIT = ("0\n1", ".", "..", "1\x1b", "1\u2028", "1\u202e2", "7\uffff")


def problems_of(text):
    with pytest.raises(Exception, match="bad-rows") as error:
        entries_of(table_of(sheets_of_text(text), CONTESTANTS))
    return [(cell, code) for cell, code, _facts in error.value.facts["problems"]]


def test_a_list_names_the_cell_of_a_number_that_cannot_be_one():
    rows = ["编号\t姓名", '"0\n1"\tWang', "..\tLi", "03\x1b\tZhao", "04\tHe\uffff"]
    assert problems_of("\n".join(rows)) == [
        ("A2", "unfit-number"),
        ("A3", "unfit-number"),
        ("A4", "unfit-cell"),
        ("B5", "unfit-cell"),
    ]


@pytest.mark.parametrize("number", UNFIT)
def test_nothing_takes_a_number_that_no_address_carries(cast, number):
    """Neither the contest file nor a form nor the database."""
    contest = a_draft(cast)
    person = contest.contestants.first()
    file = {
        "format": "leitai-contest/1",
        "title": "T",
        "rounds": [{"id": "r", "sealed": True}],
        "contestants": [{"id": number, "name": "Wang"}],
    }
    with pytest.raises(Exception, match="does-not-fit") as error:
        import_contest(source=file, district=cast.district, slug="x", by=cast.wang, now=NOW)
    assert "contestants[0]" in str(error.value.facts)
    with refused("invalid"):
        actions.change_part(part=person, values={"number": number}, by=cast.wang, now=NOW)
    for attempt in (
        lambda: Contestant.objects.filter(pk=person.pk).update(number=number),
        lambda: Contestant.objects.create(contest=contest, number=number, position=90),
    ):
        with pytest.raises(IntegrityError, match="contestant_number_fits"), transaction.atomic():
            attempt()


def from_before(contest, number):
    """A number as it was stored before any of this was asked, in a contest that is open since."""
    statements = [
        [sql for guard in NUMBERS for sql in way(guard)]
        for way in (lambda guard: guard.drop(connection.vendor), lambda guard: guard.create(connection.vendor))
    ]
    person = contest.contestants.get(number="01")
    with connection.cursor() as cursor:
        for sql in statements[0]:
            cursor.execute(sql)
        Contestant.objects.filter(pk=person.pk).update(number=number)
        for sql in statements[1]:
            cursor.execute(sql)
    return Contestant.objects.get(pk=person.pk)


def test_a_number_from_before_spoils_no_page_and_is_corrected_with_a_reason(cast):
    contest, organiser = an_open_contest(cast), client_of(cast.wang)
    person = from_before(contest, "0\n1")
    Decision.objects.create(contest=contest, position=0, kind="lot", order=["0\n1", "02"])
    Contest.objects.filter(pk=contest.pk).update(announced="contestants")
    people = reverse("people:contestants", args=[contest.pk])
    for path in (people, reverse("manage:results", args=[contest.pk]), reverse("public:contest", args=[contest.pk])):
        assert organiser.get(path).status_code == 200
    address = reverse("people:contestant", args=[contest.pk, person.pk])
    assert address in organiser.get(people).content.decode().partition("<table")[0]
    shown = organiser.get(reverse("public:contestant", args=[contest.pk, person.pk]))
    assert shown.status_code == 200

    given = {"number": "01", "name": person.name, "title": person.title, "theme": person.theme, "reason": "看错了行"}
    assert organiser.post(address, {**given, "number": ".."}).status_code == 200  # said beside the field
    assert organiser.post(address, given).status_code == 302
    person.refresh_from_db()
    line = Journal.objects.latest("pk")
    assert (person.number, line.verb, line.detail["before"]["number"]) == ("01", "contestant-corrected", "0\n1")
    assert Decision.objects.get(contest=contest).order == ["01", "02"]
    with refused("unknown-fields"):
        actions.correct_name(part=person, values={"number": "09"}, reason="x", by=cast.wang, now=later(9))
    with pytest.raises(IntegrityError, match="contests_contestant_number_kept"), transaction.atomic():
        Contestant.objects.filter(pk=person.pk).update(number="09")
