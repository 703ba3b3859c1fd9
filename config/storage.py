"""What is wrong with the folder this server writes into, in one sentence: full, not ours to write, not a folder."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
UNUSABLE = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ENOENT, errno.EEXIST}
WORDS = {
    "full": "There is no room left on the disk of {var}. Make room, or set LEITAI_VAR to a folder on another disk.",
    "unusable": "{var} is no folder that this account can write into. Give it the right, or set LEITAI_VAR to another.",
    "no-database": "The database in {var} is damaged, or is no database. Move it away, or restore a copy of it.",
    "broken": "The disk of {var} cannot be written: it is full, or faulty. Make room, then start again.",
}
DATABASE = (
    ("disk is full", "full"),
    ("readonly", "unusable"),
    ("unable to open", "unusable"),
    ("not a database", "no-database"),
    ("malformed", "no-database"),
    ("disk I/O", "broken"),
)
"""What SQLite says, and what it means."""
POSTGRESQL = {"53100": "full", "25006": "unusable", "58030": "broken"}
"""The states in which PostgreSQL cannot write: disk_full, read_only_sql_transaction, io_error."""


def storage_fault(error: BaseException, var: Path) -> str | None:
    """One sentence about an error that comes from where files are kept; None for any other."""
    for one in _chain(error):
        found = _of_system(one, var) if isinstance(one, OSError) else _of_database(one)
        if found:
            return WORDS[found].format(var=var)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_system(error: OSError, var: Path) -> str | None:
    if error.errno in FULL:
        return "full"
    ours = str(error.filename or "").startswith(str(var))
    return "unusable" if ours and error.errno in UNUSABLE else None


def _of_database(error: BaseException) -> str | None:
    if (state := getattr(error, "sqlstate", None)) in POSTGRESQL:
        return POSTGRESQL[state]
    if not isinstance(error, sqlite3.Error):
        return None
    return next((kind for words, kind in DATABASE if words in str(error)), None)
