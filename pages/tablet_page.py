"""Which version the page of a judge's tablet has: of the scripts and style sheets it is served with."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.safestring import SafeString, mark_safe

PARTS = ("js/judge/", "js/lib/", "css/judge/", "css/tokens.css")
UNHASHED = "plain"

INDENTED = re.compile(r"\n\s+")

register = template.Library()


@register.simple_tag
def page_version() -> str:
    """At most twelve signs that are others once the server has other scripts for tablets; always the same where static
    files have no hashes in their names, as with LEITAI_DEBUG=1.
    """
    return _version_of(getattr(staticfiles_storage, "manifest_hash", ""))


@lru_cache(1)
def _version_of(_files: str) -> str:
    """Each question of a tablet is answered with it; of the same static files it is made once."""
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    names = sorted(served for name, served in hashed.items() if name.startswith(PARTS))
    return sha256("".join(names).encode()).hexdigest()[:12] if names else UNHASHED


def unindented_text(content: str) -> str:
    """A part of a page without empty lines and what stands before each line."""
    return INDENTED.sub("\n", content)


@register.simple_block_tag
def unindented(content: str) -> SafeString:
    """The page without empty lines and what stands before each line: to a browser it is the same."""
    return mark_safe(unindented_text(content))  # noqa: S308 - as the template has made it
