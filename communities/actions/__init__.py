"""What can be done with localities and people: one verb each, all or nothing, with a line in the journal."""

from .attempts import forget_attempts, forget_from, forget_places, note_attempt, take_back_attempt
from .inspection import confirm_inspection
from .localities import (
    change_locality,
    create_achievement,
    create_community,
    create_district,
    create_secretary,
    create_street,
    remove_locality,
)
from .people import change_person, create_person, give_role, set_password, take_role, unlock_person, unlock_places

__all__ = [
    "change_locality",
    "change_person",
    "confirm_inspection",
    "create_achievement",
    "create_community",
    "create_district",
    "create_person",
    "create_secretary",
    "create_street",
    "forget_attempts",
    "forget_from",
    "forget_places",
    "give_role",
    "note_attempt",
    "remove_locality",
    "set_password",
    "take_back_attempt",
    "take_role",
    "unlock_person",
    "unlock_places",
]
