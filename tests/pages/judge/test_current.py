"""What a judge's pages show beside the sheet stays current by itself: own sheets, a receipt, a call for help."""

import re

import pytest

from scoring import actions
from scoring.models import ScoreSheet
from tests.cast import later, submit
from tests.tablet import address, asked, recuse, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def test_ones_own_sheets_stay_current_and_stand_as_they_were_laid_whatever_the_clock_said(cast, contest, tablet, sheet):
    page = tablet.get("/judge/sheets/")
    assert "data-live" in text(page)
    query = "?about=sheets"
    before = asked(tablet, query=query)
    assert f'data-etag="{before["ETag"]}"' in text(page)
    assert "Not sent yet" in text(before)
    submit(sheet)
    now = asked(tablet, before["ETag"], query)
    assert "Received at" in text(now)
    assert "<main" not in text(now)
    second = contest.performances.filter(state="waiting", round__key="speech").first()
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    actions.start_performance(performance=second, by=cast.li, now=later(-30))  # the clock was set back
    order = re.findall(r'href="/judge/sheets/(\d+)/"', text(asked(tablet, now["ETag"], query)))
    assert order == [str(ScoreSheet.objects.get(judge=sheet.judge, performance=second).pk), str(sheet.pk)]
    tablet.post("/judge/help/")
    assert "You asked the desk for help" in text(asked(tablet, query="?about=call"))


def test_a_receipt_does_not_outlive_what_it_says(cast, tablet, sheet):
    submit(sheet)
    assert "&receipt" in text(tablet.get(address(sheet)))
    query, away = f"?sheet={sheet.pk}&receipt", f'data-go href="{address(sheet)}"'
    assert away not in text(asked(tablet, query=query))
    actions.excuse_sheet(sheet=sheet, reason="a cousin", by=cast.li, now=later(5))
    assert away in text(asked(tablet, query=query))
    page = text(tablet.get(address(sheet)))
    assert "You are excused" in page
    assert "&receipt" not in page  # it stays
    recuse(cast, sheet)
    assert "You do not mark" in text(tablet.get(address(sheet)))
