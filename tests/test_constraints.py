"""The database refuses nonsense: every constraint of every table has a row here that violates it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from contests.models import Performance
from stage.models import StageClock
from tests.beside import another_campaign, another_contest, another_item, another_judge, another_sheet
from tests.cast import NOW
from tests.test_guards_of_successions import MOVING_UP
from tests.world import HASH, OF_FILES, copied

pytestmark = pytest.mark.django_db
OURS = ("communities", "contests", "scoring", "stage")


def paper(world):
    line = copied(world.journal)
    line.save()
    return {"source": "paper", "line": line}


def unlined(**changes):
    """Another submission, which has no line of the journal."""
    return {"idempotency_key": "x", "number": 2, "counts": False, "line": None, **changes}


def kept(**changes):
    """Another kept sheet, with a line of its own."""

    def values(world):
        line = copied(world.keptsheet.line)
        line.save()
        return {"line": line, **changes}

    return values


def noted(**changes):
    """Another note, the second in its place, with a line of its own."""

    def values(world):
        line = copied(world.sitenote.line)
        line.save()
        return {"line": line, "idempotency_key": "x", "number": 2, "retired_at": NOW, **changes}

    return values


def taken_back(world):
    return {"taken_back_at": NOW, "taken_back_by": world.user, "why_taken_back": "wrong"}


def of_another_contest(**changes):
    """A show of a contest that has none yet."""
    return lambda world: {"contest": world.readyscore.performance.contest, **changes}


def a_value(**changes):
    return lambda world: world.value(**changes)


def there_already(world):
    """A value that waits where another does."""
    copied(world.achievement, **world.value()).save()
    return world.value()


def public_already(world):
    """A value where another is published."""
    there = copied(world.achievement, **world.value())
    there.save()
    rows = type(there).objects.filter(pk=there.pk)
    rows.update(state="confirmed", confirmed_by=world.other, confirmed_at=NOW)
    rows.update(state="published", published_by=world.other, published_at=NOW)
    return {"indicator": world.indicator}


def another(world):
    """A performance that has drawn no question."""
    return world.make(
        Performance, contest=world.contest, contestant=world.second, round=world.round2, order=2, room="B"
    )


def a_show_with_a_clock(world):
    world.make(StageClock, show=world.show, kind="performance")
    return world.show


BAD = {
    "district_slug_once": {},
    "district_has_slug": {"slug": ""},
    "district_has_name": {"slug": "x", "name": ""},
    "street_name_once": {},
    "street_has_name": {"name": ""},
    "community_name_once": {},
    "community_has_name": {"name": ""},
    "secretary_name_once": {},
    "secretary_has_name": {"name": ""},
    "secretary_until_after_since": {"name": "x", "until": "2019-12-31"},
    "achievement_once_a_period": {},
    "achievement_pillar_is_known": {"period": "x", "pillar": "fifth"},
    "achievement_has_title": {"title": ""},
    "achievement_has_unit": {"period": "x", "unit": ""},
    "achievement_has_period": {"period": ""},
    "achievement_quantity_is_a_number": {"period": "x", "quantity": "many"},
    "achievement_state_is_known": a_value(state="lost"),
    "achievement_in_words_is_public": {"period": "x", "state": "entered", "entered_by_id": 1},
    "value_period_is_a_period": a_value(period="2026-Q5"),
    "value_confirmed_by_another": lambda world: world.value(
        state="confirmed", confirmed_by=world.user, confirmed_at=NOW
    ),
    "value_has_its_stations": a_value(entered_by=None),
    "value_waits_once": there_already,
    "value_published_once": public_already,
    "indicator_code_once": {"name": "x"},
    "indicator_name_once": {"code": "X"},
    "indicator_code_is_plain": {"code": "a b", "name": "x"},
    "indicator_has_name": {"code": "X", "name": ""},
    "indicator_has_unit": {"code": "X", "name": "x", "unit": ""},
    "indicator_pillar_is_known": {"code": "X", "name": "x", "pillar": "fifth"},
    "indicator_adds_up_is_known": {"code": "X", "name": "x", "adds_up": "max"},
    "indicator_since_is_a_period": {"code": "X", "name": "x", "since": "spring"},
    "theme_name_once": {},
    "theme_has_name": {"name": ""},
    "theme_pillar_is_known": {"name": "x", "pillar": "fifth"},
    "exchange_kind_is_known": {"kind": "party"},
    "exchange_has_title": {"title": ""},
    "exchange_ended_after_it_began": {"ended": "2026-02-28"},
    "exchange_published_whole": {"published_at": NOW},
    "participation_once": {},
    **OF_FILES,
    "value_evidence_once": {},
    "site_photo_once": {},
    "item_evidence_once": {},
    "membership_once": {},
    "membership_role_is_known": {"role": "king"},
    "membership_has_its_street": {"role": "street"},
    "inspection_once": {},
    "tablet_once_in_a_seat": {},
    "journal_has_verb": {"verb": ""},
    "journal_has_who": {"who_label": ""},
    "attempt_key_is_a_hash": {"key": "wang"},
    "attempt_source_is_a_hash": {"source": "10.0.0.7"},
    "contest_slug_once": {},
    "contest_has_slug": {"slug": ""},
    "contest_has_title": {"slug": "x", "title": ""},
    "contest_state_is_known": {"slug": "x", "state": "paused", "frozen_at": NOW, "fingerprint": HASH},
    "contest_level_is_known": {"slug": "x", "public_level": "all"},
    "contest_announced_is_known": {"slug": "x", "announced": "all"},
    "contest_rehearsal_unpublished": {
        "slug": "x",
        "rehearsal": True,
        "state": "published",
        "frozen_at": NOW,
        "fingerprint": HASH,
    },
    "contest_draw_sealed_until_drawn": {"slug": "x", "draw_sealed": HASH, "draw_seal": HASH, "draw_seed": "dice"},
    "contest_frozen_when_open": {"slug": "x", "state": "open", "frozen_at": NOW},
    "round_key_once": {"position": 9},
    "round_position_once": {"key": "x"},
    "round_has_key": {"key": "", "position": 9},
    "round_weight_is_a_number": {"key": "x", "position": 9, "weight": "-1"},
    "item_key_once": {"position": 9},
    "item_position_once": {"key": "x"},
    "item_has_key": {"key": "", "position": 9},
    "item_minimum_is_a_number": {"key": "x", "position": 9, "minimum": "1e1"},
    "item_maximum_is_a_number": {"key": "x", "position": 9, "maximum": "1e3"},
    "item_step_is_positive": {"key": "x", "position": 9, "step": "0.0"},
    "item_weight_is_a_number": {"key": "x", "position": 9, "weight": "-0.1"},
    "item_maximum_above_minimum": {"key": "x", "position": 9, "minimum": "100", "maximum": "40"},
    "panel_key_once": {"position": 9},
    "panel_position_once": {"key": "x"},
    "panel_has_key": {"key": "", "position": 9},
    "panel_pool_is_known": {"key": "x", "position": 9, "pool": "mode"},
    "panel_weight_is_a_number": {"key": "x", "position": 9, "weight": " 1"},
    "judge_key_once": {"position": 9, "secret_hash": "", "code_hash": ""},
    "judge_position_once": {"key": "x", "secret_hash": "", "code_hash": ""},
    "judge_secret_once": {"position": 9, "key": "x", "code_hash": "b" * 64},
    "judge_code_once": {"position": 9, "key": "x", "secret_hash": "b" * 64},
    "judge_has_key": {"position": 9, "key": "", "secret_hash": "", "code_hash": ""},
    "judge_kind_is_known": {"position": 9, "key": "x", "secret_hash": "", "code_hash": "", "kind": "guest"},
    "judge_asks_while_there": {
        "position": 9,
        "key": "x",
        "secret_hash": "",
        "code_hash": "",
        "left_at": NOW,
        "help_asked_at": NOW,
    },
    "judge_card_is_whole": {"position": 9, "key": "x", "secret_hash": "b" * 64, "code_hash": ""},
    "contestant_number_once": {"position": 9, "secretary": None},
    "contestant_position_once": {"number": "x", "secretary": None},
    "contestant_person_once": {"position": 9, "number": "x"},
    "contestant_has_number": {"position": 9, "number": "", "secretary": None},
    "contestant_status_is_known": {"position": 9, "number": "x", "secretary": None, "status": "late"},
    "presentation_has_summary": lambda w: {"contestant": w.second, "summary": ""},
    "presentation_has_text": lambda w: {"contestant": w.second, "text": ""},
    "presentation_agreed_then_released": lambda w: {
        "contestant": w.second,
        "released_at": NOW,
        "released_by": w.user,
    },
    "attachment_once": {},
    "citation_once": {},
    "pledge_has_text": {"text": ""},
    "pledge_agreed_then_released": lambda w: {"released_at": NOW, "released_by": w.user},
    "follow_up_has_text": {"text": ""},
    "follow_up_fulfilment_is_known": {"fulfilment": "half"},
    "follow_up_confirmed_whole": {"confirmed_at": NOW},
    "campaign_title_once": {},
    "campaign_has_title": {"title": ""},
    "campaign_ends_after_it_began": {"title": "x", "until": "2026-05-31"},
    "campaign_published_whole": {"title": "x", "published_at": NOW},
    "banner_says_what_it_shows": lambda w: {"campaign": another_campaign(w), "says": ""},
    "banner_format_is_known": lambda w: {"campaign": another_campaign(w), "format": "gif"},
    "banner_digest_is_whole": lambda w: {"campaign": another_campaign(w), "digest": "b"},
    "season_collects_is_known": lambda w: {"campaign": another_campaign(w), "collects": "streets"},
    "season_best_from_1": lambda w: {"campaign": another_campaign(w), "best": 0},
    "season_others_is_a_number": lambda w: {"campaign": another_campaign(w), "others": "much"},
    "inclusion_weight_is_a_number": lambda w: {"contest": another_contest(w), "position": 1, "weight": "-1"},
    "inclusion_position_once": lambda w: {"contest": another_contest(w)},
    "performance_once": {"state": "waiting", "started_at": None, "order": 2},
    "performance_order_once": lambda w: {"contestant": w.second, "state": "waiting", "started_at": None},
    "performance_alone_on_stage": lambda w: {"contestant": w.second, "order": 2},
    "performance_order_from_1": lambda w: {"contestant": w.second, "order": 0, "state": "closed"},
    "performance_state_fits": lambda w: {"contestant": w.second, "order": 2, "started_at": None, "state": "marking"},
    "performance_factor_is_a_number": lambda w: {
        "contestant": w.second,
        "order": 2,
        "state": "closed",
        "factor": "-1",
    },
    "performance_score_is_a_number": lambda w: {
        "contestant": w.second,
        "order": 2,
        "state": "closed",
        "score": "ninety",
    },
    "ready_score_one_waits": {},
    "ready_score_is_a_number": {"score": "ninety", "retired_at": NOW},
    "ready_score_confirmed_whole": {"confirmed_at": NOW},
    "ready_score_confirmed_by_another": lambda w: {"confirmed_at": NOW, "confirmed_by": w.user},
    "declined_recusal_once": {},
    "recusal_once": {},
    "cut_once_after_a_round": {},
    "cut_keeps_somebody": lambda w: {"round": w.round2, "keep": 0},
    "cut_tie_is_known": lambda w: {"round": w.round2, "tie": "toss"},
    "award_position_once": {},
    "award_has_name": {"position": 9, "name": ""},
    "award_quota_or_named": {"position": 9, "named": ["01"]},
    "award_tie_is_known": {"position": 9, "tie": "toss"},
    "award_cap_from_1": {"position": 9, "cap": 0},
    "award_minimum_is_a_number": {"position": 9, "minimum": "seventy"},
    "decision_position_once": {},
    "decision_kind_is_known": {"position": 9, "kind": "toss"},
    "sheet_once": {},
    "sheet_reopened_with_reason": lambda w: {"judge": another_judge(w), "reopened_at": NOW},
    "site_note_line_once": {"idempotency_key": "x", "number": 2, "retired_at": NOW},
    "site_note_key_once": noted(idempotency_key="k"),
    "site_note_number_once": noted(number=1),
    "site_note_one_counts": noted(retired_at=None),
    "site_note_has_key": noted(idempotency_key=""),
    "site_note_number_from_1": noted(number=0),
    "site_note_left_out_whole": noted(left_out_at=NOW),
    **MOVING_UP,
    "kept_sheet_line_once": {"idempotency_key": "x"},
    "kept_sheet_once": kept(),
    "kept_sheet_has_key": kept(idempotency_key=""),
    "kept_sheet_settled_whole": kept(idempotency_key="x", settled_at=NOW, reason="late"),
    "submission_line_once": lambda w: {"sheet": another_sheet(w)},
    "submission_key_once": unlined(idempotency_key="k"),
    "submission_number_once": unlined(number=1),
    "submission_one_counts": unlined(counts=True),
    "submission_has_key": unlined(idempotency_key=""),
    "submission_number_from_1": unlined(number=0),
    "submission_source_fits": unlined(entered_by=None),
    "submission_paper_counts_confirmed": lambda w: {**paper(w), "sheet": another_sheet(w)},
    "submission_confirmed_by_another": lambda w: {**paper(w), "sheet": another_sheet(w), "confirmed_by": w.user},
    "submission_retired_does_not_count": lambda w: {"sheet": another_sheet(w), "retired_at": NOW, "line": None},
    "mark_once": {},
    "mark_points_are_a_number": lambda w: {"item": another_item(w), "points": "36,5"},
    "voter_secret_once": {"code_hash": "b" * 64},
    "voter_code_once": {"secret_hash": "b" * 64},
    "voter_card_has_hashes": {"secret_hash": "", "code_hash": "b" * 64},
    "voter_card_has_class": {"secret_hash": "b" * 64, "code_hash": "b" * 64, "voter_class": ""},
    "voter_batch_from_1": {"secret_hash": "b" * 64, "code_hash": "b" * 64, "batch": 0},
    "ballot_box_once": {},
    "adjustment_points_are_a_number": {"points": "minus one"},
    "adjustment_key_once": {},
    "adjustment_voided_whole": {"voided_at": NOW},
    "publication_number_once": {},
    "publication_number_from_1": {"number": 0, "reason": "x"},
    "publication_says_why": {"number": 2},
    "certificate_serial_once": {"award": "Second"},
    "certificate_one_in_force": {"serial": "TX-2"},
    "certificate_has_serial": {"award": "Second", "serial": ""},
    "certificate_has_award": {"award": "", "serial": "TX-2"},
    "certificate_revoked_whole": {"serial": "TX-2", "revoked_at": NOW},
    "show_releasing_is_known": of_another_contest(releasing="never"),
    "show_judges_is_known": of_another_contest(judges="faces"),
    "show_mode_is_known": of_another_contest(mode="cinema"),
    "show_batch_is_several": of_another_contest(batch=1),
    "show_range_is_a_number": of_another_contest(widest_range="-1"),
    "show_distance_is_a_number": of_another_contest(widest_distance="far"),
    "release_number_once": {"performance": None, "kind": "awards"},
    "release_one_in_force": {"number": 2},
    "release_number_from_1": {"number": 0, "performance": None, "kind": "awards"},
    "recheck_has_reason": lambda w: {"sheet": another_sheet(w), "reason": ""},
    "release_kind_fits": lambda w: {"number": 2, "kind": "awards", **taken_back(w)},
    "release_taken_back_whole": {"number": 2, "taken_back_at": NOW},
    "cue_one_at_a_time": {},
    "cue_has_title": {"title": "", "state": "waiting", "began_at": None},
    "cue_kind_is_known": {"kind": "dance", "state": "waiting", "began_at": None},
    "cue_state_fits": {"state": "waiting"},
    "draw_position_once": lambda w: {"performance": another(w), "question": 2},
    "draw_question_once": lambda w: {"performance": another(w), "position": 2},
    "draw_one_in_force": {"position": 2, "question": 2},
    "draw_has_text_and_seed": lambda w: {"position": 2, "question": 2, "seed": "", "performance": another(w)},
    "draw_annulled_whole": {"position": 2, "question": 2, "annulled_at": NOW},
    "clock_once": {},
    "clock_of_the_show_once": lambda w: {"performance": None, "show": a_show_with_a_clock(w)},
    "clock_kind_is_known": {"kind": "sundial"},
    "clock_runs_whole": {"kind": "break", "began": 1},
    "link_name_once": {},
    "link_has_name": {"name": ""},
    "link_kind_is_known": {"name": "x", "kind": "window"},
    "link_mode_is_known": {"name": "x", "mode": "cinema"},
    "photo_one_each": {"digest": "f" * 64},
    "media_file_once": {"contestant": None},
    "media_file_has_title": {"contestant": None, "digest": "f" * 64, "title": ""},
    "media_use_is_known": {"contestant": None, "use": "poster"},
    "media_format_is_known": {"contestant": None, "use": "slide", "format": "svg"},
    "only_photos_show_somebody": lambda w: {"contestant": w.second, "use": "slide"},
    "only_slides_are_films": {"contestant": None, "use": "sponsor", "format": "mp4"},
    "media_digest_is_whole": {"contestant": None, "digest": "ab"},
    "tier_once": {},
    "tier_has_award": {"award": ""},
}


LATER = {
    "ready_score_confirmed_whole",
    "ready_score_confirmed_by_another",
    "achievement_state_is_known",
    "value_confirmed_by_another",
    "value_published_once",
    "follow_up_confirmed_whole",
}
"""What a new row may not have at all (a trigger says so), and a change may not have like this."""


def constraints():
    return {c.name: m for app in OURS for m in apps.get_app_config(app).get_models() for c in m._meta.constraints}


def kind_of(name):
    model = constraints()[name]
    return next(type(c) for c in model._meta.constraints if c.name == name)


def test_no_constraint_is_without_a_row_that_violates_it():
    assert set(BAD) == set(constraints())
    assert {kind_of(name) for name in BAD} == {models.CheckConstraint, models.UniqueConstraint}


def complaint(error, name, model):
    """Whether the database named this constraint; SQLite names the columns of a unique one without condition."""
    text = str(error)
    constraint = next(c for c in model._meta.constraints if c.name == name)
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        table = model._meta.db_table
        columns = [model._meta.get_field(f).column for f in constraint.fields]
        return ", ".join(f"{table}.{column}" for column in columns) in text
    return name in text


@pytest.mark.parametrize("name", sorted(BAD))
def test_the_database_refuses(world, name):
    model = constraints()[name]
    changes = BAD[name](world) if callable(BAD[name]) else BAD[name]
    sound = getattr(world, model.__name__.lower())
    row = sound if name in LATER else copied(sound)
    for column, value in changes.items():
        setattr(row, column, value)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        row.save()
    assert complaint(error.value, name, model), error.value
