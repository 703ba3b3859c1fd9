"""Rules between rows, kept by triggers: one contest, frozen is frozen, only added to."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from communities.models import Achievement, District, Exchange, Indicator, Journal, Membership, Theme, User
from contests.models import (
    Contest,
    Contestant,
    Judge,
    Panel,
    Performance,
    Presentation,
    ReadyScore,
    Round,
    RubricItem,
    RuleSheet,
)
from scoring.models import Adjustment, BallotBox, Certificate, KeptSheet, Mark, Publication, ScoreSheet, Submission
from stage.models import QuestionDraw, Release, Show, StageClock
from tests.cast import NOW, later
from tests.guards import GUARDS
from tests.world import HASH, copied

pytestmark = pytest.mark.django_db


def triggers_there():
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def test_every_guard_stands_in_the_database():
    """A migration that makes a table anew on SQLite takes its triggers away: then this fails."""
    wanted = {f"{g.name}_{event.lower()}" for g in GUARDS for event in g.events}
    assert triggers_there() == wanted


def delete_rows(model, where="TRUE"):
    """Past the ORM, as somebody with a database prompt would."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {where}")  # noqa: S608


def elsewhere(world):
    """Another contest with a round, a panel, a judge and a contestant of its own."""
    contest = world.make(Contest, district=world.district, slug="other", title="Other")
    round_ = world.make(Round, contest=contest, key="speech", position=0)
    panel = world.make(Panel, contest=contest, key="jury", position=0)
    judge = world.make(Judge, contest=contest, panel=panel, key="J1", position=0)
    contestant = world.make(Contestant, contest=contest, number="01", position=0)
    item = world.make(RubricItem, round=world.round2, key="answer", position=0, maximum="20")
    performance = world.make(Performance, contest=contest, contestant=contestant, round=round_)
    of_contest = {"round": round_, "panel": panel, "judge": judge, "contestant": contestant}
    return {**of_contest, "item": item, "performance": performance}


@pytest.mark.parametrize(
    ("guard", "row", "field", "changes"),
    [
        ("judge_one_contest", "judge", "panel", {"key": "x", "position": 9, "secret_hash": "", "code_hash": ""}),
        ("performance_one_contest", "performance", "contestant", {"state": "closed", "order": 2}),
        ("performance_one_contest", "performance", "round", {"state": "closed"}),
        ("recusal_one_contest", "recusal", "contestant", {}),
        ("sheet_one_contest", "scoresheet", "judge", {}),
        ("site_note_one_contest", "sitenote", "judge", {"idempotency_key": "x", "number": 2, "retired_at": NOW}),
        ("kept_sheet_one_contest", "keptsheet", "judge", {"idempotency_key": "x"}),
        ("mark_one_round", "mark", "item", {}),
        ("ballot_box_one_contest", "ballotbox", "performance", {}),
        ("adjustment_one_contest", "adjustment", "contestant", {}),
        ("adjustment_one_contest", "adjustment", "round", {}),
        ("certificate_one_contest", "certificate", "contestant", {"serial": "TX-2"}),
        ("release_one_contest", "release", "performance", {"number": 2}),
        ("clock_one_contest", "stageclock", "performance", {}),
        ("media_one_contest", "mediafile", "contestant", {"digest": "f" * 64}),
        ("draw_one_contest", "questiondraw", "performance", {"position": 2, "question": 2}),
        ("comment_one_contest", "cue", "contestant", {"state": "waiting", "began_at": None}),
    ],
)
def test_rows_name_things_of_one_contest(world, guard, row, field, changes):
    foreign = elsewhere(world)[field]
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        copied(getattr(world, row), **changes, **{field: foreign}).save(force_insert=True)


def freeze(world):
    Contest.objects.filter(pk=world.contest.pk).update(state="open", frozen_at=NOW, fingerprint=HASH)


