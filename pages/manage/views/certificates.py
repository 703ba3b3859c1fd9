"""Certificates: issued, printed, revoked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.refused import Refused
from communities.wording import listed, sentence
from contests.models import Contest, ContestState
from contests.models.people import contestant_label
from pages.access import Access, AuthenticatedRequest, access_to
from pages.forms.refusals import done, show_refusal
from pages.manage.forms import IssueForm, PrintForm, ReasonForm
from papers import certificates as paper
from papers.typeface import missing_glyphs
from scoring.actions import issue_certificates, revoke_certificate
from scoring.models import Certificate, Publication
from scoring.queries import in_force
from scoring.results import awarded, frozen, outdated

from .page import download, page
from .tables import CertificateTable


def _rows(contest: Contest) -> list[Certificate]:
    rows = Certificate.objects.filter(publication__contest=contest)
    return list(rows.select_related("contestant", "issued_by", "publication__contest").defer("publication__data"))


@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The certificates of a contest; issuing those that are due."""
    access = access_to(request, pk)
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"beginning": _prefix(access.contest)})
    if done(form, lambda: _issue(request, access.contest, form.cleaned_data["beginning"])):
        return redirect("manage:certificates", pk)
    return _page(request, access, issue=form)


def _prefix(contest: Contest) -> str:
    """A beginning that no other contest has by itself."""
    return f"{contest.district.slug}-{contest.slug}".upper()[:40]


def _issue(request: AuthenticatedRequest, contest: Contest, prefix: str) -> None:
    issued = issue_certificates(contest=contest, prefix=prefix, by=request.user, now=timezone.now())
    text = ngettext("{count} certificate issued.", "{count} certificates issued.", len(issued))
    messages.success(request, text.format(count=len(issued)))


def _page(
    request: AuthenticatedRequest, access: Access, *, issue: IssueForm | None = None, printing: PrintForm | None = None
) -> HttpResponse:
    contest = access.contest
    rows = _rows(contest)
    publication = in_force(contest)
    due = _due(publication, rows)
    context: dict[str, Any] = {
        "table": CertificateTable(rows, access),
        "due": due,
        "issue": issue or IssueForm(initial={"beginning": _prefix(contest)}),
        "printing": printing or PrintForm(initial=PrintForm.start()),
        "valid": [row for row in rows if row.revoked_at is None],
        "publication": publication,
        "outdated": publication is not None and outdated(contest, publication),
        "possible": contest.state == ContestState.PUBLISHED,
        "without_qr": not settings.PUBLIC_URL,
        "boxes": _boxes(publication),
    }
    return render(request, "manage/certificates.html", page(access, "certificates", **context))


def _due(publication: Publication | None, rows: Iterable[Certificate]) -> list[str]:
    """Who gets which award and has no certificate in force."""
    if publication is None:
        return []
    given = {(row.contestant.number, row.award) for row in rows if row.revoked_at is None}
    names = {c["id"]: c.get("name") or "" for c in frozen(publication).document["contestants"]}
    return [
        f"{contestant_label(who, names[who])} · {award}"
        for who, award in awarded(frozen(publication).result)
        if (who, award) not in given
    ]


def _boxes(publication: Publication | None) -> list[str]:
    """Texts of certificates with characters that the typeface has not, each with these characters."""
    if publication is None:
        return []
    checked = ((text, missing_glyphs(text)) for text in dict.fromkeys(paper.texts_on(publication)))
    return [_("“{text}”: {characters}").format(text=text, characters=listed(gone)) for text, gone in checked if gone]


def _verify(serial: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('public:certificate', args=[serial])}"


@require_safe
def all_pdf(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All certificates in force in one PDF."""
    access = access_to(request, pk)
    rows = [row for row in _rows(access.contest) if row.revoked_at is None]
    words = _("Certificates")
    return _pdf(request, access, rows, name=f"{access.contest.title} {words}.pdf")


@require_safe
def one_pdf(request: AuthenticatedRequest, pk: int, certificate: int) -> HttpResponse:
    """One certificate as PDF."""
    access = access_to(request, pk)
    rows = Certificate.objects.filter(publication__contest=access.contest)
    row = get_object_or_404(rows.select_related("contestant"), pk=certificate)
    return _pdf(request, access, [row], name=f"{row.serial} {row.contestant.name}.pdf")


def _pdf(request: AuthenticatedRequest, access: Access, rows: list[Certificate], *, name: str) -> HttpResponse:
    form = PrintForm(request.GET)
    if not form.is_valid():
        return _page(request, access, printing=form)
    address: Callable[[str], str] | None = _verify if settings.PUBLIC_URL else None
    try:
        made = paper.certificates(rows, address=address, **form.options())
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("manage:certificates", access.contest.pk)
    return download(made, mime="application/pdf", name=name)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: AuthenticatedRequest, pk: int, certificate: int) -> HttpResponse:
    """A certificate no longer holds, and why."""
    access = access_to(request, pk)
    rows = Certificate.objects.filter(publication__contest=access.contest)
    row = get_object_or_404(rows.select_related("contestant", "publication"), pk=certificate)
    form = ReasonForm(request.POST if request.method == "POST" else None, button=_("Revoke the certificate"))
    if form.is_valid() and _revoked(request, row, form):
        return redirect("manage:certificates", pk)
    context = {
        "form": form,
        "heading": _("Revoke a certificate"),
        "lead": f"{row.serial} · {row.contestant} · {row.award}",
        "back": "manage:certificates",
    }
    return render(request, "manage/reason.html", page(access, "certificates", **context))


def _revoked(request: AuthenticatedRequest, row: Certificate, form: ReasonForm) -> bool:
    try:
        revoke_certificate(certificate=row, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.code != "already":
            show_refusal(form, refused)
            return False
        messages.info(request, sentence(refused))
        return True
    words = _("Certificate {serial} is revoked. Whoever verifies it is told so.").format(serial=row.serial)
    messages.success(request, words)
    return True
