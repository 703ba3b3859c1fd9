"""What the contestants of a contest have presented: entered, agreed to, released, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.models import BYTES
from contests.actions import (
    add_attachment,
    agree_presentation,
    keep_presentation,
    release_presentation,
    remove_attachment,
    withdraw_presentation,
)
from contests.actions.agreed import OPENED
from contests.actions.experience import MOST_ATTACHMENTS, Presented
from contests.models import Contestant, Presentation
from contests.queries.experience import citable, cited_by, presentations_of
from pages.access import Access, AuthenticatedRequest, access_to
from pages.exchange.forms import AgreedForm, PresentationForm, WithdrawnForm
from pages.files import file_answer
from pages.forms.files import EvidenceForm
from pages.forms.plain import ButtonForm
from pages.forms.refusals import done, pressed
from stage.queries.run_sheet import comments_about

NEVER = datetime.min.replace(tzinfo=timezone.get_fixed_timezone(0))


@require_safe
def contest(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Everybody who performed, and how far what they presented has come."""
    access = access_to(request, pk)
    there = presentations_of(access.contest)
    people = access.contest.contestants.order_by("position", "pk")
    context = {
        "people": [(who, there.get(who.pk)) for who in people],
        "begun": begun(access),
        "no_theme": not access.contest.district.themes.exists(),
    }
    return render(request, "exchange/contest.html", {**frame(access), **context})


def frame(access: Access) -> dict[str, Any]:
    """What every page about a contest in this room has."""
    return {"contest": access.contest, "access": access, "tab": "exchange"}


def begun(access: Access) -> bool:
    """Whether what was presented and pledged can be written down yet."""
    return access.contest.state in OPENED and not access.contest.rehearsal


def _row(access: Access, contestant: int) -> tuple[Contestant, Presentation | None]:
    who = get_object_or_404(
        access.contest.contestants.select_related("secretary__community", "presentation__theme"), pk=contestant
    )
    return who, getattr(who, "presentation", None)


