"""Names are stored as they are typed, and what papers cannot print of them is told at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from communities.wording import listed
from papers.typeface import missing_glyphs


def warn_of_glyphs(request: HttpRequest, *names: str) -> None:
    """Tell at once about characters that papers cannot print."""
    missing = missing_glyphs("".join(names))
    if missing:
        words = _("The typeface of the papers has no “{missing}”; it would print as an empty box. Check the name.")
        messages.warning(request, words.format(missing=listed(missing)))
