"""The guides, for everybody: there is nothing secret in them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.language import active_language

from .guides import NAMES, guide_of


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All guides, each with what is in it."""
    return render(request, "help/home.html", {"guides": [guide_of(name, active_language()) for name in NAMES]})


@login_not_required
@require_safe
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """One guide, in the language of whoever reads."""
    if name not in NAMES:
        raise Http404
    return render(request, "help/guide.html", {"guide": guide_of(name, active_language())})
