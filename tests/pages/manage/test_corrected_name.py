"""A name that is put right after publication: residents, list, check page and paper say one thing at every step."""

from decimal import Decimal

import pytest
from django.urls import reverse

from scoring import actions as scoring
from scoring.models import Certificate
from tests.browsers import client_of
from tests.cast import a_published_contest, first_performance, fresh, later, marks_for, sheet_of, submit
from tests.manage_pages import after, at, issued, page, printed
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
NEW = "Secretary Wáng"


@pytest.fixture
def wang(cast):
    return client_of(cast.wang)


def verified(client, certificate):
    """What the page says that residents reach by the serial number of a certificate."""
    return client.get(reverse("public:certificate", args=[certificate.serial])).content.decode()


def on_paper(client, contest, certificate):
    form = {"language": "en", "right": "0", "down": "0"}
    return printed(client.get(at("certificate-pdf", contest, certificate=certificate.pk), form))


def test_a_corrected_name_goes_from_the_correction_to_the_new_certificate(cast, wang):
    contest = issued(cast)
    paper = Certificate.objects.order_by("serial").first()
    person, old = paper.contestant, paper.contestant.name
    others = Certificate.objects.count()

    to = reverse("people:contestant", args=[contest.pk, person.pk])
    told = after(wang, wang.post(to, {"name": NEW, "title": "", "theme": "", "reason": "misspelt"}))
    assert f"{person.number} {NEW} has been corrected." in told
    assert "What is published stays as it was until you publish a correction." in told
    overview = page(wang, "contest", contest)
    assert "Everything is done" not in overview
    assert "Publication no. 1 does not have the corrections made since" in overview
    assert f"{person.number} {old}, name: {old} → {NEW}" in overview
    assert at("publish", contest) in wang.get(at("contest", contest)).content.decode()
    for said in (page(wang, "certificates", contest), verified(wang, paper), on_paper(wang, contest, paper)):
        assert old in said
    assert NEW not in verified(wang, paper) + on_paper(wang, contest, paper)

    told = after(wang, wang.post(at("publish", contest), {"reason": "the name of 01"}))
    assert "Publication no. 2 is now the current one" in told
    assert "1 certificate no longer says what is published" in page(wang, "contest", contest)
    assert f"{paper.serial}, {paper.award}: {old} → {NEW}" in page(wang, "certificates", contest)
    assert "This certificate is genuine" in verified(wang, paper)
    assert f"<strong>{old}</strong>" in verified(wang, paper)
    assert f"Published today: {NEW}" in verified(wang, paper)
    assert old in on_paper(wang, contest, paper)

    given = {"serials": paper.serial, "reason": "the name was misspelt"}
    told = after(wang, wang.post(at("certificates", contest), given))
    new = Certificate.objects.get(contestant=person, award=paper.award, revoked_at=None)
    assert f"1 certificate was revoked and replaced: {new.serial}" in told
    assert "This certificate was revoked" in verified(wang, paper)
    assert f"<strong>{NEW}</strong>" in verified(wang, new)
    assert NEW in on_paper(wang, contest, new)
    assert Certificate.objects.filter(revoked_at=None).count() == others
    assert "Everything is done" in page(wang, "contest", contest)


def test_certificates_are_renewed_once_and_as_they_were_seen(cast, wang):
    contest = issued(cast)
    told = {"contest": contest, "prefix": "TX", "by": cast.wang, "now": later(90)}
    with refused("already"):
        scoring.renew_certificates(reason="misspelt", **told)
    person = Certificate.objects.first().contestant
    to = reverse("people:contestant", args=[contest.pk, person.pk])
    wang.post(to, {"name": NEW, "title": "", "theme": "", "reason": "misspelt"})
    wang.post(at("publish", contest), {"reason": "the name of 01"})
    with refused("stale"):
        scoring.renew_certificates(reason="misspelt", seen=["TX-0099"], **told)
    with refused("reason-needed"):
        scoring.renew_certificates(reason=" ", **told)


def test_a_corrected_mark_that_changes_no_score_is_told_as_well(cast, wang):
    contest = a_published_contest(cast, contestants=1)
    sheet = sheet_of(first_performance(contest))
    scoring.reopen_sheet(sheet=sheet, reason="a slip", by=cast.wang, now=later(80))
    submit(sheet, marks={**marks_for(sheet, "0.8"), "content": Decimal(31)}, key="k2", minutes=81)
    told = page(wang, "contest", contest)
    assert "Publication no. 1 does not have the corrections made since" in told
    before, now = "Judge J1 工作实绩与内容 32", "Judge J1 工作实绩与内容 31"
    assert f"marks corrected, scores unchanged: {before} → {now}" in told
    again = after(wang, wang.post(at("publish", contest), {"reason": "a slip", "seen": fresh(contest).version}))
    assert "does not have the corrections" not in again
