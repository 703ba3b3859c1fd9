"""Judges' cards: made from chance that the caller brings, all at once or one by one."""

from hashlib import sha256

import pytest

from communities.models import Journal
from communities.typed import read_code
from contests import actions
from contests.models import Contest, Judge
from contests.rules.cards import ALPHABET, NEVER, judge_by_code, judge_by_secret, new_card
from scoring.actions import void_judge
from tests.cast import NOW, a_draft, an_open_contest, later, started
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def chance_of(seed="dice"):
    """Bytes that look like chance and are the same in every run."""
    drawn = iter(range(10_000))
    return lambda count: sha256(f"{seed}:{next(drawn)}".encode()).digest()[:count]


def test_a_card_has_a_long_secret_and_a_code_without_look_alikes():
    chance = chance_of()
    cards = [new_card(chance) for _ in range(500)]
    assert {len(card.secret) for card in cards} == {32}
    assert len({card.secret for card in cards}) == len({card.code for card in cards}) == 500
    assert set("".join(card.code for card in cards)) == set(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL2Z5SBUV")
    assert "8" in ALPHABET
    assert set(NEVER) == set("0O1IL2Z5SBUV")
    assert {(len(card.code), card.printed_code.index("-")) for card in cards} == {(8, 4)}


def test_a_code_however_it_is_typed():
    assert {
        read_code(text) for text in ("P3PX-6X9E", "p3px6x9e", " P3PX 6X9E\n", "Ｐ３ｐｘ－６Ｘ９Ｅ", "p3px—6x9e")
    } == {"P3PX6X9E"}


def test_all_seats_get_cards_that_open_them(cast):
    contest = a_draft(cast)
    issued = actions.issue_cards(contest=contest, chance=chance_of(), by=cast.wang, now=NOW)
    assert [i.judge.key for i in issued] == ["J1", "J2", "J3", "J4", "J5"]
    for one in issued:
        assert judge_by_secret(one.card.secret) == one.judge
        assert judge_by_code(contest, one.card.printed_code.lower()) == one.judge
    line = Journal.objects.latest("pk")
    assert (line.verb, line.detail) == ("cards-issued", {"judges": ["J1", "J2", "J3", "J4", "J5"]})
    assert not [i for i in issued if i.card.secret in str(list(Journal.objects.values())) or i.card.code in line.detail]


def test_new_cards_end_the_old_ones_and_missing_ones_leave_them(cast):
    contest = a_draft(cast)
    chance = chance_of()
    old = actions.issue_cards(contest=contest, chance=chance, by=cast.wang, now=NOW)
    assert actions.issue_cards(contest=contest, chance=chance, only_missing=True, by=cast.wang, now=NOW) == []
    Judge.objects.filter(key="J3").update(secret_hash="", code_hash="")
    version = Contest.objects.get().version
    added = actions.issue_cards(contest=contest, chance=chance, only_missing=True, by=cast.wang, now=NOW)
    assert [i.judge.key for i in added] == ["J3"]
    assert Contest.objects.get().version == version + 1
    assert judge_by_secret(old[0].card.secret) == old[0].judge
    actions.issue_cards(contest=contest, chance=chance, by=cast.wang, now=NOW)
    assert [judge_by_secret(i.card.secret) for i in [*old, *added]] == [None] * 6


def test_who_left_gets_no_card(cast):
    contest = an_open_contest(cast)
    started(cast, contest)
    void_judge(judge=contest.judges.get(key="J2"), reason="ill", by=cast.li, now=later(2))
    issued = actions.issue_cards(contest=contest, chance=chance_of(), by=cast.wang, now=later(3))
    assert [i.judge.key for i in issued] == ["J1", "J3", "J4", "J5"]


def test_chance_that_repeats_itself_is_refused(cast):
    contest = a_draft(cast)
    with refused("weak-secret"):
        actions.issue_cards(contest=contest, chance=bytes, by=cast.wang, now=NOW)
    assert not Judge.objects.exclude(secret_hash="").exists()
