"""Parts of a page that are drawn from plain values alone, and once for equal values (decision 61).

A template drawn here gets the values and nothing else, and what it made is found again by all of them, the language and
the word for what is judged. So nobody has to be told what to forget: other values are another drawing.
"""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from contests.judged import judged_now
from scoring.results import Kept

TOKEN = get_random_string(32)
"""Stands in what is kept where a form has the token of whoever asks. No two processes have the same, and it is never
sent."""
_kept: Kept[SafeString] = Kept(4000, room=4 * 1024 * 1024, size=len)


def drawn(template: str, values: NamedTuple) -> SafeString:
    """A template as it looks with these values, which are plain and never change. `for_somebody` puts in the tokens of
    its forms."""
    key = template, values, get_language(), judged_now()
    return _kept.get(key, None, lambda: render_to_string(template, {**values._asdict(), "csrf_token": TOKEN}))


def for_somebody(request: HttpRequest, html: str) -> SafeString:
    """What was drawn, as it is sent to whoever asks: with a token in each of its forms."""
    return mark_safe(html.replace(TOKEN, get_token(request)) if TOKEN in html else html)  # noqa: S308 - was safe before
