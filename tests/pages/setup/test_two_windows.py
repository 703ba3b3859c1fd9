"""Two organisers with the same page open: each one's work stays, and where both mean the same field they are asked."""

import json

import pytest
from django.urls import resolve, reverse

from communities.models import Role
from contests import actions
from contests.models import Cut, RubricItem
from scoring import actions as scoring
from tests.addresses import ORGANISER
from tests.addresses import people as people_addresses
from tests.addresses import recusals as recusal_addresses
from tests.addresses import setup as setup_addresses
from tests.browsers import client_of, text_of
from tests.cast import NOW, a_draft, a_member, draw_order, fresh
from tests.garbage import Reader
from tests.pages.setup.windows import Window

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def wang(cast):
    return client_of(cast.wang)


@pytest.fixture
def chen(cast):
    """Another organiser."""
    return client_of(a_member(cast.district, "chen", Role.ORGANISER))


@pytest.fixture
def draft(cast):
    return a_draft(cast)


def of_round(contest):
    return reverse("setup:round", args=[contest.pk, contest.rounds.first().pk])


def of_item(contest):
    return reverse("setup:item", args=[contest.pk, RubricItem.objects.filter(round__contest=contest).first().pk])


def of_award(contest):
    return reverse("setup:award", args=[contest.pk, contest.awards.first().pk])


def of_cut(contest):
    actions.add_part(
        contest=contest,
        part=Cut(round=contest.rounds.first()),
        values={"keep": 2},
        by=contest.district.memberships.filter(role="organiser")[0].user,
        now=NOW,
    )
    return reverse("setup:cut", args=[contest.pk, contest.rounds.first().pk])


def of_panel(contest):
    return reverse("people:panel", args=[contest.pk, contest.panels.first().pk])


def of_person(contest):
    return reverse("people:contestant", args=[contest.pk, contest.contestants.first().pk])


def rules_of(name, key):
    return lambda contest: f"{reverse(f'rules:{name}', args=[contest.pk])}?key={key}"


FORMS = {
    "about": (lambda c: reverse("setup:basics", args=[c.pk]), {"venue": "Town hall"}, {"host": "The district"}),
    "round": (of_round, {"guidance": "Speak up"}, {"weight": "2"}),
    "clock": (of_round, {"limit": "9:00"}, {"under_seconds_0": "6:00", "under_points_0": "1"}),
    "item": (of_item, {"guidance": "Facts"}, {"weight": "2"}),
    "award": (of_award, {"minimum": "80"}, {"name": "Gold"}),
    "cut": (of_cut, {"keep": "3"}, {"tie": "decide"}),
    "panel": (of_panel, {"name": "Experts"}, {"weight": "3"}),
    "panel rules": (rules_of("panel", "jury"), {"drop_high": "2"}, {"drop_low": "2"}),
    "round rules": (rules_of("round", "speech"), {"drop_high": "0"}, {"trim_from": "4"}),
    "rules": (lambda c: reverse("rules:change", args=[c.pk]), {"places_panel": "4"}, {"final_high": "100"}),
    "contestant": (of_person, {"title": "Our street"}, {"theme": "Renewal"}),
}


@pytest.mark.parametrize("name", FORMS)
def test_two_people_who_change_different_fields_both_keep_their_work(draft, wang, chen, name):
    address, first, second = FORMS[name]
    at, field, other = address(draft), next(iter(first)), next(iter(second))
    one, two = Window(wang, at, field), Window(chen, at, field)
    one.send(**first)
    assert "meanwhile" not in two.send(**second)
    again = Window(wang, at, field)
    assert (again.shown(field), again.shown(other)) == (first[field], second[other])


