"""A rehearsal from its first page to its last: copied, opened, run, seen as one on every page and paper, deleted."""

import re
from io import BytesIO

import pytest
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from communities.models import Journal
from contests.actions import issue_card
from contests.models import Contest
from contests.rules.cards import cards_tag
from pages.links import path_of
from papers.registry import not_yet, printables
from scoring import actions as scoring
from stage.actions import add_cue, add_usual_links, change_bank, change_show, draw_question
from stage.models import LinkKind, QuestionBank
from stage.queries import show_of
from tests.addresses import all_addresses
from tests.browsers import client_of, text_of
from tests.cast import a_draft, a_published_contest, fresh, later, performed
from tests.manage_pages import after, at, printed
from tests.printed import printed_pages

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
WORD = "演练"


def copied_to_rehearse(cast, wang):
    """By the pages: from the overview of a contest that is over to the copy that is opened."""
    source = a_published_contest(cast, contestants=2)
    overview = wang.get(at("contest", source)).content.decode()
    copying = reverse("setup:copy", args=[source.pk]) + "?rehearse=1"
    assert copying in overview
    form = wang.get(copying).content.decode()
    assert re.search(r'<input[^>]* name="rehearsal"[^>]* checked', form)
    assert f'value="{source.date:%Y-%m-%d}"' in form, "the day it rehearses"
    values = {"title": "Trying it out", "date": "2026-11-19", "rehearsal": "on"}
    wang.post(copying, values)
    copy = Contest.objects.get(title="Trying it out")
    assert wang.post(at("open", copy)).status_code == 302
    return fresh(copy)


def test_a_rehearsal_says_that_who_has_left_competes_in_it(cast):
    wang, draft = client_of(cast.wang), a_draft(cast)
    copying = reverse("setup:copy", args=[draft.pk]) + "?rehearse=1"
    values = {"date": "2026-11-19", "rehearsal": "on"}
    assert "also those who do not" not in after(wang, wang.post(copying, {**values, "title": "One"}))
    draft.contestants.filter(number="02").update(status="withdrawn")
    assert "also those who do not" in after(wang, wang.post(copying, {**values, "title": "Two"}))


def test_a_rehearsal_is_shown_as_the_contest_will_be(cast):
    wang, draft = client_of(cast.wang), a_draft(cast)
    change_show(contest=draft, values={"releasing": "end", "subtitle": "Of one heart"}, by=cast.wang, now=later(0))
    for slot, title in ((0, "Welcome"), (1, "Tea")):
        add_cue(
            contest=draft, values={"title": title, "emcee_notes": "Be seated."}, slot=slot, by=cast.li, now=later(0)
        )
    change_bank(round=draft.rounds.first(), questions=["Sealed?"], again=False, by=cast.wang, now=later(0))
    copying = reverse("setup:copy", args=[draft.pk])
    wang.post(f"{copying}?rehearse=1", {"date": "2026-11-19", "rehearsal": "on", "title": "Trying it out"})
    show = show_of(Contest.objects.get(title="Trying it out"))
    assert (show.releasing, show.subtitle) == ("end", "Of one heart")
    assert [(cue.slot, cue.title, cue.emcee_notes) for cue in show.cues.all()] == [
        (0, "Welcome", "Be seated."),
        (1, "Tea", "Be seated."),
    ]
    assert not QuestionBank.objects.filter(round__contest=show.contest).exists()
    wang.post(copying, {"date": "2026-11-19", "title": "Next year"})
    assert show_of(Contest.objects.get(title="Next year")).pk is None


def run(cast, contest):
    for performance in contest.performances.order_by("round__position", "order"):
        performed(cast, contest, performance)
    return scoring.close_contest(contest=contest, by=cast.li, now=later(60))


def pages_of(contest, client):
    """Every page of a contest that is found by its number alone, by its address; parts that go into pages left out."""
    for name in all_addresses():
        try:
            address = reverse(name, kwargs={"pk": contest.pk})
        except NoReverseMatch:
            continue
        if not name.startswith(("public:", "judge:", "administration:")) and name != "setup:copy":
            response = client.get(address)
            if response.status_code == 200 and b"<html" in response.content:
                yield name, response.content.decode()


