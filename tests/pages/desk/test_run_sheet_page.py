"""The run sheet at the desk: filled, changed, moved and gone through, by two desks."""

import pytest

from communities.models import Journal
from stage import actions
from stage.models import Cue
from tests.browsers import client_of, text_of
from tests.cast import an_open_contest, later
from tests.desk import board, played, sent, to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def contest(cast):
    return an_open_contest(cast, contestants=6)


@pytest.fixture
def desk(cast):
    return client_of(cast.li)


def steps(desk, contest, cue, verb, **data):
    return sent(desk, "cue-step", contest.pk, cue.pk, verb, **data)


def test_an_empty_run_sheet_is_filled_with_what_most_shows_have_and_changed(cast, desk, contest):
    page = text_of(desk.get(to("run-sheet", contest.pk)))
    assert "Only the performances are in it so far." in page
    page = sent(desk, "usual-run-sheet", contest.pk)
    titles = ["Address", "Reading of the rules", "Break", "Comment by a judge", "Award ceremony", "Group photo"]
    assert [cue.title for cue in Cue.objects.order_by("slot", "position")] == titles
    assert page.index("Reading of the rules") < page.index("Secretary") < page.index("Group photo")
    assert "has already been done" in sent(desk, "usual-run-sheet", contest.pk)
    asks = {cue.kind: "The main point" in text_of(desk.get(to("cue", contest.pk, cue.pk))) for cue in Cue.objects.all()}
    assert [kind for kind, asked in asks.items() if asked] == ["comment"]
    cue = Cue.objects.get(kind="address")
    given = {"kind": "address", "title": "Welcome", "who": "Director Wang", "planned": "soon"}
    page = sent(desk, "cue", contest.pk, cue.pk, **given)
    assert "Write minutes and seconds" in page
    page = sent(desk, "cue", contest.pk, cue.pk, **given | {"planned": "4:00", "emcee_notes": "A warm welcome."})
    assert "“Welcome” is changed." in page
    assert "4 min" in page
    assert "A warm welcome." in page
    page = sent(desk, "add-cue", contest.pk, kind="film", planned="2:30", slot="3")
    assert "2 min 30 s" in page
    assert "“Film” is in the run sheet." in page
    assert (Cue.objects.get(kind="film").slot, Cue.objects.get(kind="film").planned) == (3, 150)
    organiser = client_of(cast.wang)
    assert "14:00" in sent(organiser, "plan", contest.pk, begins="14:00", between="3:00")
    assert "such as 14:00" in sent(organiser, "plan", contest.pk, begins="noon", between="3:00")


def test_the_second_desk_is_told_and_nothing_happens_twice(cast, desk, contest):
    sent(desk, "usual-run-sheet", contest.pk)
    address = Cue.objects.get(kind="address")
    other = client_of(cast.zhao)
    assert "as planned" in steps(desk, contest, address, "begin", seen="waiting").lower()
    assert "has already been done" in steps(other, contest, address, "begin", seen="waiting")
    assert "has already been done" in steps(other, contest, address, "begin", seen="waiting")
    steps(desk, contest, address, "end", seen="on")
    assert "Somebody else has just changed this" in steps(other, contest, address, "back", seen="on")
    actions.remove_cue(cue=address, by=cast.zhao, now=later(20))
    assert "no longer exists" in steps(desk, contest, address, "back", seen="done")
    page = sent(desk, "cue", contest.pk, address.pk, kind="address", title="Typed in vain", planned="5:00")
    assert "no longer exists" in page
    assert "has already been done" in sent(desk, "remove-cue", contest.pk, address.pk)
    photo = Cue.objects.get(kind="photo")
    moved = {"slot": "0", "index": "0", "seen": "nothing"}
    assert "Somebody else has just changed this" in sent(desk, "move-cue", contest.pk, photo.pk, **moved)
    sent(desk, "move-cue", contest.pk, photo.pk, slot="0", index="0")
    assert Cue.objects.first() == photo


def test_the_board_says_how_far_the_show_is_from_its_plan_and_what_comes_next(cast, desk, contest):
    assert "planned" not in board(desk, contest)
    sent(desk, "usual-run-sheet", contest.pk)
    assert "2 h" in board(desk, contest)
    address = Cue.objects.get(kind="address")
    actions.change_cue(cue=address, values={"desk_notes": "Microphone on the left"}, by=cast.li, now=later(1))
    before = desk.get(to("state", contest.pk))
    assert "Begin Address N" in text_of(before)
    assert "Microphone on the left" in text_of(before)
    answer = desk.post(to("cue-step", contest.pk, address.pk, "begin") + "?from=board", follow=True)
    assert answer.redirect_chain[-1][0] == to("board", contest.pk)
    page = text_of(desk.get(to("state", contest.pk), headers={"If-None-Match": before["ETag"]}))
    assert "As planned, ends at about" in page
    assert "End Address Q" in page
    assert "Begin Reading of the rules N" in page
    chinese = text_of(client_of(cast.li, "zh-hans").get(to("state", contest.pk)))
    assert "结束 Address Q" in chinese
    first, second, *_ = played(contest)
    desk.post(to("start", contest.pk, first.pk))
    assert "End Address" not in board(desk, contest)
    address.refresh_from_db()
    assert address.is_done
    assert Journal.objects.filter(verb="cue-ended", object="Address").count() == 1
    rules = Cue.objects.get(kind="rules")
    actions.begin_cue(cue=rules, by=cast.li, now=later(30))
    assert "is on stage now" in text_of(desk.post(to("start", contest.pk, second.pk), follow=True))
    rules.refresh_from_db()
    assert rules.is_on, "who could not be called has ended nothing"


def test_the_organiser_changes_a_sentence_of_the_emcee_and_hears_it_first(cast, contest):
    organiser = client_of(cast.wang)
    page = text_of(organiser.get(to("sentences", contest.pk)))
    assert "Says: Please welcome contestant 3, Wang Fang, of Xingfu Community." in page
    page = sent(organiser, "sentences", contest.pk, call="Number {number}: {name}!", look="1")
    assert "Will say: Number 3: Wang Fang!" in page
    page = sent(organiser, "sentences", contest.pk, call="Number {nummer}!", score="Well done, {name}!")
    assert "{nummer} cannot be used here. Use one of these: {number}, {name}" in page
    assert "This sentence needs {score}" in page
    assert "Number {nummer}!" in page
    page = sent(organiser, "sentences", contest.pk, call="Number {number}: {name}!")
    assert "The sentences are saved." in page
    assert "Says: Number 3: Wang Fang!" in page
    page = text_of(client_of(cast.li).get(to("sentences", contest.pk)))
    assert "Only organisers can change this." in page
