"""What a supervisor is shown, since the last time they said that they had looked."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from communities import actions as communities
from communities.models import Inspection, Journal, Membership, Role
from contests import actions as contests
from scoring import actions as scoring
from tests.browsers import client_of
from tests.cast import (
    Cast,
    a_closed_contest,
    a_published_contest,
    a_user,
    all_submit,
    an_open_contest,
    later,
    marks_for,
    sheet_of,
    started,
    submit,
)
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def sun(cast):
    """A browser of Sun, who supervises."""
    return client_of(cast.sun)


def at(name, *of):
    return reverse(f"supervise:{name}", args=of)


LINE = re.compile(r'<p class="watched-when">(.*?)(?=<p class="watched-when">|</ol>)', re.DOTALL)


def told(response):
    """The lines of the page as they are read, without their times and the clocks of the tests, which go back."""
    plain = (re.sub(r"<[^>]+>|\s+", " ", line) for line in LINE.findall(response.content.decode()))
    lines = [re.sub(" +", " ", line).strip()[20:] for line in plain]
    return [line for line in lines if "clock of this machine" not in line]


def ways(response):
    return re.findall(r'class="watched-way" href="([^"]+)"', response.content.decode())


def much(cast):
    """A published contest in which something of everything was done."""
    contest = an_open_contest(cast, contestants=2, by_name=("Favourite",))
    first, second = contest.performances.order_by("round__position", "order")[:2]
    judges = {judge.key: judge for judge in contest.judges.all()}
    scoring.recuse_after_opening(
        judge=judges["J5"], contestant=second.contestant, reason="cousins", by=cast.wang, now=later(1)
    )
    started(cast, contest, first)
    all_submit(first)
    own = sheet_of(first, "J1")
    scoring.reopen_sheet(sheet=own, reason="wrong row", by=cast.li, now=later(11))
    submit(own, key="k2", minutes=12)
    scoring.reopen_sheet(sheet=own, reason="tablet broke", by=cast.li, now=later(13))
    paper = scoring.enter_paper_sheet(sheet=own, marks=marks_for(own), key="p", by=cast.li, now=later(14))
    scoring.confirm_paper_sheet(submission=paper, by=cast.zhao, now=later(15))
    scoring.adjust(contestant=first.contestant, points=Decimal(-1), reason="prompted", by=cast.li, now=later(16))
    card = {"name": "Judge New", "post": "", "reason": "ill", "key": "k", "by": cast.li, "now": later(17)}
    contests.replace_judge(judge=judges["J2"], **card)
    scoring.excuse_judge(judge=judges["J3"], reason="called away", by=cast.li, now=later(18))
    scoring.close_performance(performance=first, reason="the watch stopped", by=cast.li, now=later(19))
    return first


def test_a_supervisor_sees_what_was_done_and_by_whom_and_says_that_it_was_looked_at(cast, sun):
    first = much(cast)
    admin = a_user("admin", is_administrator=True)
    spy = communities.create_person(
        values={"username": "spy", "name": "Spy"},
        password="two neighbourhoods",
        by=admin,
        now=later(20),
        district=cast.district,
        role=Role.DESK,
    )
    communities.set_password(user=spy, password="three neighbourhoods", by=admin, now=later(21))
    communities.set_password(user=spy, password="four neighbourhoods", by=spy, now=later(22))
    communities.take_role(membership=Membership.objects.get(user=spy), by=admin, now=later(23))
    page = sun.get(at("district", "tiexi"), headers={"accept-language": "en"})
    lines = [line.partition(" View")[0].partition(" / ")[0] for line in told(page)]
    assert lines[:4] == [
        "Admin (admin) Role taken from Spy (spy)",
        "Admin (admin) New password for Spy (spy)",
        "Admin (admin) Role given to Spy (spy)",
        "Admin (admin) Account made: Spy (spy)",
    ]
    assert [line.replace(first.contestant.number, "NN")[:60] for line in lines[4:]] == [
        f"Li (li) Performance closed: {first.contestant}".replace(first.contestant.number, "NN"),
        "Li (li) Judge left, earlier marks stay: J3 Judge J3",
        "Li (li) Judge replaced, now J2 Judge New",
        f"Li (li) Deduction or bonus: {first.contestant}".replace(first.contestant.number, "NN"),
        "Zhao (zhao) Paper sheet confirmed: J1 Judge J1",
        "Li (li) Paper sheet entered: J1 Judge J1",
        "Li (li) Sheet re-opened: J1 Judge J1",
        "J1 Judge J1 Sheet sent again: J1 Judge J1",
        "Li (li) Sheet re-opened: J1 Judge J1",
        "Wang (wang) Recusal entered: J5 Judge J5",
    ]
    for words in (
        "entered by: Li (li)",
        "reason: cousins",
        "reason: tablet broke",
        "reason: the watch stopped",
        "before: name Judge J2",
    ):
        assert words in " ".join(told(page))
    assert {sun.get(way).status_code for way in ways(page)} == {200}
    assert not Inspection.objects.exists()  # reading changes nothing
    upto = re.search(r'name="upto" value="(\d+)"', page.content.decode())[1]
    scoring.reopen_sheet(sheet=sheet_of(first, "J4"), reason="meanwhile", by=cast.li, now=later(24))
    done = sun.post(at("looked", "tiexi"), {"upto": upto}, follow=True)
    (line,) = told(done)
    assert "Li (li) Sheet re-opened: J4 Judge J4" in line
    assert Journal.objects.latest("pk").verb == "district-inspected"
    assert len(told(sun.get(at("district", "tiexi") + "?all"))) == 15
    again = sun.post(at("looked", "tiexi"), {"upto": upto}, follow=True).content.decode()
    assert "This has already been done." in again
    other = Cast("heping", ("qian", "zhou", "wu", "zheng"))
    assert told(client_of(other.sun).get(at("district", "heping"))) == []


def test_after_publication_times_and_further_publications_are_shown(cast, sun):
    contest = a_published_contest(cast, contestants=2)
    assert [
        line for line in told(sun.get(at("district", "tiexi"))) if "Time taken" in line or "published" in line
    ] == []
    performance = contest.performances.filter(round__external=False).first()
    scoring.record_clock(
        performance=performance, seconds=900, seen=470, reason="read wrongly", by=cast.li, now=later(71)
    )
    scoring.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(72))
    contestant = performance.contestant
    scoring.adjust(contestant=contestant, points=Decimal(-30), reason="objection upheld", by=cast.li, now=later(73))
    scoring.supersede(contest=contest, reason="objection", by=cast.wang, now=later(74))
    page = sun.get(at("district", "tiexi"))
    whole = " ".join(told(page))
    for words in (
        "Correction published",
        "reason: objection",
        "Time taken:",
        "reason: read wrongly",
        "objection upheld",
    ):
        assert words in whole
    assert {sun.get(way).status_code for way in ways(page)} == {200}


def test_a_first_publication_is_shown_where_it_needed_a_reason(cast, sun):
    for reason, shown in (("", False), ("one judge was taken ill", True)):
        contest = a_closed_contest(cast, contestants=2, slug=f"of-{shown}".lower())
        scoring.publish_results(contest=contest, reason=reason, by=cast.wang, now=later(70))
        whole = " ".join(told(sun.get(at("district", "tiexi"))))
        assert ("Results published" in whole, "taken ill" in whole) == (shown, shown)


def test_supervisors_land_there_and_organisers_do_not_get_it(cast, client):
    for user in (cast.sun, cast.wang):
        user.set_password("two neighbourhoods")
        user.save()
    typed = {"username": "sun", "password": "two neighbourhoods"}
    assert client.post(reverse("account:sign-in"), typed).headers["Location"] == at("district", "tiexi")
    assert client_of(cast.wang).get(at("district", "tiexi")).status_code == 403
    typed["username"] = "wang"
    assert client_of().post(reverse("account:sign-in"), typed).headers["Location"] == reverse("setup:contests")
    assert at("district", "tiexi") in client.get(reverse("setup:contests")).content.decode()


def test_what_is_looked_at_is_asked_inside(cast):
    much(cast)
    line, mine = Journal.objects.filter(district=cast.district).latest("pk"), {"now": later(30)}
    with refused("role-ended"):
        communities.confirm_inspection(district=cast.district, upto=line, by=cast.wang, **mine)
    communities.confirm_inspection(district=cast.district, upto=line, by=cast.sun, **mine)
    with refused("already"):
        communities.confirm_inspection(district=cast.district, upto=line, by=cast.sun, **mine)


def test_accounts_have_a_journal_of_their_own(cast, sun):
    admin = a_user("admin", is_administrator=True)
    by = {"by": admin, "now": later(1)}
    values, heping = {"password": "two neighbourhoods"}, Cast("heping", ("qian",)).district
    for username, district in (("spy", cast.district), ("guest", heping)):
        names = {"username": username, "name": username.title()}
        communities.create_person(values=names, district=district, role=Role.DESK, **values, **by)
    communities.create_district(values={"slug": "dadong", "name": "Dadong"}, **by)
    own = sun.get(at("accounts", "tiexi")).content.decode()
    assert "Spy (spy)" in own
    assert "Guest" not in own
    boss = client_of(admin)
    every = boss.get(reverse("administration:accounts")).content.decode()
    assert "Spy (spy)" in every
    assert "Guest (guest)" in every
    places = boss.get(reverse("administration:journal")).content.decode()
    assert "Dadong" in places
    assert "Spy" not in places
