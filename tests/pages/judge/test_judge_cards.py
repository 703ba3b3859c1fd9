"""Taking a judge's seat: by QR code, by the short code, and leaving it."""

import pytest
from django.core import signing

from communities.limits import CODES
from communities.models import Attempt, Journal, User
from contests import actions as contests
from pages.desk.views import seldom
from pages.devices import COOKIE as DEVICE
from pages.judge.views.seat import COOKIE
from tests.browsers import client_of
from tests.cast import NOW, Cast, a_draft, an_open_contest, chance
from tests.tablet import CODE, SECRET, address, card_for, still_there, text

pytestmark = pytest.mark.django_db


# ---- the card ----


def test_the_card_takes_the_seat_leads_on_at_once_and_writes_nothing(sheet, django_assert_num_queries):
    client = client_of()
    before = Journal.objects.count(), Attempt.objects.count()
    with django_assert_num_queries(1) as asked:
        response = client.get(f"/j/{SECRET}/")
    assert (response.status_code, response["Location"]) == (302, "/judge/")
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies[COOKIE]["httponly"]
    assert SECRET not in response.cookies[COOKIE].value
    assert (Journal.objects.count(), Attempt.objects.count()) == before
    assert client.get("/judge/")["Content-Location"] == address(sheet)


def test_a_dead_card_says_what_to_do(cast, sheet):
    card_for(cast, sheet, "t")
    response = client_of().get(f"/j/{SECRET}/")
    assert response.status_code == 404
    assert "Scan the newest card" in text(response)
    assert response["Referrer-Policy"] == "no-referrer"
    assert COOKIE not in response.cookies


def test_the_code_is_taken_however_it_is_typed(sheet, contest):
    low, wide = CODE.lower(), "".join(chr(ord(c) + 0xFEE0) for c in CODE)
    for typed in (CODE, f"{low[:4]}-{low[4:]}", f" {low[:2]} {low[2:4]} {low[4:]} ", f"{wide[:4]}－{wide[4:]}"):
        client = client_of()
        response = client.post(f"/k/{contest.pk}/", {"code": typed})
        assert (response.status_code, response["Location"]) == (302, "/judge/")
        assert client.get("/judge/")["Content-Location"] == address(sheet)
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Please type the code"), ("ACDE", "eight letters and digits"), ("P3PX-6X0E", "No code has 0")],
)
def test_a_code_that_is_none_costs_no_attempt(contest, typed, said):
    response = client_of().post(f"/k/{contest.pk}/", {"code": typed})
    assert said in text(response)
    assert still_there(response, typed) or not typed
    assert Attempt.objects.count() == 0


def test_wrong_codes_are_limited_by_contest_and_a_device_that_was_right_passes(cast, contest):
    contests.issue_card(judge=contest.judges.first(), chance=chance("s"), by=cast.wang, now=NOW)
    other = an_open_contest(cast, slug="other")
    response = client_of().post(f"/k/{contest.pk}/", {"code": "XXXX3333"})
    assert "No card has this code" in text(response)
    assert still_there(response, "XXXX3333")
    tablet = client_of()
    assert tablet.post(f"/k/{contest.pk}/", {"code": CODE}).status_code == 302
    first = Attempt.objects.earliest("pk")
    Attempt.objects.bulk_create(Attempt(key=first.key, at=first.at) for _ in range(CODES.in_all - 1))
    assert "Too many attempts" in text(client_of().post(f"/k/{contest.pk}/", {"code": CODE}))
    assert tablet.post(f"/k/{contest.pk}/", {"code": CODE}).status_code == 302
    assert "No card has this code" in text(client_of().post(f"/k/{other.pk}/", {"code": "XXXX3333"}))


@pytest.mark.usefixtures("sheet")
def test_a_card_of_another_contest_is_named(cast, contest):
    other = an_open_contest(cast, slug="other", title="Observation tour")
    response = client_of().post(f"/k/{other.pk}/", {"code": CODE})
    assert "This card is for another contest, “District contest”" in text(response)
    assert f'href="/k/{contest.pk}/"' in text(response)


def test_the_code_of_a_draft_is_taken_and_its_title_not_told(cast):
    draft = a_draft(cast, title="Secret plans")
    response = client_of().get(f"/k/{draft.pk}/")
    assert response.status_code == 200
    assert "Secret plans" not in text(response)
    assert client_of().get("/k/99999/").status_code == 404


def test_the_short_address_alone_lists_what_is_on(contest, cast):
    a_draft(cast, slug="draft", title="Secret plans")
    response = client_of().get("/k/")
    assert f'href="/k/{contest.pk}/"' in text(response)
    assert "Secret plans" not in text(response)
    assert client_of().get("/k/?contest=7")["Location"] == "/k/7/"
    assert "only digits" in text(client_of().get("/k/?contest=seven"))


