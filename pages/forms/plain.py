"""A form drawn as a whole, with one button."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _


class PlainForm(forms.Form):
    """Fields one below the other, and the button `submit` at the end."""

    submit: Any = _("Save")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("", self.submit, css_id=f"send-{type(self).__name__.lower()}"))
