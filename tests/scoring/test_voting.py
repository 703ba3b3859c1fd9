"""A mass jury from its cards to its score: once each, in secret, and only while the desk has it open."""

import json
from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions as contests
from contests.models import Panel, Performance, Status
from scoring import actions
from scoring.models import BallotBox, VoterCard
from scoring.results import contest_values, document_of
from scoring.rules import card_by_code, card_by_secret
from tests.cast import NOW, a_draft, draw_order, fresh, later, started
from tests.refusals import refused

pytestmark = pytest.mark.django_db
BALLOT = {
    "classes": [{"id": "A", "name": "Leaders", "weight": "0.6"}, {"id": "B", "name": "All others", "weight": "0.4"}],
    "max": "100",
    "step": "1",
}


@pytest.fixture
def jury(cast):
    return a_mass_jury(cast)


def a_mass_jury(cast, ballot=BALLOT):
    """An open contest with a mass jury beside its judges, three of A and three of B with cards."""
    draft = a_draft(cast)
    values = {"key": "hall", "name": "Mass jury", "weight": Decimal(1), "ballot": ballot}
    panel = contests.add_part(contest=draft, part=Panel(contest=draft), values=values, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="1", by=cast.wang, now=NOW)
    actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    panel.contest = fresh(draft)
    return panel


def cards_of(cast, panel, **counts):
    made = actions.make_voter_cards(panel=panel, counts=counts, by=cast.li, now=NOW)
    return [card_by_secret(card.secret) for _group, card in made.cards]


def opened(cast, panel):
    performance = Performance.objects.filter(contest=panel.contest_id, contestant__number="01").first()
    started(cast, panel.contest, performance)
    actions.open_ballots(panel=panel, performances=[performance.pk], by=cast.li, now=later(1))
    return performance


def vote(card, performance, points):
    actions.cast_ballot(card=card, performance=performance.pk, points=Decimal(points))


def test_ballots_are_counted_and_enter_the_result_when_the_desk_closes(cast, jury):
    leaders, others = cards_of(cast, jury, A=2), cards_of(cast, jury, B=2)
    performance = opened(cast, jury)
    before = fresh(jury.contest).version
    for card, points in zip([*others, *leaders], ("70", "90", "80", "90.0"), strict=True):
        vote(card, performance, points)
    assert fresh(jury.contest).version == before
    assert document_of(jury.contest)["ballots"] == []
    assert BallotBox.objects.get().counts == {"A": {"80": 1, "90": 1}, "B": {"70": 1, "90": 1}}
    actions.close_ballots(panel=jury, performances=[performance.pk], by=cast.li, now=later(5))
    assert fresh(jury.contest).version > before
    where = (performance.round.key, "hall", "01")
    counts = {("A", "80"): 1, ("A", "90"): 1, ("B", "70"): 1, ("B", "90"): 1}
    assert contest_values(jury.contest).ballots == {where: counts}
    text = actions.export_contest(contest=jury.contest)
    again = actions.import_contest(source=text, district=cast.district, slug="again", by=cast.wang, now=NOW)
    assert actions.export_contest(contest=again) == text
    other = text.replace('"80"', '"80.0"')
    assert other != text
    again = actions.import_contest(source=other, district=cast.district, slug="other", by=cast.wang, now=NOW)
    assert actions.export_contest(contest=again) == text


def test_each_card_votes_once_and_only_while_the_box_is_open(cast, jury):
    first, second = cards_of(cast, jury, A=2)
    performance = opened(cast, jury)
    vote(first, performance, "90")
    with refused("voted", contestant="01"):
        vote(first, performance, "10")
    for points in ("101", "90.5", "-1"):
        with refused("bad-vote"):
            vote(second, performance, points)
    actions.close_ballots(panel=jury, performances=[performance.pk], by=cast.li, now=later(5))
    with refused("ballot-closed"):
        vote(second, performance, "90")
    with refused("already"):
        actions.close_ballots(panel=jury, performances=[performance.pk], by=cast.li, now=later(5))
    actions.open_ballots(panel=jury, performances=[performance.pk], by=cast.li, now=later(6))
    with refused("already"):
        actions.open_ballots(panel=jury, performances=[performance.pk], by=cast.li, now=later(6))
    vote(second, performance, "70")
    assert BallotBox.objects.get().voted == sorted([first.pk, second.pk])


