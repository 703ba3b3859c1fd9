"""A mass jury in the set-up: its classes and its ballot as people type them."""

import pytest
from django.urls import reverse

from contests.models import Panel
from scoring.actions import make_voter_cards, void_voter_cards
from tests.browsers import client_of
from tests.cast import NOW, a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
TYPED = {"name": "Mass jury", "weight": "0.4", "classes": "A Leaders 0.6\nB  All others 0.4", "grades": ""}
POINTS = {"min": "0", "max": "100", "step": "1"}


@pytest.fixture
def draft(cast):
    return a_draft(cast)


@pytest.fixture
def client(cast):
    return client_of(cast.wang)


def send(client, draft, panel=None, **typed):
    name, args = ("people:panel", [draft.pk, panel.pk]) if panel else ("people:new-panel", [draft.pk])
    return client.post(reverse(name, args=args) + ("" if panel else "?jury"), {**TYPED, **POINTS, **typed})


def the_jury(draft):
    return draft.panels.filter(ballot__isnull=False).first()


def test_a_mass_jury_is_set_up_changed_and_told(client, draft):
    page = client.get(reverse("people:new-panel", args=[draft.pk]) + "?jury").content.decode()
    full = sum(item.maximum * item.weight for item in draft.rounds.filter(external=False)[0].items.all())
    assert f'value="{full.normalize():f}"' in page
    send(client, draft)
    jury = the_jury(draft)
    assert jury.ballot == {
        "classes": [
            {"id": "A", "name": "A Leaders", "weight": "0.6"},
            {"id": "B", "name": "B All others", "weight": "0.4"},
        ],
        **POINTS,
    }
    grades = "Excellent 95\nGood 80\nFair 65\nPoor 40"
    send(client, draft, jury, grades=grades, **dict.fromkeys(POINTS, ""))
    assert [grade["points"] for grade in the_jury(draft).ballot["grades"]] == ["95", "80", "65", "40"]
    assert "Excellent = 95" in client.get(reverse("people:judges", args=[draft.pk])).content.decode()
    rules = client.get(reverse("rules:sheet", args=[draft.pk])).content.decode()
    assert "each class has the mean of its own ballots" in rules
    edited = client.get(reverse("people:panel", args=[draft.pk, jury.pk])).content.decode()
    assert "Good 80" in edited


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"classes": "Leaders"}, "write a name, a blank and a number"),
        ({"classes": "A Leaders 60%"}, "write a name, a blank and a number"),
        ({"classes": "A 0.6\nA 0.4"}, "needs a name of its own"),
        ({"classes": "A 0"}, "weights above 0"),
        ({"grades": "Good 80\nFair 80", "max": ""}, "points that differ"),
        ({"max": ""}, "the highest points and the step"),
        ({"max": "-1"}, "points that differ"),
    ],
)
def test_a_ballot_that_could_not_be_counted_is_asked_back(client, draft, typed, words):
    assert words in send(client, draft, **typed).content.decode()
    assert the_jury(draft) is None


def test_no_judge_sits_on_a_mass_jury(client, draft):
    send(client, draft)
    jury = the_jury(draft)
    client.post(reverse("people:more", args=[draft.pk]), {"panel": jury.pk, "count": "2"})
    assert not jury.judges.exists()
    assert client.get(reverse("rules:panel", args=[draft.pk]) + f"?key={jury.key}").status_code == 404
    assert Panel.objects.filter(contest=draft, ballot__isnull=True).exists()


def test_a_card_stays_of_the_class_that_is_printed_on_it(cast, client, draft):
    """Classes that change places keep their cards, and none goes or is renamed while there are cards of it."""
    send(client, draft)
    jury = the_jury(draft)
    make_voter_cards(panel=jury, counts={"A": 2}, by=cast.wang, now=NOW)
    assert "There are voting cards of A Leaders" in send(client, draft, jury, classes="B All others 1").content.decode()
    send(client, draft, jury, classes="Guests 1\nB All others 0.5\nA Leaders 0.5")
    classes = [(each["id"], each["name"]) for each in the_jury(draft).ballot["classes"]]
    assert classes == [("C", "Guests"), ("B", "B All others"), ("A", "A Leaders")]
    void_voter_cards(panel=jury, batch=1, reason="renamed", by=cast.wang, now=NOW)
    send(client, draft, the_jury(draft), classes="B All others 1")
    assert [each["id"] for each in the_jury(draft).ballot["classes"]] == ["B"]


def test_a_mass_jury_is_removed_by_somebody_who_was_told_of_its_cards(client, cast, draft):
    send(client, draft)
    jury = the_jury(draft)
    address = reverse("people:panel", args=[draft.pk, jury.pk])
    assert "none of them works" not in client.get(address).content.decode()
    make_voter_cards(panel=jury, counts={"A": 2, "B": 5}, by=cast.wang, now=NOW)
    assert "7 voting cards have been made. Without the mass jury none of them works." in " ".join(
        client.get(address).content.decode().split()
    )
    assert "Its voting cards no longer work." in client.post(address, {"remove": "1"}, follow=True).content.decode()
    assert the_jury(draft) is None
