"""Nothing lies about in the tree that nobody needs, and no sentence leads to a file that is gone."""

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house import ROOT, at, files, texts

PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==", re.MULTILINE)
ENDINGS = "css|csv|html|js|json|md|mo|po|py|sh|toml|ttf|txt|typ|yml"
PATH = re.compile(rf"(?<![\w./:~$%<}}-])[\w.*<>-]{{2,}}(?:/[\w.*<>-]+)*(?:/(?!\w)|\.(?:{ENDINGS})\b(?!\())")
MADE_LATER = {"var", ".venv", ".mutation", "shared"}
"""What a checkout does not hold: made here, or kept beside it."""


# Files that hold no text


def is_binary(path: Path) -> bool:
    return path.suffix != ".mo" and b"\0" in path.read_bytes()[:8192]  # catalogues are compiled here


def test_every_binary_is_named_by_somebody() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in texts())
    binaries = (path for path in files() if is_binary(path))
    assert [at(path, 0) for path in binaries if path.name not in written and f'"{path.stem}"' not in written] == []


# Pins


def pinned_twice(text: str) -> list[str]:
    names = Counter(name.lower().replace("_", "-") for name in PIN.findall(text))
    return [name for name, count in names.items() if count > 1]


def test_no_package_is_pinned_twice() -> None:
    lists = sorted(ROOT.glob("requirements*.txt"))
    assert lists != []
    assert pinned_twice("\n".join(path.read_text(encoding="utf-8") for path in lists)) == []


def test_a_second_pin_would_be_found() -> None:
    assert pinned_twice("pypdf==7.1.0  # a\nmypy==2.4.1\nPyPDF==7.1.0  # b\nAttrs==1") == ["pypdf"]


# Paths


def remarks(path: Path) -> Iterator[tuple[int, str]]:
    """What is said about the code of a module: comments and docstrings, with the line they begin on."""
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """What a document or a module says to its reader."""
    if path.suffix == ".py":
        yield from remarks(path)
    elif path.suffix in {".md", ".toml"} or path.name.startswith(("requirements", "Makefile")):
        yield from enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


def paths_in(text: str) -> Iterator[str]:
    """The paths a sentence names, as they are written. A word with a slash after it is one, `and/or` is none."""
    for found in PATH.findall(text):
        if "/" in found.rstrip("/") or found.endswith("/"):
            yield found


@cache
def entries() -> frozenset[str]:
    """Every file and folder, and every end of such a path."""
    paths = {part for path in files() for part in (path, *path.parents) if part.is_relative_to(ROOT)}
    whole = [path.relative_to(ROOT).parts for path in paths]
    return frozenset("/".join(parts[start:]) for parts in whole for start in range(len(parts)))


@cache
def is_there(path: str) -> bool:
    """Whether a path leads somewhere, from the root or from inside a room; `*` and `<part>` stand for anything."""
    wanted = path.removeprefix("../").rstrip("/")  # `../` alone is the folder above
    if not wanted or wanted.split("/")[0] in MADE_LATER:
        return True
    pattern = re.compile("[^/]*".join(map(re.escape, re.split(r"\*+|<\w+>", wanted))))
    return wanted in entries() or (pattern.pattern != re.escape(wanted) and any(map(pattern.fullmatch, entries())))


def test_every_path_that_is_named_is_there() -> None:
    doubtful = (path for path in texts() if not all(map(is_there, paths_in(path.read_text(encoding="utf-8")))))
    dead = [
        f"{at(path, line)} {name}"
        for path in doubtful
        for line, text in sentences(path)
        for name in paths_in(text)
        if not is_there(name)
    ]
    assert dead == []


def test_a_dead_path_would_be_found() -> None:
    said = (
        "see `tests/test_gone.py`, tests/house.py, locale/<part>/zh_Hans/LC_MESSAGES/django.po, pages/desk/ and and/or"
    )
    assert [(name, is_there(name)) for name in paths_in(said)] == [
        ("tests/test_gone.py", False),
        ("tests/house.py", True),
        ("locale/<part>/zh_Hans/LC_MESSAGES/django.po", True),
        ("pages/desk/", True),
    ]
