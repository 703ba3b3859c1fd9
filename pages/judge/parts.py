"""What a tablet's page needs only once it is up: words that scripts draw, and the scripts that draw them.

It is asked for once, at an address that says which it is, and kept; so no later page carries it over the network.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from pages.tablet_page import page_version, unindented_text

TEMPLATES = {"beside": "judge/beside.html", "picture": "judge/picture.html"}
SCRIPTS = {
    "beside": "js/judge/beside.js",
    "offline": "js/judge/offline.js",
    "order": "js/judge/order.js",
    "report": "js/judge/report.js",
    "sign": "js/judge/sign.js",
    "picture": "js/judge/picture.js",
    "draws": "js/lib/uqr/uqr.min.mjs",
}

register = template.Library()


def parts_in(language: str) -> tuple[str, str]:
    """The parts in a language as JSON, and twelve signs that are others once anything in them is."""
    return _parts_in(language, page_version())


@lru_cache(8)
def _parts_in(language: str, _page: str) -> tuple[str, str]:
    with translation.override(language):
        words = {name: unindented_text(render_to_string(path)) for name, path in TEMPLATES.items()}
    scripts = {name: staticfiles_storage.url(path) for name, path in SCRIPTS.items()}
    text = json.dumps({**words, "scripts": scripts}, ensure_ascii=False)
    return text, sha256(text.encode()).hexdigest()[:12]


@register.simple_tag
def parts_address() -> str:
    """Where the parts are, in the language of the page."""
    language = translation.get_language() or "en"
    return reverse("judge:parts", kwargs={"language": language, "version": parts_in(language)[1]})
