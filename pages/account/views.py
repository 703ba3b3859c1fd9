"""Signing in, and one's own account."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.actions import set_password
from communities.models import Role, User
from communities.queries import sign_in_key
from pages.access import AuthenticatedRequest
from pages.devices import remember
from pages.forms.refusals import done

from .forms import PasswordForm, SignInForm


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The page on which people sign in; wrong passwords are counted by user name."""

    template_name = "account/sign-in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in until the end of a working day, whatever is done meanwhile; sessions that have ended are removed."""
        response = super().form_valid(form)
        self.request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
        self.request.session.clear_expired()
        return remember(response, self.request, sign_in_key(form.get_user().get_username()))

    def get_default_redirect_url(self) -> str:
        """To where the work of whoever signs in begins."""
        return _beginning(cast(User, self.request.user))


def _beginning(user: User) -> str:
    """The contests; of supervisors what they should look at; of administrators without any role their pages."""
    supervised = list(user.memberships.filter(role=Role.SUPERVISOR).values_list("district__slug", flat=True)[:2])
    if supervised:
        return reverse("supervise:district", args=supervised) if len(supervised) == 1 else reverse("supervise:home")
    places = list(user.memberships.order_by("pk").values_list("role", "district__slug"))
    if places and all(role == Role.STREET for role, _slug in places):
        return reverse("achievements:grid", args=[places[0][1]])
    if user.is_administrator and not user.memberships.exists():
        return reverse("administration:home")
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@require_safe
def profile(request: AuthenticatedRequest) -> HttpResponse:
    """Who one is, and what one may do where."""
    return render(request, "account/profile.html", {"memberships": request.user.memberships.select_related("district")})


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: AuthenticatedRequest) -> HttpResponse:
    """Choose a new password; who had to before anything else goes on to where their work begins."""
    form, first = PasswordForm(request.user, request.POST or None), request.user.must_change_password
    if done(form, lambda: _change(request, form)):
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password has been changed."))
        return redirect(_beginning(request.user) if first else "account:profile")
    return render(request, "account/password.html", {"form": form})


def _change(request: AuthenticatedRequest, form: PasswordForm) -> None:
    set_password(user=request.user, password=form.cleaned_data["new"], by=request.user, now=timezone.now())
