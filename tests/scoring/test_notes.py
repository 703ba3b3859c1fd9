"""What judges write about sites for the report: kept as it comes, never lost, left out by the organiser alone."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from communities.models import Journal
from contests import actions as contests
from contests.models import Contest
from scoring import actions
from scoring.models import SiteNote
from scoring.queries import notes_of
from tests.cast import NOW, an_open_contest, an_open_tour, later
from tests.pages.judge.test_order import draft_of
from tests.printed import squeezed
from tests.refusals import refused
from tests.tablet import seated
from tests.world import copied

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(cast):
    return an_open_tour(cast, contestants=2)


@pytest.fixture
def judge(cast, tour):
    return contests.issue_card(judge=tour.judges.get(key="J1"), by=cast.wang, now=NOW).judge


def site_of(contest, number="01"):
    return contest.performances.get(round__at_once=True, contestant__number=number)


def write(judge, key="n1", minutes=5, **given):
    given = {"good": "Open till nine.", "mend": "No ramp.", "holder": 0, **given}
    given["performance"] = given.get("performance") or site_of(judge.contest)
    return actions.keep_site_note(key=key, by=judge, now=later(minutes), **given)


def test_the_latest_note_counts_and_the_earlier_stay(tour, judge):
    version = Contest.objects.get(pk=tour.pk).version
    first = write(judge)
    assert write(judge) == first, "sent twice, kept once"
    with refused("key-used"):
        write(judge, good="Another word.")
    second = write(judge, "n2", good="Open till ten.\r\nAnd clean.\x00")
    assert second.good == "Open till ten.\nAnd clean."
    assert [note.pk for note in notes_of(tour)] == [second.pk]
    assert SiteNote.objects.count() == 2
    assert Contest.objects.get(pk=tour.pk).version == version, "no result has changed"
    lines = Journal.objects.filter(verb="note-kept").order_by("pk")
    assert [line.detail for line in lines] == [{"number": 1}, {"number": 2}]
    with transaction.atomic(), pytest.raises(DatabaseError):
        SiteNote.objects.filter(pk=second.pk).update(good="Bad.")
    with transaction.atomic(), pytest.raises(DatabaseError):
        SiteNote.objects.filter(pk=first.pk).delete()


def test_who_may_write_what(cast, tour, judge):
    with refused("note-too-long", most=2000):
        write(judge, good="x" * 2001)
    with refused("bad-key"):
        write(judge, key="")
    with refused("another-judges-sheet"):
        write(judge, holder=1)
    other = an_open_tour(cast, contestants=1, slug="other")
    with refused("another-judges-sheet"):
        write(judge, performance=site_of(other))
    stage = an_open_contest(cast, slug="stage")
    with refused("not-at-once", round="speech"):
        write(stage.judges.get(key="J1"), performance=stage.performances.filter(round__key="speech").first())
    given = {"judge": judge, "contestant": tour.contestants.get(number="01"), "reason": "works there"}
    actions.recuse_after_opening(**given, by=cast.wang, now=later(1))
    with refused("recused"):
        write(judge)
    for n in range(30):
        write(judge, f"k{n}", performance=site_of(tour, "02"))
    with refused("too-fast", most=30):
        write(judge, "more", performance=site_of(tour, "02"))


def test_the_organiser_leaves_out_and_takes_in_again_and_changes_nothing(cast, judge):
    note, by = write(judge), {"by": cast.wang, "now": later(9)}
    with refused("reason-needed"):
        actions.leave_out_note(note=note, reason=" ", **by)
    with refused("role-ended"):
        actions.leave_out_note(note=note, reason="names a person", by=cast.li, now=later(9))
    actions.leave_out_note(note=note, reason="names a person", **by)
    with refused("already"):
        actions.leave_out_note(note=note, reason="names a person", **by)
    assert Journal.objects.get(verb="note-left-out").detail == {"number": 1, "reason": "names a person"}
    actions.take_in_note(note=note, **by)
    with refused("already"):
        actions.take_in_note(note=note, **by)
    later_note = write(judge, "n2", good="Better.")
    with refused("stale"):
        actions.leave_out_note(note=note, reason="late", **by)
    assert not later_note.left_out


def posted(tablet, judge, key="n1", **given):
    given = {"draft": draft_of(judge, site_of(judge.contest)), "good": "好", "mend": "<script>", "key": key, **given}
    return tablet.post("/judge/report/", given)


def test_a_tablet_sends_a_note_and_is_told_what_became_of_it(cast, tour, judge):
    tablet = seated(judge)
    sent = posted(tablet, judge).json()
    assert (sent["state"], sent["key"], sent["leitai"]) == ("received", "n1", 1)
    [said] = tablet.get("/judge/order/").json()["notes"].values()
    assert said == ["好", "<script>"]
    assert posted(tablet, judge, good="x" * 2001, key="n2").json()["state"] == "refused"
    for draft in ("", "x", "draft.1.999-0.1.1", "draft.1.1-9.99999999999999999.1"):
        assert posted(tablet, judge, draft=draft, key="n3").json()["state"] == "refused"
    contests.issue_card(judge=judge, by=cast.wang, now=later(9))
    assert posted(tablet, judge, key="n4").json()["state"] == "seat", "the newest card is needed"
    assert posted(seated(judge.__class__.objects.get(pk=judge.pk)), judge, key="n4").json()["state"] == "received"
    actions.close_round(round=tour.rounds.get(at_once=True), reason="over", by=cast.li, now=later(10))
    late = seated(judge.__class__.objects.get(pk=judge.pk))
    assert posted(late, judge, key="n5", good="late").json()["state"] == "received"


def test_the_report_has_what_was_written_but_what_is_left_out(cast, tour, judge):
    from papers.site_report import site_report  # noqa: PLC0415 - beside its only use

    other = tour.judges.get(key="J2")
    write(judge, good="开放到晚上九点。" * 240, mend="没有坡道。")
    gone = write(other, "n2", good="点名批评", mend="")
    actions.leave_out_note(note=gone, reason="names a person", by=cast.wang, now=later(9))
    made = site_report(tour, now=later(20), language="zh-hans", note_names=True)
    text = "".join(squeezed(made))
    assert text.count("开放到晚上九点。") == 240
    assert "没有坡道。" in text
    assert "JudgeJ1" in text
    assert "点名批评" not in text


def test_a_note_for_the_report_stays_as_it_was_written(world):
    with pytest.raises(IntegrityError, match="site_note_with_its_line"), transaction.atomic():
        copied(world.sitenote, idempotency_key="x", number=2, line=world.journal).save(force_insert=True)
    SiteNote.objects.update(left_out_at=NOW, left_out_by=world.user, left_out_why="a name")
    for change in ({"good": "Shut"}, {"mend": "All"}, {"holder": 1}, {"line": world.journal}):
        with pytest.raises(IntegrityError, match="site_note_as_written"), transaction.atomic():
            SiteNote.objects.update(**change)
    SiteNote.objects.update(retired_at=NOW)
    with pytest.raises(IntegrityError, match="site_note_as_written"), transaction.atomic():
        SiteNote.objects.update(left_out_at=None, left_out_by=None, left_out_why="")
