"""The guides in docs/guides as parts of a page, so that the repository and the product show the same text.

A line `<a id="rounds"></a>` above a heading is its anchor, the same in every language: other pages link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.BASE_DIR / "docs" / "guides"
NAMES = ("organisers", "administrators", "judges", "emcee")
LANGUAGES = ("zh", "en")
ANCHOR = re.compile(r'<a id="([a-z][a-z-]*)"></a>')
GUIDE = re.compile(r"([a-z]+)\.md(#[a-z-]+)?")
PICTURE = re.compile(r"\.\./\.\./(pictures/[a-z-]+\.png)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a guide: its level (2 or 3), its anchor, and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide in one language; `lead` is its first paragraph, `body` all that follows as HTML."""

    name: str
    title: str
    lead: str
    headings: tuple[Heading, ...]
    body: SafeString


@cache
def guide_of(name: str, language: str) -> Guide:
    """The guide of a name, in a language. The text is part of the product, so it is read once.

    Raises ValueError for a heading without an anchor, and for a link that leads out of the guides.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse((FOLDER / language / f"{name}.md").read_text(encoding="utf-8"))
    anchored = list(_anchored(tokens))
    for token in anchored:
        _prepare(token)
    title, lead, body = anchored[1].content, anchored[4].content, anchored[6:]
    html = parser.renderer.render(body, parser.options, {})
    return Guide(name, title, lead, tuple(_headings(body)), mark_safe(html))  # noqa: S308 - a text of ours


def _anchored(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the paragraphs that are anchors; the heading behind one has its id."""
    anchor, rest = "", iter(tokens)
    for token in rest:
        inline = next(rest) if token.type == "paragraph_open" else None
        found = ANCHOR.fullmatch(inline.content) if inline else None
        if found:
            anchor = found[1]
            next(rest)
            continue
        if token.type == "heading_open" and token.tag != "h1":
            if not anchor:
                raise ValueError("A heading of a guide has no anchor.")
            token.attrSet("id", anchor)
            anchor = ""
        yield token
        if inline:
            yield inline


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            yield Heading(int(token.tag[1]), str(token.attrs["id"]), inline.content)


def _prepare(token: Token) -> None:
    """Give tables their look, and links and pictures the address they have in the product."""
    if token.type == "table_open":
        token.attrSet("class", "table")
    for child in token.children or ():
        if child.type == "link_open":
            child.attrSet("href", _address(str(child.attrs["href"])))
        elif child.type == "image":
            child.attrSet("src", _picture(str(child.attrs["src"])))


def _address(link: str) -> str:
    """Where a link from one guide to another leads."""
    found = GUIDE.fullmatch(link)
    if not found or found[1] not in NAMES:
        raise ValueError(f"A guide links to {link}, which is not in the product.")
    return f"../{found[1]}/{found[2] or ''}"


def _picture(link: str) -> str:
    found = PICTURE.fullmatch(link)
    if not found:
        raise ValueError(f"A guide shows {link}, which is not in the product.")
    return static(found[1])
