"""How to trust the laptop, for everybody, and by plain http: there is nothing secret in it (decision 49)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import authority
from .devices import devices_for, in_wechat


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What to do on this device, step by step; in WeChat first how to leave it."""
    agent, found, secure = request.headers.get("User-Agent", ""), authority.authority(), _secure_address(request)
    context = {
        "address": request.build_absolute_uri(),
        "devices": devices_for(agent),
        "in_wechat": in_wechat(agent),
        "fingerprint": authority.fingerprint(found) if found else [],
        "secure": secure,
    }
    response = render(request, "trust/home.html", context)
    if secure:  # the page asks there whether this device trusts it by now
        setattr(response, "_csp_update", {"connect-src": [secure]})  # noqa: B010 - how django-csp is told
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def certificate(_request: HttpRequest) -> HttpResponse:
    """The authority's certificate as a file."""
    found = authority.authority()
    if found is None:
        raise Http404
    disposition = {"Content-Disposition": 'attachment; filename="leitai.cer"', "Cache-Control": "no-store"}
    return HttpResponse(authority.der(found), content_type="application/x-x509-ca-cert", headers=disposition)


@login_not_required
@require_safe
def profile(_request: HttpRequest) -> HttpResponse:
    """The authority's certificate as a profile: on an iPad Safari asks whether to take it."""
    found = authority.authority()
    if found is None:
        raise Http404
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(authority.profile(found), content_type="application/x-apple-aspen-config", headers=headers)


def _secure_address(request: HttpRequest) -> str:
    """Where this server speaks https; empty where it does not with certificates of its own."""
    domain, _port = split_domain_port(request.get_host())
    return f"https://{domain}:{settings.VENUE}/" if settings.VENUE else ""
