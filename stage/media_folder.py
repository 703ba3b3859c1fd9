"""The folder of films and pictures: taken in by content, under names that say what is in them."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from communities.pictures import Picture, read_picture
from communities.refused import Refused
from stage.models import MediaFile, MediaFormat
from stage.rules.mp4 import is_mp4, read_mp4
from stage.rules.webm import is_webm, read_webm

MEGABYTE = 1024 * 1024
LARGEST_PICTURE = 25 * MEGABYTE
LARGEST_FILM = 500 * MEGABYTE
LEFT_FREE = 200 * MEGABYTE
"""What must stay free on the disk for the contest itself."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Received(NamedTuple):
    """A film or picture that was looked through and lies on disk as a draft."""

    draft: Path
    digest: str
    size: int
    format: MediaFormat
    width: int
    height: int
    seconds: int | None


def path_of(media: MediaFile) -> Path:
    """Where the bytes of a film or picture lie."""
    return folder_of(media.show_id) / media.file_name


def folder_of(show: int) -> Path:
    """The folder of one show."""
    return Path(settings.MEDIA_ROOT) / str(show)


@contextmanager
def received(file: BinaryIO, size: int) -> Iterator[Received]:
    """A file that was sent, looked through and written as a draft, which is gone at the end unless it was `kept`.

    Refused("picture-too-heavy", "film-too-heavy", "disk-full") and what reading a picture or film refuses.
    """
    head = _begin(file)
    draft = None
    try:
        if is_mp4(head) or is_webm(head):
            if size > LARGEST_FILM:
                raise Refused("film-too-heavy", most=LARGEST_FILM // MEGABYTE)
            film = read_mp4(file, size) if is_mp4(head) else read_webm(file, size)
            file.seek(0)
            draft, digest, written = _drafted(file, size)
            yield Received(draft, digest, written, *(film.format, film.width, film.height, film.seconds))
        else:
            if size > LARGEST_PICTURE:
                raise Refused("picture-too-heavy", most=LARGEST_PICTURE // MEGABYTE)
            picture = _picture(file.read())
            draft, digest, written = _drafted(BytesIO(picture.data), len(picture.data))
            yield Received(draft, digest, written, MediaFormat(picture.format), picture.width, picture.height, None)
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _picture(data: bytes) -> Picture:
    """A picture; what is none is no film either."""
    try:
        return read_picture(data)
    except Refused as refused:
        if refused.code == "not-a-picture":
            raise Refused("no-picture") from refused
        raise


def keep(draft: Path, media: MediaFile) -> None:
    """Let a draft be the file of a row."""
    folder_of(media.show_id).mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.replace(path_of(media))


@receiver(post_delete, sender=MediaFile)
def _let_go(instance: MediaFile, **_signal: object) -> None:
    """The file goes with its row, whatever took the row away: its contestant, its contest, a rehearsal that is over.

    Once that is certain, and unless another row is the same picture.
    """
    if not MediaFile.objects.filter(show=instance.show_id, digest=instance.digest).exists():
        transaction.on_commit(partial(path_of(instance).unlink, missing_ok=True))


def _begin(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    return head


def _drafted(file: BinaryIO, size: int) -> tuple[Path, str, int]:
    """The draft, what it is by its content, and its size. Refused("disk-full")."""
    root = Path(settings.MEDIA_ROOT)
    draft = None
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(root).free < size + LEFT_FREE:
            raise Refused("disk-full")
        digest, written = sha256(), 0
        with tempfile.NamedTemporaryFile(dir=root, prefix="draft-", delete=False) as target:
            draft = Path(target.name)
            while part := file.read(MEGABYTE):
                digest.update(part)
                written += target.write(part)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        if error.errno in FULL:
            raise Refused("disk-full") from error
        raise
    return draft, digest.hexdigest(), written
