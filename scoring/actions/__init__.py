"""What can be done from the opening of a contest to its certificates: one verb each, all or nothing, in the journal."""

from .ballots import cast_ballot, close_ballots, make_voter_cards, open_ballots, void_voter_cards
from .corrections import (
    adjust,
    excuse_judge,
    excuse_sheet,
    record_decision,
    recuse_after_opening,
    void_adjustment,
    void_judge,
    withdraw_decision,
    withdraw_recusal_after_opening,
)
from .files import export_contest, import_contest
from .keeping import claim_kept_sheet, keep_picture, keep_sheet, set_aside_kept_sheet
from .ladder import take_over
from .notes import keep_site_note, leave_out_note, take_in_note
from .photos import add_site_photo, remove_site_photo
from .publishing import issue_certificates, publish_results, renew_certificates, revoke_certificate, supersede
from .rehearsal import remove_rehearsal
from .sheets import confirm_paper_sheet, enter_paper_sheet, reopen_sheet, submit_sheet
from .stage import (
    before_opening,
    cancel_start,
    close_contest,
    close_performance,
    open_contest,
    record_clock,
    reopen_contest,
    reopen_performance,
    set_contestant_status,
    start_performance,
)
from .succession import record_succession, withdraw_succession
from .tours import close_round, open_round

__all__ = [
    "add_site_photo",
    "adjust",
    "before_opening",
    "cancel_start",
    "cast_ballot",
    "claim_kept_sheet",
    "close_ballots",
    "close_contest",
    "close_performance",
    "close_round",
    "confirm_paper_sheet",
    "enter_paper_sheet",
    "excuse_judge",
    "excuse_sheet",
    "export_contest",
    "import_contest",
    "issue_certificates",
    "keep_picture",
    "keep_sheet",
    "keep_site_note",
    "leave_out_note",
    "make_voter_cards",
    "open_ballots",
    "open_contest",
    "open_round",
    "publish_results",
    "record_clock",
    "record_decision",
    "record_succession",
    "recuse_after_opening",
    "remove_rehearsal",
    "remove_site_photo",
    "renew_certificates",
    "reopen_contest",
    "reopen_performance",
    "reopen_sheet",
    "revoke_certificate",
    "set_aside_kept_sheet",
    "set_contestant_status",
    "start_performance",
    "submit_sheet",
    "supersede",
    "take_in_note",
    "take_over",
    "void_adjustment",
    "void_judge",
    "void_voter_cards",
    "withdraw_decision",
    "withdraw_recusal_after_opening",
    "withdraw_succession",
]
