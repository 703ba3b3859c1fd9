"""What a secretary pledges on stage is written down, agreed to, released, and followed up in public."""

from datetime import date

import pytest
from django.urls import reverse

from contests import actions
from contests.models import Contestant, FollowUp, Pledge
from tests.browsers import client_of, text_of
from tests.cast import a_published_contest, a_user, an_open_contest, later, secretaries
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 31)
TEXT = "A lamp in every stairway"


@pytest.fixture
def who(cast):
    contest = a_published_contest(cast)
    Contestant.objects.filter(contest=contest, number="01").update(secretary=secretaries(cast.district, 1)[0])
    return contest.contestants.select_related("contest", "secretary__community__street__district").get(number="01")


def by(cast, minutes=90):
    return {"by": cast.wang, "now": later(minutes)}


def pledged(cast, who, text=TEXT):
    return actions.make_pledge(contestant=who, text=text, due=DUE, **by(cast, 80))


def released(cast, made):
    actions.agree_pledge(pledge=made, how="by telephone", seen=made.changed_at, **by(cast))
    actions.release_pledge(pledge=made, seen=made.changed_at, **by(cast, 91))
    return made


def replied(cast, made, text="Half are up", fulfilment="under-way", day=date(2026, 9, 1)):
    return actions.follow_up(pledge=made, told_on=day, fulfilment=fulfilment, text=text, **by(cast, 92))


def read(who, words=TEXT):
    """On which pages residents read something: the contestant's, the community's, the year's; each is asked twice."""
    community = who.secretary.community
    paths = [
        reverse("public:contestant", args=[who.contest_id, who.pk]),
        reverse("public:community", args=[community.pk]),
        reverse("public:year", args=[community.street.district.slug, who.contest.date.year]),
    ]
    resident = client_of()
    return [words in (text_of(resident.get(path)), text_of(resident.get(path)))[1] for path in paths]


def test_residents_read_a_pledge_and_what_came_of_it_from_release_to_taking_back(cast, who):
    made = pledged(cast, who)
    assert read(who) == [False] * 3
    with refused("not-agreed"):
        actions.release_pledge(pledge=made, seen=made.changed_at, **by(cast))
    released(cast, made)
    assert read(who) == [True] * 3
    year = reverse("public:year", args=[cast.district.slug, who.contest.date.year])
    assert year in client_of().get(reverse("public:district", args=[cast.district.slug])).content.decode()
    first = replied(cast, made)
    assert read(who, "Half are up") == [False] * 3
    actions.confirm_follow_up(reply=first, **by(cast, 93))
    assert read(who, "Sept. 1, 2026 · Under way Half are up") == [True] * 3
    actions.confirm_follow_up(reply=replied(cast, made, "All are up", "kept", date(2026, 10, 1)), **by(cast, 94))
    assert read(who, "Kept") == [True] * 3
    with refused("reason-needed"):
        actions.withdraw_pledge(pledge=made, reason=" ", **by(cast, 95))
    actions.withdraw_pledge(pledge=made, reason="asked to", **by(cast, 95))
    assert read(who) == [False] * 3
    assert client_of().get(year).status_code == 404
    with refused("followed-up"):
        actions.remove_pledge(pledge=made, **by(cast, 96))


def test_what_is_confirmed_was_told_of_these_words_on_a_day_that_has_come(cast, who):
    made = released(cast, pledged(cast, who))
    with refused("invalid", errors={"told_on": ["to-come"]}):
        replied(cast, made, "All are up", "kept", date(2026, 11, 21))
    actions.confirm_follow_up(reply=replied(cast, made, "None is up", "not-kept", date(2026, 11, 20)), **by(cast, 93))
    actions.withdraw_pledge(pledge=made, reason="asked to", **by(cast, 95))
    made.refresh_from_db()
    address = reverse("exchange:pledge", args=[who.contest_id, made.pk])
    wang = client_of(cast.wang)
    assert "so words and day stay" in text_of(wang.get(address))
    page = wang.post(address, {"text": "One lamp", "due": "2026-12-31"})
    assert "If something else was pledged, enter that as a new pledge." in text_of(page)
    assert Pledge.objects.get().text == TEXT
    actions.make_pledge(contestant=who, text=TEXT, due=date(2027, 12, 31), **by(cast, 96))
    released(cast, made)
    assert read(who, "Nov. 20, 2026 · Not kept None is up") == [True] * 3


