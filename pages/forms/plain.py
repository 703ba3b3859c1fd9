"""Forms one below the other: those whose page draws the frame and the buttons, and those drawn whole with a button."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.typed import unfit_in, without_turns
from communities.wording import field_sentence

from .messages import in_our_words


class WordedForm(forms.Form):
    """Fields that speak our words, whoever draws them."""

    lists: ClassVar[tuple[str, ...]] = ()
    """Fields whose text is read cell by cell, so that what is wrong is told with its cell."""

    def _clean_fields(self) -> None:
        """A text that no page or paper could show is told beside its field, whatever becomes of it. Marks that turn the
        writing of others are left out: who pastes does not see them."""
        for field in self.fields.values():
            in_our_words(field)
        super()._clean_fields()  # type: ignore[misc]  # of Django, which has no other place for all fields
        for name, value in list(self.cleaned_data.items()):
            if not isinstance(value, str) or name in self.lists:
                continue
            self.cleaned_data[name] = without_turns(value)
            if unfit_in(value):
                self.add_error(name, field_sentence("unfit-text"))


class PlainForm(WordedForm):
    """Fields one below the other; the page draws the frame of the form and its buttons."""

    helper_of: Any = FormHelper
    """What draws it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = self.helper_of()
        self.helper.form_tag = False

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with a field that nobody sees is said on top; beside the field it would be said to nobody."""
        if field in self.fields and self[field].is_hidden:
            field, error = None, gettext("This form did not come back as the page had made it. Open the page again.")
        super().add_error(field, error)

    def offer(self, name: str, choices: Iterable[Any]) -> None:
        """Say what can be chosen in a field."""
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)


class ButtonForm(PlainForm):
    """A form drawn as a whole, with the button `submit` at the end; `danger` where it cannot be undone."""

    submit: Any = _("Save")
    danger = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = True
        button = Submit("", self.submit, css_id=f"send-{type(self).__name__.lower()}")
        if self.danger:
            button.field_classes = "btn btn-danger"
        self.helper.add_input(button)
