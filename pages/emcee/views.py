"""The emcee's page, and the small address that tells it what to say: of the marks only what is released."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contests.judged import speak_of
from contests.queries import stage_order_of
from pages.conditional import followed, tag
from pages.links import link_access, noted_here
from pages.media import media_answer
from pages.steady import moment_now
from pages.wording.spoken import Spoken, spoken
from pages.wording.spoken_awards import award_spoken, awards_to_come, valid_steps
from stage.actions.ceremony import is_on_screen
from stage.models import LinkKind, Show
from stage.queries.ceremony import awards_in_force, ceremony_of
from stage.queries.drawing import draws_in_force
from stage.queries.links import LinkNow
from stage.queries.media import photos_of
from stage.queries.on_screen import show_on_screen_now
from stage.queries.run_sheet import cues_of
from stage.queries.script import first_round_cut, scores_told
from stage.results.run_sheet import run_sheet_of
from stage.results.script import LineKind, script_of
from stage.rules.ceremony import ceremony_now
from stage.rules.on_screen import last_called


@login_not_required
@require_safe
def emcee(request: HttpRequest, token: str) -> HttpResponse:
    """The page, with what is to be said now and a look at what comes after."""
    link = link_access(token, LinkKind.EMCEE)
    more = {"token": token, "tag": tag_of(link)}
    return render(request, "emcee/emcee.html", {**_context(link), **more})


def tag_now(request: HttpRequest, token: str) -> str:
    """The tag of what is to be said now: one query; whoever has no good link is told so."""
    link = link_access(token, LinkKind.EMCEE)
    noted_here(request, link)
    return tag_of(link)


@login_not_required
@require_safe
@followed(tag_now)
def state(request: HttpRequest, token: str) -> HttpResponse:
    """What is to be said; 304 while that is the same, after one query."""
    return render(request, "emcee/script.html", _context(link_access(token, LinkKind.EMCEE)))


@login_not_required
@require_safe
def media(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """The photo of a contestant."""
    return media_answer(request, link_access(token, LinkKind.EMCEE).show, name)


def tag_of(link: LinkNow) -> str:
    """What is to be said depends on: the show, who is on stage, the link, the language."""
    return tag(link.show_version, link.judges_version, link.link, get_language())


def _context(link: LinkNow) -> dict[str, Any]:
    """The lines. No time of now is told, so that an answer differs only where there is something else to say."""
    show = show_on_screen_now(link.show)
    contest = show.contest
    speak_of(contest.extra)
    order, released = stage_order_of(contest), scores_told(show)
    sheet = run_sheet_of(show, cues_of(show), order, at=moment_now())
    draws = draws_in_force(show)
    cut_after = first_round_cut(contest)
    lines = script_of(show, sheet, released, called=last_called(order), cut_after=cut_after, draws=draws)
    valid = [*(f"r{release.pk}" for release in released), *(f"q{draw.pk}" for draw in draws)]
    said = _with_photos(show, spoken(show, lines))
    if is_on_screen(show):
        now = ceremony_now(ceremony_of(show), list(awards_in_force(show)))
        coming = [one for one in _after_the_scores(said) if not (one.line.item and one.line.item.on)]
        said, valid = [award_spoken(contest, now), *(awards_to_come(now) or coming)], [*valid, *valid_steps(now)]
    elif (contest.is_closed or contest.is_published) and awards_in_force(show).exists():
        said = _after_the_scores(said)
    return {"link": link, "contest": contest, "lines": said, "valid": " ".join(valid)}


def _with_photos(show: Show, said: list[Spoken]) -> list[Spoken]:
    """The lines that call somebody, with the photo of who comes, so that the emcee knows the face."""
    photos = photos_of(show)
    calls = {one.line.key: one.line.item.performance for one in said if one.line.item and one.line.item.performance}
    found = {key: photos[who.contestant_id].file_name for key, who in calls.items() if who.contestant_id in photos}
    return [replace(one, photo=found.get(one.line.key, "")) for one in said]


def _after_the_scores(said: list[Spoken]) -> list[Spoken]:
    """What is left to say once awards are announced: items of the run sheet, and the end."""
    return [one for one in said if one.line.kind in {LineKind.CUE, LineKind.CLOSING}]
