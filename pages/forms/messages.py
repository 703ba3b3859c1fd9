"""What fields say by themselves, in our words: Django's speak of fields and valid values."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.wording import FIELD_SENTENCES

Words = str | Promise

SHORT_NAME = _("Use only Latin letters, digits, hyphens and underscores, such as tiexi-2026.")
TICK = _("Tick one or more.")
BY_KIND: tuple[tuple[type[forms.Field], dict[str, Words]], ...] = (
    (forms.SlugField, {"invalid": SHORT_NAME}),
    (forms.URLField, {"invalid": _("Enter the whole address, such as https://example.org/report.")}),
    (forms.DateField, {"invalid": _("Enter a date such as 2026-05-20.")}),
    (
        forms.FileField,
        {
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
            "contradiction": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
            "max_length": _("The name of this file is too long. Rename the file and choose it again."),
        },
    ),
    (forms.ChoiceField, {"required": _("Choose one.")}),
    (forms.MultipleChoiceField, {"required": TICK}),
    (forms.ModelMultipleChoiceField, {"required": TICK}),
)
"""What a kind of field says; of two kinds that a field is of, the later."""
ALL: dict[str, Words] = {
    **{code: FIELD_SENTENCES[code] for code in ("required", "invalid", "invalid_choice")},
    "null_characters_not_allowed": FIELD_SENTENCES["unfit-text"],
    "invalid_list": FIELD_SENTENCES["invalid_choice"],
    "invalid_pk_value": FIELD_SENTENCES["invalid_choice"],
    "max_length": _("This is too long: at most %(limit_value)s characters, and it has %(show_value)s."),
    "min_length": _("This is too short: at least %(limit_value)s characters, and it has %(show_value)s."),
    "max_value": _("Enter a number that is at most %(limit_value)s."),
    "min_value": _("Enter a number that is at least %(limit_value)s."),
    "max_digits": _("This number has too many digits."),
    "max_whole_digits": _("This number has too many digits."),
    "max_decimal_places": _("This number has too many decimals."),
    **dict.fromkeys(("step_size", "invalid_extension", "invalid_domain", "incomplete"), FIELD_SENTENCES["invalid"]),
}
"""What every other field says, and what validators say beside it: Django asks the field for words by their code."""


def in_our_words(field: forms.Field) -> None:
    """Give a field our words for all that Django would say; what the field has been given itself stays."""
    special = {code: words for kind, found in BY_KIND if isinstance(field, kind) for code, words in found.items()}
    for code, words in {**ALL, **special}.items():
        if code not in field.error_messages or field.error_messages[code] is _of_django(field, code):
            field.error_messages[code] = words  # type: ignore[assignment]  # lazy words, as Django's own are


def _of_django(field: forms.Field, code: str) -> object:
    """The words a field has from Django; None where it has some of ours."""
    for kind in type(field).__mro__:
        if code in vars(kind).get("default_error_messages", {}):
            return vars(kind)["default_error_messages"][code] if kind.__module__.startswith("django.") else None
    return None
