"""Nobody is locked out by others, and nobody goes on with a password that somebody else has chosen."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.actions import create_person, note_attempt, set_password
from communities.limits import PASSWORDS
from communities.models import Journal, User
from communities.passwords import SAMPLE
from tests.browsers import client_of, text_of
from tests.cast import NOW, an_open_contest
from tests.refusals import refused

pytestmark = pytest.mark.django_db
OWN, NEW = "eine lange Nacht", "zwei lange Naechte"
SIGN_IN = "account:sign-in"


def tries(client, password, address="10.0.0.7", username="li"):
    return client.post(reverse(SIGN_IN), {"username": username, "password": password}, REMOTE_ADDR=address)


@pytest.fixture
def li(cast):
    cast.li.set_password(OWN)
    cast.li.save()
    return cast.li


@pytest.fixture
def administrator(cast):
    User.objects.filter(pk=cast.sun.pk).update(is_administrator=True)
    client = client_of()
    client.force_login(cast.sun)
    return client


@pytest.mark.sqlite_suffices
def test_wrong_passwords_of_others_do_not_lock_out_the_desk(li, administrator):
    """Of one stranger: nobody else. Of many: no device that was here before. The administrator lets the rest in."""
    laptop = client_of()
    assert tries(laptop, OWN).status_code == 302
    laptop.post(reverse("account:sign-out"))
    for stranger in range(6):
        for _ in range(10):
            tries(client_of(), "wrong", f"203.0.113.{stranger}")
        if stranger == 0:
            assert "Too many attempts" in text_of(tries(client_of(), OWN, "203.0.113.0"))
            assert "only there it has to wait" in text_of(administrator.get(person(li)))
            assert tries(client_of(), OWN, "10.0.0.8").status_code == 302
    assert "Too many attempts" in text_of(tries(client_of(), OWN, "10.0.0.8"))
    assert tries(laptop, OWN).status_code == 302
    assert "has to wait until" in text_of(administrator.get(reverse("administration:people")))
    assert "60 wrong passwords were typed with this name" in text_of(administrator.get(person(li)))
    administrator.post(reverse("administration:unlock", args=[li.pk]))
    assert Journal.objects.latest("pk").verb == "person-unlocked"
    assert tries(client_of(), OWN, "10.0.0.8").status_code == 302


@pytest.mark.sqlite_suffices
def test_a_hall_that_has_to_wait_is_told_to_administrator_and_desk_who_both_let_it_in(cast, administrator, li):
    """A hundred and twenty wrong passwords of a dozen names, all from the one address of the hall."""
    assert li.check_password(OWN)
    contest = an_open_contest(cast)
    desk, board = client_of(cast.zhao), reverse("desk:board", args=[contest.pk])
    unlocks = (
        (administrator, reverse("administration:people"), reverse("administration:unlock-places"), "places-unlocked"),
        (desk, board, reverse("desk:unlock-sign-in", args=[contest.pk]), "sign-in-unlocked"),
    )
    for reader, page, button, verb in unlocks:
        assert "Too many wrong passwords came from" not in text_of(reader.get(page))
        for n in range(120):
            note_attempt(key=f"sign-in {n % 12}", source="address 10.0.0.7", now=timezone.now(), limits=PASSWORDS)
        assert "Too many attempts" in text_of(tries(client_of(), OWN))
        told = text_of(reader.get(page, REMOTE_ADDR="10.0.0.7"))
        assert "Too many wrong passwords came from 1 address or device" in told
        assert "The address you are at is one of them" in told
        reader.post(button)
        assert Journal.objects.latest("pk").verb == verb
        assert tries(client_of(), OWN).status_code == 302
        assert "already" in text_of(reader.post(button, follow=True))


def test_who_mistypes_the_old_password_keeps_nobody_else_from_a_new_one(cast, li):
    own, zhao = reverse("account:password"), client_of(cast.zhao)
    for _ in range(11):
        page = zhao.post(own, {"old": "wrong", "new": NEW, "again": NEW})
    assert "Too many attempts" in text_of(page)
    assert client_of(li).post(own, {"old": OWN, "new": NEW, "again": NEW}).status_code == 302


def person(user):
    return reverse("administration:person", args=[user.pk])


def test_a_new_password_opens_at_once_and_is_then_ones_own(li, administrator):
    for _ in range(11):
        tries(client_of(), "wrong")
    administrator.post(reverse("administration:password", args=[li.pk]), {"password": NEW})
    laptop = client_of()
    assert tries(laptop, NEW).status_code == 302
    own = reverse("account:password")
    for closed in (reverse("setup:contests"), reverse("account:profile")):
        assert laptop.get(closed).headers["Location"] == own
    assert "Somebody else has chosen your password" in text_of(laptop.get(own))
    assert laptop.post(reverse("set_language"), {"language": "en"}).status_code == 302
    same = laptop.post(own, {"old": NEW, "new": NEW, "again": NEW})
    assert "Choose one that differs from your current password" in text_of(same)
    changed = laptop.post(own, {"old": NEW, "new": OWN, "again": OWN})
    assert changed.headers["Location"] == reverse("setup:contests"), "where the work of an organiser or the desk begins"
    again = laptop.post(own, {"old": OWN, "new": NEW, "again": NEW})
    assert again.headers["Location"] == reverse("account:profile")
    assert laptop.get(reverse("account:profile")).status_code == 200


def test_a_first_password_is_changed_and_that_of_the_sample_opens_nothing(cast):
    ma = create_person(values={"username": "ma"}, password=NEW, by=cast.wang, now=NOW)
    assert ma.must_change_password
    with refused("invalid"):
        set_password(user=ma, password=SAMPLE, by=ma, now=NOW)
    with refused("invalid"):
        create_person(values={"username": "lu"}, password=SAMPLE, by=None, now=NOW)
    assert not create_person(values={"username": "lu"}, password=NEW, by=None, now=NOW).must_change_password