@require_http_methods(["GET", "HEAD", "POST"])
def presentation(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """What one contestant presented, its files, and its way to the residents."""
    access = access_to(request, pk)
    who, row = _row(access, contestant)
    form = _form(access, who, row, request.POST if request.method == "POST" else None)
    if form.is_bound and done(form, lambda: _keep(request, who, row, form)):
        return redirect("exchange:presentation", pk, contestant)
    return _page(request, access, who, row, form=form)


def _form(access: Access, who: Contestant, row: Presentation | None, sent: QueryDict | None = None) -> PresentationForm:
    values = citable(who)
    named = cited_by(row) if row else []
    values += [value for value in named if value not in values]
    themes = list(access.contest.district.themes.all())
    initial: dict[str, Any]
    if row:
        initial = {name: getattr(row, name) for name in ("summary", "text", "comment")}
        initial |= {"theme": str(row.theme_id), "cited": [str(value.pk) for value in named]}
    else:
        theme = next((str(theme.pk) for theme in themes if theme.name == who.theme), "")
        initial = {"theme": theme, "comment": "\n".join(comments_about(who))}
    return PresentationForm(sent, initial=initial, themes=themes, values=values)


def _keep(
    request: AuthenticatedRequest, who: Contestant, row: Presentation | None, form: PresentationForm
) -> Presentation:
    given = form.cleaned_data
    presented = Presented(
        form.themes[given["theme"]],
        given["summary"],
        given["text"],
        given["comment"],
        frozenset(map(int, given.get("cited", ()))),
    )
    seen = row.changed_at if row else None
    return keep_presentation(contestant=who, presented=presented, by=request.user, now=timezone.now(), seen=seen)


def _page(
    request: AuthenticatedRequest, access: Access, who: Contestant, row: Presentation | None, **forms: Any
) -> HttpResponse:
    context = {
        "contestant": who,
        "presentation": row,
        "begun": begun(access),
        "pledges": who.pledges.prefetch_related("follow_ups"),
        "no_theme": not access.contest.district.themes.exists(),
        "files": row.attachments.defer(*BYTES) if row else (),
        "most": MOST_ATTACHMENTS,
        "cited": cited_by(row) if row and row.released else (),
        "agreed": AgreedForm(),
        "withdrawn": WithdrawnForm(),
        "adding": EvidenceForm(),
        "language_next": reverse("exchange:presentation", args=[access.contest.pk, who.pk]),
    }
    return render(request, "exchange/presentation.html", {**frame(access), **context, **forms})


def _pressed(
    request: AuthenticatedRequest, pk: int, contestant: int, act: Callable[[Presentation], object], words: str
) -> HttpResponse:
    """Do something with what there is, and say so on its page."""
    _access, _who, row = _there(request, pk, contestant)
    pressed(request, lambda: act(row), words)
    return redirect("exchange:presentation", pk, contestant)


def _sent(
    request: AuthenticatedRequest,
    pk: int,
    contestant: int,
    form: ButtonForm,
    act: Callable[[Presentation], object],
    words: str,
) -> HttpResponse:
    """Do what a button with a form asks for; where it is refused, the page has what was typed in it."""
    access, _who, row = _there(request, pk, contestant)
    if done(form, lambda: act(row)):
        messages.success(request, words)
        return redirect("exchange:presentation", pk, contestant)
    who, now = _row(access, contestant)
    return _page(request, access, who, now, form=_form(access, who, now), refused=form)


def _there(request: AuthenticatedRequest, pk: int, contestant: int) -> tuple[Access, Contestant, Presentation]:
    access = access_to(request, pk)
    who, row = _row(access, contestant)
    if row is None:
        raise Http404
    return access, who, row


def seen_moment(request: AuthenticatedRequest) -> datetime:
    """When what the page has shown was changed last."""
    try:
        return parse_datetime(request.POST.get("seen", "")) or NEVER
    except ValueError:
        return NEVER


@require_POST
def agree(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Record that the secretary has agreed."""
    form, seen = AgreedForm(request.POST), seen_moment(request)

    def act(row: Presentation) -> None:
        how = form.cleaned_data["how"]
        agree_presentation(presentation=row, how=how, by=request.user, now=timezone.now(), seen=seen)

    return _sent(request, pk, contestant, form, act, _("Recorded."))


@require_POST
def release(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Let everybody read it."""
    seen = seen_moment(request)

    def act(row: Presentation) -> None:
        release_presentation(presentation=row, by=request.user, now=timezone.now(), seen=seen)

    return _pressed(request, pk, contestant, act, _("Released. Residents read it now."))


@require_POST
def withdraw(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Take it back."""
    form = WithdrawnForm(request.POST)

    def act(row: Presentation) -> None:
        reason = form.cleaned_data["reason"]
        withdraw_presentation(presentation=row, reason=reason, by=request.user, now=timezone.now())

    words = _("Taken back. Residents read it no longer, and the secretary has to agree again.")
    return _sent(request, pk, contestant, form, act, words)


@require_POST
def add_file(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Add a picture or a PDF."""
    access, who, row = _there(request, pk, contestant)
    form = EvidenceForm(request.POST, request.FILES)

    def add() -> None:
        add_attachment(presentation=row, by=request.user, now=timezone.now(), **form.given._asdict())

    if done(form, add):
        return redirect("exchange:presentation", pk, contestant)
    return _page(request, access, who, row, form=_form(access, who, row), adding=form)


@require_safe
def file(request: AuthenticatedRequest, pk: int, contestant: int, file: int) -> HttpResponse:
    """A picture or a PDF, for those who prepare it."""
    _access, _who, row = _there(request, pk, contestant)
    return file_answer(request, row.attachments.all(), file)


@require_POST
def remove_file(request: AuthenticatedRequest, pk: int, contestant: int, file: int) -> HttpResponse:
    """Take a file away."""

    def act(row: Presentation) -> None:
        found = get_object_or_404(row.attachments.defer(*BYTES), pk=file)
        remove_attachment(attachment=found, by=request.user, now=timezone.now())

    return _pressed(request, pk, contestant, act, _("Removed."))