def test_nothing_tells_whose_a_ballot_is(cast, jury):
    """Whoever votes first and whoever votes last leave the same database behind, however they voted."""
    cards = cards_of(cast, jury, A=3)
    performance = opened(cast, jury)
    lines = Journal.objects.count()
    left = []
    for order in ((0, 1, 2), (2, 0, 1)):
        for n in order:
            vote(cards[n], performance, ("90", "70", "80")[n])
        box = BallotBox.objects.values().get()
        left.append(json.dumps({**box, "counts": box["counts"], "voted": box["voted"]}))
        BallotBox.objects.update(counts={}, voted=[])
    assert left[0] == left[1]
    assert Journal.objects.count() == lines
    assert {f.name for f in VoterCard._meta.concrete_fields} == {
        *("id", "panel", "voter_class", "batch", "secret_hash", "code_hash", "void")
    }


def test_cards_are_of_a_class_of_one_contest_and_can_be_ended(cast, jury):
    with refused("invalid"):
        actions.make_voter_cards(panel=jury, counts={"C": 1}, by=cast.li, now=NOW)
    with refused("invalid"):
        actions.make_voter_cards(panel=jury, counts={"A": 501}, by=cast.li, now=NOW)
    judges = Panel.objects.filter(contest=jury.contest, ballot__isnull=True).first()
    with refused("no-ballot"):
        actions.make_voter_cards(panel=judges, counts={"A": 1}, by=cast.li, now=NOW)
    made = actions.make_voter_cards(panel=jury, counts={"A": 1}, by=cast.li, now=NOW, seen=0)
    with refused("stale", seen=1):
        actions.make_voter_cards(panel=jury, counts={"A": 1}, by=cast.li, now=NOW, seen=0)
    card = made.cards[0][1]
    assert card_by_code(jury.contest_id, card.printed_code.lower()) == card_by_secret(card.secret)
    assert card_by_code(jury.contest_id + 1, card.code) is None
    performance, held = opened(cast, jury), card_by_secret(card.secret)
    assert actions.void_voter_cards(panel=jury, batch=1, reason="lost", by=cast.li, now=NOW) == 1
    with refused("ballot-closed"):
        vote(held, performance, "90")
    assert card_by_secret(card.secret) is None
    with refused("already"):
        actions.void_voter_cards(panel=jury, batch=1, reason="lost", by=cast.li, now=NOW)


def test_nobody_votes_for_who_is_absent_or_in_another_contest(cast, jury):
    (card,) = cards_of(cast, jury, A=1)
    performance = opened(cast, jury)
    other = Performance.objects.filter(contest=jury.contest, contestant__number="02").first()
    with refused("ballot-closed"):
        vote(card, other, "90")
    actions.set_contestant_status(
        contestant=other.contestant, status=Status.NO_SHOW, reason="absent", by=cast.li, now=NOW
    )
    with refused("not-asked", contestants=["02"]):
        actions.open_ballots(panel=jury, performances=[other.pk], by=cast.li, now=NOW)
    with refused("gone"):
        actions.open_ballots(panel=jury, performances=[performance.pk, 10**9], by=cast.li, now=NOW)
    actions.record_clock(performance=performance, seconds=400, by=cast.li, now=NOW)
    actions.close_performance(performance=performance, reason="x", by=cast.li, now=NOW)
    with refused("ballots-open", contestants=["01"]):
        actions.close_contest(contest=jury.contest, by=cast.li, now=NOW)


def test_a_card_of_a_class_that_is_gone_cannot_spoil_the_counts(cast):
    draft = a_draft(cast)
    values = {"key": "hall", "name": "Mass jury", "weight": Decimal(1), "ballot": BALLOT}
    jury = contests.add_part(contest=draft, part=Panel(contest=draft), values=values, by=cast.wang, now=NOW)
    (card,) = cards_of(cast, jury, B=1)
    fewer = {"ballot": {**BALLOT, "classes": BALLOT["classes"][:1]}}
    contests.change_part(part=jury, values=fewer, by=cast.wang, now=NOW)
    draw_order(contest=draft, called="1", by=cast.wang, now=NOW)
    actions.open_contest(contest=draft, by=cast.wang, now=NOW)
    jury.contest = fresh(draft)
    performance = opened(cast, jury)
    with refused("ballot-closed"):
        vote(card, performance, "90")