FROZEN = {
    "rulesheet": ({}, None),
    "round": ({"key": "x", "position": 9}, {"weight": "2"}),
    "rubricitem": ({"key": "x", "position": 9}, {"maximum": "50"}),
    "panel": ({"key": "x", "position": 9}, {"drop_high": 2}),
    "award": ({"position": 9}, {"quota": 2}),  # who is named for one is said later
    "cut": (None, {"keep": 2}),
    "judge": ({"key": "x", "position": 9, "secret_hash": "", "code_hash": ""}, {"kind": "observer"}),
    "contestant": ({"number": "x", "position": 9, "secretary": None}, {"number": "11"}),
    "performance": (None, {"order": 7}),
}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_a_frozen_contest_stays_as_it_is(world, name):
    world.rulesheet = RuleSheet(contest=world.contest)
    new, change = FROZEN[name]
    row = getattr(world, name)
    if name == "rulesheet":
        freeze(world)
        with pytest.raises(IntegrityError, match="contests_rulesheet_frozen"), transaction.atomic():
            row.save()
        return
    freeze(world)
    attempts = [lambda: type(row).objects.filter(pk=row.pk).update(**change)]
    if new is not None:
        attempts.append(lambda: copied(row, **new).save(force_insert=True))
    for attempt in attempts:
        with pytest.raises(IntegrityError, match=r"_frozen|_kept"), transaction.atomic():
            attempt()
    with pytest.raises(DatabaseError, match="_frozen"), transaction.atomic():
        delete_rows(type(row), f"id = {row.pk}")


def test_what_decides_nothing_may_be_mended_in_a_frozen_contest(world):
    freeze(world)
    Judge.objects.update(name="Mended", secret_hash="", code_hash="")
    Contestant.objects.update(name="Mended", status="withdrawn", title="New")
    Performance.objects.update(seconds=480, state="closed")
    Contest.objects.update(state="live", theme="New", version=2)


def test_no_judge_asks_for_help_before_the_contest_is_opened(world):
    with pytest.raises(IntegrityError, match="judge_asks_once_opened"), transaction.atomic():
        Judge.objects.update(help_asked_at=NOW)
    freeze(world)
    Judge.objects.update(help_asked_at=NOW)


@pytest.mark.parametrize("change", [{"rehearsal": True}, {"fingerprint": "b" * 64}, {"frozen_at": later(1)}])
def test_what_was_frozen_when_is_kept(world, change):
    freeze(world)
    with pytest.raises(IntegrityError, match="contests_contest_kept"), transaction.atomic():
        Contest.objects.update(**change)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("model", [Journal, Mark, Publication])
def test_some_tables_are_only_added_to(model):
    row = model.objects.first()
    column = {Journal: "verb", Mark: "points", Publication: "reason"}[model]
    with pytest.raises(IntegrityError, match="only_added_to"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{column: "1"})
    with pytest.raises(DatabaseError, match="only_added_to"), transaction.atomic():
        delete_rows(model)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("model", [Submission, KeptSheet, Adjustment, Certificate, ReadyScore, Release, QuestionDraw])
def test_some_rows_are_retired_and_never_deleted(model):
    with pytest.raises(DatabaseError, match="_kept"), transaction.atomic():
        delete_rows(model)


def test_a_rehearsal_is_never_published(world):
    rehearsal = world.make(Contest, district=world.district, slug="rehearsal", title="R", rehearsal=True)
    with pytest.raises(IntegrityError, match="publication_of_no_rehearsal"), transaction.atomic():
        copied(world.publication, contest=rehearsal).save(force_insert=True)


def test_what_was_retired_stays_retired(world):
    Submission.objects.update(counts=False, retired_at=NOW)
    with pytest.raises(IntegrityError, match="submission_as_sent"), transaction.atomic():
        Submission.objects.update(counts=True, retired_at=None)
    Adjustment.objects.update(voided_at=NOW, voided_by=world.user, void_reason="wrong")
    with pytest.raises(IntegrityError, match="adjustment_as_made"), transaction.atomic():
        Adjustment.objects.update(voided_at=None, voided_by=None, void_reason="")


def test_a_sheet_stays_with_its_judge_and_performance(world):
    other = world.make(Judge, contest=world.contest, panel=world.panel, key="J2", position=1)
    shown = world.make(Performance, contest=world.contest, contestant=world.second, round=world.round, state="waiting")
    for change in ({"judge": other}, {"performance": shown}):
        with pytest.raises(IntegrityError, match="sheet_stays_where_it_lies"), transaction.atomic():
            ScoreSheet.objects.filter(pk=world.scoresheet.pk).update(**change)
    ScoreSheet.objects.update(reopened_at=NOW, reopen_reason="wrong row")


