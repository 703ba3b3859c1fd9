"""Cards, papers and certificates: made, printed, revoked."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from communities.refused import Refused
from contests import actions as contests
from contests.models import Judge
from contests.rules.cards import code_hash
from pages.judge.views.seat import COOKIE
from pages.manage.views import cards as card_pages
from scoring import actions as scoring
from scoring.models import Certificate, Publication
from scoring.results import awarded
from tests.browsers import client_of
from tests.cast import (
    a_closed_contest,
    a_draft,
    a_published_contest,
    an_open_contest,
    fresh,
    later,
    started,
)
from tests.manage_pages import after, at, issued, page, printed, shown, winner
from tests.printed import printed_pages

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]

# ---- Cards


def seen_on(client, name, contest, **more):
    return re.search(r'name="seen" value="(\w+)"', client.get(at(name, contest, **more)).content.decode())[1]


def made(client, contest, name="cards-missing", shown_on="cards", **more):
    return client.post(at(name, contest, **more), {"seen": seen_on(client, shown_on, contest, **more)})


def hashes(contest):
    return dict(contest.judges.values_list("key", "secret_hash"))


def test_cards_are_made_once_as_a_pdf_that_nobody_keeps(cast):
    contest = an_open_contest(cast)
    response = made(client_of(cast.wang), contest)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Cache-Control"] == "no-store, private"
    codes = re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", printed(response))
    stored = sorted(contest.judges.values_list("code_hash", flat=True))
    assert sorted(code_hash(contest.pk, code) for code in codes) == stored
    assert "5 seats, and each has a card." in page(client_of(cast.wang), "cards", contest)


def test_only_seats_without_a_card_get_one(cast):
    contest = an_open_contest(cast)
    wang = client_of(cast.wang)
    first = contest.judges.get(key="J1")
    made(wang, contest, "card", "card", judge=first.pk)
    before = hashes(contest)
    assert "Make 4 cards (PDF)" in page(wang, "cards", contest)
    assert len(printed_pages(made(wang, contest).content)) == 1
    assert hashes(contest)["J1"] == before["J1"]
    assert all(hashes(contest).values())


def test_new_cards_for_all_are_asked_for_once(cast):
    contest = an_open_contest(cast)
    wang = client_of(cast.wang)
    made(wang, contest)
    before = hashes(contest)
    assert "All cards handed out so far stop working immediately (5 seats)." in page(wang, "cards-all", contest)
    seen = seen_on(wang, "cards-all", contest)
    assert hashes(contest) == before
    assert wang.post(at("cards-all", contest), {"seen": seen}).headers["Content-Type"] == "application/pdf"
    now = hashes(contest)
    assert not set(now.values()) & set(before.values())
    assert "Cards have been made since" in after(wang, wang.post(at("cards-all", contest), {"seen": seen}))
    for given in ({}, {"seen": ""}):  # who has looked at nothing gets no second set either
        assert "Cards have been made since" in after(wang, wang.post(at("cards-all", contest), given))
    assert hashes(contest) == now


def test_the_qr_code_on_a_card_leads_to_the_seat(cast, monkeypatch):
    contest = an_open_contest(cast)
    seen = []
    monkeypatch.setattr(card_pages, "judges_cards", lambda _contest, cards, **_more: seen.extend(cards) or b"%PDF")
    made(client_of(cast.wang), contest)
    assert [card.judge.key for card in seen] == ["J1", "J2", "J3", "J4", "J5"]
    for card in seen:
        tablet = Client()
        response = tablet.get(card.address.removeprefix("http://testserver"))
        assert (response.status_code, response.headers["Location"]) == (302, reverse("judge:home"))
        assert tablet.cookies[COOKIE].value


def test_cards_that_cannot_be_drawn_leave_the_old_ones_good(cast, monkeypatch):
    contest = an_open_contest(cast)
    wang = client_of(cast.wang)
    made(wang, contest)
    before = hashes(contest)

    def broken(*_, **__):
        raise Refused("nothing-to-print")

    monkeypatch.setattr(card_pages, "judges_cards", broken)
    assert made(wang, contest, "cards-all", "cards-all").status_code == 302
    assert hashes(contest) == before


def test_a_judge_who_left_gets_no_card(cast):
    contest = started(cast, an_open_contest(cast)).contest
    wang, judge = client_of(cast.wang), contest.judges.get(key="J5")
    seen = seen_on(wang, "card", contest, judge=judge.pk)
    scoring.void_judge(judge=judge, reason="ill", by=cast.li, now=later(2))
    assert "has left" in page(wang, "cards", contest)
    assert "this seat can no longer be changed" in page(wang, "card", contest, judge=judge.pk)
    assert "has left" in after(wang, wang.post(at("card", contest, judge=judge.pk), {"seen": seen}))
    assert not Judge.objects.get(pk=judge.pk).secret_hash


def test_a_card_that_only_this_machine_could_follow_is_warned_of(cast, settings):
    settings.ALLOWED_HOSTS = ["*"]
    contest = an_open_contest(cast)
    there = client_of(cast.wang).get(at("cards", contest), headers={"host": "192.168.1.5:8000"})
    assert f"http://192.168.1.5:8000/k/{contest.pk}/" in shown(there)
    here = client_of(cast.wang).get(at("cards", contest), headers={"host": "localhost:8000"})
    assert "Open this page by the address of this computer at the venue first" in shown(here)


def test_who_only_reads_is_offered_no_card(cast):
    contest = an_open_contest(cast)
    text = page(client_of(cast.sun), "cards", contest)
    assert "no card" in text
    assert "Make" not in text
    assert client_of(cast.li).post(at("cards-all", contest)).status_code == 403


# ---- Papers


KINDS = ("running-order", "score-sheets", "tally-sheet", "confirmations", "award-list")


def paper(client, contest, kind, ending="pdf", **query):
    return client.get(at("paper", contest, kind=kind, ending=ending), query)


def test_papers_say_when_they_are_possible(cast):
    contest = a_draft(cast)
    li = client_of(cast.li)
    text = page(li, "papers", contest)
    assert "not yet Available once the running order is drawn or entered." in text
    assert text.count("Available once the first contestant has been called on stage.") == 3
    assert "Available once the first contestant" in after(li, paper(li, contest, "tally-sheet"))
    assert paper(li, contest, "tallies").status_code == 404
    assert paper(li, contest, "tally-sheet", "docx").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_comes_as_pdf_and_excel_to_the_desk(cast, kind):
    contest = a_published_contest(cast)
    li = client_of(cast.li)
    pdf, excel = paper(li, contest, kind), paper(li, contest, kind, "xlsx")
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert (excel.headers["Content-Type"].rpartition(".")[2], excel.content[:2]) == ("sheet", b"PK")
    assert "District%20contest" in pdf.headers["Content-Disposition"].replace(" ", "%20")


def test_the_paper_speaks_the_language_that_was_chosen(cast):
    contest = a_published_contest(cast)
    li = client_of(cast.li, "en")
    assert "统分表" in printed(paper(li, contest, "tally-sheet", language="zh-hans"))
    assert "统分表" not in printed(paper(li, contest, "tally-sheet", language="en"))
    assert "Choose again" in after(li, paper(li, contest, "tally-sheet", language="fr"))


def test_papers_follow_the_publication_that_was_chosen(cast):
    contest = a_published_contest(cast)
    winner = Publication.objects.get().data["result"]["standings"][0]
    person = contest.contestants.get(number=winner["contestant"])
    scoring.adjust(contestant=person, points=Decimal(-50), reason="objection", by=cast.li, now=later(80))
    scoring.supersede(contest=contest, reason="objection", by=cast.wang, now=later(81))
    li = client_of(cast.li)
    assert "as published, no. 2 as published, no. 1 as they are now" in page(li, "papers", contest)
    assert winner["score"] in printed(paper(li, contest, "tally-sheet", publication="1"))
    assert winner["score"] not in printed(paper(li, contest, "tally-sheet"))


# ---- Certificates


def test_certificates_are_issued_and_printed(cast, settings):
    contest = a_published_contest(cast)
    wang = client_of(cast.wang)
    assert f"{winner(contest)} · 一等奖" in page(wang, "certificates", contest)
    told = after(wang, wang.post(at("certificates", contest), {"beginning": "TX-26"}))
    assert "3 certificates issued." in told
    assert f"TX-26-0001 {winner(contest)} 一等奖" in told
    twice = after(wang, wang.post(at("certificates", contest), {"beginning": "TX-26"}))
    assert "This has already been done." in twice
    assert "0 certificates issued." not in twice
    every = wang.get(at("certificates-pdf", contest), {"language": "zh-hans", "honorific": "同志"})
    assert len(printed_pages(every.content)) == 3
    assert "同志" in printed(every)
    row = Certificate.objects.get(serial="TX-26-0002")
    one = wang.get(at("certificate-pdf", contest, certificate=row.pk), {"honorific": "先生"})
    for address, told in (("http://192.168.1.5:8000", True), ("https://leitai.example.cn", False)):
        settings.PUBLIC_URL = address
        shown = page(wang, "certificates", contest)
        assert f"The QR codes on the certificates lead to {address}" in shown
        assert ("Only this computer or its own network can reach" in shown) is told
    assert len(printed_pages(one.content)) == 1
    assert "先生" in printed(one)


def test_certificates_come_out_of_the_printer_as_they_are_handed_over(cast):
    contest = issued(cast, contestants=6)
    printed_now = client_of(cast.li).get(at("certificates-pdf", contest), {"language": "zh-hans", "honorific": "同志"})
    pages = printed_pages(printed_now.content)
    best_first = [number for number, _award in awarded(Publication.objects.get(contest=contest).data["result"])]
    names = [contest.contestants.get(number=number).name for number in best_first]
    assert [name for text in pages for name in names if name in text] == names
    assert names != sorted(names)


def test_a_beginning_that_is_taken_stays_in_its_field(cast):
    issued(cast, slug="first")
    contest = a_published_contest(cast, slug="second")
    response = client_of(cast.wang).post(at("certificates", contest), {"beginning": "FIRST"})
    assert "Another contest uses serial numbers" in shown(response)
    assert 'value="FIRST"' in response.content.decode()


@pytest.mark.parametrize("beginning", ["TX/26", "TX 26", "TX?", "𰻞-26"])
def test_a_beginning_that_fits_no_address_is_told(cast, beginning):
    contest = a_published_contest(cast)
    response = client_of(cast.wang).post(at("certificates", contest), {"beginning": beginning})
    assert "A serial number cannot contain these characters" in shown(response)
    assert not Certificate.objects.exists()


def test_offsets_that_are_no_millimetres_are_told(cast):
    contest = issued(cast)
    response = client_of(cast.li).get(at("certificates-pdf", contest), {"right": "a lot", "down": "3"})
    assert response.headers["Content-Type"].startswith("text/html")
    assert "Write a whole number, such as 3." in shown(response)
    plain = client_of(cast.li).get(at("certificates-pdf", contest), {"plain": "on", "right": "3", "down": "-2"})
    assert "Certificate of Honour" not in printed(plain)


def test_a_certificate_is_revoked_with_a_reason(cast):
    contest = issued(cast)
    wang, row = client_of(cast.wang), Certificate.objects.first()
    assert wang.post(at("revoke", contest, certificate=row.pk), {"reason": ""}).status_code == 200
    told = after(wang, wang.post(at("revoke", contest, certificate=row.pk), {"reason": "misprint"}))
    assert f"Certificate {row.serial} has been revoked." in told
    assert "misprint" in told
    again = wang.get(at("certificate-pdf", contest, certificate=row.pk))
    assert "has been revoked and is not printed" in after(wang, again)
    assert f"{winner(contest)} · 一等奖" in told


def test_a_character_the_typeface_lacks_is_told_before_printing(cast):
    contest = a_closed_contest(cast)
    best = contest.contestants.get(number=winner(contest)[:2])
    contests.correct_name(part=best, values={"name": "张𰻞·䶮"}, reason="spelling", by=cast.wang, now=later(65))
    scoring.publish_results(contest=fresh(contest), by=cast.wang, now=later(70))
    text = page(client_of(cast.wang), "certificates", contest)
    assert "would print as empty boxes" in text
    assert "“张𰻞·䶮”: 𰻞" in text


def test_certificates_wait_for_publication(cast):
    contest = a_closed_contest(cast)
    wang = client_of(cast.wang)
    assert "once the results are published" in page(wang, "certificates", contest)
    assert "can only be done while" in shown(wang.post(at("certificates", contest), {"beginning": "TX"}))
    assert "once the results" in after(wang, wang.get(at("certificates-pdf", contest)))
