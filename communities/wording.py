"""What a person is told when something is refused: one sentence that says what to do.

Each app adds the sentences of its own codes to `SENTENCES`; a test finds a code that has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .language import in_chinese
from .refused import Refused

Facts = Mapping[str, Any]
Sentence = str | Promise | Callable[[Facts], str]


def _too_many_attempts(facts: Facts) -> str:
    words = ngettext(
        "Too many attempts. Wait {wait_minutes} minute, then try again.",
        "Too many attempts. Wait {wait_minutes} minutes, then try again.",
        facts["wait_minutes"],
    )
    return words.format(**fact_texts(facts))


SENTENCES: dict[str, Sentence] = {
    "unknown-fields": _("This page sent something that was not recognised. Reload it and try again."),
    "already": _("This has already been done. Nothing was changed."),
    "too-many-value-files": _("A value takes at most {most} files. Take one away first."),
    "no-evidence": _("This is neither a picture (JPEG, PNG, WebP) nor a PDF. Save it as one of these and add that."),
    "pdf-too-heavy": _("This PDF is larger than {most} MB. Save it with smaller pictures and send it again."),
    "no-pdf": _("This is not a PDF that can be opened. Save the document as PDF again and send that."),
    "pdf-locked": _("This PDF has a password or a lock. Save it without one and send it again."),
    "pdf-too-long": _("This PDF is too long: at most {most} pages. Send the part that matters."),
    "pdf-active": _(
        "This PDF holds a script, a form program or another file. Print it to a new PDF and send that one."
    ),
    "stale": _("Somebody else has just changed this. Check it, then send yours again if it is still right."),
    "invalid": _("Please correct what is marked below."),
    "in-use": _("“{object}” is used elsewhere, so it stays. Remove what uses it first."),
    "several-names": _(
        "Are these several names, “{text}”? Enter each by itself. If it is one, write it without the mark or blank in "
        "between."
    ),
    "last-administrator": _("There must be at least one administrator who can sign in. Name another one first."),
    "name-of-another": _(
        "The account {account} has the name “{name}” and a role in {district}. Add something that tells the two apart, "
        "such as the office: “{name} (archive)”."
    ),
    "not-a-period": _(
        "“{text}” is not a period. Write a year, a half, a quarter or a month: 2026, 2026-H1, 2026-Q2 or 2026-06."
    ),
    "bad-values": _("These are no numbers that can be counted, 0 or more: {places}."),
    "not-whole": _("These are counted in whole numbers: {places}. Write 26 or 27, not 26.5."),
    "broken-values": _(
        "“{object}” has a value that is no whole number: {value}, {where}. Enter a whole one there first, or leave "
        "this unticked."
    ),
    "bad-evidence": _(
        "The evidence of these is too long or cannot be shown, or its address does not begin with https:// or http://: "
        "{places}."
    ),
    "before-since": _("These are counted only from a later period on, as the catalogue says: {places}."),
    "street-needed": _("Choose the street of this district. Somebody has this role for one street only: end it first."),
    "another-street": _("You enter and confirm the values of your own street only; these are of another: {places}."),
    "organisers-publish": _("Organisers of the district publish values, and withdraw them."),
    "unit-in-use": _(
        "There are values of “{object}” that count {unit}. Another unit would change what they say: enter an indicator "
        "of its own for it."
    ),
    "values-before": _("There is a value of “{object}” for {period} already. Begin no later, or withdraw it first."),
    "published-stays": _(
        "These are published, so an empty field does not take them away: {places}. Withdraw each on its own page."
    ),
    "not-published": _("Residents do not see this value, so it cannot be withdrawn."),
    "another-unit": _("{what}: this is counted in “{unit}”, the indicator in “{other}”. Choose another indicator."),
    "value-there": _("{what}: there is a published value for {period} already. Choose another period or indicator."),
    "counted-value": _("This is a value of an indicator. Change it among the values of the district."),
    "public-stays": _("Residents read this. Take it back first, then remove it."),
    "not-public": _("Residents do not read this, so it cannot be taken back."),
    "not-a-picture": _("This is no picture that every browser shows. Choose a PNG or JPEG file."),
    "picture-too-heavy": _("This picture is larger than {most} MB. Save it smaller, then add it again."),
    "picture-too-wide": _(
        "This picture has {width} × {height} pixels, more than {most} million in all or too long a side. Save it"
        " smaller, then add it again."
    ),
    "picture-broken": _("This picture is damaged or not whole. Save it again as PNG or JPEG."),
    "too-many-attempts": _too_many_attempts,
}

FIELD_SENTENCES: dict[str, str | Promise] = {
    "required": _("Please fill this in."),
    "blank": _("Please fill this in."),
    "null": _("Please fill this in."),
    "invalid": _("This is not valid here. Please check it."),
    "invalid_choice": _("Choose one from the list."),
    "max_length": _("This is too long."),
    "unique": _("This is taken already. Choose another."),
    "far-off": _("Check the year: write all four digits, from 1900 to 2199."),
    "unfit-text": _("A character in this cannot be shown or printed. Type it instead of pasting it."),
    "password_too_short": _("This password is too short. Use at least 8 characters."),
    "password_too_common": _("Too many people use this password. Choose another."),
    "password_entirely_numeric": _("This password is only digits. Add letters."),
    "password_too_similar": _("This password is too close to the name. Choose another."),
}


def sentence(refused: Refused) -> str:
    """One sentence about why something was refused."""
    words = SENTENCES.get(refused.code)
    if words is None:
        return gettext("This was not possible ({code}). Nothing was changed.").format(code=refused.code)
    return words(refused.facts) if callable(words) else str(words).format(**fact_texts(refused.facts))


def field_sentence(code: str) -> str:
    """One sentence about a code of a field or of a rule of its table."""
    words = FIELD_SENTENCES.get(code)
    return str(words) if words is not None else str(FIELD_SENTENCES["invalid"])


def fact_texts(facts: Facts) -> dict[str, str]:
    """Facts as a sentence takes them."""
    return {name: fact_text(value) for name, value in facts.items()}


def fact_text(value: Any) -> str:
    """One fact as text: times by the clock on the wall, lists with the comma of the language."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%H:%M:%S")
    if isinstance(value, str | Promise) or not isinstance(value, Iterable):
        return str(value)
    return listed([fact_text(part) for part in value])


def listed(parts: Iterable[str]) -> str:
    """Several things in one sentence."""
    return ("、" if in_chinese() else ", ").join(parts)
