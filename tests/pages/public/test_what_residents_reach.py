"""What residents can reach, asked at every public address there is: as published, as far as announced, no rehearsal."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from contests import actions as contests
from contests.models import Announced, Award, Campaign, Contest, Contestant, Inclusion, PublicLevel, Season
from contests.rules.presets import PRESETS
from scoring import actions as scoring
from scoring.queries import in_force
from tests.addresses.public import ADDRESSES
from tests.browsers import client_of
from tests.cast import NOW, a_closed_contest, a_draft, an_open_contest, held, later, secretaries

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]

NOT_OF_RESULTS = {
    "public:street",
    "public:indicator",
    "public:certificates",
    "public:live",
    "public:live-state",
    "public:photo",
    "public:year",
    "public:experience",
    "public:presentation",
    "public:presentation-file",
    "public:value-file",
    "public:campaign-banner",
}
"""Where nothing stands about a contest whose results are published."""


NO_PHOTO = SimpleNamespace(file_name="none.jpg")


def framed(cast, contest):
    """A campaign that residents read, with the contest in it, whatever this is, and points for all who took part."""
    of = {"began": NOW, "published_at": NOW, "published_by": cast.wang}
    campaign, _ = Campaign.objects.get_or_create(district=cast.district, title="Campaign", defaults=of)
    Inclusion.objects.get_or_create(contest=contest, defaults={"campaign": campaign, "position": 0})
    Season.objects.get_or_create(campaign=campaign, defaults={"others": "1", "public": True})
    return campaign


def everywhere(cast, contest, serial="TX-0001"):
    """What each public address answers about a contest; nothing where it is not there."""
    community = Contestant.objects.filter(secretary__isnull=False).latest("pk").secretary.community
    certificate = SimpleNamespace(serial=serial)
    of_contest = {"published": contest, "live": contest, "certificate": certificate, "photo": NO_PHOTO}
    none = SimpleNamespace(pk=0)  # what a district counts says nothing of a contest
    places = {"district": cast.district, "street": community.street, "community": community, "indicator": none}
    places |= {"presentation": none, "file": none}  # released on its own, whatever is announced
    places["value"] = SimpleNamespace(pk=0, files=SimpleNamespace(first=lambda: none))
    places |= {"campaign": framed(cast, contest), "banner": NO_PHOTO}
    there = SimpleNamespace(**places, **of_contest)
    anybody = client_of()
    answers = {name: anybody.get(reverse(name, kwargs=a.where(there))) for name, a in ADDRESSES.items()}
    return {name: r.content.decode() if r.status_code == 200 else "" for name, r in answers.items()}


def showing(pages, *words):
    """The addresses at which one of some words stands."""
    return {name for name, page in pages.items() if any(word in page for word in words)}


def with_a_secretary(cast, make=a_closed_contest, **values):
    """A contest that residents may know of, with 01 from the register."""
    values = {"title": "The first title", "venue": "The first hall", "theme": "The first matter", **values}
    contest = make(cast, contestants=2, **values)
    place = secretaries(cast.district, 1)[0]
    Contestant.objects.filter(contest=contest, number="01").update(
        secretary=place, name="The first name", title="The first talk"
    )
    return contest


def published(cast, contest, announced):
    change = {"announced": announced}
    contests.change_contest(contest=contest, values=change, by=cast.wang, now=later(65))
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    return Contest.objects.get(pk=contest.pk)


def test_what_was_published_keeps_its_words_at_every_address_until_published_anew(cast):
    contest = published(cast, with_a_secretary(cast), Announced.CONTESTANTS)
    scoring.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(80))
    before = everywhere(cast, contest)
    given = {"by": cast.wang, "now": later(90)}
    values = {"title": "Another title", "venue": "Another hall", "theme": "Another matter", "date": "2027-01-31"}
    contests.change_contest(contest=contest, values=values, reason="misspelt", **given)
    person = contest.contestants.get(number="01")
    values = {"name": "Another name", "title": "Another talk"}
    contests.correct_name(part=person, values=values, reason="misspelt", **given)
    after = everywhere(cast, contest)
    assert showing(after, "Another", "2027", "January") == set()
    assert showing(after, "The first") == showing(before, "The first") == set(ADDRESSES) - NOT_OF_RESULTS
    scoring.supersede(contest=contest, reason="names corrected", **given)
    anew = everywhere(cast, contest)
    of_the_first = {"public:publication", "public:certificate"}
    assert showing(anew, "The first") == of_the_first
    assert showing(anew, "Another") == showing(before, "The first") - {
        "public:publication"
    }  # it says what is corrected


HALF = {"public:home", "public:district", "public:contest", "public:campaign"}
PEOPLE = {"public:community", "public:contestant"}


@pytest.mark.parametrize(
    ("announced", "contest_at", "names_at"),
    [
        (Announced.NOTHING, set(), set()),
        (Announced.CONTEST, HALF, set()),
        (Announced.CONTESTANTS, {*HALF, *PEOPLE}, {"public:contest", *PEOPLE}),
    ],
)
def test_before_the_results_residents_reach_what_is_announced(cast, announced, contest_at, names_at):
    contest = with_a_secretary(cast, an_open_contest, announced=announced)
    pages = everywhere(cast, contest)
    assert showing(pages, "The first title") == contest_at
    assert showing(pages, "The first name", "The first talk", "Secretary 2") == names_at
    assert ("1979358" in pages["public:contest"]) is bool(names_at)
    code = client_of().get(reverse("judge:code", args=[contest.pk]))
    assert ("The first title" in code.content.decode()) is bool(contest_at)


@pytest.mark.parametrize("announced", [Announced.NOTHING, Announced.CONTEST])
def test_once_published_residents_reach_those_whom_the_results_name(cast, announced):
    contest = with_a_secretary(cast)
    contest.contestants.filter(number="02").update(name="The last of all")
    person = contest.contestants.get(number="02")
    scoring.set_contestant_status(contestant=person, status="disqualified", reason="x", by=cast.wang, now=later(62))
    contest = published(cast, Contest.objects.get(pk=contest.pk), announced)
    pages = everywhere(cast, contest)
    assert showing(pages, "The first name") == {
        "public:contest",
        "public:publication",
        "public:contestant",
        "public:campaign",
    }
    assert showing(pages, "The first talk") == {"public:contestant", "public:community"}
    assert showing(pages, "The last of all") == set()
    assert (
        client_of()
        .get(reverse("public:contestant", args=[contest.pk, contest.contestants.get(number="02").pk]))
        .status_code
        == 404
    )
    values = {"public_level": PublicLevel.PLACES}
    contests.change_contest(contest=contest, values=values, by=cast.wang, now=later(75))
    assert "The last of all" in everywhere(cast, contest)["public:contest"]


def test_a_preset_proposes_what_is_announced():
    assert {preset.id: preset.announced for preset in PRESETS.values()} == {
        "stage": Announced.CONTESTANTS,
        "tour": Announced.CONTESTANTS,
        "standards": Announced.CONTEST,
        "reserve": Announced.NOTHING,
    }


def test_a_rehearsal_is_at_no_public_address(cast):
    contest = with_a_secretary(cast, rehearsal=True, public_level=PublicLevel.EVERYTHING)
    pages = everywhere(cast, contest)
    assert showing(pages, "The first") == set()
    of_a_contest = ("contest", "live", "live-state", "publication", "contestant", "certificate")
    assert {name for name, page in pages.items() if not page} == {
        f"public:{page}"
        for page in (
            *of_a_contest,
            "photo",
            "indicator",
            "presentation",
            "presentation-file",
            "value-file",
            "campaign-banner",
            "year",
        )
    }
    assert "The first" not in client_of().get(reverse("judge:code", args=[contest.pk])).content.decode()
    assert "The first" not in client_of().get(reverse("judge:any-code")).content.decode()


def test_of_candidates_residents_reach_those_who_were_chosen_and_nobody_else(cast):
    """A selection of reserves as it begins: nothing is announced; of the results those who have the one place, also
    once somebody else moves up, unless the organiser lets residents read it."""
    awards = [{"name": "Reserve", "quota": 1}]
    contest = with_a_secretary(cast, lambda cast, **values: held(cast, with_awards(cast, awards, **values)), **NOTHING)
    contest.contestants.filter(number="02").update(name="The candidate who waits")
    names = ("The first name", "The candidate who waits")
    assert showing(everywhere(cast, contest), *names) == set()
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    (row,) = [row for row in in_force(contest).data["result"]["standings"] if row["awards"]]
    chosen, waits = names if row["contestant"] == "01" else names[::-1]
    pages = everywhere(cast, contest)
    assert "public:contest" in showing(pages, chosen)
    assert showing(pages, waits) == set()
    left, up = ("01", "02") if row["contestant"] == "01" else ("02", "01")
    given = {"contest": contest, "award": "Reserve", "left": left, "moved_up": up, "why": "declined", "reason": "ill"}
    scoring.record_succession(**given, by=cast.wang, now=later(80))
    assert showing(everywhere(cast, contest), waits) == set()


NOTHING = {"announced": PRESETS["reserve"].announced}


def with_awards(cast, awards, **values):
    """A draft whose awards are these."""
    contest = a_draft(cast, **values)
    contest.awards.all().delete()
    for award in awards:
        contests.add_part(contest=contest, part=Award(contest=contest), values=award, by=cast.wang, now=later(0))
    return contest
