"""What can be done to a contest before it is opened, and to seats, names and external scores: one verb each."""

from .awards import name_winners
from .campaigns import (
    change_campaign,
    create_campaign,
    end_campaign,
    exclude_contest,
    include_contest,
    move_contest,
    publish_campaign,
    remove_banner,
    remove_campaign,
    resume_campaign,
    set_banner,
    withdraw_campaign,
)
from .cards import issue_card, issue_cards, replace_judge, unlock_codes, unlock_sign_in
from .evidence import add_item_evidence, give_evidence_links, remove_item_evidence
from .experience import (
    add_attachment,
    agree_presentation,
    keep_presentation,
    release_presentation,
    remove_attachment,
    withdraw_presentation,
)
from .external import confirm_external_scores, enter_external_scores
from .help import ask_for_help, settle_help
from .lists import add_contestants, take_list
from .moving import move_part
from .order import draw_order, enter_order, seal_draw, take_back_order, take_turns
from .people import decline_recusals, entry_of, recuse, withdraw_recusal
from .pledges import (
    agree_pledge,
    change_pledge,
    confirm_follow_up,
    follow_up,
    make_pledge,
    release_pledge,
    remove_follow_up,
    remove_pledge,
    withdraw_pledge,
)
from .rooms import give_rooms
from .route import set_route
from .season import remove_season, set_season
from .seats import add_seats, change_seats
from .setup import (
    add_part,
    change_contest,
    change_part,
    copy_contest,
    correct_name,
    create_contest,
    remove_contest,
    remove_part,
    set_rules,
)
from .tablets import forget_tablets, note_tablet

__all__ = [
    "add_attachment",
    "add_contestants",
    "add_item_evidence",
    "add_part",
    "add_seats",
    "agree_pledge",
    "agree_presentation",
    "ask_for_help",
    "change_campaign",
    "change_contest",
    "change_part",
    "change_pledge",
    "change_seats",
    "confirm_external_scores",
    "confirm_follow_up",
    "copy_contest",
    "correct_name",
    "create_campaign",
    "create_contest",
    "decline_recusals",
    "draw_order",
    "end_campaign",
    "enter_external_scores",
    "enter_order",
    "entry_of",
    "exclude_contest",
    "follow_up",
    "forget_tablets",
    "give_evidence_links",
    "give_rooms",
    "include_contest",
    "issue_card",
    "issue_cards",
    "keep_presentation",
    "make_pledge",
    "move_contest",
    "move_part",
    "name_winners",
    "note_tablet",
    "publish_campaign",
    "recuse",
    "release_pledge",
    "release_presentation",
    "remove_attachment",
    "remove_banner",
    "remove_campaign",
    "remove_contest",
    "remove_follow_up",
    "remove_item_evidence",
    "remove_part",
    "remove_pledge",
    "remove_season",
    "replace_judge",
    "resume_campaign",
    "seal_draw",
    "set_banner",
    "set_route",
    "set_rules",
    "set_season",
    "settle_help",
    "take_back_order",
    "take_list",
    "take_turns",
    "unlock_codes",
    "unlock_sign_in",
    "withdraw_campaign",
    "withdraw_pledge",
    "withdraw_presentation",
    "withdraw_recusal",
]
