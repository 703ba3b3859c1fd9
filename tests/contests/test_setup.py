"""Setting a contest up, part by part, and what a frozen one still takes."""

import json
import shlex
from decimal import Decimal
from hashlib import sha256

import pytest

from communities.models import Journal, Street
from contests import actions
from contests.models import Award, Contest, Contestant, Cut, Judge, Panel, Recusal, Round, RubricItem
from contests.queries import performances_of, set_up
from contests.rules.cards import judge_by_code, judge_by_secret
from contests.rules.draw import Seed, draw_record_in, drawn
from contests.rules.opening import opening_problems
from contests.rules.presets import PRESETS, document_of
from contests.rules.recusals import proposed
from scoring.queries import public_contests
from scoring.results import contest_text, fingerprint_of, problems_of, read_file
from scoring.results.file import values_of
from scoring.rules import next_up
from tabulation.writer import fingerprint
from tests.cast import NOW, a_community, a_draft, an_open_contest, chance, draw_order, first_performance, fresh, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_preset_can_be_opened_once_people_are_entered(cast, preset):
    contest = a_draft(cast, preset=preset, seats=7)
    if preset == "reserve":
        for person, room in zip(contest.contestants.all(), ("第一考场", "第二考场", "第一考场"), strict=True):
            actions.change_part(part=person, values={"room": room}, by=cast.wang, now=NOW)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    assert problems_of(contest) == []
    contest.judges.filter(key="J1").update(chair=True)
    assert [problem.code for problem in opening_problems(set_up(contest.pk), cards=contest.judges.count())] == []


def test_the_stage_preset_says_what_it_will_do(cast):
    contest = a_draft(cast, seats=9)
    document = set_up(contest.pk)
    assert [(i["id"], i["max"], i["step"]) for r in document["rounds"] for i in r["items"]] == [
        ("content", "40", "0.1"),
        ("language", "30", "0.1"),
        ("poise", "10", "0.1"),
        ("answer", "20", "0.1"),
    ]
    assert (document["panels"][0]["drop_high"], document["panels"][0]["drop_low"], len(document["judges"])) == (1, 1, 9)
    assert [(a["name"], a["quota"]) for a in document["awards"]] == [
        ("一等奖", 1),
        ("二等奖", 2),
        ("三等奖", 3),
        ("优秀奖", 4),
    ]
    assert document_of(PRESETS["stage"])["judges"] == [{"id": f"J{n}", "panel": "jury"} for n in range(1, 8)]


def test_a_copy_has_the_rules_and_not_the_people(cast):
    source = an_open_contest(cast)
    values = {"slug": "2027", "title": "Next year"}
    copy = actions.copy_contest(source=source, values=values, by=cast.wang, now=NOW)
    before, after = set_up(source.pk), set_up(copy.pk)
    assert [copy.state, copy.contestants.count(), copy.judges.count()] == ["setup", 0, 5]
    assert {key: before[key] for key in ("rules", "rounds", "panels", "judges", "awards")} == {
        key: after[key] for key in ("rules", "rounds", "panels", "judges", "awards")
    }


def test_parts_are_added_changed_and_removed(cast):
    contest = a_draft(cast)
    add = lambda part, **values: actions.add_part(contest=contest, part=part, values=values, by=cast.wang, now=NOW)  # noqa: E731
    round_ = add(Round(contest=contest), key="extra", name="Extra", weight=Decimal("0.5"))
    item = add(RubricItem(round=round_), key="x", name="X", maximum=Decimal(10))
    add(Cut(round=contest.rounds.first()), keep=2)
    add(Panel(contest=contest), key="residents", name="Residents")
    add(Award(contest=contest), name="Favourite", named=["01"])
    assert (round_.position, item.position) == (2, 0)
    assert contest.performances.filter(round=round_).count() == 3
    actions.change_part(part=item, values={"maximum": Decimal(20)}, by=cast.wang, now=NOW)
    actions.remove_part(part=round_, by=cast.wang, now=NOW)
    assert not RubricItem.objects.filter(key="x").exists()
    assert Journal.objects.filter(verb__in=("round-added", "item-changed", "round-removed")).count() == 3


