"""Typst: a template of ours and values become a PDF.

Everything from outside goes in as data and is set as text; nothing of it is ever read as Typst. Only the project's
own typeface is searched, so that a paper looks the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import typst
from django.conf import settings

from .typeface import FOLDER

TEMPLATES = settings.BASE_DIR / "templates" / "papers"


def pdf_of(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """A PDF made `at` a time; `template` is a name in templates/papers."""
    made = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        timestamp=at.replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError(template)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Our own typeface and no other, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
