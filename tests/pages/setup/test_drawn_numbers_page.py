"""The choice at the draw that the order gives the numbers, from the page of the draw to paper and tablet."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from contests import actions as contests
from contests.rules.draw import drawn, numbers_before
from scoring import actions as scoring
from tests.browsers import client_of, text_of
from tests.cast import Cast, a_draft, fresh, later, scored_elsewhere

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def cast():
    return Cast()


def address(contest):
    return reverse("people:order", args=[contest.pk])


def ticked(page):
    """Whether the box is ticked in each of the two forms."""
    return ["checked" in part.split(">")[0] for part in page.content.decode().split('name="numbered"')[1:]]


def drawn_on_page(wang, contest, **values):
    """The page after the draw was sealed and something was called out, and the order that was drawn."""
    wang.post(address(contest), {"seal": "1"})
    text = text_of(wang.post(address(contest), {"called": "s", **values}, follow=True))
    return text, drawn(sorted(numbers_before(contest.contestants.all())), seed=fresh(contest).draw_seed)


def test_a_draw_gives_numbers_unless_the_tick_is_taken_off_and_can_be_taken_back(cast):
    contest, wang = a_draft(cast), client_of(cast.wang)
    assert ticked(wang.get(address(contest))) == [True]
    wang.post(address(contest), {"seal": "1"})
    assert ticked(wang.get(address(contest))) == [True, True]
    told, order = drawn_on_page(wang, contest, numbered="on")
    first = order[0]
    assert f"The numbers before the draw, in this order: {' '.join(order)}" in told
    page = wang.get(address(contest)).content.decode()
    assert f"01 Secretary {int(first)}" in page
    assert f"before the draw {first}" in page
    assert "numbers from before the draw" in page
    assert f"01 Secretary {int(first)}" in wang.get(reverse("people:contestants", args=[contest.pk])).content.decode()

    page = wang.post(address(contest), {"take-back": "1"}, follow=True)
    assert "The order has been withdrawn." in page.content.decode()
    assert "01 Secretary 1" in page.content.decode()
    drawn_on_page(wang, contest)
    assert ticked(wang.get(address(contest))) == [False]
    assert "Take the order back" in wang.get(address(contest)).content.decode()

    chosen = {"order": "2 3 1", "numbered": "on", "round": contest.rounds.first().pk}
    assert "or untick this" in wang.post(address(contest), chosen).content.decode()
    wang.post(address(contest), {**chosen, "round": ""})
    assert contest.contestants.get(number="01").name == "Secretary 2"
    scoring.open_contest(contest=contest, by=cast.wang, now=later(1))
    assert "Take the order back" not in wang.get(address(contest)).content.decode()
    refusal = wang.post(address(contest), {"take-back": "1"}, follow=True).content.decode()
    assert "this can only be done while" in refusal
    assert "01 Secretary 2" in wang.get(reverse("desk:board", args=[contest.pk])).content.decode()
    text = text_of(client_of(None).get(reverse("public:contest", args=[contest.pk])))
    assert "Secretary 2 Community 2 Secretary 3 Community 3 Secretary 1" in text


def test_where_scores_come_in_ready_numbers_stay_unless_the_tick_is_set(cast):
    contest, wang = a_draft(cast, preset="tour"), client_of(cast.wang)
    assert ticked(wang.get(address(contest))) == [False]
    round_ = contest.rounds.get(external=True)
    scored_elsewhere(cast, round_, {"01": Decimal(91)})
    drawn_on_page(wang, contest, numbered="on")
    page = wang.get(reverse("people:scores", args=[contest.pk, round_.pk])).content.decode()
    assert "The draw has given the sites new numbers." in page
    assert round_.performances.get(contestant__name="Secretary 1").score == 91


def test_a_draw_with_rooms_is_told_room_by_room_as_the_order_is(cast):
    contest, wang = a_draft(cast, contestants=6, preset="reserve"), client_of(cast.wang)
    for n, person in enumerate(contest.contestants.all()):
        room = ("第一考场", "第二考场")[n % 2]
        contests.change_part(part=person, values={"room": room}, by=cast.wang, now=later(0))
    text, order = drawn_on_page(wang, contest)
    odd, even = ([number for number in order if int(number) % 2 == rest] for rest in (1, 0))
    assert f"Drawn: 第一考场 {' '.join(odd)}; 第二考场 {' '.join(even)}" in text
    rows = [f"{number} Secretary {int(number)}" for number in odd + even]
    assert " ".join(["第一考场", *rows[:3], "第二考场", *rows[3:]]) in text


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_what_was_called_for_one_seal_is_not_drawn_with_another(cast):
    """The number has to be sealed before something is called out, also where two organisers work side by side."""
    contest, wang = a_draft(cast), client_of(cast.wang)
    page = address(contest)
    wang.post(page, {"seal": "1"})
    shown = wang.get(page).content.decode()
    sent = {"called": "three  five\t1", "was": hidden(shown, "was"), "sealed": hidden(shown, "sealed")}
    contests.remove_part(part=contest.contestants.get(number="03"), by=cast.wang, now=later(1))
    contests.seal_draw(contest=contest, by=cast.wang, now=later(1))
    told = wang.post(page, sent).content.decode()
    assert "Show seal 2 first" in told
    assert not fresh(contest).draw_seed
    wang.post(page, {**sent, "sealed": hidden(told, "sealed")})
    assert fresh(contest).draw_seed.endswith(":three five 1")

    contests.take_back_order(contest=contest, by=cast.wang, now=later(2))
    contests.seal_draw(contest=contest, by=cast.wang, now=later(2))
    shown = wang.get(page).content.decode()
    contests.enter_order(contest=contest, order=["02", "01"], by=cast.wang, now=later(3))
    contests.seal_draw(contest=contest, by=cast.wang, now=later(3))
    sent = {"called": "7", "was": hidden(shown, "was"), "sealed": hidden(shown, "sealed")}
    told = wang.post(page, sent).content.decode()
    assert not fresh(contest).draw_seed
    again = {"called": "7", "was": hidden(told, "was"), "sealed": hidden(told, "sealed")}
    assert wang.post(page, again).status_code == 302


def test_residents_read_how_many_seals_there_were_where_an_order_by_hand_took_the_place_of_a_draw(cast):
    contest, wang = a_draft(cast), client_of(cast.wang)
    drawn_on_page(wang, contest)
    contests.enter_order(contest=contest, order=["01", "02", "03"], by=cast.wang, now=later(1))
    scoring.open_contest(contest=contest, by=cast.wang, now=later(2))
    told = text_of(client_of(None).get(reverse("public:contest", args=[contest.pk])))
    assert "The order was not drawn here. Seals made for a draw in this contest: 1." in told