def test_what_cannot_be(cast):
    contest = a_draft(cast)
    add = lambda part, **values: actions.add_part(contest=contest, part=part, values=values, by=cast.wang, now=NOW)  # noqa: E731
    with refused("invalid", errors={"__all__": ["contestant_number_once"]}):
        add(Contestant(contest=contest), number="01", name="Again")
    with refused("invalid", errors={"name": ["max_length"]}):
        add(Contestant(contest=contest), number="09", name="名" * 300)
    with refused("invalid", errors={"__all__": ["item_maximum_above_minimum"]}):
        add(RubricItem(round=contest.rounds.first()), key="x", minimum=Decimal(5), maximum=Decimal(5))
    with refused("unknown-fields", fields=["secret_hash"]):
        add(Judge(contest=contest), key="J9", secret_hash="a" * 64)
    other = a_draft(cast, slug="other")
    with refused("another-contest"):
        add(Round(contest=other), key="x")


def test_a_refusal_leaves_nothing_half_done(cast):
    contest = a_draft(cast)
    with refused("invalid"):
        actions.change_contest(contest=contest, values={"title": "", "theme": "x"}, by=cast.wang, now=NOW)
    assert Contest.objects.get().theme == ""


def test_a_frozen_contest_is_mended_where_it_decides_nothing(cast):
    contest = an_open_contest(cast)
    person, item = contest.contestants.first(), RubricItem.objects.first()
    with refused("reason-needed"):
        actions.change_part(part=person, values={"name": "Mended"}, by=cast.wang, now=NOW)
    actions.change_part(part=fresh(person), values={"name": "Mended"}, reason="misspelt", by=cast.wang, now=NOW)
    actions.change_contest(contest=contest, values={"theme": "Two neighbourhoods"}, by=cast.wang, now=NOW)
    with refused("frozen", fields=["group"]):
        actions.change_part(part=person, values={"group": "x"}, by=cast.wang, now=NOW)
    with refused("frozen", fields=["maximum"]):
        actions.change_part(part=item, values={"maximum": Decimal(50)}, by=cast.wang, now=NOW)
    with refused("frozen", fields=["slug"]):
        actions.change_contest(contest=contest, values={"slug": "x"}, by=cast.wang, now=NOW)
    for verb in (
        lambda: actions.set_rules(contest=contest, rules={}, by=cast.wang, now=NOW),
        lambda: actions.remove_part(part=person, by=cast.wang, now=NOW),
        lambda: draw_order(contest=contest, called="again", by=cast.wang, now=NOW),
        lambda: actions.remove_contest(contest=contest, by=cast.wang, now=NOW),
    ):
        with refused("wrong-state", state="open", expected=["setup"]):
            verb()


def test_a_title_is_put_right_with_a_reason_and_the_fingerprint_can_still_be_checked(cast):
    contest = an_open_contest(cast, title="Distrct contest")

    def put_right(title, reason):
        values = {"title": title}
        return actions.change_contest(contest=contest, values=values, reason=reason, by=cast.wang, now=NOW)

    with refused("reason-needed"):
        put_right("District contest", " ")
    put_right("District contest of autumn", "misspelt")
    now = put_right("District contest", "too long")
    assert (now.title, now.fingerprint) == ("District contest", contest.fingerprint)
    file = read_file(contest_text(now))
    assert (file["title"], file["about"]["sealed_title"]) == ("District contest", "Distrct contest")
    assert fingerprint_of(now) != now.fingerprint
    assert fingerprint(values_of({**file, "title": file["about"]["sealed_title"]})) == now.fingerprint
    line = Journal.objects.latest("pk")
    assert (line.verb, line.detail["reason"]) == ("contest-changed", "too long")
    assert "sealed_title" not in put_right("Distrct contest", "it was right").extra
    values = {"slug": "2027", "title": "Next"}
    assert "sealed_title" not in actions.copy_contest(source=now, values=values, by=cast.wang, now=NOW).extra


