"""Questions: sealed until drawn, none twice, drawn from a seed that anybody can compute again; and comments kept."""

import doctest
from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from communities.models import Journal
from contests.models import Contest
from contests.rules.draw import drawn, in_fours
from pages.wording.questions import few_line
from scoring import actions as scoring
from stage import actions
from stage.models import CueKind, LinkKind, QuestionBank, QuestionDraw, ScreenMode, Show, StageLink
from stage.queries.drawing import too_few
from stage.rules import drawing
from stage.tokens import token_of
from tests.browsers import client_of
from tests.cast import Cast, an_open_contest, fresh, later, started
from tests.refusals import refused

pytestmark = pytest.mark.django_db
QUESTIONS = [f"How would you mend matter {n} of the courtyards?" for n in range(1, 13)]


def test_the_draw_as_documented():
    found = doctest.testmod(drawing)
    assert (found.failed, found.attempted > 0) == (0, True)


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def contest(cast):
    contest = an_open_contest(cast)
    bank(cast, contest)
    return contest


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


def first_round(contest):
    return contest.rounds.filter(external=False).order_by("position").first()


def bank(cast, contest, questions=QUESTIONS, *, again=False, **more):
    return actions.change_bank(
        round=first_round(contest), questions=questions, again=again, by=cast.wang, now=later(1), **more
    )


def in_order(contest):
    return list(contest.performances.filter(round=first_round(contest)).order_by("order"))


def test_anybody_can_compute_the_draw_again_and_nothing_is_drawn_twice(cast, contest):
    first, second, *_ = in_order(contest)
    started(cast, contest, first)
    sealed = Journal.objects.filter(verb="bank-changed").get().detail["seal"]
    secret = QuestionBank.objects.get().sealed
    assert not any(secret in str(detail) for detail in Journal.objects.values_list("detail", flat=True))
    made = actions.draw_question(performance=first, called="a red lantern", **told(cast))
    assert made.question == int(drawn([f"{n:03d}" for n in range(1, 13)], seed=made.seed)[0])
    assert (made.text, made.pool) == (QUESTIONS[made.question - 1], list(range(1, 13)))
    assert made.bank == sha256("".join(f"{one}\n" for one in QUESTIONS).encode()).hexdigest()
    line = Journal.objects.filter(verb="question-drawn").get()
    number = made.seed.removesuffix(":a red lantern")
    assert sha256(f"{number}:{made.bank}".encode()).hexdigest() == made.seal == sealed
    said = {"called": "a red lantern", "sealed": number, "seal": sealed}
    assert line.detail == {"question": made.number, "says": made.text, "of": 12, **said}
    with refused("already"):
        actions.draw_question(performance=first, called="again", **told(cast))

    actions.annul_draw(draw=made, reason="drawn for the wrong person", **told(cast))
    with refused("already"):
        actions.annul_draw(draw=made, reason="twice", **told(cast))
    with refused("stale", seen=1):
        actions.draw_question(performance=first, called="x", seen=0, **told(cast))
    another = actions.draw_question(performance=first, called="a red lantern", seen=1, **told(cast))
    assert made.question not in another.pool
    assert another.question != made.question
    after = another.seed.removesuffix(":a red lantern")
    assert (sha256(after.encode()).hexdigest(), another.seal) == (number, sealed)
    ahead = actions.draw_question(performance=second, called="drawn before the call", **told(cast))
    assert {made.question, another.question} & set(ahead.pool) == set()
    assert Show.objects.get().performance == first  # whoever is on stage stays on the screens
    assert [draw.in_force for draw in QuestionDraw.objects.order_by("position")] == [False, True, True]
    another_bank = bank(cast, contest, [*QUESTIONS, "One more?"])
    assert (another_bank.seals, another_bank.seal != sealed) == (2, True)
    third = actions.draw_question(performance=in_order(contest)[2], called="7", **told(cast))
    first_number = third.seed.removesuffix(":7")
    assert sha256(f"{first_number}:{third.bank}".encode()).hexdigest() == third.seal == another_bank.seal


def test_questions_entered_before_there_were_seals_are_sealed_by_their_migration(cast, contest):
    QuestionBank.objects.update(sealed="", seal="", seals=0)
    import_module("stage.migrations.0013_sealed_questions").banks_sealed(apps, connection.schema_editor())
    kept = QuestionBank.objects.get()
    assert kept.seals == 1
    made = actions.draw_question(performance=in_order(contest)[0], called="7", **told(cast))
    number = made.seed.removesuffix(":7")
    assert sha256(f"{number}:{made.bank}".encode()).hexdigest() == made.seal == kept.seal


