"""What the emcee is told to say: the run sheet and released scores, from the beginning to the end, and nothing else."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from contests import actions as contests
from contests.models import Cut
from scoring import actions as scoring
from stage import actions
from stage.models import Cue, LinkKind, Releasing, ScreenMode, Show
from stage.rules.run_sheet import usual_cues
from stage.tokens import token_of
from tests.cast import (
    a_draft,
    all_submit,
    an_open_contest,
    draw_order,
    fresh,
    later,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.refusals import refused
from tests.released import a_release

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


@pytest.fixture
def contest(cast):
    contest = an_open_contest(cast, contestants=6)
    values = {"who": "Director Wang", "emcee_notes": "He came a long way."}
    cues = [
        {"slot": cue.slot, "kind": cue.kind, "title": str(cue.kind).title(), "planned": cue.planned}
        | (values if cue.kind == "address" else {})
        for cue in usual_cues(12)
    ]
    actions.add_usual_cues(contest=contest, cues=cues, **told(cast, 0))
    return contest


@pytest.fixture
def ask(cast, contest):
    """Ask the emcee's state address; what a browser of a language gets, told which answer it has already."""
    link = actions.add_link(contest=contest, values={"kind": LinkKind.EMCEE, "name": "Emcee"}, **told(cast))

    def asked(etag="", language="en"):
        headers = {"accept-language": language} | ({"If-None-Match": etag} if etag else {})
        return Client().get(reverse("emcee:state", args=[token_of(link)]), headers=headers)

    return asked


def lines(response):
    """The sentences, the next first, each with its heading."""
    found = re.findall(r'<section class="line.*?</section>', response.content.decode(), re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in found]


def in_order(contest):
    return list(contest.performances.order_by("round__position", "order"))


def begin(cast, kind):
    actions.begin_cue(cue=Cue.objects.get(kind=kind), **told(cast))


def end(cast, kind):
    actions.end_cue(cue=Cue.objects.get(kind=kind), **told(cast))


def test_the_emcee_follows_from_the_first_word_to_the_last(cast, contest, ask):
    order = in_order(contest)
    first, second = order[:2]
    assert lines(ask())[:2] == [
        "Address Please welcome Director Wang to speak to us. He came a long way.",
        "Rules Rules",
    ]
    begin(cast, "address")
    assert lines(ask())[0].startswith("Address")
    begin(cast, "rules")
    number = int(first.contestant.number)
    call = f"Please welcome contestant {number}, {first.contestant.name}, of {first.contestant.community}."
    assert lines(ask())[1] == f"Next on stage {call}"
    end(cast, "rules")
    assert lines(ask())[0] == f"Next on stage {call}"
    started(cast, contest, first)
    assert lines(ask())[0] == f"On stage {call}"
    all_submit(first)
    scoring.record_clock(performance=first, seconds=470, **told(cast))
    wait = f"Nothing to say yet Wait: the score of contestant {number} is not released yet."
    assert lines(ask())[0] == wait
    scoring.close_performance(performance=first, **told(cast))
    said = lines(ask())
    assert said[0] == wait
    assert f"contestant {int(second.contestant.number)}," in said[1]
    release = actions.release_scores(contest=contest, performances=[first], **told(cast))[0]
    content = release.content
    high, low = (
        next(sheet["total"] for sheet in content["panels"][0]["sheets"] if sheet["dropped"] == which)
        for which in ("high", "low")
    )
    assert lines(ask())[0] == (
        f"Score of contestant {number} Leaving out the highest, {high}, leaving out the lowest, {low}; "
        f"the score of contestant {number} in {first.round} is {content['score']}."  # not the final one: answers follow
    )
    actions.take_back_release(release=release, reason="too early", **told(cast))
    assert content["score"] not in ask().content.decode()
    assert lines(ask())[0] == wait
    actions.release_scores(contest=contest, performances=[first], **told(cast))
    started(cast, contest, second)
    assert content["score"] not in ask().content.decode()
    scoring.cancel_start(performance=second, reason="wrong name", seen=fresh(second).started_at, **told(cast))
    for performance in order[1:]:
        performed(cast, contest, performance)
        actions.release_scores(contest=contest, performances=[performance], **told(cast))
    assert lines(ask())[1].startswith("Comment Now to the comment.")
    begin(cast, "comment")
    begin(cast, "ceremony")
    begin(cast, "photo")
    assert lines(ask())[0].startswith("Photo I ask guests")
    end(cast, "photo")
    assert lines(ask()) == [f"The end This is the end of {contest.title}. Thank you all."]


def test_nothing_the_emcee_gets_depends_on_marks_that_are_not_released(cast, contest, ask):
    first, second, *_ = in_order(contest)
    performed(cast, contest, first)
    a_release(cast, first, "91.40")
    started(cast, contest, second)
    before = ask()
    all_submit(second)
    scoring.reopen_sheet(sheet=sheet_of(first), reason="a slip", by=cast.li, now=later(13))
    submit(sheet_of(first), share="0.5", key="again", minutes=14)
    assert ask(before["ETag"]).status_code == 304
    scoring.adjust(contestant=second.contestant, points=Decimal(-1), reason="prompted", by=cast.li, now=later(15))
    after = ask()
    assert (after.content, "91.40" in before.content.decode()) == (before.content, False)
    assert first.contestant.name in before.content.decode() or second.contestant.name in before.content.decode()