def test_what_was_agreed_to_is_what_is_released_and_nothing_is_done_twice(cast, who):
    made = pledged(cast, who)
    with refused("already"):
        pledged(cast, who)
    seen = made.changed_at
    actions.change_pledge(pledge=made, text="Ten lamps", due=DUE, seen=seen, **by(cast, 81))
    with refused("stale"):
        actions.agree_pledge(pledge=made, how="by telephone", seen=seen, **by(cast))
    with refused("stale"):
        actions.change_pledge(pledge=made, text="Nine lamps", due=DUE, seen=seen, **by(cast, 82))
    made.refresh_from_db()
    with refused("reason-needed"):
        actions.agree_pledge(pledge=made, how=" ", seen=made.changed_at, **by(cast))
    released(cast, made)
    with refused("already"):
        actions.release_pledge(pledge=made, seen=made.changed_at, **by(cast))
    with refused("released-stays"):
        actions.change_pledge(pledge=made, text="Nine lamps", due=DUE, seen=made.changed_at, **by(cast, 92))
    with refused("released-stays"):
        actions.remove_pledge(pledge=made, **by(cast, 92))
    entered = replied(cast, made)
    with refused("already"):
        replied(cast, made)
    actions.confirm_follow_up(reply=entered, **by(cast, 93))
    for again in (actions.confirm_follow_up, actions.remove_follow_up):
        with refused("already"):
            again(reply=entered, **by(cast, 94))


def test_a_pledge_is_entered_once_the_contest_is_open_with_a_day_that_is_none_of_a_slip(cast):
    who = an_open_contest(cast).contestants.first()
    for day in (date(26, 1, 1), date(9999, 1, 1)):
        with refused("invalid", errors={"due": ["far-off"]}):
            actions.make_pledge(contestant=who, text=TEXT, due=day, **by(cast))
    for text in ("", "x" * 501, "\x00", "\u202e"):
        with refused("invalid"):
            pledged(cast, who, text)
    made = pledged(cast, who)
    actions.agree_pledge(pledge=made, how="by telephone", seen=made.changed_at, **by(cast))
    with refused("wrong-state"):
        actions.release_pledge(pledge=made, seen=made.changed_at, **by(cast))
    with refused("invalid"):
        replied(cast, made, fulfilment="half")
    for n in range(19):
        pledged(cast, who, f"Lamp {n}")
    with refused("too-many-pledges"):
        pledged(cast, who, "One more")
    actions.remove_follow_up(reply=replied(cast, made), **by(cast))
    actions.remove_pledge(pledge=made, **by(cast))
    assert not FollowUp.objects.exists()


@pytest.mark.sqlite_suffices
def test_an_organiser_follows_a_pledge_up_and_what_was_typed_stays_where_it_is_refused(cast, who):
    wang, at = client_of(cast.wang), {"pk": who.contest_id}
    new = reverse("exchange:new-pledge", kwargs=at | {"contestant": who.pk})
    assert "write all four digits" in text_of(wang.post(new, {"text": TEXT, "due": "0026-12-31"}))
    assert "Waits for the secretary" in text_of(wang.post(new, {"text": TEXT, "due": "2026-12-31"}, follow=True))
    row = Pledge.objects.get()

    def ways(name, **more):
        return reverse(f"exchange:{name}", kwargs=at | {"pledge": row.pk, **more})

    page = wang.post(ways("agree-pledge"), {"how": "by telephone", "seen": "nonsense"})
    assert "Somebody else has just changed this." in text_of(page)
    assert 'value="by telephone"' in page.content.decode()
    seen = row.changed_at.isoformat()
    wang.post(ways("agree-pledge"), {"how": "by telephone", "seen": seen})
    assert "Released." in text_of(wang.post(ways("release-pledge"), {"seen": seen}, follow=True))
    sent = {"told_on": "9999-01-01", "fulfilment": "kept", "text": "All are up"}
    page = wang.post(ways("follow-up"), sent)
    assert "write all four digits" in text_of(page)
    assert "All are up" in text_of(page)
    wang.post(ways("follow-up"), sent | {"told_on": "2024-10-01"})
    wang.post(ways("confirm-reply", reply=FollowUp.objects.get().pk))
    assert read(who, "All are up") == [True] * 3
    page = wang.post(ways("withdraw-pledge"), {"reason": "x" * 201})
    assert "at most 200 characters" in text_of(page)
    nobody = client_of(a_user("nobody"))
    for far in (
        reverse("exchange:pledge", kwargs=at | {"pledge": 2**63}),
        ways("confirm-reply", reply=2**63),
        ways("pledge"),
    ):
        assert nobody.post(far).status_code in {403, 404}
    assert wang.post(ways("confirm-reply", reply=2**63)).status_code == 404


@pytest.mark.sqlite_suffices
def test_a_pledge_of_another_contest_is_not_reached_by_the_address_of_ones_own(cast, who):
    row = pledged(cast, who)
    own = an_open_contest(cast, slug="own")
    for name in ("pledge", "agree-pledge", "release-pledge", "remove-pledge", "follow-up"):
        path = reverse(f"exchange:{name}", kwargs={"pk": own.pk, "pledge": row.pk})
        assert client_of(cast.wang).post(path, {"how": "x", "text": "x"}).status_code == 404
    assert Pledge.objects.get() == row
