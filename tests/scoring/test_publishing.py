"""Frozen results, superseded, and certificates."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contests.models import Contest, Status
from scoring import actions
from scoring.models import Certificate, Publication
from scoring.queries import certificate_by_serial, in_force, superseded
from scoring.results import results_of
from tabulation import as_json, read_contest, tabulate
from tests.cast import a_closed_contest, a_published_contest, an_open_contest, later, performed
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_what_is_published_is_what_was_derived(cast):
    contest = a_closed_contest(cast)
    publication = actions.publish_results(contest=contest, by=cast.wang, now=later(70))
    assert (publication.number, publication.final, publication.reason) == (1, True, "")
    assert publication.data["result"] == as_json(results_of(contest))
    assert publication.data["fingerprint"] == contest.fingerprint
    assert as_json(tabulate(read_contest(publication.data["contest"]))) == publication.data["result"]
    assert Contest.objects.get().state == "published"


def test_incomplete_results_need_a_reason(cast):
    contest = an_open_contest(cast)
    performed(cast, contest, contest.performances.order_by("round__position", "order").first())
    actions.close_contest(contest=contest, by=cast.li, now=later(60))
    with refused("not-final"):
        actions.publish_results(contest=contest, by=cast.wang, now=later(70))
    publication = actions.publish_results(contest=contest, by=cast.wang, now=later(70), reason="the hall had to close")
    assert (publication.final, publication.reason) == (False, "the hall had to close")


def test_only_a_closed_contest_is_published_and_only_once(cast):
    contest = an_open_contest(cast)
    with refused("wrong-state", state="open", expected=["closed"]):
        actions.publish_results(contest=contest, by=cast.wang, now=later(70))
    with refused("wrong-state", state="open", expected=["published"]):
        actions.supersede(contest=contest, reason="?", by=cast.wang, now=later(70))
    contest = a_published_contest(cast, slug="other")
    with refused("already", state="published"):
        actions.publish_results(contest=contest, by=cast.wang, now=later(70))


def test_a_publication_is_superseded_and_both_stay_readable(cast):
    contest = a_published_contest(cast)
    first = in_force(contest)
    winner = first.data["result"]["standings"][0]
    person = contest.contestants.get(number=winner["contestant"])
    actions.adjust(contestant=person, points=Decimal(-50), reason="objection upheld", by=cast.li, now=later(80))
    assert in_force(contest).data["result"]["standings"][0] == winner
    second = actions.supersede(contest=contest, reason="objection upheld", by=cast.wang, now=later(81))
    assert (second.number, in_force(contest), superseded(first), superseded(second)) == (2, second, True, False)
    assert second.data["result"]["standings"][0] != winner
    assert Publication.objects.get(number=1).data["result"]["standings"][0] == winner
    with refused("reason-needed"):
        actions.supersede(contest=contest, reason="", by=cast.wang, now=later(82))


def test_certificates_are_issued_once(cast):
    contest = a_published_contest(cast)
    issued = actions.issue_certificates(contest=contest, prefix="2026-TX", by=cast.wang, now=later(71))
    assert [c.serial for c in issued] == ["2026-TX-0001", "2026-TX-0002", "2026-TX-0003"]
    assert [c.award for c in issued] == ["一等奖", "二等奖", "二等奖"]
    assert actions.issue_certificates(contest=contest, prefix="2026-TX", by=cast.wang, now=later(72)) == []
    assert certificate_by_serial("2026-TX-0001") == issued[0]
    for typed in (
        "2026-tx-0002",
        "２０２６－ＴＸ－０００２",
        "2026 TX 0002",
        "2026-tx-OO02",
        "2026tx0002",
        "2026ＴＸ－０００２",
    ):
        assert certificate_by_serial(typed) == issued[1], typed
    assert certificate_by_serial("2026-TX-9999") is None
    like = {"publication": issued[1].publication, "contestant": issued[1].contestant, "issued_by": cast.wang}
    Certificate.objects.create(**like, award="Another", serial="2026TX-0002", issued_at=later(73))
    assert certificate_by_serial("2026tx0002") is None, "two may be meant"


def test_serial_numbers_follow_the_list_and_tell_no_place(cast):
    contest = a_published_contest(cast)
    last = contest.contestants.order_by("position").last()
    actions.adjust(contestant=last, points=Decimal(30), reason="missed marks", by=cast.li, now=later(80))
    actions.supersede(contest=contest, reason="missed marks", by=cast.wang, now=later(81))
    issued = actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(82))
    assert (issued[-1].contestant, issued[-1].award) == (last, "一等奖")
    places = [c.contestant.position for c in sorted(issued, key=lambda c: c.serial)]
    assert places == sorted(places)


def test_certificates_a_new_publication_does_not_bear_out_are_revoked(cast):
    contest = a_published_contest(cast)
    issued = actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(71))
    actions.set_contestant_status(
        contestant=issued[0].contestant, status=Status.DISQUALIFIED, reason="copied", by=cast.li, now=later(80)
    )
    actions.supersede(contest=contest, reason="copied", by=cast.wang, now=later(81))
    actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(82))
    rows = Certificate.objects.values_list("serial", "contestant", "award", "revoke_reason")
    first, second, third = (c.contestant_id for c in issued)
    assert list(rows) == [
        ("TX-0001", first, "一等奖", "copied"),
        ("TX-0002", second, "二等奖", "copied"),
        ("TX-0003", third, "二等奖", ""),
        ("TX-0004", second, "一等奖", ""),
    ]


def test_a_certificate_is_revoked_once_with_a_reason(cast):
    contest = a_published_contest(cast)
    issued = actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(71))[0]
    with refused("reason-needed"):
        actions.revoke_certificate(certificate=issued, reason="", by=cast.wang, now=later(72))
    actions.revoke_certificate(certificate=issued, reason="misprint", by=cast.wang, now=later(72))
    with refused("already", revoked_at=later(72)):
        actions.revoke_certificate(certificate=issued, reason="misprint", by=cast.wang, now=later(73))


def test_serials_are_taken_once_in_all_contests(cast):
    actions.issue_certificates(contest=a_published_contest(cast), prefix="TX", by=cast.wang, now=later(71))
    other = a_published_contest(cast, slug="other")
    with refused("serial-taken", prefix="TX"):
        actions.issue_certificates(contest=other, prefix="TX", by=cast.wang, now=later(71))
    with refused("bad-serial"):
        actions.issue_certificates(contest=other, prefix="", by=cast.wang, now=later(71))


def test_nobody_edits_a_publication(cast):
    a_published_contest(cast)
    for attempt in (lambda: Publication.objects.update(reason="x"), lambda: Publication.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
