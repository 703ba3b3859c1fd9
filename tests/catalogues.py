"""The translations: `python -m tests.catalogues` compiles them and tells what is missing; `--sort` sorts them first.

Every string in code and templates is English; each folder of `locale` holds the Chinese of one room. A string that
several rooms say stands in the lowest of them, and one of several rooms of pages in `pages`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.translations import catalogues, compile_changed
from tests.house import ROOT, files

PARTS = ("communities", "contests", "scoring", "stage", "papers", "pages", "demo", "config", "templates")
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
ROOMS = ("communities", "contests", "scoring", "stage", "papers", "pages")
HEAD = """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
Key = tuple[str | None, str]


def source(path: Path) -> io.BytesIO:
    """A file as Python: of a template only the strings that are to be translated are left, line by line."""
    text = path.read_text(encoding="utf-8")
    return io.BytesIO((templatize(text) if path.suffix == ".html" else text).encode())


@cache
def said() -> tuple[tuple[Key, Path, int], ...]:
    """Every string that is to be translated, wherever it stands: file and line."""
    paths = (path for part in PARTS for path in files(ROOT / part) if path.suffix in {".py", ".html"})
    return tuple(
        ((context, message[0] if isinstance(message, tuple) else message), path.relative_to(ROOT), line)
        for path in paths
        for line, message, _comments, context in extract("python", source(path), keywords=KEYWORDS)
    )


def used() -> dict[Key, str]:
    """Every string that is to be translated, with one place where it stands."""
    found: dict[Key, str] = {}
    for key, path, line in said():
        found.setdefault(key, f"{path}:{line}")
    return found


def room(path: Path) -> str:
    """Whose words a file says: an app's, those of one room of pages, or those that pages share."""
    first, second = path.parts[0], path.parts[1]
    if first in {"pages", "templates"} and (ROOT / "pages" / second).is_dir() and second not in {"forms", "wording"}:
        return second
    return first if first in ROOMS else "pages"


def homes() -> dict[Key, str]:
    """The room whose catalogue has to hold a string."""
    rooms: dict[Key, set[str]] = {}
    for key, path, _line in said():
        rooms.setdefault(key, set()).add(room(path))
    return {key: _home(found) for key, found in rooms.items()}


def _home(rooms: set[str]) -> str:
    low = [name for name in ROOMS[:-1] if name in rooms]
    return low[0] if low else next(iter(rooms)) if len(rooms) == 1 else "pages"


@cache
def translations() -> tuple[tuple[Path, Key, str, str], ...]:
    """What is translated, where, and to what; the last is all its English forms together."""
    return tuple(_translated())


def _translated() -> Iterator[tuple[Path, Key, str, str]]:
    for path in catalogues():
        with path.open("rb") as file:
            messages = [message for message in read_po(file, locale="zh_Hans") if message.id and not message.fuzzy]
        for message in messages:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            words = message.string if isinstance(message.string, str) else message.string[0]
            if words:
                yield path, (message.context, forms[0]), words, " ".join(forms)


def sort() -> None:
    """Write every string into the catalogue of its room, in the order of the alphabet; what nobody says is dropped."""
    messages: dict[Key, Message] = {}
    for path in catalogues():
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_Hans"):
                if message.id:
                    first = message.id if isinstance(message.id, str) else message.id[0]
                    messages.setdefault((message.context, first), message)
    texts: dict[str, str] = {}
    for key, home in sorted(homes().items(), key=lambda item: (item[0][1].lower(), item[0][1], item[0][0] or "")):
        if key in messages:
            texts[home] = texts.get(home, HEAD) + _entry(messages[key])
    for home, text in texts.items():
        path = ROOT / "locale" / home / "zh_Hans" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _entry(message: Message) -> str:
    lines = [f"# {comment}" for comment in message.user_comments]
    lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
    forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    words = message.string if isinstance(message.string, str) else message.string[0]
    names = ("msgid", "msgid_plural")
    lines += [f"{name} {_quoted(form)}" for name, form in zip(names, forms, strict=False)]
    lines.append(f"msgstr{'[0]' if len(forms) > 1 else ''} {_quoted(words)}")
    return "\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def missing() -> list[str]:
    """What is used and not translated."""
    there = {key for _path, key, _words, _forms in translations()}
    return [f"{place}: {key[1]!r}" for key, place in sorted(used().items(), key=lambda i: i[1]) if key not in there]


if __name__ == "__main__":
    parts = [part for part in sys.argv[1:] if part != "--sort"]
    if "--sort" in sys.argv:
        sort()
    compile_changed()
    lacking = [line for line in missing() if not parts or any(part in line for part in parts)]
    print("\n".join(lacking) or "Everything is translated.")
