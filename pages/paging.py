"""Long lists a page at a time, and a box to find somebody by number or name.

A list that fits on one page is shown as it is, without either. All of it stands in the address, so that it works
without script and stays as it is where a page is asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from unicodedata import normalize
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from communities.names import name_key, number_key

Row = TypeVar("Row")
FIND, PAGE, ORDER = "find", "page", "order"
"""What stands in the address: whom somebody looks for, and the number of the page, of a second list apart."""
LINES = 100
"""Rows of a page that is read as a whole."""
LONGEST = 60
"""Characters of what somebody looks for."""
OUTER, AROUND = 1, 1
"""How many pages have a link at both ends, and on both sides of the page that is shown."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of a list, and the way to it; without a number it stands for those that are left out."""

    number: int | None = None
    address: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """A page of a list of `whole` rows.

    `asked` is all of the address that the list knows of, `name` what that calls the number of the page; `anchor` is
    where on a page with other things the list stands.
    """

    page: Page[Row]
    asked: Mapping[str, str]
    whole: int
    name: str = PAGE
    anchor: str = ""

    @property
    def rows(self) -> list[Row]:
        """What is shown."""
        return list(self.page.object_list)

    @property
    def sought(self) -> str:
        """Whom somebody looks for."""
        return self.asked.get(FIND, "")

    @property
    def long(self) -> bool:
        """Whether the list does not fit on one page, so that there is a box to find somebody."""
        return bool(self.sought) or self.several

    @property
    def several(self) -> bool:
        """Whether what was found does not fit on one page."""
        return self.page.paginator.num_pages > 1

    @property
    def found(self) -> int:
        """How many were found."""
        return self.page.paginator.count

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What of the address stays when somebody looks for somebody."""
        return [(key, value) for key, value in self.asked.items() if key not in (FIND, PAGE, ORDER)]

    @property
    def all_of_it(self) -> str:
        """The way back from what was found."""
        return f"?{urlencode(self.kept)}{self._place}"

    @property
    def links(self) -> Iterator[Link]:
        """The ways to the pages; of many only to those around this one and at both ends."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=AROUND, on_ends=OUTER):
            if isinstance(number, int):
                address = f"?{urlencode({**self.asked, self.name: number})}{self._place}"
                yield Link(number, address, number == self.page.number)
            else:
                yield Link()

    @property
    def _place(self) -> str:
        return f"#{self.anchor}" if self.anchor else ""


def sought(query: QueryDict) -> str:
    """Whom an address asks for."""
    return " ".join(query.get(FIND, "").split())[:LONGEST]


def asked_of(query: QueryDict, *more: str) -> dict[str, str]:
    """What an address asks of long lists: whom to find, which pages, and `more` that is kept from page to page."""
    pages = {name: str(int(text)) for name in (PAGE, ORDER) if (text := query.get(name, "")[:4]).isdecimal()}
    asked = {**{name: query.get(name, "") for name in more}, FIND: sought(query), **pages}
    return {name: text for name, text in asked.items() if text}


def those_meant(rows: Sequence[Row], text: str, called: Callable[[Row], tuple[str, str]]) -> Sequence[Row]:
    """Those somebody looks for; `called` gives number and name.

    Who has that number, where 1 is 01; if nobody has, those in whose number or name the text stands.
    """
    if not text:
        return rows
    number, name = number_key(text), name_key(normalize("NFKC", text))
    exact = [row for row in rows if number_key(called(row)[0]) == number]
    return exact or [row for row in rows if name in name_key(" ".join(called(row)))]


def part_of(
    rows: Sequence[Row],
    asked: Mapping[str, str],
    called: Callable[[Row], tuple[str, str]],
    *,
    size: int,
    name: str = PAGE,
    anchor: str = "",
    beginning: Callable[[Row], bool] | None = None,
) -> Part[Row]:
    """The page of a list that an address has `asked_of`, of those it looks for; a few rows at the end get no page.

    Without a number in the address it is the page of the first row that is a `beginning`, else the first one.
    """
    found = those_meant(rows, asked.get(FIND, ""), called)
    pages = Paginator(found, size, orphans=size // 5)
    number: str | int = asked.get(name, "")
    if not number and beginning is not None:
        at = next((n for n, row in enumerate(found) if beginning(row)), 0)
        number = min(at // size + 1, pages.num_pages)
    return Part(pages.get_page(number or 1), asked, len(rows), name, anchor)
