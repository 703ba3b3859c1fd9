"""What a hostile hand types, and the forms of our pages it is typed into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

MARK = "<script>alert('zqx')</script>"
"""Must never stand in a page as it is."""

TEXTS: dict[str, bytes] = {
    "empty": b"",
    "300 characters": "好".encode() * 300,
    "a script": MARK.encode() + b"\"'&",
    "100,000 characters": b"x" * 100_000,
    "a null byte": b"a\0b",
    "half a character": b"\xed\xa0\x80",
    "not UTF-8": b"\xff\xfe\x00",
    "emoji": "👩‍👩‍👧🧑🏽‍🚀".encode(),
    "negative": b"-7",
    "1e400": b"1e400",
    "NaN": b"NaN",
    "infinity": "∞".encode(),
    "-Infinity": b"-Infinity",
    "beyond 64 bits": str(2**63).encode(),
    "huge": b"1" + b"0" * 30,
    "too long for a number": b"9" * 5_000,
    "decimals without end": b"0." + b"1" * 4_000,
    "full-width digits": "９９９".encode(),
    "a digit that is none": "²".encode(),
    "an id that is not there": b"987654321",
    "zero": b"0",
    "braces": b"{0} {x} %s %(y)s",
    "pipes and lines": b'a|b|c|d\r\n\r\n,;\t"',
    "right to left": "\u202eabc\u2028\u2029".encode(),
    "a way out": b"../../../etc/passwd%00",
}
KEPT = ("a script", "300 characters", "negative", "braces", "full-width digits", "emoji", "1e400", "NaN", "huge")
"""Of these a page that refuses must still show every character."""
OTHERWISE = ("a null byte", "half a character", "beyond 64 bits", "huge", "an id that is not there", "300 characters")
"""These one database takes and another refuses."""
FREE = {"text", "textarea", "search", "number", "date", "url", "tel"}
"""Kinds of fields that are typed into."""

EVERYWHERE = {"seen", "language", "next"}
"""Fields that most forms have and one piece of code reads."""
BROKEN = ("", "x", '"', "\xff\xfe", "%00", "a" * 4000, "W10:1a:b", "..", "{}", "null", "❌")
"""What may stand in a cookie."""

FILES: dict[str, bytes] = {
    "empty": b"",
    "text": b"hello",
    "nested": b"[" * 100_000,
    "half a spreadsheet": b"PK\x03\x04" + b"\0" * 200,
    "not UTF-8": b"\xff\xfe\x00,\xd8\n" * 50,
    "one long line": b"a" * 200_000,
    "null bytes": b"\0" * 1000,
    "quotes": b'"' + b"x\n" * 1000,
    "numbers": b'{"format": "leitai-contest/1", "rules": 1e999999, "id": NaN}',
}

PARAMETERS = {
    "int": ("0", str(2**63), str(2**63 - 1), "1" + "0" * 30, "9" * 5_000, "987654321", "%EF%BC%91", "-1"),
    "text": (
        "%00",
        "..%2F..",
        "%27%22%3Cscript%3Ealert('zqx')%3C%2Fscript%3E",
        "%F0%9F%98%80",
        "x" * 5_000,
        "%FF%FE",
        "%ED%A0%80",
        "a%0D%0Ab",
    ),
}


@dataclass
class Box:
    """A field as a browser knows it; `value` is what it would send untouched, None for nothing."""

    name: str
    kind: str
    value: str | None = None
    options: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """A form of a page."""

    action: str = ""
    method: str = "get"
    boxes: list[Box] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(box.name for box in self.boxes))

    def sent(self) -> list[tuple[str, bytes]]:
        """What a browser sends where nothing is touched."""
        return [(box.name, box.value.encode()) for box in self.boxes if box.value is not None and box.kind != "file"]


class Reader(HTMLParser):
    """Finds the forms of a page, and every address it links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.sheet: Sheet | None = None
        self.box: Box | None = None
        self.apart: dict[str, Sheet] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.sheet = Sheet(given.get("action", ""), given.get("method", "get").lower())
            self.sheets.append(self.sheet)
            self.apart[given.get("id", "")] = self.sheet
        where = self.apart.get(given.get("form", "")) if given.get("form") else self.sheet
        if where is None:
            return
        if tag in {"input", "button", "select", "textarea"}:
            self._box(where, tag, given)
        elif tag == "option" and self.box is not None:
            value = given.get("value", "")
            self.box.options.append(value)
            if "selected" in given or self.box.value is None:
                self.box.value = value

    def _box(self, where, tag, given):
        if not given.get("name"):
            return
        kind = given.get("type", "text") if tag == "input" else {"button": "submit"}.get(tag, tag)
        off = kind in {"checkbox", "radio"} and "checked" not in given
        value = given.get("value", "on" if kind in {"checkbox", "radio"} else "")
        if kind in {"checkbox", "radio"}:
            box = next((b for b in where.boxes if b.name == given["name"] and b.kind == kind), None)
            if box is not None:
                box.options.append(value)
                box.value = box.value if off else value
                return
        box = Box(given["name"], kind, None if off or kind in {"submit", "select"} else value, [value])
        where.boxes.append(box)
        if tag in {"select", "textarea"}:
            self.box = box
            box.options = []

    def handle_data(self, data):
        if self.box is not None and self.box.kind == "textarea":
            self.box.value = (self.box.value or "") + data

    def handle_endtag(self, tag):
        if tag in {"select", "textarea"} and self.box is not None:
            if tag == "textarea":
                self.box.value = (self.box.value or "").removeprefix("\n")
            self.box = None
        elif tag == "form":
            self.sheet = None


def urlencoded(pairs: list[tuple[str, bytes]]) -> bytes:
    """A body of a form, byte by byte as given."""
    return "&".join(f"{quote_from_bytes(n.encode())}={quote_from_bytes(v)}" for n, v in pairs).encode()


def multipart(pairs: list[tuple[str, bytes]], files: list[tuple[str, bytes]]) -> bytes:
    """The same with files; a text may come as a file and a file as a text."""

    def parts() -> Iterator[bytes]:
        for name, value in pairs:
            yield b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in files:
            head = b'--edge\r\nContent-Disposition: form-data; name="%s"; filename="\xff../a.xlsx"\r\n\r\n%s\r\n'
            yield head % (name.encode(), value)
        yield b"--edge--\r\n"

    return b"".join(parts())


MULTIPART, URLENCODED = "multipart/form-data; boundary=edge", "application/x-www-form-urlencoded"
