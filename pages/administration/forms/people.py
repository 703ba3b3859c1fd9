"""People who sign in, and their roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import District, Role
from pages.forms.plain import ButtonForm


def password_field(label: Any) -> forms.CharField:
    """A password that one person tells another, so it is read while it is typed."""
    return forms.CharField(
        label=label,
        strip=False,
        help_text=_("At least 8 characters, not only digits."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class MemberForm(ButtonForm):
    """Somebody who signs in."""

    username = forms.CharField(
        label=_("User name"), max_length=150, help_text=_("Letters and digits, to sign in with.")
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    is_administrator = forms.BooleanField(label=_("Administrator of all districts"), required=False)


class NewMemberForm(MemberForm):
    """An account that is added, with its first password."""

    password = password_field(_("First password"))
    field_order = ("username", "name", "password", "is_administrator")


class ActiveMemberForm(MemberForm):
    """An account that is there already: it can be closed."""

    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class NewPasswordForm(ButtonForm):
    """A new password for somebody who has forgotten it."""

    password = password_field(_("New password"))


class RoleForm(ButtonForm):
    """A role in a district."""

    district = forms.ModelChoiceField(District.objects.all(), label=_("District"), empty_label=None)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
