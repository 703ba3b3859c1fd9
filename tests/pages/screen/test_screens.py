"""What a screen shows and what it cannot know: made of releases and the running order, whatever the judges send."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from contests.models import Contest
from pages.steady import moment_now
from scoring import actions as scoring
from stage import actions
from stage.models import JudgesShown, LinkKind, ScreenMode, Show, StageLink
from stage.tokens import token_of
from tests.cast import (
    Cast,
    a_draft,
    all_submit,
    an_open_contest,
    draw_order,
    first_performance,
    fresh,
    later,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.released import a_release

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
MODES = [mode.value for mode in ScreenMode]


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def contest(cast):
    return an_open_contest(cast)


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


def a_screen(cast, contest, kind=LinkKind.SCREEN, **values):
    values = {"kind": kind, "name": f"{kind} {StageLink.objects.count()}", **values}
    return actions.add_link(contest=contest, values=values, **told(cast))


def state(link, etag="", **asked):
    headers = {"If-None-Match": etag} if etag else {}
    return Client().get(reverse("screen:state", args=[token_of(link)]), asked, headers=headers)


def text(link):
    return state(link).content.decode()


def test_nothing_on_any_screen_depends_on_marks_that_are_not_released(cast, contest):
    first, second, *_ = contest.performances.filter(round__position=0).order_by("order")
    performed(cast, contest, first)
    release = a_release(cast, first, "91.40")
    links = [a_screen(cast, contest, mode=mode) for mode in ("", *MODES)]
    links += [a_screen(cast, contest, kind) for kind in (LinkKind.MONITOR, LinkKind.OVERLAY)]
    started(cast, contest, second)
    before = [state(link) for link in links]
    all_submit(second)
    scoring.reopen_sheet(sheet=sheet_of(first), reason="a slip", by=cast.li, now=later(13))
    submit(sheet_of(first), share="0.5", key="again", minutes=14)
    known = [state(link, answer["ETag"]).status_code for link, answer in zip(links, before, strict=True)]
    assert known == [304] * len(links)
    scoring.adjust(contestant=second.contestant, points=Decimal(-1), reason="prompted", by=cast.li, now=later(15))
    assert [state(link).content for link in links] == [answer.content for answer in before]
    shown = [mode for mode, link in zip(("", *MODES), links, strict=False) if release.content["score"] in text(link)]
    assert shown == ["score", "standings"]


def test_the_main_screens_follow_the_stage_and_what_the_desk_chooses(cast, contest):
    first, second, *_ = contest.performances.filter(round__position=0).order_by("order")
    main, foyer = a_screen(cast, contest), a_screen(cast, contest, mode="order")
    order = text(foyer)

    def shows(mode, *words):
        html = text(main)
        assert f'class="picture {mode}"' in html
        assert [word for word in words if word not in html] == []
        assert 'class="picture order"' in text(foyer)

    shows("title", contest.title)
    performed(cast, contest, first)
    shows("on-stage", first.contestant.name)
    assert text(foyer) != order
    release = actions.release_scores(contest=contest, performances=[first], **told(cast))[0]
    shows("score", first.contestant.name, release.content["score"])
    actions.show_on_screen(contest=contest, mode=ScreenMode.STANDINGS, **told(cast))
    shows("standings", first.contestant.name)
    started(cast, contest, second)
    shows("on-stage", second.contestant.name)
    scoring.cancel_start(performance=second, reason="wrong name", by=cast.li, now=later(2))
    shows("standings")
    actions.show_on_screen(contest=contest, mode=ScreenMode.SCORE, performance=first, **told(cast))
    actions.take_back_release(release=release, reason="a slip", **told(cast))
    shows("on-stage", first.contestant.name)
    actions.follow_stage(contest=contest, follow=False, **told(cast))
    actions.show_on_screen(contest=contest, mode=ScreenMode.BREAK, message="Back at ten", **told(cast))
    started(cast, contest, second)
    shows("break", "Back at ten")


def test_the_score_screen_names_the_judges_only_where_the_organiser_wants_it(cast, contest):
    performance = performed(cast, contest, first_performance(contest))
    names = [judge.name for judge in contest.judges.all()]

    def shown(judges):
        """What the screen says of a score released so."""
        Show.objects.filter(contest=contest).update(judges=judges)
        link = a_screen(cast, contest)
        release = actions.release_scores(contest=contest, performances=[performance], **told(cast))[0]
        words = text(link)
        actions.take_back_release(release=release, reason="again", **told(cast))
        assert release.content["score"] in words
        return any(name in words for name in names), ">评委 1<" in words or ">Judge 1<" in words

    a_screen(cast, contest)
    assert [shown(way) for way in JudgesShown] == [(True, False), (False, True), (False, False)]


def test_the_monitor_has_the_word_to_the_speaker_and_the_overlay_who_is_on(cast, contest):
    monitor, overlay = (a_screen(cast, contest, kind) for kind in (LinkKind.MONITOR, LinkKind.OVERLAY))
    on_stage = started(cast, contest)
    who = on_stage.contestant.name
    actions.tell_speaker(contest=contest, prompt="One minute", **told(cast))
    assert ("One minute" in text(monitor), "One minute" in text(overlay)) == (True, False)
    assert (who in text(monitor), who in text(overlay)) == (True, True)
    questions = {"questions": ["Who mends the lift?"], "again": True}
    actions.change_bank(round=on_stage.round, by=cast.wang, now=later(20), **questions)
    actions.draw_question(performance=on_stage, called="7", **told(cast))
    assert ("mends" in text(monitor), "mends" in text(overlay), who in text(overlay)) == (True, False, True)


def test_a_clock_without_a_limit_shows_no_reading_before_it_is_started(cast):
    draft = a_draft(cast)
    draft.rounds.update(clock=None)
    draw_order(contest=draft, called="7", by=cast.wang, now=later(1))
    who = started(cast, scoring.open_contest(contest=draft, by=cast.wang, now=later(1)))
    kinds = (LinkKind.SCREEN, LinkKind.MONITOR, LinkKind.TIMEKEEPER)
    links = [a_screen(cast, draft, kind) for kind in kinds]

    def digits():
        rooms = ["clock" if link.kind == LinkKind.TIMEKEEPER else "screen" for link in links]
        addresses = [reverse(f"{room}:state", args=[token_of(link)]) for room, link in zip(rooms, links, strict=True)]
        return ["data-digits" in Client().get(address).content.decode() for address in addresses]

    assert digits() == [False, False, False]
    of = {"contest": draft, "kind": "performance", "performance": who, "at": moment_now()}
    actions.start_clock(**of, **told(cast))
    assert digits() == [True, True, True]


def test_a_link_that_was_replaced_says_whom_to_ask(cast, contest):
    link = a_screen(cast, contest)
    old = reverse("screen:screen", args=[token_of(link)])
    assert Client().get(old).status_code == 200
    actions.replace_link(link=link, **told(cast))
    for path in (
        old,
        f"{old}state/",
        "/screen/made-up/",
        reverse("screen:screen", args=[token_of(fresh(link))]) + "x/",
    ):
        response = Client().get(path)
        assert response.status_code == 404
    assert "导控台" in Client().get(old).content.decode()
    emcee = a_screen(cast, contest, LinkKind.EMCEE)
    assert Client().get(reverse("screen:screen", args=[token_of(emcee)])).status_code == 404


def test_a_screen_is_seen_with_its_size_and_leaves_the_show_alone(cast, contest):
    link = a_screen(cast, contest)
    version = fresh(link).show.version
    etag = state(link, size="1920×1080", page_version="0123abcd")["ETag"]
    assert state(link, etag, size="made up", page_version="x").status_code == 304
    seen = fresh(link)
    assert (seen.size, seen.page_version, seen.seen_at is not None) == ("1920×1080", "0123abcd", True)
    actions.identify(link=link, **told(cast))
    assert state(link, etag).status_code == 200
    assert (fresh(link).show.version, Contest.objects.get().version) == (version, contest.version)


def test_a_rehearsal_says_so_on_every_picture(cast):
    contest = an_open_contest(cast, rehearsal=True)
    a_release(cast, performed(cast, contest, first_performance(contest)))
    for mode in MODES:
        assert "演练" in text(a_screen(cast, contest, mode=mode)), mode
