"""Scores that are held to be released together: until then a judge may change a confirmed sheet."""

import pytest

from communities.models import Journal
from contests.models import Contest
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission
from stage.actions import change_show
from tests.browsers import client_of
from tests.cast import an_open_contest, counting, later, sheet_of, started, submit
from tests.refusals import refused
from tests.released import a_release
from tests.tablet import address, asked, card_for, posted, seated, send, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
CHANGE = "Change this sheet"


@pytest.fixture
def contest(cast):
    contest = an_open_contest(cast)
    change_show(contest=contest, values={"releasing": "batch", "batch": 2}, by=cast.wang, now=later(0))
    return contest


def called(cast, contest, n):
    """The n-th performance with the sheet of J1, over as soon as all have sent theirs."""
    performance = started(cast, contest, contest.performances.order_by("round__position", "order")[n])
    return sheet_of(performance)


def over(cast, sheet):
    actions.record_clock(performance=sheet.performance, seconds=400, by=cast.li, now=later(9))
    actions.close_performance(performance=sheet.performance, reason="judges called away", by=cast.li, now=later(9))


def test_a_judge_changes_a_held_sheet_until_it_is_released_and_never_afterwards(cast, contest):
    sheet = card_for(cast, called(cast, contest, 0))
    tablet = seated(sheet.judge)
    send(tablet, sheet)
    over(cast, sheet)
    assert CHANGE in text(tablet.get(address(sheet)))
    form = text(tablet.get(f"{address(sheet)}?revise"))
    assert 'data-was="36.5"' in form
    assert "counts until you confirm this one" in form
    assert "before: 36.5" in text(send(tablet, sheet, step="review", key="key-2", content="30"))
    first = counting(sheet)
    send(tablet, sheet, key="key-2", content="30")
    now = counting(sheet)
    assert (marks_of(now)["content"], now.number, Submission.objects.count()) == (30, 2, 2)
    first.refresh_from_db()
    assert marks_of(first)["content"] == 36.5
    assert not first.counts
    assert Journal.objects.latest("pk").detail["instead"] == first.received_at.isoformat()
    assert "sent again" in text(client_of(cast.li).get(f"/desk/{contest.pk}/?show={sheet.performance_id}"))

    # Another tablet of the seat that has not seen what counts does not pass for the change.
    other = posted(sheet, key="key-3", content="20") | {"sheet": sheet.pk, "replaces": ""}
    assert tablet.post("/judge/outbox/", other).json()["state"] == "kept"
    waits = asked(tablet, query=f"?sheet={sheet.pk}")
    revision = posted(sheet, key="key-4", content="25") | {"sheet": sheet.pk}
    a_release(cast, sheet.performance)
    assert tablet.post("/judge/outbox/", revision).json()["state"] == "kept"
    assert counting(sheet) == now
    assert KeptSheet.objects.count() == 2
    assert CHANGE in text(waits)
    assert CHANGE not in text(tablet.get(address(sheet)))
    assert "can no longer be changed here" in text(tablet.get(f"{address(sheet)}?revise"))


def test_only_the_first_few_are_held_and_only_for_who_gave_the_marks(cast, contest):
    sheets = []
    for n in range(3):
        sheets.append(called(cast, contest, n))
        submit(sheets[n])
        over(cast, sheets[n])
    tablet = seated(card_for(cast, sheets[0]).judge)
    assert [CHANGE in text(tablet.get(address(sheet))) for sheet in sheets] == [True, True, False]
    with refused("already-submitted"):
        submit(sheets[0], key="again")  # nobody says that it is held
    Contest.objects.filter(pk=contest.pk).update(state="closed")
    assert CHANGE not in text(tablet.get(address(sheets[0])))