def test_what_a_tablet_or_the_desk_sends_has_a_line_of_its_own(world):
    """Marks that nobody is said to have sent do not come in past the product."""
    lines = [copied(world.journal, verb=verb, contest_id=at) for verb, at in of_others(world)]
    Journal.objects.bulk_create(lines)
    new = {"idempotency_key": "x", "number": 2, "counts": False}
    for line in (None, *lines):
        with pytest.raises(IntegrityError, match="submission_with_its_line"), transaction.atomic():
            copied(world.submission, **new, source="tablet", entered_by=None, line=line).save(force_insert=True)
    with pytest.raises(IntegrityError, match="submission_with_its_line"), transaction.atomic():
        copied(world.submission, **new, source="paper", line=None).save(force_insert=True)
    own = world.make(Journal, at=NOW, who_label="J1", verb="sheet-submitted", contest_id=world.contest.pk)
    copied(world.submission, **new, source="tablet", entered_by=None, line=own).save(force_insert=True)
    with pytest.raises(IntegrityError, match="submission_as_sent"), transaction.atomic():
        Submission.objects.filter(line=own).update(line=None)


def test_what_was_kept_stays_as_it_came_and_once_settled_as_it_was_settled(world):
    other = world.make(Judge, contest=world.contest, panel=world.panel, key="J2", position=1)
    laid = world.make(ScoreSheet, judge=other, performance=world.performance)
    sent = copied(world.submission, sheet=laid, line=None)
    sent.save()
    with pytest.raises(IntegrityError, match="kept_sheet_own_submission"), transaction.atomic():
        KeptSheet.objects.update(settled_at=NOW, submission=sent)
    with pytest.raises(IntegrityError, match="kept_sheet_with_its_line"), transaction.atomic():
        copied(world.keptsheet, idempotency_key="x", line=world.journal).save(force_insert=True)
    for change in ({"marks": {"content": "40"}}, {"holder": 1}, {"why": "card"}):
        with pytest.raises(IntegrityError, match="kept_sheet_as_it_came"), transaction.atomic():
            KeptSheet.objects.update(**change)
    KeptSheet.objects.update(settled_at=NOW, submission=world.submission)
    with pytest.raises(IntegrityError, match="kept_sheet_as_it_came"), transaction.atomic():
        KeptSheet.objects.update(settled_at=None, submission=None)


def of_others(world):
    """Lines that are not this sheet's: of another verb, of another contest."""
    return [("paper-entered", world.contest.pk), ("sheet-submitted", world.readyscore.performance.contest_id)]


def test_no_line_is_dated_before_the_one_it_follows(world):
    for contest in (None, world.contest.pk):
        world.make(Journal, at=later(5), who_label="Wang", verb="tried", contest_id=contest)
        with pytest.raises(IntegrityError, match="journal_in_order"), transaction.atomic():
            world.make(Journal, at=later(4), who_label="Wang", verb="tried", contest_id=contest)
        world.make(Journal, at=later(5), who_label="Wang", verb="tried", contest_id=contest)


def test_two_with_a_role_in_a_district_do_not_have_one_name(world):
    User.objects.filter(pk=world.user.pk).update(name="Wang")
    twin = User.objects.create(username="wang2", name="Wang")
    role = {"user": twin, "district": world.district, "role": "desk"}
    with pytest.raises(IntegrityError, match="member_name_once"), transaction.atomic():
        Membership.objects.create(**role)
    User.objects.filter(pk=twin.pk).update(name="Wang of the archive")
    Membership.objects.create(**role)
    with pytest.raises(IntegrityError, match="name_once_in_a_district"), transaction.atomic():
        User.objects.filter(pk=twin.pk).update(name="Wang")
    User.objects.filter(pk=world.user.pk).update(name="Wang", last_login=NOW)


