"""What somebody may do with a contest, by their roles."""

import pytest

from communities.models import Role, User
from contests.models import Contest
from pages.access import Access
from tests.cast import NOW


def may_of(access):
    asked = ("read", "read_all", "organise", "run", "change", "correct")
    return {what for what in asked if getattr(access, f"may_{what}")}


@pytest.mark.parametrize(
    ("role", "opened", "may"),
    [
        (Role.ORGANISER, False, {"read", "organise", "run", "change"}),
        (Role.ORGANISER, True, {"read", "organise", "run", "correct"}),
        (Role.DESK, False, {"read", "run"}),
        (Role.DESK, True, {"read", "run"}),
        (Role.SUPERVISOR, True, {"read", "read_all"}),
        (None, True, set()),
    ],
)
def test_a_role_may_do_this_and_no_more(role, opened, may):
    contest = Contest(frozen_at=NOW if opened else None)
    access = Access(User(), contest, frozenset({role} if role else ()))
    assert may_of(access) == may


def test_an_administrator_reads_everything_and_changes_nothing():
    access = Access(User(is_administrator=True), Contest(), frozenset())
    assert may_of(access) == {"read", "read_all"}
