"""What can be done with localities and people: one verb each, all or nothing, with a line in the journal."""

from .attempts import forget_attempts, forget_from, forget_places, note_attempt, take_back_attempt
from .exchanges import change_exchange, create_exchange, publish_exchange, remove_exchange, withdraw_exchange
from .indicators import change_indicator, create_indicator, remove_indicator, take_starter_set
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
from .mapping import map_achievements
from .people import change_person, create_person, give_role, set_password, take_role, unlock_person, unlock_places
from .register import enter_register
from .themes import change_theme, create_theme, remove_theme, take_themes
from .value_files import add_value_file, remove_value_file
from .values import confirm_values, enter_values, publish_values, withdraw_value

__all__ = [
    "add_value_file",
    "change_exchange",
    "change_indicator",
    "change_locality",
    "change_person",
    "change_theme",
    "confirm_inspection",
    "confirm_values",
    "create_achievement",
    "create_community",
    "create_district",
    "create_exchange",
    "create_indicator",
    "create_person",
    "create_secretary",
    "create_street",
    "create_theme",
    "enter_register",
    "enter_values",
    "forget_attempts",
    "forget_from",
    "forget_places",
    "give_role",
    "map_achievements",
    "note_attempt",
    "publish_exchange",
    "publish_values",
    "remove_exchange",
    "remove_indicator",
    "remove_locality",
    "remove_theme",
    "remove_value_file",
    "set_password",
    "take_back_attempt",
    "take_role",
    "take_starter_set",
    "take_themes",
    "unlock_person",
    "unlock_places",
    "withdraw_exchange",
    "withdraw_value",
]