def test_scores_held_together_are_announced_as_they_come_on_screen(cast, contest, ask):
    actions.change_show(contest=contest, values={"releasing": Releasing.BATCH, "batch": 2}, by=cast.wang, now=later(0))
    first, second, third, *_ = in_order(contest)
    performed(cast, contest, first)
    assert lines(ask())[0].startswith("Next on stage")  # the first is held back
    performed(cast, contest, second)
    numbers = [int(p.contestant.number) for p in (first, second)]
    assert f"the score of contestant {numbers[0]}, {numbers[1]} is not released" in lines(ask())[0]
    actions.release_scores(contest=contest, performances=[first, second], **told(cast))
    headings = [f"Score of contestant {number}" for number in numbers]
    assert [line[: len(headings[0])] for line in lines(ask())[:2]] == headings
    actions.show_on_screen(contest=contest, mode="score", performance=second, **told(cast))
    said = lines(ask())
    assert said[0].startswith(headings[1])
    assert f"contestant {int(third.contestant.number)}," in said[1]
    begin(cast, "comment")
    assert lines(ask())[0].startswith("Comment Now to the comment.")


def test_a_score_is_said_as_it_is_read_aloud(cast, contest, ask):
    first = in_order(contest)[0]
    performed(cast, contest, first)
    a_release(cast, first, "92.20")
    Show.objects.get().releases.update(begun=1)
    text = "".join(re.findall(r"<p class=\"say\">(.*?)</p>", ask(language="zh-hans").content.decode())[0])
    assert "<ruby>92.20<rt>九十二点二</rt></ruby>" in text
    number = int(first.contestant.number)
    said = re.sub(r"<rt>.*?</rt>|<[^>]+>", "", text).replace("\N{NO-BREAK SPACE}", " ")
    assert said == f"去掉一个最高分 95.0 分，去掉一个最低分 88.0 分，{number} 号选手{first.round}得分 92.20 分。"


def test_a_question_is_read_first_while_the_screens_show_it(cast, contest, ask):
    first = in_order(contest)[0]
    questions = {"round": first.round, "questions": ["How do you mend the courtyards?"], "again": False}
    actions.change_bank(**questions, by=cast.wang, now=later(1))
    actions.draw_question(performance=first, called="dice", **told(cast))
    assert "How do you mend the courtyards?" in lines(ask())[0]  # drawn before the call
    started(cast, contest, first)
    assert [first.contestant.name in line for line in lines(ask())[:1]] == [True]
    actions.show_on_screen(contest=contest, mode=ScreenMode.QUESTION, **told(cast))
    assert "How do you mend the courtyards?" in lines(ask())[0]
    actions.show_on_screen(contest=contest, mode=ScreenMode.ON_STAGE, **told(cast))
    assert ["How do you mend" in line for line in lines(ask())[:2]] == [False, True]


def test_after_a_cut_nobody_is_named_before_the_desk_has_called(cast):
    draft = a_draft(cast, contestants=3)
    cut = Cut(round=draft.rounds.first())
    contests.add_part(contest=draft, part=cut, values={"keep": 2}, by=cast.wang, now=later(0))
    draw_order(contest=draft, called="dice", by=cast.wang, now=later(0))
    contest = scoring.open_contest(contest=draft, by=cast.wang, now=later(0))
    link = actions.add_link(contest=contest, values={"kind": LinkKind.EMCEE, "name": "Emcee"}, **told(cast))
    for performance in in_order(contest)[:3]:
        performed(cast, contest, performance)
        actions.release_scores(contest=contest, performances=[performance], **told(cast))
    said = lines(Client(headers={"accept-language": "en"}).get(reverse("emcee:emcee", args=[token_of(link)])))
    assert said[-1] == "Next on stage Who comes next is seen here once the desk has called."


def test_the_organiser_changes_what_is_said(cast, contest, ask):
    own = {"call": "Number {number}[ from {community}]: {name}!"}
    given = {"contest": contest, "by": cast.wang, "now": later(20)}
    actions.change_sentences(sentences=own, seen={}, **given)
    first = in_order(contest)[0].contestant
    begin(cast, "rules")
    assert lines(ask())[1] == f"Next on stage Number {int(first.number)} from {first.community}: {first.name}!"
    with refused("unknown-places", places=["{place}"]):
        actions.change_sentences(sentences={"call": "{place} {number}"}, **given)
    with refused("brackets"):
        actions.change_sentences(sentences={"call": "{number} [from {community}"}, **given)
    with refused("place-missing"):
        actions.change_sentences(sentences={"score": "Well done, {name}!"}, **given)
    with refused("unknown-sentence"):
        actions.change_sentences(sentences={"joke": "Ha"}, **given)
    with refused("sentence-too-long"):
        actions.change_sentences(sentences={"call": "{number}" * 60}, **given)
    with refused("stale"):
        actions.change_sentences(sentences={"call": "{name}"}, seen={}, **given)
    actions.change_sentences(sentences={"call": ""}, seen=own, **given)
    assert Show.objects.get().sentences == {}
