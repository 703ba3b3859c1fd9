"""Guessing is limited by name or contest and by count, in the database that all processes share."""

from datetime import timedelta

import pytest

from communities.actions import forget_attempts, note_attempt, take_back_attempt
from communities.limits import Limits
from communities.models import Attempt
from communities.queries import attempt_key
from tests.cast import NOW, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db
FIVE = Limits(here=5, in_all=9, from_here=12, window=timedelta(minutes=10))


def note(minutes=0, key="sign-in wang", source="a", known=False):
    return note_attempt(key=key, source=source, now=later(minutes), limits=FIVE, known=known)


def left(minutes, key="sign-in wang"):
    return FIVE.here - Attempt.objects.filter(key=attempt_key(key), at__gt=later(minutes) - FIVE.window).count()


def test_after_the_last_attempt_one_waits():
    for minute in range(5):
        assert left(minute) == 5 - minute
        note(minute)
    with refused("too-many-attempts", wait_minutes=6):
        note(4)
    with refused("too-many-attempts", wait_minutes=1):
        note(9.5)
    assert left(9.5) == 0
    assert note(10)
    assert left(10) == 0


def test_refused_attempts_do_not_make_the_wait_longer():
    for _ in range(5):
        note()
    for minute in range(1, 10):
        with refused("too-many-attempts"):
            note(minute)
    assert left(10) == 5


def test_names_are_counted_by_themselves():
    for _ in range(5):
        note(key="sign-in wang")
    assert note(key="sign-in li")
    assert note(key="code 7")


def test_others_are_counted_before_the_name_and_a_known_device_by_itself():
    for _ in range(5):
        note(source="a stranger")
    assert note(source="the desk")
    for _ in range(3):
        note(source="another")
    with refused("too-many-attempts"):
        note(source="the desk")
    for n in range(5):
        assert note(source="the desk's laptop", known=True), n
    with refused("too-many-attempts"):
        note(source="the desk's laptop", known=True)


def test_one_address_tries_many_names_only_so_often():
    for n in range(12):
        note(key=f"sign-in {n}")
    with refused("too-many-attempts"):
        note(key="sign-in 12")
    assert note(key="sign-in 12", source="b")


def test_the_right_password_counts_from_nothing_again():
    for _ in range(5):
        note()
    note(key="sign-in li")
    forget_attempts(key="sign-in wang")
    assert (left(0), left(0, "sign-in li")) == (5, 4)


def test_the_right_code_of_one_judge_leaves_the_wrong_ones_of_others_counted():
    note(key="code 7")
    take_back_attempt(attempt=note(key="code 7"))
    assert left(0, "code 7") == 4


def test_what_was_typed_is_not_kept():
    note(key="sign-in my password by mistake")
    assert "password" not in Attempt.objects.get().key
    assert note(key="sign-in " + "x" * 10_000)
    assert note(key="sign-in \ud800\x00")


def test_old_attempts_are_swept_out():
    note(key="a")
    note(minutes=23 * 60, key="b")
    assert Attempt.objects.count() == 2
    note(minutes=24 * 60 + 1, key="c")
    assert Attempt.objects.filter(at=NOW).count() == 0
    assert Attempt.objects.count() == 2