def test_a_place_is_put_right_with_a_reason_and_the_fingerprint_can_still_be_checked(cast):
    contest = an_open_contest(cast)
    person = contest.contestants.first()
    before = {"community": person.community, "street": person.street}

    def put_right(reason="moved", **values):
        given = {"values": values, "reason": reason, "by": cast.wang, "now": NOW}
        actions.correct_name(part=person, **given)
        return Contest.objects.get(pk=contest.pk)

    with refused("reason-needed"):
        put_right(" ", street="Hill Street")
    put_right(street="Hill Street")
    now = put_right(street="Lake Street", community="Lake Community")
    line = Journal.objects.latest("pk")
    assert (line.verb, line.detail["before"]["street"]) == ("contestant-corrected", "Hill Street")
    file = read_file(contest_text(now))
    said = file["contestants"][0]
    assert (said["street"], said["about"]["sealed_place"]) == ("Lake Street", before)
    assert fingerprint_of(now) != now.fingerprint == contest.fingerprint
    said |= before
    assert fingerprint(values_of(file)) == now.fingerprint
    values = {"slug": "2027", "title": "Next", "rehearsal": True}
    copy = actions.copy_contest(source=now, values=values, by=cast.wang, now=NOW)
    assert copy.contestants.get(number=person.number).extra == {}
    put_right(**before)
    assert "sealed_place" not in contest.contestants.get(pk=person.pk).extra


def test_a_draft_can_be_thrown_away(cast):
    contest = a_draft(cast)
    actions.remove_contest(contest=contest, by=cast.wang, now=NOW)
    assert Contest.objects.count() == Judge.objects.count() == 0
    assert Journal.objects.latest("pk").contest_label == "District contest"


def test_drafts_are_no_public_contests(cast):
    a_draft(cast)
    opened = an_open_contest(cast, slug="open")
    assert set(public_contests()) == {opened}


# ---- Order ----------------------------------------------------------------------------------------------------------


def test_a_drawn_order_is_repeated_by_anybody(cast):
    contest = a_draft(cast, contestants=10)
    order = draw_order(contest=contest, called=" dice 3 5 1 ", by=cast.wang, now=NOW)
    seed = f"{'0' * 64}:dice 3 5 1"
    assert order == drawn([f"{n:02d}" for n in range(1, 11)], seed=seed)
    rows = contest.performances.filter(round__key="speech").order_by("order")
    assert [row.contestant.number for row in rows] == order
    assert set_up(contest.pk)["about"]["draw_seed"] == seed
    assert next_up(performances_of(contest)) == first_performance(contest)


def test_nobody_can_try_what_to_call_out_and_anybody_can_check_the_seal(cast):
    contest, told = a_draft(cast, contestants=4), {"by": cast.wang, "now": NOW}
    draw = {"contest": contest, "called": "3 5 1", **told}
    with refused("draw-not-sealed"):
        actions.draw_order(**draw)
    seal = actions.seal_draw(contest=contest, seen=0, **told)
    number = fresh(contest).draw_sealed
    known = json.dumps([set_up(contest.pk), *Journal.objects.values_list("detail", flat=True)])
    assert seal in known
    assert number not in known
    with refused("already"):
        actions.seal_draw(contest=contest, **told)

    actions.remove_part(part=contest.contestants.get(number="03"), **told)
    with refused("sealed-otherwise"):
        actions.draw_order(**draw)
    with refused("stale"):
        actions.seal_draw(contest=contest, seen=0, **told)
    seal = actions.seal_draw(contest=contest, seen=1, **told)
    assert number != (number := fresh(contest).draw_sealed)
    order = actions.draw_order(**draw)
    listed = sha256(b"01\n02\n04\n").hexdigest()
    assert sha256(f"{number}:{listed}".encode()).hexdigest() == seal
    about = set_up(contest.pk)["about"]
    assert (about["draw_seal"], about["draw_number"], about["draw_seed"]) == (seal, 2, f"{number}:3 5 1")
    assert order == drawn(["01", "02", "04"], seed=about["draw_seed"])

    with refused("order-drawn"):
        actions.seal_draw(contest=contest, **told)
    with refused("draw-not-sealed"):
        actions.draw_order(**draw)
    for person in contest.contestants.all():  # whoever changes rooms has no place any more
        actions.change_part(part=person, values={"room": "A"}, **told)
    actions.take_back_order(contest=contest, **told)
    actions.seal_draw(contest=contest, **told)
    assert fresh(contest).draw_number == 3


