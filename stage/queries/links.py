"""Which link an address belongs to, with what the tag of a state depends on: asked twice a second by everybody."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet

from communities.reading import rows_asked
from stage.models import LinkKind, StageLink
from stage.tokens import read_token

ANY, ANY_NUMBER = -1, 2**31 - 2  # a column of positive numbers matches nothing below 0


class LinkNow(NamedTuple):
    """A link that is good, and how its show stands: `mode` is the link's own, empty where it follows the main screens.

    `show_version` rises with what the show shows, `judges_version` when a performance starts or closes, not with a
    single sheet. `identify` rises each time the desk asks which screen it is.
    """

    link: int
    kind: LinkKind
    name: str
    mode: str
    light: bool
    identify: int
    show: int
    show_version: int
    contest: int
    judges_version: int


def link_of(token: str, *kinds: LinkKind) -> LinkNow | None:
    """The link of some kinds that a token in an address is for; None where it was not signed here, was replaced or
    removed, or is of another kind. One query; none for a token that was not signed here.
    """
    found = read_token(token)
    if found is None:
        return None
    for link, kind, *more in rows_asked(_link, {ANY: found.link, ANY_NUMBER: found.number}):
        if kind in kinds:
            return LinkNow(link, LinkKind(kind), *more)
    return None


def _link() -> QuerySet[Any, Any]:
    rows = StageLink.objects.order_by().filter(pk=ANY, number=ANY_NUMBER)
    of_link = ("pk", "kind", "name", "mode", "light", "identify")
    return rows.values_list(*of_link, "show", "show__version", "show__contest", "show__contest__judges_version")
