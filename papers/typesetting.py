"""Typst: a template of ours and values become a PDF.

Everything from outside goes in as data and is set as text; nothing of it is ever read as Typst. Only the project's
own typeface is searched, so that a paper looks the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.conf import settings

from .typeface import FOLDER

LARGE, KEPT_FOR = 150_000, 10
"""Characters of a paper's data from which on it is large; how many papers the typesetter keeps what it has set."""

TEMPLATES = settings.BASE_DIR / "templates" / "papers"


def pdf_of(template: str, data: Mapping[str, Any], *, at: datetime, files: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF made `at` a time; `template` is a name in templates/papers, `files` are pictures that it prints, by name.

    A picture that the typesetter cannot draw, whatever a browser does with it, leaves all of them out.
    """
    if not files:
        return _set(TEMPLATES, template, json.dumps(data, ensure_ascii=False), at)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for source in TEMPLATES.glob("*.typ"):
            copy(source, folder)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        try:
            return _set(folder, template, json.dumps({**data, "drawn": True}, ensure_ascii=False), at)
        except RuntimeError:
            return _set(TEMPLATES, template, json.dumps(data, ensure_ascii=False), at)


def _set(folder: Path, template: str, text: str, at: datetime) -> bytes:
    made = typst.compile(
        folder / f"{template}.typ",
        root=folder,
        font_paths=_fonts(),
        sys_inputs={"data": text},
        format="pdf",
        timestamp=at.replace(microsecond=0),
    )
    if len(text) > LARGE:
        _forget()
    if not isinstance(made, bytes):
        raise TypeError(template)
    return made


def _forget() -> None:
    """Let the typesetter give back what it keeps of a large paper, which is hundreds of megabytes.

    It keeps what it has set for ten papers more, to be quicker where most of one comes again; so it gets as many small
    ones.
    """
    for _ in range(KEPT_FOR + 1):
        typst.compile(b".", font_paths=_fonts(), format="pdf")


@cache
def _fonts() -> typst.Fonts:
    """Our own typeface and no other, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