def test_what_cannot_be_drawn_is_one_sentence(cast, contest):
    first, second, *_ = in_order(contest)
    with refused("bad-seed"):
        actions.draw_question(performance=first, called=" ", **told(cast))
    with refused("question-twice", number=2, before=1):
        bank(cast, contest, ["the same", " the  same "])
    with refused("question-too-long", number=1):
        bank(cast, contest, ["x" * 201])
    with refused("too-many-questions"):
        bank(cast, contest, [str(n) for n in range(501)])
    with refused("stale"):
        bank(cast, contest, QUESTIONS[:3], seen="0" * 64)
    bank(cast, contest, ["only one"])
    (few,) = too_few(contest)
    with override("en"):
        said = few_line(few)
    assert said == f"{few.round} has fewer questions (1) than contestants ({len(in_order(contest))}). Add more."
    made = actions.draw_question(performance=first, called="1", **told(cast))
    with refused("questions-used-up"):
        actions.draw_question(performance=second, called="1", **told(cast))
    with refused("question-drawn", number="01"):
        bank(cast, contest, ["changed", "and another"])
    bank(cast, contest, ["only one"], again=True)
    assert actions.draw_question(performance=second, called="1", **told(cast)).text == made.text
    assert too_few(contest) == []
    bank(cast, contest, ["only one", *QUESTIONS])
    other = contest.performances.exclude(round=first_round(contest)).filter(round__external=False).first()
    if other is not None:
        with refused("no-questions"):
            actions.draw_question(performance=other, called="1", **told(cast))
    assert all("matter" not in str(line.detail) for line in Journal.objects.filter(verb="bank-changed"))


def a_link(cast, contest, kind, **values):
    values = {"kind": kind, "name": f"{kind} {StageLink.objects.count()}", **values}
    return actions.add_link(contest=contest, values=values, **told(cast))


def answers(cast, contest, links):
    """Everything that anybody but an organiser is sent: each page and state of each audience."""
    rooms = {LinkKind.EMCEE: "emcee", LinkKind.TIMEKEEPER: "clock"}
    found = {}
    for link in links:
        room = rooms.get(link.kind, "screen")
        for name in (room, "state"):
            found[room, name, link.pk] = Client().get(reverse(f"{room}:{name}", args=[token_of(link)])).content
    desk = Client()
    desk.force_login(cast.li)
    for name in ("board", "state", "screens", "run-sheet"):
        found["desk", name] = desk.get(reverse(f"desk:{name}", args=[contest.pk])).content
    for name in ("contest", "journal", "papers"):
        found["manage", name] = desk.get(reverse(f"manage:{name}", args=[contest.pk])).content
    found["show"] = desk.get(reverse("setup:show", args=[contest.pk])).content
    performance = in_order(contest)[1]
    found["draw"] = desk.get(reverse("desk:draw", args=[contest.pk, performance.pk])).content
    return {key: content.decode() for key, content in found.items()}


@pytest.mark.sqlite_suffices
def test_no_answer_holds_a_question_before_it_is_drawn_and_none_but_that_one_afterwards(cast, contest):
    first, *_ = in_order(contest)
    started(cast, contest, first)
    modes = ("", *(mode.value for mode in ScreenMode))
    links = [a_link(cast, contest, LinkKind.SCREEN, mode=mode) for mode in modes]
    kinds = (LinkKind.MONITOR, LinkKind.OVERLAY, LinkKind.EMCEE, LinkKind.TIMEKEEPER)
    links += [a_link(cast, contest, kind) for kind in kinds]
    before = answers(cast, contest, links)
    assert [key for key, text in before.items() if "matter" in text] == []
    QuestionBank.objects.update(questions=[f"{one} And how long?" for one in QUESTIONS])  # nor its size
    sizes = {key: len(text) for key, text in before.items() if key[0] in ("screen", "emcee", "clock")}
    again = answers(cast, contest, links)
    assert {key: len(again[key]) for key in sizes} == sizes
    made = actions.draw_question(performance=first, called="dice", **told(cast))
    shown = answers(cast, contest, links)
    hidden = [one for one in QUESTIONS if one not in made.text]
    assert [key for key, text in shown.items() if any(one in text for one in hidden)] == []
    having = {key[0] for key, text in shown.items() if made.text in text}
    assert having == {"screen", "emcee", "desk", "manage"}
    for client, code in ((cast.li, 403), (cast.wang, 200)):
        page = Client()
        page.force_login(client)
        assert page.get(reverse("setup:questions", args=[contest.pk, first.round_id])).status_code == code
    actions.annul_draw(draw=made, reason="mistake", **told(cast))
    screens = [text for key, text in answers(cast, contest, links).items() if key[0] in ("screen", "emcee")]
    assert not any(made.text in text for text in screens)


