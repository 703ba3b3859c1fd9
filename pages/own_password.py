"""A password that somebody else has chosen is changed before anything else is done."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ALLOWED = ("account:password", "account:sign-out")
Answer = Callable[[HttpRequest], HttpResponse]


class OwnPasswordFirst:
    """Leads to the page for a new password from every page that needs somebody who has signed in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as without it."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_: object) -> HttpResponse | None:
        """Ask before the view; what everybody may read without signing in stays open."""
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match is not None and match.view_name in ALLOWED):
            return None
        must = getattr(request.user, "must_change_password", False)
        return redirect("account:password") if must else None
