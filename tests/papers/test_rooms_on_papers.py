"""Where contestants perform in several rooms: how papers put them in order."""

from decimal import Decimal

import pytest

from contests import actions as contests
from contests.models import Contest
from papers import confirmations, running_order, score_sheets, tally_sheet
from scoring.results import tally_now
from tests.cast import a_draft, draw_order, later, scored_elsewhere
from tests.printed import squeezed
from tests.refusals import refused

pytestmark = pytest.mark.django_db
PRINTED = {"now": later(90), "language": "zh-hans"}


def test_rooms_come_in_their_own_order_and_ready_scores_by_number(cast):
    """By their signs the third room would come before the second."""
    contest = a_draft(cast, contestants=6, preset="reserve")
    rooms = ("第二考场", "第三考场")
    for panel in contest.panels.all():
        contests.change_part(part=panel, values={"rooms": list(rooms)}, by=cast.wang, now=later(0))
    for n, person in enumerate(contest.contestants.all()):
        contests.change_part(part=person, values={"room": rooms[n % 2]}, by=cast.wang, now=later(0))
    draw_order(contest=contest, called="s", numbered=False, seen=None, by=cast.wang, now=later(0))
    contest = Contest.objects.get(pk=contest.pk)
    order = "".join(squeezed(running_order(contest, **PRINTED)))
    assert order.rindex("第二考场") < order.index("第三考场")
    pages = squeezed(tally_sheet(tally_now(contest), **PRINTED))
    elsewhere = next(page for page in pages if "直接录入" in page)
    scored_elsewhere(cast, contest.rounds.filter(external=True).first(), {"01": Decimal(91)})
    (page,) = squeezed(confirmations(tally_now(Contest.objects.get(pk=contest.pk)), contestants=["01"], **PRINTED))
    assert "直接录入" in page, "no panel gave this score"
    assert "2026年11月20日" in page
    found = [elsewhere.index(f"0{n}Secretary{n}") for n in range(1, 7)]
    assert found == sorted(found)
    first, last = ({p.name for p in contest.contestants.all() if p.room == room} for room in rooms)
    tally = tally_now(contest)
    for paper in (
        tally_sheet(tally, room=rooms[0], **PRINTED),
        confirmations(tally, room=rooms[0], **PRINTED),
        score_sheets(contest, room=rooms[0], **PRINTED),
    ):
        printed = "".join(squeezed(paper))
        assert all(name.replace(" ", "") in printed for name in first)
        assert not any(name.replace(" ", "") in printed for name in last)
    with refused("nothing-to-print"):
        tally_sheet(tally, room="第九考场", **PRINTED)