@pytest.mark.sqlite_suffices
def test_the_screens_show_the_question_and_the_draw_of_the_order(cast, contest):
    first, second, *_ = in_order(contest)
    link = a_link(cast, contest, LinkKind.SCREEN)
    state = reverse("screen:state", args=[token_of(link)])
    with refused("not-drawn"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.QUESTION, **told(cast))
    actions.show_on_screen(contest=contest, mode=ScreenMode.ORDER_DRAW, **told(cast))
    text = Client().get(state).content.decode()
    number, called = Contest.objects.get(pk=contest.pk).draw_seed.split(":")
    assert in_fours(number) in text
    assert f"“{called}”" in text
    assert text.index(first.contestant.name) < text.index(second.contestant.name)
    started(cast, contest, first)
    made = actions.draw_question(performance=first, called="dice", **told(cast))
    text = Client().get(state).content.decode()
    assert f'data-key="question-{made.pk}"' in text
    assert made.text in text
    assert fresh(second).is_waiting
    scoring.close_performance(performance=first, reason="a test", **told(cast, 21))
    early = actions.draw_question(performance=second, called="a die", **told(cast, 22))
    Client().get(state)
    started(cast, contest, second)
    text = Client().get(state).content.decode()
    assert early.text in text, "a call takes no question off the screens that was drawn for it"
    assert second.contestant.name in text
    third = in_order(contest)[2]
    scoring.close_performance(performance=second, reason="a test", **told(cast, 23))
    started(cast, contest, third)
    text = Client().get(state).content.decode()
    assert (early.text in text, third.contestant.name in text) == (False, True)
    Contest.objects.filter(pk=contest.pk).update(draw_seed="")
    with refused("order-not-drawn"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.ORDER_DRAW, **told(cast))


def test_the_sentence_of_a_comment_is_kept_with_whom_it_is_about(cast, contest):
    who = in_order(contest)[0].contestant
    values = {"kind": CueKind.COMMENT, "title": "Comment", "planned": 300}
    cue = actions.add_cue(contest=contest, values=values, slot=1, **told(cast))
    desk = Client()
    desk.force_login(cast.li)
    address = reverse("desk:comment", args=[contest.pk, cue.pk])
    page = desk.get(address)
    seen = page.context["form"]["seen"].value()
    sent = {"said": "Ask at the door, not in the office.", "contestant": str(who.pk), "seen": seen}
    assert desk.post(address, sent).status_code == 302
    cue = fresh(cue)
    assert (cue.said, cue.contestant) == ("Ask at the door, not in the office.", who)
    late = desk.post(address, {**sent, "said": "Something else"})
    assert late.status_code == 200
    assert fresh(cue).said == "Ask at the door, not in the office."
    assert "Something else" in late.content.decode()
    other = actions.add_cue(contest=contest, values={**values, "kind": CueKind.BREAK}, slot=1, **told(cast))
    with refused("not-a-comment"):
        actions.note_comment(cue=other, said="x", contestant=None, **told(cast))


def test_what_was_called_for_one_seal_of_the_questions_is_not_drawn_with_another(cast, contest):
    first, *_ = in_order(contest)
    started(cast, contest, first)
    desk, page = client_of(cast.li), reverse("desk:draw", args=[contest.pk, first.pk])
    seals = [QuestionBank.objects.get().seal, bank(cast, contest, [*QUESTIONS, "One more?"]).seal]
    told = desk.post(page, {"called": "a  red lantern", "seen": "0", "seal": seals[0]}).content.decode()
    assert "Show seal 2 first" in told
    assert f'name="seal" value="{seals[1]}"' in told
    assert not QuestionDraw.objects.exists()
    desk.post(page, {"called": "a  red lantern", "seen": "0", "seal": seals[1]})
    assert QuestionDraw.objects.get().seed.endswith(":a red lantern")
