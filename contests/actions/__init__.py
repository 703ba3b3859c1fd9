"""What can be done to a contest before it is opened, and to its seats: one verb each, in the journal."""

from .cards import code_hash, issue_card, replace_judge, secret_hash
from .people import add_contestants, draw_order, enter_order, entry_of, recuse, withdraw_recusal
from .setup import (
    add_part,
    change_contest,
    change_part,
    copy_contest,
    create_contest,
    remove_contest,
    remove_part,
    set_rules,
)

__all__ = [
    "add_contestants",
    "add_part",
    "change_contest",
    "change_part",
    "code_hash",
    "copy_contest",
    "create_contest",
    "draw_order",
    "enter_order",
    "entry_of",
    "issue_card",
    "recuse",
    "remove_contest",
    "remove_part",
    "replace_judge",
    "secret_hash",
    "set_rules",
    "withdraw_recusal",
]
