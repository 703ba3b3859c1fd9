"""What was recorded of who moves up stays as it was recorded."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from scoring.models import Succession
from tests.cast import NOW
from tests.test_guards import delete_rows, elsewhere
from tests.world import copied

pytestmark = pytest.mark.django_db
MOVING_UP = {
    "room_desk_once": {},
    "room_desk_has_room": {"room": ""},
    "succession_leaves_once": {"moved_up": None},
    "succession_moves_up_once": lambda w: {"left": w.second},
    "succession_has_award": {"award": ""},
    "succession_says_why": {"award": "Second", "reason": ""},
    "succession_ground_is_known": {"award": "Second", "why": "toss"},
    "succession_of_two_people": lambda w: {"award": "Second", "moved_up": w.contestant},
    "succession_withdrawn_whole": {"award": "Second", "withdrawn_at": NOW},
}
"""What violates each constraint, as `tests.test_constraints` asks."""


@pytest.mark.parametrize(("column", "changes"), [("left", {"moved_up": None}), ("moved_up", {"award": "Second"})])
def test_both_are_of_the_contest_that_was_published(world, column, changes):
    with pytest.raises(IntegrityError, match="succession_one_contest"), transaction.atomic():
        copied(world.succession, **changes, **{column: elsewhere(world)["contestant"]}).save(force_insert=True)


def test_it_stays_as_it_was_recorded_and_withdrawn(world):
    with pytest.raises(DatabaseError, match="succession_kept"), transaction.atomic():
        delete_rows(Succession)
    with pytest.raises(IntegrityError, match="succession_as_recorded"), transaction.atomic():
        Succession.objects.update(award="Second")
    Succession.objects.update(withdrawn_at=NOW, withdrawn_by=world.user, withdraw_reason="wrong")
    with pytest.raises(IntegrityError, match="succession_as_recorded"), transaction.atomic():
        Succession.objects.update(withdrawn_at=None, withdrawn_by=None, withdraw_reason="")
