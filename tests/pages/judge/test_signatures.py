"""A contest may ask its judges to sign: with the marks, under the same key, seen by the desk and on paper alone."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from communities.refused import Refused
from contests import actions as contests
from contests.models import Contest
from papers.paper import Form
from papers.signed_sheets import signed_sheets
from scoring import actions
from scoring.models import KeptSheet, Submission
from tests.browsers import client_of
from tests.cast import an_open_contest, counting, fresh, later, marks_for, sheet_of, started
from tests.tablet import address, card_for, posted, seated, stored, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
DRAWN = "M12 90L15 88L21 80L160 120M140 60L141 61"


@pytest.fixture
def contest(cast):
    return an_open_contest(cast, signatures=True)


@pytest.fixture
def sheet(cast, contest):
    return card_for(cast, sheet_of(started(cast, contest)))


def sent(tablet, sheet, key="key-1", **more):
    return tablet.post("/judge/outbox/", posted(sheet, key=key) | {"sheet": sheet.pk, "replaces": ""} | more).json()


def test_a_signature_comes_with_the_marks_once_and_only_desk_and_paper_show_it(cast, contest, sheet):
    tablet = seated(sheet.judge)
    for signature, code in (("", "not-signed"), ("M1 1L2 2" * 600, "bad-signature"), ("\u200b", "bad-signature")):
        assert sent(tablet, sheet, signature=signature)["code"] == code
    assert "This sheet is not signed" in text(tablet.post(address(sheet), posted(sheet)))
    assert stored() == (0, 0)
    assert sent(tablet, sheet, signature=DRAWN)["state"] == "received"
    assert sent(tablet, sheet, signature="another")["state"] == "known"
    assert [one.signature for one in Submission.objects.all()] == [DRAWN]

    late = sent(tablet, sheet, key="key-2", content="30", signature="王强")
    assert late["state"] == "kept"
    kept = KeptSheet.objects.get()
    page = text(client_of(cast.li).get(f"/desk/{contest.pk}/kept/{kept.pk}/"))
    assert "signed: 王强" in page
    seat = f"/desk/{contest.pk}/judges/{sheet.judge_id}/"
    assert DRAWN in text(client_of(cast.li).get(seat))
    assert DRAWN not in text(client_of(cast.sun).get(seat))  # a supervisor reads the desk's pages
    assert DRAWN not in text(tablet.get("/judge/sheets/")) + text(tablet.get(address(sheet)))
    actions.claim_kept_sheet(kept=kept, reason="the judge says so", by=cast.li, now=later(9))
    assert counting(sheet).signature == "王强"


def test_sheets_on_paper_and_from_a_picture_are_taken_without_and_marked_so_on_the_printed_sheet(cast, contest, sheet):
    rest = [sheet_of(sheet.performance, seat) for seat in ("J2", "J3", "J4")]
    assert sent(seated(sheet.judge), sheet, signature=DRAWN)["state"] == "received"
    typed = card_for(cast, rest[0], "t")
    assert sent(seated(typed.judge), typed, signature="王强")["state"] == "received"
    entered = actions.enter_paper_sheet(sheet=rest[1], marks=marks_for(sheet), key="paper", by=cast.li, now=later(3))
    actions.confirm_paper_sheet(submission=entered, by=cast.zhao, now=later(4))
    given = {"performance": sheet.performance, "judge": rest[2].judge, "holder": 0, "marks": marks_for(sheet)}
    kept = actions.keep_picture(**given, key="picture", by=cast.li, now=later(5))
    actions.claim_kept_sheet(kept=kept, reason="compared", by=cast.zhao, now=later(6))

    pdf = PdfReader(BytesIO(signed_sheets(fresh(contest), now=later(20), language="en", form=Form.PDF)))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) == 4
    said = ("Signature of the judge", "王强 typed on the tablet", "on paper", "not signed")
    assert [words in page for words, page in zip(said, pages, strict=True)] == [True] * 4
    strokes = [page.get_contents().get_data().count(b" l\n") for page in pdf.pages]
    assert strokes[0] >= 2 + max(strokes[1], strokes[2])
    assert [len(page.images) for page in pdf.pages] == [0] * 4
    assert signed_sheets(fresh(contest), now=later(20), language="zh", form=Form.XLSX)


def test_whether_judges_sign_is_chosen_at_set_up_and_sealed(cast, contest):
    with pytest.raises(Refused):
        contests.change_contest(contest=contest, values={"signatures": False}, by=cast.wang, now=later(1))
    assert Contest.objects.get(pk=contest.pk).signatures
    copy = contests.copy_contest(source=contest, values={"slug": "next", "title": "Next"}, by=cast.wang, now=later(1))
    assert copy.signatures
    page = text(client_of(cast.wang).get(f"/manage/{copy.pk}/about/"))
    assert "Judges sign each sheet on the tablet" in page
