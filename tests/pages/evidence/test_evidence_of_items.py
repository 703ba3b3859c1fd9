"""A service centre sends by its link what shows how it stands to an item; judges see it there, nobody else does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.models import Journal
from contests import actions
from contests.models import ItemEvidence, RubricItem
from contests.rules.evidence_links import evidence_token
from scoring.actions import open_contest
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_draft, draw_order, sheet_of, started
from tests.documents import a_pdf
from tests.films import JPEG, a_photo, a_png
from tests.tablet import seated

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # actions and guards are tried on both


def sent(data, name="hall.jpg", **more):
    return {"file": SimpleUploadedFile(name, data), **more}


def test_a_centre_sends_evidence_that_judges_see_beside_the_item():
    cast, stranger = Cast(), Cast("heping", ("chen",))
    contest = a_draft(cast, preset="standards")
    organiser, anybody = client_of(cast.wang), client_of()
    opening = reverse("manage:open", args=[contest.pk])
    draw_order(contest=contest, called="1979358", by=cast.wang, now=NOW)
    assert "No evidence" not in text_of(organiser.get(opening))
    organiser.post(reverse("evidence:give-links", args=[contest.pk]), {"seen": "0"})
    listed = organiser.get(reverse("evidence:contest", args=[contest.pk])).content.decode()
    centre, other = contest.contestants.order_by("number")[:2]
    token, item = evidence_token(centre, 1), RubricItem.objects.filter(round__contest=contest).first()
    page, add = reverse("evidence:centre", args=[token]), reverse("evidence:centre-add", args=[token, item.pk])
    assert page in listed
    for wrong, said in (
        (sent(JPEG[:-2]), "This picture is damaged"),
        (sent(b"MZ" + bytes(64), "setup.exe"), "neither a picture"),
        (sent(b"%PDF-1.7 nothing", "plan.pdf"), "not a PDF that can be opened"),
    ):
        assert said in text_of(anybody.post(add, wrong))
    again = anybody.get(add)  # of a phone that comes back to the answer of a form
    assert (again.status_code, again["Allow"], f'href="{page}"' in again.content.decode()) == (405, "POST", True)
    anybody.post(add, sent(a_photo(), small=SimpleUploadedFile("small.png", a_png(3, 4))))
    anybody.post(add, sent(a_pdf(), "plan.pdf", title="Plan of the year"))
    assert "Plan of the year" in text_of(anybody.get(page))
    photo = ItemEvidence.objects.get(format="jpg")
    assert (photo.sent_by, b"GPS" in bytes(photo.content)) == (str(centre), False)
    assert Journal.objects.filter(verb="evidence-added").count() == 2
    inside = reverse("evidence:file", args=[centre.pk, photo.pk])
    assert organiser.get(inside).status_code == 200
    assert client_of(stranger.wang).get(inside).status_code == 404
    leave = reverse("people:remove", args=[contest.pk, centre.pk])
    assert "Evidence that was sent goes with it, files: 2." in text_of(organiser.post(leave))
    shorter = {"rows": "编号\t名称\n02\tSecretary 2\n"}
    without = text_of(organiser.post(reverse("people:contestants", args=[contest.pk]), shorter))
    assert "Evidence that was sent goes with it, files: 2." in without
    drop = reverse("setup:take-away", args=[contest.pk, "items", item.pk])
    assert "Evidence that was sent goes with it, files: 2." in text_of(organiser.get(drop))
    assert f"No evidence has come from {other}" in text_of(organiser.get(opening))
    assert anybody.get(reverse("evidence:centre-file", args=[evidence_token(other, 1), photo.pk])).status_code == 404
    contest = open_contest(contest=contest, by=cast.wang, now=NOW)
    assert "nothing more is taken" in text_of(anybody.get(page))
    assert "Evidence is no longer taken" in text_of(anybody.post(add, sent(a_png())))
    performance = started(cast, contest, contest.performances.get(contestant=centre))
    sheet = sheet_of(performance)
    judge = seated(actions.issue_card(judge=sheet.judge, by=cast.wang, now=NOW).judge)
    shown = judge.get(reverse("judge:sheet", args=[sheet.pk])).content.decode()
    address = reverse("judge:evidence", args=[photo.pk])
    assert f'src="{address}?small"' in shown
    assert 'loading="lazy"' in shown
    assert "Plan of the year (PDF)" in shown
    assert judge.get(f"{address}?small").content == a_png(3, 4)
    assert anybody.get(address).status_code == 404
    elsewhere = a_draft(cast, preset="standards", slug="other")
    theirs = actions.issue_card(judge=elsewhere.judges.first(), by=cast.wang, now=NOW).judge
    assert seated(theirs).get(address).status_code == 404


def test_links_that_were_replaced_are_good_no_longer():
    cast = Cast()
    contest = a_draft(cast, preset="standards")
    for _n in range(2):
        actions.give_evidence_links(contest=contest, by=cast.wang, now=NOW)
    who = contest.contestants.first()
    before, now = (reverse("evidence:centre", args=[evidence_token(who, n)]) for n in (1, 2))
    assert [client_of().get(page).status_code for page in (before, now)] == [404, 200]
    assert client_of().get(now.replace(".", "x")).status_code == 404
