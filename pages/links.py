"""Who comes by a link of the show: a screen, the emcee, the timekeeper. Asked in the first line of their views."""

from __future__ import annotations

from django.http import Http404

from stage.models import LinkKind
from stage.queries.links import LinkNow, link_of


class DeadLink(Http404):
    """Whoever opens a link that was replaced or removed, or is none, is told to ask the desk for the new one."""


def link_access(token: str, *kinds: LinkKind) -> LinkNow:
    """The link of some kinds that an address holds, and how its show stands. Raises DeadLink. One query."""
    found = link_of(token, *kinds)
    if found is None:
        raise DeadLink
    return found