def test_a_value_stays_as_it_was_entered_goes_forward_and_is_kept(world):
    heping = world.make(District, slug="heping", name="Heping")
    theirs = world.make(Indicator, district=heping, code="T1", name="Pairs", unit="pairs", pillar="team")
    with pytest.raises(IntegrityError, match="value_in_one_district"), transaction.atomic():
        copied(world.achievement, **world.value(indicator=theirs)).save()
    with pytest.raises(IntegrityError, match="value_is_entered_first"), transaction.atomic():
        copied(world.achievement, **world.value(state="published", entered_by=None)).save()
    with pytest.raises(IntegrityError, match="indicator_in_its_district"), transaction.atomic():
        Indicator.objects.filter(pk=world.indicator.pk).update(district=heping)
    value = copied(world.achievement, **world.value())
    value.save()
    rows = Achievement.objects.filter(pk=value.pk)
    public = {"state": "published", "published_by": world.user, "published_at": NOW}
    for change in ({"quantity": "4"}, {"period": "2027"}, {"entered_by": world.other}, public):
        with pytest.raises(IntegrityError, match="value_as_entered"), transaction.atomic():
            rows.update(confirmed_by=world.other, confirmed_at=NOW, **change)
    rows.update(state="confirmed", confirmed_by=world.other, confirmed_at=NOW)
    rows.update(**public)
    rows.update(retired_at=NOW)
    with pytest.raises(IntegrityError, match="value_as_entered"), transaction.atomic():
        rows.update(retired_at=None)
    with pytest.raises(IntegrityError, match="value_kept"), transaction.atomic():
        delete_rows(Achievement)


def test_of_what_is_counted_in_whole_numbers_no_half_stands(world):
    half = copied(world.achievement, **world.value(quantity="26.50"))
    half.save()
    indicator = Indicator.objects.filter(pk=world.indicator.pk)
    with pytest.raises(IntegrityError, match="whole_as_its_values"), transaction.atomic():
        indicator.update(whole=True)
    Achievement.objects.filter(pk=half.pk).update(retired_at=NOW)
    indicator.update(whole=True)
    with pytest.raises(IntegrityError, match="value_is_whole"), transaction.atomic():
        copied(world.achievement, **world.value(quantity="26.5")).save()
    for n, quantity in enumerate(("20", "26.0", "0")):
        copied(world.achievement, **world.value(quantity=quantity, period=str(2010 + n))).save()


def test_an_exchange_and_who_took_part_are_of_one_district(world):
    heping = world.make(District, slug="heping", name="Heping")
    with pytest.raises(IntegrityError, match="exchange_in_its_district"), transaction.atomic():
        Exchange.objects.update(district=heping)
    elsewhere = world.make(Exchange, district=heping, kind="visit", title="Elsewhere", began="2026-03-01")
    with pytest.raises(IntegrityError, match="participation_in_one_district"), transaction.atomic():
        copied(world.participation, exchange=elsewhere).save(force_insert=True)


def test_what_a_secretary_has_agreed_to_stays_while_the_agreement_stands(world):
    rows = Presentation.objects.filter(pk=world.presentation.pk)
    heping = world.make(District, slug="heping", name="Heping")
    with pytest.raises(IntegrityError, match="presentation_in_one_district"), transaction.atomic():
        rows.update(theme=world.make(Theme, district=heping, name="Elsewhere"))
    rows.update(agreed_at=NOW, agreed_by=world.user, agreed_how="by telephone")
    for change in ({"text": "Other"}, {"summary": "Other"}, {"comment": "Other"}, {"agreed_how": "in writing"}):
        with pytest.raises(IntegrityError, match="presentation_as_agreed"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="attachment_as_agreed"), transaction.atomic():
        copied(world.attachment, digest="b" * 64).save(force_insert=True)
    with pytest.raises(IntegrityError, match="citation_as_agreed"), transaction.atomic():
        world.citation.save()
    rows.update(agreed_at=None, agreed_by=None, agreed_how="", text="Other")


def test_a_certificate_says_what_it_was_issued_for(world):
    for change in ({"award": "Another"}, {"serial": "TX-9"}, {"issued_at": later(9)}):
        with pytest.raises(IntegrityError, match="certificate_as_issued"), transaction.atomic():
            Certificate.objects.update(**change)
    Certificate.objects.update(revoked_at=NOW, revoked_by=world.user, revoke_reason="wrong")
    with pytest.raises(IntegrityError, match="certificate_as_issued"), transaction.atomic():
        Certificate.objects.update(revoked_at=None, revoked_by=None, revoke_reason="")