@pytest.mark.parametrize("name", FORMS)
def test_two_people_who_change_one_field_are_shown_both_values_and_choose(draft, wang, chen, name):
    address, first, second = FORMS[name]
    at, field = address(draft), next(iter(first))
    mine, beside = OTHERS[field], next(iter(second))
    one, two, three = (Window(client, at, field) for client in (wang, chen, chen))
    one.send(**first)
    told = two.send(**{**second, field: mine})
    assert "somebody else saved changes" in told
    assert (two.shown(field), two.shown(beside)) == (mine, second[beside])
    assert Window(wang, at, field).shown(field) == first[field]
    assert "somebody else saved changes" in two.send()
    two.send(**{f"keep-{field}": "mine"})
    assert Window(wang, at, field).shown(field) == mine
    three.send(**{field: THIRD[field]})
    three.send(**{f"keep-{field}": "theirs"})
    assert Window(wang, at, field).shown(field) == mine


OTHERS = {
    "venue": "School",
    "guidance": "Stand up",
    "limit": "8:30",
    "minimum": "70",
    "keep": "1",
    "name": "Leaders",
    "drop_high": "3",
    "places_panel": "5",
    "title": "Our lane",
}
THIRD = {**OTHERS, "venue": "Park", "guidance": "Sit", "minimum": "60", "keep": "4", "limit": "8:45"}
THIRD |= {"name": "Peers", "drop_high": "4", "places_panel": "6", "title": "X"}


def test_judges_are_entered_by_two_people_at_two_windows(draft, wang, chen):
    at = reverse("people:judges", args=[draft.pk])
    first, second, third = draft.judges.all()[:3]
    removed = f"seat-{third.pk}-name"
    one, two = (Window(client, at, f"seat-{first.pk}-name") for client in (wang, chen))
    one.send(**{f"seat-{first.pk}-name": "Zhao Min", f"seat-{second.pk}-post": "Head of school"})
    actions.add_seats(
        panel=draft.panels.first(), count=1, by=draft.district.memberships.filter(role="organiser")[0].user, now=NOW
    )
    actions.remove_part(part=third, by=draft.district.memberships.filter(role="organiser")[0].user, now=NOW)
    told = two.send(**{f"seat-{second.pk}-name": "Qian Li", removed: "Sun Bo"})
    assert "Somebody else has just removed seats" in told
    assert "Sun Bo" in told
    assert [(j.name, j.post) for j in draft.judges.all()[:2]] == [("Zhao Min", ""), ("Qian Li", "Head of school")]
    assert "somebody else saved changes" not in two.send()
    late = Window(chen, at, f"seat-{first.pk}-name")
    one.send(**{f"seat-{first.pk}-name": "Zhao Ming"})
    told = late.send(**{f"seat-{first.pk}-name": "Chao Min", f"seat-{second.pk}-post": "Teacher"})
    assert "Zhao Ming" in told
    late.send(**{f"seat-{first.pk}-keep-name": "mine"})
    assert [(j.name, j.post) for j in draft.judges.all()[:2]] == [("Chao Min", ""), ("Qian Li", "Teacher")]


def test_what_somebody_else_removed_is_said_with_what_was_typed(draft, wang, chen):
    award = draft.awards.first()
    at = reverse("setup:award", args=[draft.pk, award.pk])
    two = Window(chen, at, "name")
    wang.post(reverse("setup:take-away", args=[draft.pk, "awards", award.pk]))
    told = two.send(name="Grand prize")
    assert "Somebody else has removed this" in told
    assert "Grand prize" in told
    moved = chen.post(reverse("setup:move", args=[draft.pk, "awards", award.pk]), {"to": "up"}, follow=True)
    assert "no longer exists" in text_of(moved)
    away = reverse("setup:take-away", args=[draft.pk, "rounds", draft.rounds.first().pk])
    asked = Window(chen, away, "seen")
    Window(wang, of_item(draft), "guidance").send(guidance="Two hours of work")
    assert "Somebody else has just changed this" in asked.send()
    assert draft.rounds.exists()


def test_the_same_added_by_two_is_asked_about(draft, wang, chen):
    at = reverse("setup:new-award", args=[draft.pk])
    one, two, other = (Window(client, at, "name") for client in (wang, chen, chen))
    one.send(name="Voice of the street", quota="1")
    assert "Somebody else has just added" in two.send(name="Voice of the street", quota="1")
    assert draft.awards.filter(name="Voice of the street").count() == 1
    other.send(name="Another", quota="1")
    assert "Another award already has this name" in two.send()
    assert draft.awards.filter(name="Voice of the street").count() == 1


