"""1 号选手 is whoever drew 1: a draw that gives numbers, a second one, and one that is taken back."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions
from contests.models import Award, Contest, Contestant
from contests.queries import set_up
from contests.rules.draw import drawn
from contests.rules.roster import Entry
from scoring import actions as scoring
from scoring.results import tabulated
from tests.cast import NOW, a_draft, draw_order, fresh, later, scored_elsewhere
from tests.refusals import refused

pytestmark = pytest.mark.django_db
CALLED = "two neighbourhoods"


def draw(cast, contest, called=CALLED, *, numbered=True):
    return draw_order(contest=contest, called=called, numbered=numbered, by=cast.wang, now=NOW)


def names(contest):
    return {person.number: person.name for person in contest.contestants.all()}


def by_order(contest):
    rows = contest.performances.filter(round__external=False).order_by("round__position", "order")
    return [(row.order, row.contestant.number) for row in rows.select_related("contestant")]


def test_everything_follows_the_numbers_of_a_draw_up_to_the_results(cast):
    contest = a_draft(cast, preset="tour", contestants=4)
    third, round_ = contest.contestants.get(number="03"), contest.rounds.get(external=True)
    judge = contest.judges.first()
    actions.recuse(judge=judge, contestant=third, reason="cousins", by=cast.wang, now=NOW)
    scored_elsewhere(cast, round_, {f"{n:02d}": Decimal(80 + n) for n in range(1, 5)})
    award = actions.add_part(
        contest=contest,
        part=Award(contest=contest),
        values={"name": "Favourite", "named": ["03", "01"]},
        by=cast.wang,
        now=NOW,
    )

    order = draw(cast, contest)
    assert order == drawn(["01", "02", "03", "04"], seed=f"{'0' * 64}:{CALLED}")
    assert order != sorted(order)
    assert names(contest) == {f"{n:02d}": f"Secretary {int(before)}" for n, before in enumerate(order, start=1)}
    assert by_order(contest) == [(n, f"{n:02d}") for n in range(1, 5)]
    detail = Journal.objects.latest("pk").detail
    assert (detail["called"], detail["order"]) == (CALLED, order)
    assert detail["numbers"] == {b: f"{n:02d}" for n, b in enumerate(order, start=1)}
    number = dict(zip(order, names(contest), strict=True))
    assert fresh(award).named == [number["03"], number["01"]]
    document = set_up(contest.pk)
    assert document["recusals"] == [[judge.key, number["03"], "cousins"]]
    assert {part["id"]: part["about"]["number_before"] for part in document["contestants"]} == {
        now: before for before, now in number.items()
    }
    assert [part["id"] for part in document["contestants"]] == ["01", "02", "03", "04"]

    opened = scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    standings = {standing.contestant: standing for standing in tabulated(opened).standings}
    assert {before: standings[now].rounds[round_.key] for before, now in number.items()} == {
        f"{n:02d}": str(80 + n) for n in range(1, 5)
    }
    kept = scoring.export_contest(contest=opened)
    copy = scoring.import_contest(source=kept, district=cast.district, slug="in", by=cast.wang, now=later(99))
    assert {p.number: p.number_before for p in copy.contestants.all()} == {now: b for b, now in number.items()}


def test_a_second_draw_starts_from_the_list_and_a_draw_taken_back_leaves_nothing_but_how_many_seals_there_were(cast):
    contest = a_draft(cast, contestants=5)
    people, before = {person.name: person.pk for person in contest.contestants.all()}, set_up(contest.pk)
    first = draw(cast, contest, "first")
    assert draw(cast, contest, "second") == drawn([f"{n:02d}" for n in range(1, 6)], seed=f"{'0' * 64}:second")
    assert draw(cast, contest, "first") == first
    assert names(contest) == {f"{n:02d}": f"Secretary {int(was)}" for n, was in enumerate(first, start=1)}
    assert draw(cast, contest, "first", numbered=False) == first
    assert names(contest) == {f"{n:02d}": f"Secretary {n}" for n in range(1, 6)}
    assert [number for _order, number in by_order(contest)][:5] == first

    draw(cast, contest)
    actions.take_back_order(contest=contest, by=cast.wang, now=later(1))
    after = set_up(contest.pk)
    assert after["about"].pop("draw_number") == 5
    assert after == before
    assert {person.name: person.pk for person in contest.contestants.all()} == people
    assert (Contest.objects.get().draw_seed, Journal.objects.latest("pk").verb) == ("", "order-taken-back")
    with refused("already"):
        actions.take_back_order(contest=contest, by=cast.wang, now=later(1))


def test_an_order_drawn_by_hand_gives_numbers_and_one_of_a_single_round_leaves_them(cast):
    contest = a_draft(cast)
    enter = lambda *order, **more: actions.enter_order(  # noqa: E731
        contest=contest, order=order, by=cast.wang, now=NOW, **more
    )
    enter("3", "1", "2", numbered=True)
    assert list(names(contest).values()) == ["Secretary 3", "Secretary 1", "Secretary 2"]
    enter("02", "01", "03", round=contest.rounds.first())
    assert list(names(contest).values()) == ["Secretary 3", "Secretary 1", "Secretary 2"]
    with refused("numbers-for-all-rounds"):
        enter("02", "01", "03", round=contest.rounds.first(), numbered=True)
    enter("02", "03", "01", numbered=True)
    assert list(names(contest).values()) == ["Secretary 1", "Secretary 2", "Secretary 3"]
    assert [person.number_before for person in contest.contestants.all()] == ["01", "02", "03"]
    enter("01", "02", "03")
    assert not contest.contestants.exclude(number_before="").exists()


def test_in_rooms_numbers_run_on_from_room_to_room(cast):
    contest = a_draft(cast, contestants=4)
    for person, room in zip(contest.contestants.all(), "BABA", strict=True):
        actions.change_part(part=person, values={"room": room}, by=cast.wang, now=NOW)
    draw(cast, contest)
    assert [(p.number, p.room) for p in contest.contestants.all()] == [
        ("01", "A"),
        ("02", "A"),
        ("03", "B"),
        ("04", "B"),
    ]
    rows = contest.performances.filter(round=contest.rounds.first()).order_by("contestant__number")
    assert [row.order for row in rows] == [1, 2, 1, 2]


def test_who_comes_after_the_draw_is_drawn_too_and_a_list_of_the_old_numbers_is_refused(cast):
    contest = a_draft(cast)
    order = draw(cast, contest)
    old = [Entry(f"{n:02d}", f"Secretary {n}") for n in range(1, 4)]
    with refused("numbers-drawn"):
        actions.take_list(contest=contest, entries=old, replace=True, by=cast.wang, now=NOW)
    late = [Entry("04", "Late")]
    actions.add_contestants(contest=contest, entries=late, by=cast.wang, now=NOW)
    with refused("not-ready"):
        scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    assert set(draw(cast, contest)) == {*order, "04"}
    Contestant.objects.filter(number_before="04").update(number_before="03")
    with refused("numbers-collide", numbers=["03"]):
        draw(cast, contest)