def test_what_the_hall_was_told_stays_as_it_was_said(world):
    with pytest.raises(IntegrityError, match="show_one_contest"), transaction.atomic():
        Show.objects.update(performance=elsewhere(world)["performance"])
    for change in ({"content": {"score": "99"}}, {"number": 7}, {"at": later(9)}):
        with pytest.raises(IntegrityError, match="release_as_made"), transaction.atomic():
            Release.objects.update(**change)
    Release.objects.update(taken_back_at=NOW, taken_back_by=world.user, why_taken_back="wrong")
    with pytest.raises(IntegrityError, match="release_as_made"), transaction.atomic():
        Release.objects.update(taken_back_at=None, taken_back_by=None, why_taken_back="")
    assert StageClock.objects.update(passed=1000) == 1


def test_who_drew_what_stays_as_it_was_recorded(world):
    with pytest.raises(IntegrityError, match="draw_sealed_as_made"), transaction.atomic():
        QuestionDraw.objects.update(seal="f" * 64)
    for change in (
        {"text": "Another"},
        {"seed": "mine"},
        {"question": 2},
        {"pool": [1, 2]},
        {"at": later(9)},
    ):
        with pytest.raises(IntegrityError, match="draw_as_made"), transaction.atomic():
            QuestionDraw.objects.update(**change)
    QuestionDraw.objects.update(annulled_at=NOW, annulled_by=world.user, why_annulled="wrong")
    with pytest.raises(IntegrityError, match="draw_as_made"), transaction.atomic():
        QuestionDraw.objects.update(annulled_at=None, annulled_by=None, why_annulled="")


def test_a_ready_score_waits_only_for_an_external_round(world):
    with pytest.raises(IntegrityError, match="ready_score_fits"), transaction.atomic():
        copied(world.readyscore, performance=world.performance).save(force_insert=True)
    ReadyScore.objects.update(retired_at=NOW)
    with pytest.raises(IntegrityError, match="ready_score_waits_first"), transaction.atomic():
        copied(world.readyscore, confirmed_at=NOW, confirmed_by=world.other).save(force_insert=True)


def test_a_score_counts_as_a_second_person_has_confirmed_it_and_not_otherwise(world):
    waiting, rows = ReadyScore.objects.get(), Performance.objects.filter(pk=world.readyscore.performance_id)
    with pytest.raises(IntegrityError, match="performance_score_confirmed"), transaction.atomic():
        rows.update(score="90.5")
    with pytest.raises(IntegrityError, match="ready_score_as_entered"), transaction.atomic():
        ReadyScore.objects.update(score="91")
    ReadyScore.objects.filter(pk=waiting.pk).update(confirmed_at=NOW, confirmed_by=world.other)
    rows.update(score="90.5")
    for other in ("91", None):
        with pytest.raises(IntegrityError, match="performance_score_confirmed"), transaction.atomic():
            rows.update(score=other)
    with pytest.raises(IntegrityError, match="ready_score_as_entered"), transaction.atomic():
        ReadyScore.objects.update(confirmed_at=None, confirmed_by=None)


def test_a_card_to_vote_with_belongs_to_a_mass_jury_and_stays_as_it_was_made(world):
    with pytest.raises(IntegrityError, match="voter_card_where_people_vote"), transaction.atomic():
        copied(world.votercard, panel=world.panel, secret_hash="b" * 64, code_hash="b" * 64).save(force_insert=True)
    with pytest.raises(DatabaseError, match="voter_card_as_made"), transaction.atomic():
        type(world.votercard).objects.update(voter_class="B")
    type(world.votercard).objects.update(void=True)


def test_what_is_in_a_closed_ballot_box_stays(world):
    boxes = type(world.ballotbox).objects
    boxes.update(counts={"A": {"9": 1}}, voted=[1])
    boxes.update(is_open=False)
    for change in ({"counts": {}}, {"voted": []}):
        with pytest.raises(DatabaseError, match="ballot_box_closed"), transaction.atomic():
            boxes.update(**change)
    with pytest.raises(DatabaseError, match="ballot_box_stays"), transaction.atomic():
        boxes.update(panel=world.panel)
    with pytest.raises(DatabaseError, match="ballot_box_kept"), transaction.atomic():
        delete_rows(BallotBox)
