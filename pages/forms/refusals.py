"""A refusal goes back into the form it came from, with everything typed still there; a button's to the next page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.http import HttpRequest

from communities.refused import Refused
from communities.wording import field_sentence, sentence

BESIDE = {
    "name-of-another": "name",
    "period-needed": "period",
    "unit-in-use": "unit",
    "values-before": "since",
    "broken-values": "whole",
    "not-whole": "quantity",
    "street-needed": "street",
    "several-names": "name",
}
"""The fields that some refusals are about, where a form has them."""


def show_refusal(form: BaseForm, refused: Refused) -> None:
    """Say in a form why what it asked for was refused: beside the fields that are wrong, else on top."""
    errors: dict[str, list[str]] = refused.facts.get("errors", {}) if refused.code == "invalid" else {}
    if not errors:
        field = BESIDE.get(refused.code)
        form.add_error(field if field in form.fields else None, sentence(refused))
    for field, codes in errors.items():
        for code in codes:
            form.add_error(field if field in form.fields else None, _worded(form, field, code))


def _worded(form: BaseForm, field: str, code: str) -> str:
    words = field_sentence(code)
    if field == NON_FIELD_ERRORS or field in form.fields:
        return words
    return f"{field}: {words}"


def done(form: BaseForm, action: Callable[[], object]) -> bool:
    """Whether what a sound form asks for was done; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        action()
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def pressed(request: HttpRequest, action: Callable[[], object], words: str = "") -> bool:
    """Whether what a button asks for was done; the next page says `words`, or why it was refused."""
    try:
        action()
    except Refused as refused:
        messages.error(request, sentence(refused))
        return False
    if words:
        messages.success(request, words)
    return True
