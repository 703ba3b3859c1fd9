"""Signing in, and choosing a password."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions import forget_attempts, note_attempt
from communities.limits import OWN_PASSWORD, PASSWORDS
from communities.models import User
from communities.queries import sign_in_key
from communities.refused import Refused
from communities.wording import sentence
from pages.devices import device_of, source_of
from pages.forms.plain import ButtonForm, WordedForm


class SignInForm(WordedForm, AuthenticationForm):
    """User name and password; after too many wrong ones that name waits here, and only after many more everywhere."""

    error_messages = {  # noqa: RUF012 - as in the class below
        "invalid_login": _("Incorrect user name or password. Check both; capital letters matter."),
        "inactive": _("This account is closed. Ask an administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.request is not None  # noqa: S101 - the view hands it in
        self.asked: HttpRequest = self.request
        self.helper = FormHelper()
        self.helper.add_input(Submit("", _("Sign in"), css_id="send"))
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """Count the attempt before the password is looked at, so that nobody can try quickly.

        A device that has signed in with this name before is counted by itself, whatever others have tried.
        """
        username = str(self.cleaned_data.get("username", ""))
        device = device_of(self.asked)
        known = device is not None and device.knows(sign_in_key(username))
        key, source = sign_in_key(username), source_of(self.asked, device if known else None)
        try:
            note_attempt(key=key, source=source, now=timezone.now(), limits=PASSWORDS, known=known)
        except Refused as refused:
            raise ValidationError(sentence(refused)) from refused
        cleaned: dict[str, Any] = super().clean()
        forget_attempts(key=key, source=source)
        return cleaned


class PasswordForm(ButtonForm):
    """The old password and a new one, twice."""

    old = forms.CharField(
        label=_("Current password"), widget=forms.PasswordInput({"autocomplete": "current-password"}), strip=False
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 8 characters, not only digits."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("Confirm new password"), widget=forms.PasswordInput({"autocomplete": "new-password"}), strip=False
    )

    submit = _("Change the password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self) -> str:
        """The password until now must be right; it cannot be tried quickly, nor on a screen left open."""
        key = f"password {self.user.pk}"
        try:
            note_attempt(key=key, source=key, now=timezone.now(), limits=OWN_PASSWORD)
        except Refused as refused:
            raise ValidationError(sentence(refused)) from refused
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError(_("Incorrect password."))
        forget_attempts(key=key)
        return str(self.cleaned_data["old"])

    def clean_new(self) -> str:
        """Another one than until now, or the one somebody else has chosen would stay."""
        if self.cleaned_data["new"] == self.cleaned_data.get("old"):
            raise ValidationError(_("Choose one that differs from your current password."))
        return str(self.cleaned_data["new"])

    def clean_again(self) -> str:
        """Both new ones must be the same."""
        if self.cleaned_data.get("new") != self.cleaned_data["again"]:
            raise ValidationError(_("The two new passwords do not match."))
        return str(self.cleaned_data["again"])