def test_the_record_of_a_draw_claims_no_seal_that_was_not_made_and_its_line_for_the_shell_holds_what_was_called():
    seed = f"{'a' * 64}:it's 5 $(id)"
    for about in ({"draw_seed": seed}, {"draw_seed": seed, "draw_seal": "b", "draw_number": 1}):
        assert draw_record_in(about).seed == Seed("", seed)
    record = draw_record_in({"draw_seed": seed, "draw_seal": "b" * 64, "draw_number": 1})
    assert record.seed == Seed("a" * 64, "it's 5 $(id)")
    assert shlex.split(f"printf '%s' {record.to_hash} | sha256sum") == ["printf", "%s", f"{seed}:10", "|", "sha256sum"]


def test_an_order_entered_by_hand(cast):
    contest = a_draft(cast)
    actions.enter_order(contest=contest, order=["03", "01", "02"], by=cast.wang, now=NOW)
    assert {c["id"]: c["about"]["order"] for c in set_up(contest.pk)["contestants"]} == {"01": 2, "02": 3, "03": 1}
    defence = contest.rounds.get(key="defence")
    actions.enter_order(contest=contest, order=["01", "02", "03"], round=defence, by=cast.wang, now=NOW)
    about = set_up(contest.pk)["contestants"][0]["about"]
    assert about["orders"] == {"speech": 2, "defence": 1}
    with refused("order-incomplete", unknown=["09"], absent=["02"]):
        actions.enter_order(contest=contest, order=["03", "01", "09"], by=cast.wang, now=NOW)
    with refused("order-incomplete", unknown=[], absent=[]):
        actions.enter_order(contest=contest, order=["03", "01", "02", "02"], by=cast.wang, now=NOW)
    with refused("bad-seed"):
        actions.draw_order(contest=contest, called=" ", by=cast.wang, now=NOW)


def test_rooms_are_numbered_by_themselves(cast):
    contest = a_draft(cast, contestants=4)
    for person in contest.contestants.all():
        room = "A" if person.number in ("01", "02") else "B"
        actions.change_part(part=person, values={"room": room}, by=cast.wang, now=NOW)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    rows = contest.performances.filter(round__key="speech").order_by("room", "order").values_list("room", "order")
    assert list(rows) == [("A", 1), ("A", 2), ("B", 1), ("B", 2)]


