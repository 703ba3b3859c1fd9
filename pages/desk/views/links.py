"""The desk and the links of screens, emcee and timekeeper: made, changed, replaced, removed, asked which one it is."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.refused import Refused
from contests.models import Contest
from pages.access import Access, AuthenticatedRequest, desk_access
from pages.desk.forms.questions import SureForm
from pages.desk.forms.screens import LinkForm
from pages.forms.refusals import done
from stage.actions import add_link, add_usual_links, change_link, identify, remove_link, replace_link
from stage.models import LinkKind, StageLink

from .asking import Question, posted, refuse
from .screens import acted


def link_of(contest: Contest, pk: int) -> StageLink:
    """A link of this contest, or 404."""
    return get_object_or_404(StageLink.objects.select_related("show__contest"), show__contest=contest, pk=pk)


@require_POST
def usual(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Make the links that every show needs."""
    contest = desk_access(request, pk).contest
    names = {
        LinkKind.SCREEN: _("Stage screen"),
        LinkKind.EMCEE: str(LinkKind.EMCEE.label),
        LinkKind.TIMEKEEPER: str(LinkKind.TIMEKEEPER.label),
    }

    def act() -> None:
        add_usual_links(contest=contest, names=names, by=request.user, now=timezone.now())

    return acted(request, contest, act)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Make another link."""
    access = desk_access(request, pk)
    form = LinkForm(posted(request), initial={"kind": LinkKind.SCREEN})

    def act() -> None:
        add_link(contest=access.contest, values=form.cleaned_data, by=request.user, now=timezone.now())

    if done(form, act):
        return redirect(screens_address(access.contest))
    return _asked(request, access, form, Question(_("New link"), (), _("Make the link"), ""))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AuthenticatedRequest, pk: int, link: int) -> HttpResponse:
    """The name of a link; what a screen of its own shows, and how bright it is."""
    access = desk_access(request, pk)
    current = link_of(access.contest, link)
    form = LinkForm(posted(request), kind=current.kind, initial=current.__dict__)

    def act() -> None:
        change_link(link=current, values=form.cleaned_data, by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, _("“{link}” is saved.").format(link=form.cleaned_data["name"]))
        return redirect(screens_address(access.contest))
    return _asked(request, access, form, Question(str(current), (), _("Save"), ""))


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: AuthenticatedRequest, pk: int, link: int) -> HttpResponse:
    """Give a link a new address."""
    access = desk_access(request, pk)
    current = link_of(access.contest, link)
    form = SureForm(posted(request), seen=current.number)
    question = Question(
        title=_("New address for “{link}”").format(link=current),
        consequences=(
            _("The old address stops working immediately. A screen that has it keeps its last picture."),
            _("Open the new address on the screen or phone, or scan its QR code."),
        ),
        button=_("Make a new address"),
        done=_("“{link}” has a new address.").format(link=current),
    )

    def act() -> None:
        replace_link(link=current, seen=form.seen_number, by=request.user, now=timezone.now())

    return _sure(request, access, form, question, act)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthenticatedRequest, pk: int, link: int) -> HttpResponse:
    """Remove a link that nobody needs."""
    access = desk_access(request, pk)
    current = link_of(access.contest, link)
    form = SureForm(posted(request))
    question = Question(
        title=_("Remove “{link}”").format(link=current),
        consequences=(_("Its address stops working immediately. A screen that has it keeps its last picture."),),
        button=_("Remove"),
        done=_("“{link}” is removed.").format(link=current),
    )

    def act() -> None:
        remove_link(link=current, by=request.user, now=timezone.now())

    return _sure(request, access, form, question, act)


@require_POST
def ask(request: AuthenticatedRequest, pk: int, link: int) -> HttpResponse:
    """Let a screen show its name."""
    contest = desk_access(request, pk).contest
    current = link_of(contest, link)

    def act() -> None:
        identify(link=current, by=request.user, now=timezone.now())

    words = _("“{link}” shows its name for ten seconds.").format(link=current)
    return acted(request, contest, act, words=words)


def screens_address(contest: Contest) -> str:
    """The page of the screens."""
    return reverse("desk:screens", args=[contest.pk])


def _sure(
    request: AuthenticatedRequest, access: Access, form: SureForm, question: Question, act: Callable[[], object]
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            refuse(form, access.contest, refused)
        else:
            messages.success(request, question.done)
            return redirect(screens_address(access.contest))
    return _asked(request, access, form, question)


def _asked(request: AuthenticatedRequest, access: Access, form: BaseForm, question: Question) -> HttpResponse:
    back = {"back": screens_address(access.contest), "back_words": _("Back to the screens")}
    context = {"contest": access.contest, "access": access, "form": form, "question": question}
    return render(request, "desk/ask.html", {**context, **back})