def test_every_page_and_paper_of_a_rehearsal_says_that_it_is_one(cast):
    wang = client_of(cast.wang, "zh-hans")
    contest = copied_to_rehearse(cast, wang)
    tablet = client_of(language="zh-hans")
    card = issue_card(judge=contest.judges.first(), by=cast.wang, now=later(1)).card
    assert WORD in text_of(tablet.get(reverse("judge:card", args=[card.secret]), follow=True))
    seen = {"seen": cards_tag(contest.judges.all())}
    assert printed(wang.post(at("cards-missing", contest), seen)).count(WORD) == 4
    first = contest.performances.filter(round__external=False).first()
    change_bank(round=first.round, questions=["一", "二"], again=True, by=cast.wang, now=later(1))
    draw_question(performance=first, called="dice", by=cast.li, now=later(2))
    run(cast, contest)
    pages = dict(pages_of(contest, wang))
    assert len(pages) >= 20
    assert [name for name, page in pages.items() if WORD not in page] == []
    given = {kind: kind.value for kind in (LinkKind.SCREEN, LinkKind.EMCEE, LinkKind.TIMEKEEPER)}
    links = add_usual_links(contest=contest, names=given, by=cast.wang, now=later(61))
    assert [link.name for link in links if WORD not in text_of(tablet.get(path_of(link)))] == []
    assert WORD in wang.get(reverse("setup:contests")).content.decode()
    never = {"site-report", "comparison", "notice-list", "waiting-list"}  # no tour, no centres, never published
    assert set(not_yet(fresh(contest))) == never
    for kind in (kind for kind in printables() if kind.id not in never):
        pdf = wang.get(at("paper", contest, kind=kind.id, ending="pdf"))
        assert [n for n, page in enumerate(printed_pages(pdf.content)) if WORD not in page] == []
        book = load_workbook(BytesIO(wang.get(at("paper", contest, kind=kind.id, ending="xlsx")).content))
        first = ["".join(str(cell.value) for row in sheet["A1:A4"] for cell in row) for sheet in book]
        assert [text for text in first if WORD not in text] == []
    assert '"rehearsal":true' in wang.get(at("contest-file", contest)).content.decode()


def test_a_rehearsal_is_not_published_and_is_deleted_from_its_pages(cast):
    wang = client_of(cast.wang)
    contest = run(cast, copied_to_rehearse(cast, wang))
    assert "never published" in text_of(wang.get(at("results", contest)))
    assert "never published" in after(wang, wang.post(at("publish", contest), {}))
    assert fresh(contest).state == "closed"
    assert "What residents see" not in text_of(wang.get(at("contest", contest)))
    away = reverse("setup:remove", args=[contest.pk])
    assert away in wang.get(at("contest", contest)).content.decode()
    assert "20 score sheets with their marks" in text_of(wang.get(away))
    assert client_of(cast.li).post(away).status_code == 403
    assert "“Trying it out” has been deleted" in after(wang, wang.post(away))
    assert not Contest.objects.filter(pk=contest.pk).exists()
    assert Journal.objects.filter(contest_id=contest.pk).latest("pk").verb == "rehearsal-removed"
    assert Contest.objects.count() == 1
    real = Contest.objects.get()
    wang.post(reverse("setup:remove", args=[real.pk]))
    assert Contest.objects.count() == 1


def test_a_draft_becomes_a_rehearsal_on_its_first_page_and_no_longer_once_it_is_open(cast):
    contest, wang = a_draft(cast), client_of(cast.wang)
    about = reverse("setup:basics", args=[contest.pk])
    values = {"title": "Trial", "public_level": "winners", "announced": "contestants"}
    assert 'name="rehearsal"' in wang.get(about).content.decode()
    wang.post(about, {**values, "rehearsal": "on"})
    assert fresh(contest).rehearsal
    wang.post(about, values)
    assert not fresh(contest).rehearsal
    for sent in ({"seal": "1"}, {"called": "two"}):
        wang.post(reverse("people:order", args=[contest.pk]), sent)
    wang.post(at("open", contest))
    assert fresh(contest).is_open
    assert 'name="rehearsal"' not in wang.get(about).content.decode()
    wang.post(about, {**values, "rehearsal": "on"})
    assert not fresh(contest).rehearsal


def test_a_title_is_corrected_with_a_reason_and_what_is_announced_is_chosen_while_the_contest_is_on(cast):
    contest, wang = a_published_contest(cast), client_of(cast.wang)
    about = reverse("setup:basics", args=[contest.pk])
    values = {"title": "Another", "date": "2026-11-20", "public_level": "winners", "announced": "contest"}
    unanswered = wang.post(about, {**values, "reason": ""})
    assert "Say why the title is changed." in text_of(unanswered)
    assert 'value="Another"' in unanswered.content.decode()
    wang.post(about, {**values, "reason": "misspelt"})
    assert (fresh(contest).title, fresh(contest).announced) == ("Another", "contest")
    assert (fresh(contest).fingerprint, fresh(contest).extra["sealed_title"]) == (
        contest.fingerprint,
        "District contest",
    )
    line = text_of(wang.get(at("journal", contest)))
    assert "title: Another" in line
    assert "reason: misspelt" in line
    assert "The contest without its contestants" in line