def test_a_draw_deals_the_contestants_into_the_rooms_of_the_panels(cast):
    contest = a_draft(cast, preset="reserve", contestants=5)
    told = {"contest": contest, "by": cast.wang, "now": NOW}
    numbers = [person.number for person in contest.contestants.all()]
    order = draw_order(called="8 27 5", rooms=True, **told)
    rooms = {person.number: person.room for person in contest.contestants.all()}
    assert rooms == {number: ("第一考场", "第二考场")[n % 2] for n, number in enumerate(order)}
    interview = contest.performances.filter(round__key="interview").order_by("room", "order")
    assert list(interview.values_list("room", "order", "contestant__number")) == sorted(
        (room, 1 + n // 2, number)
        for n, (number, room) in enumerate(zip(order, ("第一考场", "第二考场") * 3, strict=False))
    )
    assert set(contest.performances.filter(round__external=True).values_list("contestant__number", "room")) == {
        *rooms.items()
    }
    about = set_up(contest.pk)["about"]
    assert draw_record_in(about).rooms == ("第一考场", "第二考场")
    assert order == drawn(numbers, seed=about["draw_seed"])
    line = Journal.objects.filter(verb="order-drawn").last()
    assert line.detail["rooms"] == ["第一考场", "第二考场"]

    actions.take_back_order(**told)
    assert set(contest.contestants.values_list("room", flat=True)) == {None}
    assert set(contest.performances.values_list("room", "order")) == {("", None)}
    assert draw_record_in(set_up(contest.pk)["about"]).rooms == ()


def test_there_must_be_rooms_to_deal_into(cast):
    contest = a_draft(cast)
    actions.seal_draw(contest=contest, by=cast.wang, now=NOW)
    with refused("no-rooms"):
        actions.draw_order(contest=contest, called="8", rooms=True, by=cast.wang, now=NOW)
    assert fresh(contest).draw_seed == ""


# ---- Cards ----------------------------------------------------------------------------------------------------------


def test_a_card_opens_one_seat_and_is_dead_once_replaced(cast):
    contest = a_draft(cast)
    judge = contest.judges.first()
    old = actions.issue_card(judge=judge, by=cast.wang, now=NOW).card
    assert judge_by_secret(old.secret) == judge
    assert judge_by_code(contest, old.printed_code.lower().replace("-", " ")) == judge
    assert judge_by_code(a_draft(cast, slug="other"), old.code) is None
    taken = {"name": "New", "post": "", "reason": "ill", "key": "k", "by": cast.wang, "now": NOW}
    made = actions.replace_judge(judge=judge, **taken)
    assert (made.judge.pk, made.judge.name, made.judge.replaced) == (judge.pk, "New", 1)
    assert judge_by_secret(made.card.secret) == judge
    assert judge_by_secret(old.secret) is None
    assert judge_by_secret("") is None


def test_no_two_seats_have_one_card(cast):
    first, second = a_draft(cast).judges.all()[:2]
    same = {"chance": chance("s"), "by": cast.wang, "now": NOW}
    actions.issue_card(judge=first, **same)
    with refused("weak-secret"):
        actions.issue_card(judge=second, **same)
    with refused("weak-secret"):
        actions.replace_judge(judge=second, name="New", post="", reason="ill", key="", by=cast.wang, now=NOW)


def test_a_seat_is_never_given_to_nobody(cast):
    judge = a_draft(cast).judges.first()
    values = {"key": "k", "by": cast.wang, "now": NOW}
    with refused("invalid", errors={"name": ["blank"]}):
        actions.replace_judge(judge=judge, name=" ", post="", reason="ill", **values)


# ---- Recusals -------------------------------------------------------------------------------------------------------


def test_recusals_are_proposed_kept_once_and_withdrawn(cast):
    contest = a_draft(cast)
    community = a_community(cast.district, "Street 1", "Community 2")
    first, second, third = contest.judges.all()[:3]
    actions.change_part(part=first, values={"community": community}, by=cast.wang, now=NOW)
    street = Street.objects.get(name="Street 1")
    actions.change_part(part=second, values={"street": street}, by=cast.wang, now=NOW)
    found = proposed(contest.judges.select_related("street", "community__street"), contest.contestants.all())
    assert [(p.judge.key, p.contestant.number, p.shares) for p in found] == [
        ("J1", "02", "community"),
        ("J1", "03", "street"),
        ("J2", "02", "street"),
        ("J2", "03", "street"),
    ]
    person = contest.contestants.get(number="02")
    recusal = actions.recuse(judge=first, contestant=person, reason="own community", by=cast.wang, now=NOW)
    with refused("already", reason="own community"):
        actions.recuse(judge=first, contestant=person, reason="again", by=cast.wang, now=later(1))
    other = a_draft(cast, slug="other").contestants.first()
    with refused("another-contest"):
        actions.recuse(judge=third, contestant=other, reason="", by=cast.wang, now=NOW)
    again = Recusal.objects.get(pk=recusal.pk)
    actions.withdraw_recusal(recusal=recusal, by=cast.wang, now=NOW)
    with refused("already"):
        actions.withdraw_recusal(recusal=again, by=cast.wang, now=NOW)
    assert not contest.contestants.get(number="02").recusals.exists()
