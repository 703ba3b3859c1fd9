"""People who sign in, and their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import District, Role, Street
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen

if TYPE_CHECKING:
    _StreetChoice = forms.ModelChoiceField[Street]
else:
    _StreetChoice = forms.ModelChoiceField


def password_field(label: Any) -> forms.CharField:
    """A password that one person tells another, so it is read while it is typed."""
    return forms.CharField(
        label=label,
        strip=False,
        help_text=_("At least 8 characters, not only digits."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class StreetField(_StreetChoice):
    """The street that the role of one is for, with its district."""

    def __init__(self) -> None:
        super().__init__(
            Street.objects.select_related("district").order_by("district__name", "pk"),
            label=_("Street, for the role of a street"),
            required=False,
            help_text=_("Enters and confirms the values of the communities of this street."),
        )

    def label_from_instance(self, street: Street) -> str:
        """The street as the list has it."""
        return f"{street.district} · {street}"


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
    role = forms.ChoiceField(
        label=_("First role"),
        required=False,
        choices=[("", _("No role yet")), *Role.choices],
        help_text=_("What this person does. More roles can be given on the page of the account."),
    )
    district = forms.ModelChoiceField(District.objects.all(), label=_("District"), required=False, empty_label=None)
    street = StreetField()
    field_order = ("username", "name", "password", "role", "district", "street", "is_administrator")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not District.objects.exists():
            del self.fields["role"], self.fields["district"], self.fields["street"]

    def first_role(self) -> dict[str, Any]:
        """The role to begin with and its district, or nothing; for a form that is valid."""
        given = {name: self.cleaned_data.get(name) for name in ("role", "district", "street")}
        return given if given["role"] and given["district"] else {}

    def clean(self) -> dict[str, Any]:
        """A role is one in a district."""
        data = super().clean() or {}
        if data.get("role") and not data.get("district") and "district" not in self.errors:
            self.add_error("district", _("Choose the district of this role."))
        return data


class ActiveMemberForm(CarriesSeen, MemberForm):
    """An account that is there already: it can be closed."""

    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class NewPasswordForm(ButtonForm):
    """A new password for somebody who has forgotten it."""

    password = password_field(_("New password"))


class RoleForm(ButtonForm):
    """A role in a district."""

    district = forms.ModelChoiceField(District.objects.all(), label=_("District"), empty_label=None)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    street = StreetField()
