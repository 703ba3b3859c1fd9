"""Sheets that were kept: the desk sees them beside what counts, decides, and everybody concerned can read it."""

import pytest

from pages.desk.forms.picture import check_of
from scoring import actions
from scoring.models import KeptSheet, WhyKept
from tests.browsers import client_of, text_of
from tests.cast import all_submit, counting, later, marks_for, submit
from tests.desk import board, sent, to
from tests.tablet import seated
from tests.tablet import text as page_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def kept(performance, sheet):
    """All have sent; of J1 another sheet came from a second tablet."""
    all_submit(performance)
    marks = marks_for(sheet, "0.5")
    more = {"submitted_at": later(6), "device": "4F2A", "by": sheet.judge, "now": later(8)}
    given = {"performance": performance, "marks": marks, "key": "second", "why": WhyKept.ANOTHER, "holder": 0}
    return actions.keep_sheet(**given, **more)


def test_the_desk_compares_claims_and_the_judge_and_the_supervisor_read_it(cast, contest, desk, sheet, kept):
    assert "1 sheet was kept and does not count" in board(desk, contest)
    assert "Judge J1 · 02 Secretary 2" in text_of(desk.get(to("kept", contest.pk)))
    page = text_of(desk.get(to("kept-sheet", contest.pk, kept.pk)))
    for words in (
        "tablet 4F2A",
        "by the tablet's own clock",
        "Another sheet from this judge already counted",
        "20 34.8",
        "40 69.6",
        "Counts, in place of what counts now",
    ):
        assert words in page, words
    assert "was kept at" in page_of(seated(sheet.judge).get("/judge/sheets/"))
    seen = {"seen": counting(sheet).pk, "reason": "the later of the two"}
    assert "Choose what becomes of this sheet." in sent(desk, "kept-sheet", contest.pk, kept.pk, **seen)
    assert "counts now" in sent(desk, "kept-sheet", contest.pk, kept.pk, decision="claim", **seen)
    assert counting(sheet).idempotency_key == "second"
    assert "already" in sent(desk, "kept-sheet", contest.pk, kept.pk, decision="set-aside", **seen)
    assert "kept and does not count" not in board(desk, contest)
    assert "Accepted by Li" in text_of(desk.get(to("kept", contest.pk)))
    told = page_of(seated(sheet.judge).get("/judge/"))
    assert "Li has made your sheet for contestant 02" in told
    assert "the later of the two" in told
    watched = text_of(client_of(cast.sun).get(f"/supervise/{cast.district.slug}/"))
    for words in ("Sheet kept, does not count:", "Kept sheet accepted, counts:", "the later of the two"):
        assert words in watched, words


def test_what_counts_meanwhile_is_compared_once_more(cast, contest, desk, sheet, kept):
    seen = counting(sheet).pk
    actions.reopen_sheet(sheet=sheet, reason="a slip", by=cast.li, now=later(20))
    actions.keep_sheet(
        performance=sheet.performance, marks=marks_for(sheet, "0.4"), key="third", why=WhyKept.LATE,
        holder=0, by=sheet.judge, now=later(21),
    )  # fmt: skip
    submit(sheet, share="0.6", key="new", minutes=22)
    assert KeptSheet.objects.filter(settled_at=None).count() == 0
    again = actions.keep_sheet(
        performance=sheet.performance, marks=marks_for(sheet, "0.3"), key="fourth", why=WhyKept.LATE,
        holder=0, by=sheet.judge, now=later(23),
    )  # fmt: skip
    answer = {"decision": "claim", "reason": "late", "seen": seen}
    assert "Another sheet counts now" in sent(desk, "kept-sheet", contest.pk, again.pk, **answer)
    assert counting(sheet).idempotency_key == "new"
    assert "took its place" in text_of(desk.get(to("kept-sheet", contest.pk, kept.pk)))


def picture_of(sheet, key="k1", holder=0, points=("20", "15.5", "5")):
    """What a hand scanner types."""
    performance = sheet.performance
    marks = [f"{item.pk}x{given}" for item, given in zip(performance.round.items.all(), points, strict=True)]
    seat = f"{sheet.judge.pk}-{holder}"
    where = (performance.contest_id, seat, performance.round_id, performance.contestant_id)
    text = ":".join(map(str, ("leitai1", *where, key, 1_790_000_000, *marks)))
    return f"{text}:{check_of(text)}"


def test_a_picture_from_a_tablet_is_kept_under_the_readers_name_and_claimed_by_somebody_else(
    cast, contest, desk, sheet
):
    assert "Read the sheet from its picture" in text_of(desk.get(to("judge", contest.pk, sheet.judge.pk)))
    good = picture_of(sheet)
    for text, told in (
        (good[:-1], "not read completely"),
        (good.replace("15.5", "16.5"), "not read completely"),
        (picture_of(sheet, points=("20", "15.5", "500")), "do not match the rubric"),
        (picture_of(sheet, holder=3), "another contest"),
    ):
        page = sent(desk, "picture", contest.pk, text=text)
        assert told in page, told
    assert KeptSheet.objects.count() == 0
    for text in (good, good + good[:20]):  # scanned again before what had not been read completely
        assert "is kept. It counts once a second person" in sent(desk, "picture", contest.pk, text=text)
    kept = KeptSheet.objects.get()
    assert (kept.line.who, kept.line.seat, counting(sheet)) == (cast.li, sheet.judge.pk, None)
    answer = {"decision": "claim", "reason": "its radio is broken", "seen": "0"}
    assert "Somebody else must accept it" in sent(desk, "kept-sheet", contest.pk, kept.pk, **answer)
    second = client_of(cast.zhao)
    assert "by the tablet's own clock" in text_of(second.get(to("kept-sheet", contest.pk, kept.pk)))
    assert "counts now" in sent(second, "kept-sheet", contest.pk, kept.pk, **answer)
    assert counting(sheet).idempotency_key == "k1"
    items = {
        f"points-{item.pk}": given
        for item, given in zip(sheet.performance.round.items.all(), ("20", "15.5", "5"), strict=True)
    }
    late = seated(sheet.judge).post("/judge/outbox/", {"key": "k1", "sheet": sheet.pk, "replaces": "", **items})
    assert (late.json()["state"], late.json()["counts"]) == ("known", True)
    assert "already been received" in sent(desk, "picture", contest.pk, text=good)


def test_a_picture_that_was_set_aside_is_not_said_to_wait(cast, contest, desk, sheet):
    good = picture_of(sheet)
    sent(desk, "picture", contest.pk, text=good)
    actions.set_aside_kept_sheet(kept=KeptSheet.objects.get(), reason="not hers", by=cast.zhao, now=later(20))
    page = sent(desk, "picture", contest.pk, text=good)
    assert "has already been dealt with" in page
    assert "It counts once a second person has accepted it" not in page
