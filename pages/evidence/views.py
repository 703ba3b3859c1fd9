"""Evidence of check items: whoever holds a contestant's link sends it without an account; the organiser can, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Count, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from communities.actions import note_attempt
from communities.limits import EVIDENCE
from communities.models import BYTES, User
from communities.refused import Refused
from communities.wording import sentence
from contests.actions import add_item_evidence, give_evidence_links, remove_item_evidence
from contests.actions.evidence import MOST_EACH
from contests.judged import speak_of
from contests.models import Contestant, EvidenceLinks, ItemEvidence, RubricItem
from contests.rules.evidence_links import evidence_token, read_evidence_token
from pages.access import Access, AuthenticatedRequest, access_to, only_here
from pages.files import file_answer
from pages.forms.files import EvidenceForm
from pages.forms.refusals import done, pressed


@dataclass(frozen=True, slots=True)
class Side:
    """Whose evidence a page is about, and who has come: somebody signed in, or whoever holds the link `number`."""

    contestant: Contestant
    access: Access | None = None
    number: int | None = None
    where: int | str = ""

    @property
    def by(self) -> User | None:
        """Who has signed in."""
        return self.access.user if self.access else None

    @property
    def may_send(self) -> bool:
        """Whether files come and go here now."""
        return self.access.may_change if self.access else not self.contestant.contest.frozen

    @property
    def names(self) -> dict[str, str]:
        """The addresses of this side."""
        part = "" if self.access else "centre-"
        return {name: f"evidence:{part}{name}" for name in ("add", "file", "remove")}

    @property
    def page(self) -> str:
        """The address of the page with all items."""
        return reverse("evidence:contestant" if self.access else "evidence:centre", args=[self.where])


def sided(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is asked by somebody signed in with a contestant's number, or by whoever holds a link to it."""

    @wraps(view)
    @login_not_required
    @cache_control(no_store=True)
    def asked(request: HttpRequest, where: int | str, **parts: int) -> HttpResponse:
        if isinstance(where, int) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        side = _signed_in(request, where) if isinstance(where, int) else _by_link(where)
        return view(request, side, *parts.values())

    return asked


def _signed_in(request: Any, where: int) -> Side:
    found = get_object_or_404(Contestant.objects.select_related("contest"), pk=where)
    access = access_to(request, found.contest_id)
    found.contest = access.contest
    return Side(found, access=access, where=where)


def _by_link(where: str) -> Side:
    token = read_evidence_token(where)
    rows = Contestant.objects.select_related("contest__district", "contest__evidence_links")
    found = rows.filter(pk=token.contestant).first() if token else None
    links = getattr(found.contest, "evidence_links", None) if found else None
    if found is None or token is None or links is None or links.number != token.number:
        raise Http404
    speak_of(found.contest.extra)
    return Side(found, number=token.number, where=where)


@require_safe
def contest(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All contestants: their links, and how much of each has come."""
    access = access_to(request, pk)
    links = EvidenceLinks.objects.filter(contest=access.contest).first()
    people = access.contest.contestants.annotate(files=Count("evidence")).order_by("position", "pk")
    items = RubricItem.objects.filter(round__contest=access.contest).count()
    number = links.number if links else 0

    def address(who: Contestant) -> str:
        return request.build_absolute_uri(reverse("evidence:centre", args=[evidence_token(who, number)]))

    given = links is not None and access.may_change
    rows = [(who, address(who) if given else "") for who in people]
    context = {"rows": rows, "items": items, "number": number, "given": given}
    context |= {"unreachable": only_here(request), "host": request.get_host()}
    frame = {"contest": access.contest, "access": access, "tab": "evidence"}
    return render(request, "evidence/contest.html", frame | context)


@require_POST
def give_links(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give everybody a link, or another one."""
    access = access_to(request, pk)
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 6 else None

    def act() -> None:
        give_evidence_links(contest=access.contest, by=request.user, now=timezone.now(), seen=seen)

    pressed(request, act, _("Everybody has a link of their own now. Links given before are no longer good."))
    return redirect("evidence:contest", pk)


@require_safe
@sided
def contestant(request: HttpRequest, side: Side) -> HttpResponse:
    """All items of one contestant, with their files, for the organiser."""
    return _page(request, side)


centre = contestant
"""The same for whoever holds the link."""


def _page(request: HttpRequest, side: Side, failed: int = 0, adding: EvidenceForm | None = None) -> HttpResponse:
    own = ItemEvidence.objects.filter(contestant=side.contestant).defer(*BYTES)
    rows = RubricItem.objects.filter(round__contest=side.contestant.contest).select_related("round")
    items = rows.order_by("round__position", "position").prefetch_related(Prefetch("evidence", own, to_attr="files"))
    context = {
        "contest": side.contestant.contest,
        "contestant": side.contestant,
        "side": side,
        "access": side.access,
        "tab": "evidence",
        "most": MOST_EACH,
        "lines": [(item, adding if adding and item.pk == failed else EvidenceForm()) for item in items],
        "failed": failed,
        "language_next": side.page,
    }
    template = "evidence/contestant.html" if side.access else "evidence/centre.html"
    return render(request, template, context)


@require_POST
@sided
def add(request: HttpRequest, side: Side, item: int) -> HttpResponse:
    """Add a file for an item."""
    rows = RubricItem.objects.filter(round__contest=side.contestant.contest).select_related("round")
    of = get_object_or_404(rows, pk=item)
    form = EvidenceForm(request.POST, request.FILES)

    def act() -> None:
        now = timezone.now()
        if side.by is None:
            address = f"address {request.META.get('REMOTE_ADDR', '')}"
            note_attempt(key=f"evidence {side.contestant.pk}", source=address, now=now, limits=EVIDENCE)
        given = form.given._asdict()
        add_item_evidence(contestant=side.contestant, item=of, by=side.by, link=side.number, now=now, **given)

    if done(form, act):
        messages.success(request, _("Received: {file}").format(file=form.given_title))
        return redirect(f"{side.page}#item-{of.pk}")
    return _page(request, side, of.pk, form)


@require_safe
@sided
def file(request: HttpRequest, side: Side, file: int) -> HttpResponse:
    """A file, for who prepares it."""
    return file_answer(request, ItemEvidence.objects.filter(contestant=side.contestant), file)


@require_POST
@sided
def remove(request: HttpRequest, side: Side, file: int) -> HttpResponse:
    """Take a file away again."""
    rows = ItemEvidence.objects.filter(contestant=side.contestant).select_related("contestant")
    found = get_object_or_404(rows.defer(*BYTES), pk=file)
    try:
        remove_item_evidence(file=found, by=side.by, link=side.number, now=timezone.now())
        messages.success(request, _("Taken away: {file}").format(file=found))
    except Refused as refused:
        messages.error(request, sentence(refused))
    return redirect(f"{side.page}#item-{found.item_id}")
