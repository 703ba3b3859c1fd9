"""One value with its evidence, and why a published one is withdrawn."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.rules.values import LONGEST_EVIDENCE, LONGEST_LINK
from pages.forms.fields import NumberField
from pages.forms.plain import ButtonForm
from pages.forms.seen import CarriesSeen


class ValueForm(CarriesSeen, ButtonForm):
    """A quantity, and what shows that it is so."""

    quantity = NumberField(label=_("Quantity"), least=Decimal(0))
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=LONGEST_EVIDENCE,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Residents read it beside the number."),
    )
    evidence_link = forms.URLField(
        label=_("Address of the evidence"), max_length=LONGEST_LINK, required=False, assume_scheme="https"
    )


class WithdrawForm(ButtonForm):
    """Why residents are to see no value here any more."""

    submit = _("Withdraw this value")
    danger = True
    reason = forms.CharField(label=_("Reason"), max_length=400, required=False)