def test_leaving_the_seat_is_asked_and_then_done(tablet, contest):
    assert "To come back, you need the card" in text(tablet.get("/judge/leave/"))
    assert tablet.post("/judge/leave/")["Location"] == f"/k/{contest.pk}/"
    response = tablet.get("/judge/")
    assert response.status_code == 403
    assert "Scan the QR code" in text(response)


@pytest.mark.sqlite_suffices
def test_sixty_wrong_codes_from_one_phone_refuse_right_codes_to_nobody_else(cast, contest):
    """In one hall, behind one address; the desk reads why the phone waits, and lets it try again."""
    contests.issue_card(judge=contest.judges.first(), chance=chance("s"), by=cast.wang, now=NOW)
    phone, tablet, desk = client_of(), client_of(), client_of()
    for client in (phone, tablet):
        client.get(f"/k/{contest.pk}/")
    for _ in range(60):
        refusal = text(phone.post(f"/k/{contest.pk}/", {"code": "XXXX3333"}))
    assert "Too many attempts" in refusal
    assert tablet.post(f"/k/{contest.pk}/", {"code": CODE}).status_code == 302
    desk.force_login(cast.li)
    assert "Too many wrong codes were typed on one device" in text(desk.get(f"/desk/{contest.pk}/"))
    desk.post(f"/desk/{contest.pk}/codes/")
    assert Journal.objects.latest("pk").verb == "codes-unlocked"
    assert "No card has this code" in text(phone.post(f"/k/{contest.pk}/", {"code": "XXXX3333"}))


@pytest.mark.sqlite_suffices
def test_one_laptop_that_is_a_new_device_at_each_try_refuses_right_codes_to_nobody_elsewhere(cast, contest):
    """It throws its cookies away; whoever types at another address gets in, and the desk reads of it."""
    contests.issue_card(judge=contest.judges.first(), chance=chance("s"), by=cast.wang, now=NOW)
    address, desk = f"/k/{contest.pk}/", client_of(cast.li)
    fresh = client_of()
    fresh.get(address)
    for n in range(150):
        device = signing.dumps((f"{n}", ()), salt=DEVICE)  # as another visit would have got
        fresh.cookies[DEVICE] = device
        refusal = text(fresh.post(address, {"code": "XXXX3333"}))
    assert "Too many attempts" in refusal
    tablet = client_of()
    assert tablet.post(address, {"code": CODE}, REMOTE_ADDR="10.0.0.9").status_code == 302
    assert Attempt.objects.values("key").distinct().count() == 2
    assert "Too many wrong codes were typed" in text(desk.get(f"/desk/{contest.pk}/"))
    desk.post(f"/desk/{contest.pk}/codes/")
    assert "No card has this code" in text(fresh.post(address, {"code": "XXXX3333"}))


@pytest.mark.sqlite_suffices
def test_wrong_codes_spread_over_two_contests_are_told_to_desks_and_administrator(cast, contest, monkeypatch):
    """The desk that follows learns it without anything else having changed, and lets the phone try again."""
    monkeypatch.setattr(seldom, "EVERY", 0)
    phone, desk = client_of(), client_of(cast.li)
    User.objects.filter(pk=cast.sun.pk).update(is_administrator=True)
    places, board, state = "/administration/people/", f"/desk/{contest.pk}/", f"/desk/{contest.pk}/state/"
    contests_ = [contest, an_open_contest(cast, slug="other"), an_open_contest(Cast("heping", ("qian",)), slug="third")]
    for one in contests_:
        phone.get(f"/k/{one.pk}/")
    tag = desk.get(state)["ETag"]
    for n in range(20):
        phone.post(f"/k/{contests_[1 + n % 2].pk}/", {"code": "XXXX3333"})
    assert "Too many attempts" in text(phone.post(f"/k/{contest.pk}/", {"code": "XXXX3333"}))
    told = desk.get(state, headers={"if-none-match": tag})
    assert "Too many wrong codes of judges were typed at 1 address or device" in text(told)
    assert "were typed at 1 address or device" in text(client_of(cast.sun).get(places))
    assert desk.get(state, headers={"if-none-match": told["ETag"]}).status_code == 304
    desk.post(f"/desk/{contest.pk}/codes/")
    assert "Too many wrong codes" not in text(desk.get(board))
    assert "already" in text(desk.post(f"/desk/{contest.pk}/codes/", follow=True))
    assert "No card has this code" in text(phone.post(f"/k/{contest.pk}/", {"code": "XXXX3333"}))