def test_orders_that_somebody_else_has_changed_are_told(draft, wang, chen):
    rounds, sheet = reverse("setup:rounds", args=[draft.pk]), reverse("rules:sheet", args=[draft.pk])
    items = list(draft.rounds.first().items.all())
    address = reverse("setup:move", args=[draft.pk, "items", items[0].pk])
    boxes = next(s for s in Reader(chen.get(rounds).content.decode()).sheets if s.action == address)
    order = dict(boxes.sent())["order"].decode()
    wang.post(address, {"to": "down", "order": order})
    assert "Somebody else has just changed this" in text_of(
        chen.post(address, {"to": "down", "order": order}, follow=True)
    )
    assert list(draft.rounds.first().items.all())[1] == items[0]
    links, add = Window(chen, sheet, "link"), reverse("rules:add-link", args=[draft.pk])
    before = draft.rule_sheet.rules["tie_chain"]
    shown = json.dumps(before, ensure_ascii=False)
    wang.post(reverse("rules:change-link", args=[draft.pk]), {"link": before[0], "to": "out", "chain": shown})
    told = text_of(chen.post(add, {"link": "lot", "chain": shown}, follow=True))
    assert "Somebody else has just changed the tie-break rules" in told
    assert fresh(draft.rule_sheet).rules["tie_chain"] == before[1:]
    assert links.sheet.names


LATE = {
    "about": (FORMS["about"][0], {"title": "Another title"}),
    "round": (of_round, {"guidance": "Another guidance"}),
    "award": (of_award, {"name": "Another award"}),
    "rules": (FORMS["rules"][0], {"final_high": "101"}),
    "panel": (of_panel, {"name": "Another panel"}),
    "contestant": (of_person, {"community": "Another community"}),
    "order": (lambda c: reverse("people:order", args=[c.pk]), {"order": "03 02 01"}),
}


@pytest.mark.parametrize("name", LATE)
def test_a_page_from_before_the_opening_says_that_the_contest_was_opened(cast, draft, chen, name):
    address, typed = LATE[name]
    window = Window(chen, address(draft), next(iter(typed)))
    draw_order(contest=draft, called="dice", by=cast.wang, now=NOW)
    scoring.open_contest(contest=draft, by=cast.wang, now=NOW)
    told = window.send(**typed)
    assert "The contest was opened in the meantime" in told
    assert next(iter(typed.values())) in told
    assert "Correct a contestant" in told


CARRIED = {"seen", "order", "chain"}
NEEDS_NONE = {
    "people:more": "adds seats beside whatever is there",
    "people:remove": "takes away the person it names",
    "people:scores": "shows what a list would do before it does it",
    "people:contestants": "picks people who are not there yet, or shows what a list would do before it does it",
    "people:take-over": "shows who would come before anybody does; what changed meanwhile is shown again",
    "recusals:list": "adds a pair; one that is there is told",
    "recusals:withdraw": "takes away the pair it names",
    "setup:new": "nothing is there yet",
    "setup:copy": "nothing is there yet",
}


def test_every_form_of_the_set_up_carries_what_it_has_shown(places):
    browser = places.browsers[ORGANISER]
    without = set()
    for addresses in (setup_addresses, people_addresses, recusal_addresses):
        for name, known in addresses.ADDRESSES.items():
            if ORGANISER not in known.reads or known.gives != 200:
                continue
            at = reverse(name, kwargs=known.where(places))
            for sheet in Reader(browser.get(at + known.query).content.decode(errors="replace")).sheets:
                to = resolve(sheet.action.partition("#")[0] or at).view_name
                carried = {field.rpartition("-")[2] for field in sheet.names} & CARRIED
                if (
                    sheet.method == "post"
                    and not carried
                    and to.partition(":")[0] in ("setup", "people", "rules", "recusals")
                ):
                    without.add(to)
    assert without == NEEDS_NONE.keys()
