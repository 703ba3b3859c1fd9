"""Static files as they are served: own scripts in their short form, and all under names with their hash.

What is collected stays as it was written beside it, and LEITAI_DEBUG=1 serves that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rjsmin
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN = re.compile(r"js/.*(?<!\.min)\.js")
"""Own scripts; those of packages are served as they come."""


class Minified:
    """A storage whose scripts are read in their short form: no comments, no indentation, short names."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def open(self, path: str) -> ContentFile[bytes]:
        """The short form of a script."""
        from .short_names import with_short_names  # noqa: PLC0415 - only who collects reads scripts

        with self.storage.open(path) as written:
            text = with_short_names(written.read().decode())
        return ContentFile(rjsmin.jsmin(text).encode(), name=path)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names are hashed from what is served, so that a script whose comments alone have changed is kept by browsers."""

    def file_hash(self, name: str, content: Any = None) -> str | None:
        """Eight signs tell the versions of one file apart; a tablet's page names two dozen of them."""
        found: str | None = super().file_hash(name, content)
        return found[:8] if found else found

    def post_process(self, paths: dict[str, tuple[Any, str]], **options: Any) -> Iterator[tuple[str, str, bool]]:
        """Hash, name and compress what was collected."""
        short = {
            name: (Minified(storage) if OWN.fullmatch(name) else storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(short, **options)
