"""A team is told everywhere with all who are in it, from the form to the check page of a certificate."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contests.models import Announced, Contestant
from papers.people import name_of
from scoring import actions as scoring
from stage import actions as stage
from stage.models import LinkKind
from stage.tokens import token_of
from tests.browsers import client_of, text_of
from tests.cast import NOW, a_draft, announced, draw_order, held, later, sheet_of, started
from tests.manage_pages import at, page
from tests.tablet import card_for, seated

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
TEAM = [{"name": "王芳", "post": "书记"}, {"name": "李强"}, {"name": "赵敏"}]
TOLD = "Team: 李强, 赵敏"


def a_team(draft):
    draft.contestants.filter(number="01").update(name="王芳", members=TEAM)
    return draft


def form_of(response):
    """What a page sends back where nobody has changed anything."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_an_organiser_enters_a_team_one_person_a_line(cast):
    draft, wang = a_draft(cast), client_of(cast.wang)
    person = draft.contestants.get(number="01")
    to = reverse("people:contestant", args=[draft.pk, person.pk])
    sent = form_of(wang.get(to))
    told = wang.post(to, {**sent, "members": "王芳 书记\n王芳"})
    assert "王芳 is in this team twice." in text_of(told)
    assert "王芳 书记\n王芳" in told.content.decode(), "what was typed stays"
    assert wang.post(to, {**sent, "members": "王芳 书记\n李强\n赵敏"}).status_code == 302
    assert Contestant.objects.get(pk=person.pk).members == TEAM
    assert "王芳（书记）\n李强\n赵敏" in wang.get(to).content.decode()
    assert "王芳（书记）、李强、赵敏" in text_of(wang.get(reverse("people:contestants", args=[draft.pk])))


def test_the_list_that_is_downloaded_comes_back_and_changes_nothing(cast):
    draft, wang = a_team(a_draft(cast)), client_of(cast.wang)
    listed = wang.get(reverse("people:contestants-template", args=[draft.pk])).content
    sent = {"file": SimpleUploadedFile("list.xlsx", listed)}
    looked = wang.post(reverse("people:contestants", args=[draft.pk]), sent)
    assert (looked.context["new"], looked.context["changed"], looked.context["unchanged"]) == ([], [], 3)
    assert looked.context["left"] == []


def test_a_site_is_no_team(cast):
    draft = a_draft(cast, preset="tour")
    to = reverse("people:contestant", args=[draft.pk, draft.contestants.first().pk])
    assert "members" not in client_of(cast.wang).get(to).context["form"].fields


def test_judges_desk_screens_and_emcee_are_told_who_is_on_stage(cast):
    draft = a_team(a_draft(cast, contestants=1))
    draw_order(contest=draft, called="1979358", by=cast.wang, now=NOW)
    contest = scoring.open_contest(contest=draft, by=cast.wang, now=NOW)
    links = {
        kind: stage.add_link(contest=contest, values={"kind": kind, "name": kind}, by=cast.li, now=later(1))
        for kind in (LinkKind.SCREEN, LinkKind.MONITOR, LinkKind.OVERLAY, LinkKind.EMCEE)
    }
    performance = started(cast, contest)
    sheet = card_for(cast, sheet_of(performance))
    assert TOLD in text_of(seated(sheet.judge).get(f"/judge/sheets/{sheet.pk}/"))
    order = seated(sheet.judge).get("/judge/order/").json()
    assert any(TOLD in head for _round, *heads in order["heads"].values() for head in heads)
    assert TOLD in text_of(client_of(cast.li).get(reverse("desk:board", args=[contest.pk])))
    for kind, link in links.items():
        address = "emcee:state" if kind == LinkKind.EMCEE else "screen:state"
        said = text_of(client_of().get(reverse(address, args=[token_of(link)])))
        assert "李强, 赵敏" in said, kind


def test_residents_read_a_team_and_check_the_certificate_of_one_of_them(cast):
    contest = announced(cast, held(cast, a_team(a_draft(cast))))
    wang = client_of(cast.wang)
    to = at("certificates", contest)
    assert "One for each member" in page(wang, "certificates", contest)
    assert wang.post(to, {"beginning": "TX", "each": "1"}).status_code == 302
    assert "01 李强 (王芳)" in page(wang, "certificates", contest)
    person = contest.contestants.get(number="01")
    for address in (
        reverse("public:contest", args=[contest.pk]),
        reverse("public:contestant", args=[contest.pk, person.pk]),
    ):
        assert TOLD in text_of(client_of().get(address))
    checked = text_of(client_of().get(reverse("public:certificate", args=["TX-0002"])))
    assert "李强 Team 王芳" in checked
    assert "赵敏" not in checked


def test_a_team_is_as_private_as_its_name(cast):
    draft = a_team(a_draft(cast, announced=Announced.CONTEST))
    draw_order(contest=draft, called="1979358", by=cast.wang, now=NOW)
    contest = scoring.open_contest(contest=draft, by=cast.wang, now=NOW)
    stage.change_show(contest=contest, values={"live_page": True}, by=cast.wang, now=later(1))
    started(cast, contest)
    person = contest.contestants.get(number="01")
    assert client_of().get(reverse("public:contestant", args=[contest.pk, person.pk])).status_code == 404
    for address in ("public:contest", "public:live"):
        said = client_of().get(reverse(address, args=[contest.pk]))
        assert said.status_code == 200
        assert not any(member["name"] in said.content.decode() for member in TEAM)


def test_papers_name_all(cast):
    person = a_team(a_draft(cast)).contestants.get(number="01")
    assert name_of(person) == "王芳（李强、赵敏）"
