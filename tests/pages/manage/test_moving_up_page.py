"""The page on which the organiser records who no longer takes an award and who moves up, and what residents read."""

import pytest
from django.urls import reverse

from papers.notice import notice_list, waiting_list
from scoring import actions
from tests.browsers import client_of, text_of
from tests.cast import later
from tests.printed import printed_pages
from tests.scoring.test_moving_up import chosen, leaves

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def printed(paper):
    return " ".join(printed_pages(paper))


def test_an_organiser_records_who_moves_up_and_residents_read_it_where_they_may(cast):
    contest = chosen(cast)
    page, residents = reverse("manage:moving-up", args=[contest.pk]), reverse("public:contest", args=[contest.pk])
    organiser, visitor = client_of(cast.wang), client_of(None)
    assert "Candidate 04" not in text_of(visitor.get(residents))
    asked = text_of(organiser.get(page, {"award": "Reserve", "left": "02"}))
    assert "These share the next place." in asked
    assert asked.index("Place 4: 04 Candidate 04 C · 80") < asked.index("Place 4: 05 Candidate 05 D · 80")
    sent = {"why": "declined", "moved_up": "04", "reason": "drawn by lot", "seen": "0"}
    assert organiser.post(f"{page}?award=Reserve&left=02", sent).status_code == 302
    done = text_of(organiser.get(page))
    assert "04 Candidate 04 moves up in place of 02 Candidate 02" in done
    assert "Candidate 04" not in text_of(visitor.get(residents))
    leaves(cast, contest, "01", "03", public=True)
    told = text_of(visitor.get(residents))
    assert "Candidate 03 A moves up in place of Candidate 01 A" in told
    assert "stays in the old post" not in told
    assert "Candidate 04" not in told


def test_who_only_reads_gets_no_form_and_a_page_that_is_out_of_date_is_told(cast):
    contest = chosen(cast)
    page = reverse("manage:moving-up", args=[contest.pk])
    assert "What has happened" not in text_of(client_of(cast.li).get(page, {"left": "02"}))
    leaves(cast, contest, "01", "03")
    sent = {"why": "declined", "moved_up": "04", "reason": "ill", "seen": "0"}
    answer = client_of(cast.wang).post(f"{page}?left=02", sent)
    assert answer.status_code == 200
    assert contest.publications.get().successions.count() == 1


def test_the_notice_list_has_who_holds_a_place_now_and_the_waiting_list_the_order(cast):
    contest = chosen(cast)
    entry = leaves(cast, contest, "01", "03")
    told = {"now": later(9), "language": "en"}
    notice = printed(notice_list(contest, **told))
    assert "Candidate 02" in notice
    assert "Candidate 03" in notice
    assert "Candidate 01" not in notice
    assert "90" not in notice
    waiting = printed(waiting_list(contest, **told))
    assert waiting.index("Candidate 04") < waiting.index("Candidate 05") < waiting.index("below the pass mark")
    actions.withdraw_succession(succession=entry, reason="a mistake", by=cast.wang, now=later(10))
    assert "Candidate 01" in printed(notice_list(contest, **told, notice_scores=True))
