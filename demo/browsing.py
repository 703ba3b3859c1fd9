"""A browser that knows cookies, forms and buttons, for robots that use the pages as people do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

PATIENCE = 30
"""Seconds a robot waits for an answer."""
SPEAKS = ("Accept-Language", "zh-CN")
PRESSED = ("submit", "button", "checkbox", "radio", "file")
Attributes = list[tuple[str, str | None]]


class NotOffered(Exception):
    """A page lacks the form or the button that a robot looks for."""


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, what its fields hold, what can be chosen in its lists, the keys of its
    buttons."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """The forms of a page, and its links that have a key."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self._open: Form | None = None
        self._list = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note a form, what is in it, or a link with a key."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "data-press" in given:
            self.links[given["data-press"]] = given["href"]
        elif tag == "form":
            self._open = Form(given.get("action", ""))
            self.forms.append(self._open)
        elif self._open is not None:
            self._note(self._open, tag, given)

    def _note(self, form: Form, tag: str, given: Mapping[str, str]) -> None:
        name = given.get("name", "")
        if tag == "button":
            form.keys.add(given.get("data-press", ""))
        elif tag == "select":
            self._list = name
            form.choices[name] = []
        elif tag == "option" and given.get("value"):
            form.choices[self._list].append(given["value"])
        elif tag in {"input", "textarea"} and name and given.get("type") not in PRESSED:
            form.fields[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """A form ends."""
        if tag == "form":
            self._open = None

    def form(self, action: str = "", key: str = "") -> Form:
        """The first form that is sent to an address, or, without one, to the page itself; with a button of that key.

        NotOffered where there is none.
        """
        for form in self.forms:
            if form.action.partition("?")[0] == action and (not key or key in form.keys):
                return form
        raise NotOffered(f"{action} {key}".strip())

    def offers(self, action: str, key: str = "") -> bool:
        """Whether there is such a form."""
        return any(form.action.partition("?")[0] == action and (not key or key in form.keys) for form in self.forms)


class Browser:
    """Somebody's browser at the server with the address `base`."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))
        self.opener.addheaders = [SPEAKS]

    def ask(self, path: str, fields: Mapping[str, str] | None = None) -> str:
        """A page, or what comes back for a form."""
        data = urlencode(fields).encode() if fields is not None else None
        with self.opener.open(f"{self.base}{path}", data, timeout=PATIENCE) as response:
            return str(response.read().decode())

    def page(self, path: str) -> Page:
        """A page with its forms."""
        return Page(self.ask(path))

    def press(self, path: str, action: str = "", key: str = "", **given: str) -> Page:
        """Open a page and send one of its forms, with what it holds and what is given; what comes back.

        NotOffered where there is none.
        """
        form = self.page(path).form(action, key)
        return Page(self.ask(form.action or path, {**form.fields, **given}))
