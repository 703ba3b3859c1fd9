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
from contests.judged import judges_people
from contests.models import Contest, ContestState
from pages.access import Access, AuthenticatedRequest, access_to
from pages.forms.refusals import done, show_refusal
from pages.manage.forms import IssueForm, PrintForm, ReasonForm, RenewForm
from pages.manage.residents_address import only_inside
from papers import certificates as paper
from papers.typeface import missing_glyphs
from scoring.actions import issue_certificates, renew_certificates, revoke_certificate
from scoring.models import Certificate, Publication
from scoring.queries import certificates_of, in_force
from scoring.results import Certified, as_handed_over, certified, due, lapsed

from .outdated import lapsed_line, outdated_of
from .page import download, page
from .tables import CertificateTable


def _rows(contest: Contest) -> list[Certificate]:
    return list(certificates_of(contest).select_related("issued_by"))


@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The certificates of a contest; issuing those that are due."""
    access = access_to(request, pk)
    if "serials" in request.POST:
        return _renewed(request, access)
    if request.method != "POST":
        return _page(request, access)
    form = _issuing(access.contest, due(in_force(access.contest), _rows(access.contest)), request.POST)
    if done(form, lambda: _issue(request, access.contest, form)):
        return redirect("manage:certificates", pk)
    return _page(request, access, issue=form)


def _prefix(contest: Contest) -> str:
    """A beginning that no other contest has by itself."""
    return f"{contest.district.slug}-{contest.slug}".upper()[:40]


def _issuing(contest: Contest, waiting: Iterable[Certified], data: Any = None) -> IssueForm:
    return IssueForm(data, initial={"beginning": _prefix(contest)}, teams=any(one.members for one in waiting))


def _issue(request: AuthenticatedRequest, contest: Contest, form: IssueForm) -> None:
    given = {"prefix": form.cleaned_data["beginning"], "each": bool(form.cleaned_data.get("each"))}
    issued = issue_certificates(contest=contest, **given, by=request.user, now=timezone.now())
    if not issued:
        messages.info(request, sentence(Refused("already")))
        return
    text = ngettext("{count} certificate issued.", "{count} certificates issued.", len(issued))
    messages.success(request, text.format(count=len(issued)))


def _renewed(request: AuthenticatedRequest, access: Access) -> HttpResponse:
    """Revoke the certificates that no longer hold, and issue them anew."""
    contest, form = access.contest, RenewForm(request.POST)
    if done(form, lambda: _renew(request, contest, form)):
        return redirect("manage:certificates", contest.pk)
    return _page(request, access, renew=form)


def _renew(request: AuthenticatedRequest, contest: Contest, form: RenewForm) -> None:
    serials = form.cleaned_data["serials"].split()
    beginning = serials[0].rpartition("-")[0] if serials else _prefix(contest)
    given = {"reason": form.cleaned_data["reason"], "seen": serials, "prefix": beginning}
    issued = renew_certificates(contest=contest, **given, by=request.user, now=timezone.now())
    text = ngettext(
        "{count} certificate was revoked and replaced: {serials}. Print it and exchange the paper.",
        "{count} certificates were revoked and replaced: {serials}. Print them and exchange the papers.",
        len(issued),
    )
    messages.success(request, text.format(count=len(issued), serials=listed(row.serial for row in issued)))


def _page(
    request: AuthenticatedRequest,
    access: Access,
    *,
    issue: IssueForm | None = None,
    renew: RenewForm | None = None,
    printing: PrintForm | None = None,
) -> HttpResponse:
    contest = access.contest
    rows = _rows(contest)
    publication = in_force(contest)
    found, waiting = lapsed(rows, publication), due(publication, rows)
    context: dict[str, Any] = {
        "table": CertificateTable(rows, access),
        "due": [f"{new.label} · {new.award}" for new in waiting],
        "lapsed": [lapsed_line(row) for row in found],
        "renew": renew or RenewForm.about(row.certificate.serial for row in found),
        "issue": issue or _issuing(contest, waiting),
        "printing": printing or PrintForm(initial=PrintForm.start(people=judges_people(contest.extra))),
        "valid": [row for row in rows if row.revoked_at is None],
        "publication": publication,
        "outdated": outdated_of(contest, publication),
        "possible": contest.state == ContestState.PUBLISHED,
        "address": settings.PUBLIC_URL,
        "only_inside": only_inside(settings.PUBLIC_URL),
        "boxes": _boxes(publication),
    }
    return render(request, "manage/certificates.html", page(access, "certificates", **context))


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
    """All certificates in force in one PDF, in the order in which they are handed over."""
    access = access_to(request, pk)
    good = (row for row in _rows(access.contest) if row.revoked_at is None)
    rows = as_handed_over(good, in_force(access.contest))
    words = _("Certificates")
    return _pdf(request, access, rows, name=f"{access.contest.title} {words}.pdf")


@require_safe
def one_pdf(request: AuthenticatedRequest, pk: int, certificate: int) -> HttpResponse:
    """One certificate as PDF."""
    access = access_to(request, pk)
    row = get_object_or_404(certificates_of(access.contest), pk=certificate)
    return _pdf(request, access, [row], name=f"{row.serial} {certified(row).name}.pdf")


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
    row = get_object_or_404(certificates_of(access.contest), pk=certificate)
    said = certified(row)
    form = ReasonForm(request.POST if request.method == "POST" else None, button=_("Revoke the certificate"))
    if form.is_valid() and _revoked(request, row, form):
        return redirect("manage:certificates", pk)
    context = {
        "form": form,
        "heading": _("Revoke a certificate"),
        "lead": f"{row.serial} · {said.label} · {row.award}",
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
    words = _("Certificate {serial} has been revoked. Anyone who checks it will see this.").format(serial=row.serial)
    messages.success(request, words)
    return True
