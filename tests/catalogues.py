"""The translations: `python -m tests.catalogues` compiles them and tells what is missing.

Every string in code and templates is English; each folder of `locale` holds Chinese for some of them, and every string
must be translated in one of them, to the same words wherever it stands twice.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.translations import catalogues, compile_changed
from tests.house import ROOT, SUMS, files

PARTS = ("communities", "contests", "scoring", "papers", "pages", "demo", "config", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Key = tuple[str | None, str]


def source(path: Path) -> io.BytesIO:
    """A file as Python: of a template only the strings that are to be translated are left, line by line."""
    text = path.read_text(encoding="utf-8")
    return io.BytesIO((templatize(text) if path.suffix == ".html" else text).encode())


def used() -> dict[Key, str]:
    """Every string that is to be translated, with one place where it stands."""
    found: dict[Key, str] = {}
    for path in (path for part in PARTS for path in files(ROOT / part)):
        if path.suffix in {".py", ".html"} and SUMS not in path.parents:
            for line, message, _comments, context in extract("python", source(path), keywords=KEYWORDS):
                single = message[0] if isinstance(message, tuple) else message
                found.setdefault((context, single), f"{path.relative_to(ROOT)}:{line}")
    return found


def translations() -> Iterator[tuple[Path, Key, str, str]]:
    """What is translated, where, and to what; the last is all its English forms together."""
    for path in catalogues():
        with path.open("rb") as file:
            messages = [message for message in read_po(file, locale="zh_Hans") if message.id and not message.fuzzy]
        for message in messages:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            words = message.string if isinstance(message.string, str) else message.string[0]
            if words:
                yield path, (message.context, forms[0]), words, " ".join(forms)


def missing() -> list[str]:
    """What is used and not translated."""
    there = {key for _path, key, _words, _forms in translations()}
    return [f"{place}: {key[1]!r}" for key, place in sorted(used().items(), key=lambda i: i[1]) if key not in there]


if __name__ == "__main__":
    compile_changed()
    lacking = [line for line in missing() if not sys.argv[1:] or any(part in line for part in sys.argv[1:])]
    print("\n".join(lacking) or "Everything is translated.")
