"""`python -m config.translations`: the Chinese words, compiled for Django where they have changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def catalogues() -> list[Path]:
    """The Chinese catalogues, one for each part of the product."""
    return sorted(LOCALE.glob("*/zh_Hans/LC_MESSAGES/django.po"))


def compile_changed() -> None:
    """Write what Django reads; two processes may do so at once."""
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            _compile(path, compiled)


def _compile(path: Path, compiled: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source, locale="zh_Hans")
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        write_mo(draft, catalogue)
    os.chmod(draft.name, 0o644)  # noqa: PTH101 - a name
    Path(draft.name).replace(compiled)


if __name__ == "__main__":
    compile_changed()
