"""Two people at once, rows of somebody else, rows that are gone: refused or done once, never stored wrong."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Journal, Secretary
from contests import actions
from contests.models import Contest, Contestant, Performance, RubricItem
from contests.rules.roster import Entry
from tests.cast import NOW, Cast, a_community, a_draft, an_observer, an_open_contest, draw_order, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(cast):
    return a_draft(cast)


@pytest.fixture
def heping():
    """Another district."""
    return Cast("heping", names=("qian",))


def change(cast, part, **values):
    return actions.change_part(part=part, values=values, by=cast.wang, now=NOW)


# ---- Of another contest ---------------------------------------------------------------------------------------------


def test_a_panel_of_another_contest(cast, contest):
    other = a_draft(cast, slug="other").panels.get()
    with refused("another-contest"):
        change(cast, contest.judges.first(), panel=other)
    seat = an_observer(contest)
    seat.panel = other
    with refused("another-contest"):
        actions.add_part(contest=contest, part=seat, values={}, by=cast.wang, now=NOW)


def test_people_of_another_district(cast, contest, heping):
    community = a_community(heping.district)
    secretary = Secretary.objects.create(community=community, name="Elsewhere")
    for part, values in (
        (contest.contestants.first(), {"secretary": secretary}),
        (contest.judges.first(), {"community": community}),
        (contest.judges.first(), {"street": community.street}),
    ):
        with refused("another-district"):
            change(cast, part, **values)


def test_a_round_of_another_contest_or_an_external_one_has_no_order(cast, contest):
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    other = a_draft(cast, slug="other", preset="tour")
    order = ["03", "02", "01"]
    with refused("another-contest"):
        actions.enter_order(contest=contest, order=order, round=other.rounds.first(), by=cast.wang, now=NOW)
    with refused("external-round", round="stage"):
        actions.enter_order(contest=other, order=order, round=other.rounds.get(key="stage"), by=cast.wang, now=NOW)
    assert Contest.objects.get(pk=contest.pk).draw_seed.endswith(":s")


# ---- Somebody else was quicker --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("contest")
def test_two_change_different_things_of_one_part(cast):
    mine, theirs = (RubricItem.objects.get(key="content") for _ in range(2))
    change(cast, mine, maximum=Decimal(50))
    change(cast, theirs, name="Content")
    item = RubricItem.objects.get(key="content")
    assert (item.maximum, item.name) == (50, "Content")
    assert Journal.objects.latest("pk").detail == {"name": "Content", "before": {"name": "工作实绩与内容"}}


def test_what_changes_nothing_writes_nothing(cast, contest):
    version, lines = contest.version, Journal.objects.count()
    change(cast, contest.judges.first(), name="Judge J1")
    actions.change_contest(contest=contest, values={"title": contest.title}, by=cast.wang, now=NOW)
    actions.set_rules(contest=contest, rules=contest.rule_sheet.rules, by=cast.wang, now=NOW)
    assert (Contest.objects.get().version, Journal.objects.count()) == (version, lines)


def test_a_part_that_is_gone(cast, contest):
    mine, theirs = (contest.judges.get(key="J5") for _ in range(2))
    actions.remove_part(part=theirs, by=cast.wang, now=NOW)
    for attempt in (
        lambda: change(cast, mine, name="x"),
        lambda: actions.move_part(part=mine, up=True, by=cast.wang, now=NOW),
        lambda: actions.remove_part(part=mine, by=cast.wang, now=NOW),
        lambda: actions.correct_name(part=mine, values={"name": "x"}, reason="x", by=cast.wang, now=NOW),
        lambda: actions.issue_card(judge=mine, by=cast.wang, now=NOW),
    ):
        with refused("gone"):
            attempt()
    assert Journal.objects.filter(verb="judge-removed").count() == 1


def test_what_was_removed_stands_in_the_journal(cast, contest):
    actions.remove_part(part=contest.judges.get(key="J5"), by=cast.wang, now=NOW)
    assert Journal.objects.latest("pk").detail["before"]["name"] == "Judge J5"


def test_a_contest_that_is_gone(cast, contest):
    actions.remove_contest(contest=Contest.objects.get(), by=cast.wang, now=NOW)
    for attempt in (
        lambda: actions.change_contest(contest=contest, values={"theme": "x"}, by=cast.wang, now=NOW),
        lambda: actions.seal_draw(contest=contest, by=cast.wang, now=NOW),
        lambda: actions.draw_order(contest=contest, called="s", by=cast.wang, now=NOW),
        lambda: actions.remove_contest(contest=contest, by=cast.wang, now=NOW),
    ):
        with refused("gone"):
            attempt()


def test_a_form_that_lags_behind_overwrites_nobody(cast, contest):
    """A form that has filled in its own row already gives the same as one that has not."""
    judge = contest.judges.first()
    judge.name = "Typed"
    change(cast, judge, name="Typed")
    assert Journal.objects.latest("pk").detail == {"name": "Typed", "before": {"name": "Judge J1"}}


# ---- Rooms ----------------------------------------------------------------------------------------------------------


def test_who_changes_rooms_is_drawn_again(cast, contest):
    for person, room in zip(contest.contestants.all(), "AAB", strict=True):
        change(cast, person, room=room)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    change(cast, contest.contestants.first(), room="B")
    rows = Performance.objects.filter(contestant__number="01").values_list("room", "order")
    assert set(rows) == {("B", None)}


# ---- Long lists -----------------------------------------------------------------------------------------------------


def entries(count, first=1):
    return [Entry(f"9{n:04d}", f"Secretary {n}", f"Community {n}") for n in range(first, first + count)]


@pytest.mark.parametrize("count", [3, 300])
def test_a_list_costs_as_many_queries_short_or_long(cast, contest, count):
    with CaptureQueriesContext(connection) as queries:
        added = actions.add_contestants(contest=contest, entries=entries(count), by=cast.wang, now=NOW)
    assert len(added) == count
    assert len({q["sql"].split("(")[0] for q in queries}) == 18
    assert contest.performances.count() == 2 * (3 + count)
    line = Journal.objects.latest("pk")
    assert (line.verb, len(line.detail["numbers"])) == ("contestants-added", count)
    assert [c.position for c in added] == list(range(3, 3 + count))


def test_a_list_comes_whole_or_not_at_all(cast, contest):
    place = a_community(cast.district, "Zhufeng", "Qidixiang")
    secretary = Secretary.objects.create(community=place, name="Lin")
    actions.add_contestants(contest=contest, entries=[actions.entry_of(secretary, number="07")], by=cast.wang, now=NOW)
    bad = [
        *entries(1),
        Entry("01", "Again"),
        Entry("08", "名" * 300),
        actions.entry_of(secretary, number="09"),
        Entry("90001", "Twice"),
        Entry("1", "Again, without the nought"),
        Entry("10", "a\x00"),
        Entry("11", "\u200b\u0301"),
    ]
    with refused(
        "bad-entries",
        problems=[
            ("01", {"__all__": ["contestant_number_once"]}),
            ("08", {"name": ["max_length"]}),
            ("09", {"__all__": ["contestant_person_once"]}),
            ("90001", {"__all__": ["contestant_number_once"]}),
            ("01", {"__all__": ["contestant_number_once"]}),
            ("10", {"name": ["unfit-text"]}),
            ("11", {"name": ["unfit-text"]}),
        ],
    ):
        actions.add_contestants(contest=contest, entries=bad, by=cast.wang, now=NOW)
    assert Contestant.objects.count() == 4
    assert Contestant.objects.get(number="07").secretary == secretary


# ---- Small things ---------------------------------------------------------------------------------------------------


def test_replacing_a_judge_needs_a_reason_and_tells_who_it_was(cast):
    contest = an_open_contest(cast)
    seat = {"name": "New", "post": "Office", "key": "k", "by": cast.wang, "now": later(1)}
    with refused("reason-needed"):
        actions.replace_judge(judge=contest.judges.first(), reason=" ", **seat)
    actions.replace_judge(judge=contest.judges.first(), reason="ill", **seat)
    detail = Journal.objects.latest("pk").detail
    assert detail == {
        "name": "New",
        "post": "Office",
        "before": {"name": "Judge J1", "post": ""},
        "reason": "ill",
    }


def test_a_null_character_is_kept_in_about_and_refused_in_names(cast, contest):
    """On both databases, of which one takes it in a name and the other does not."""
    extra = {"x": "\x00", "y": [1, None, True]}
    actions.change_contest(contest=contest, values={"extra": extra}, by=cast.wang, now=NOW)
    assert Contest.objects.get().extra == extra
    with refused("invalid", errors={"title": ["blank"]}):  # nobody sees that there is one
        actions.change_contest(contest=contest, values={"title": "\u202e\u3000"}, by=cast.wang, now=NOW)
    with refused("invalid", errors={"theme": ["unfit-text"]}):
        actions.change_contest(contest=contest, values={"theme": "\x00"}, by=cast.wang, now=NOW)
