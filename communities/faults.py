"""What has gone wrong on the server: each fault with the number its page showed, one line of JSON in a file.

Neither the values a fault met nor the address that was asked are kept: they may name candidates or hold a card's
secret. What is kept is the kind of error, the lines of code, the pattern of the address, and who had signed in.
"""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from http.client import responses
from pathlib import Path
from typing import Any

from concurrent_log_handler import ConcurrentRotatingFileHandler

SIGN_IN = "sign-in"
FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Fault:
    """A page that failed, or a sign-in that was refused; `code` are the lines the error went through, the last last."""

    at: datetime
    kind: str
    number: str
    what: str
    where: str = ""
    who: str = ""
    code: list[str] = field(default_factory=list)


def new_number() -> str:
    """A number to read out over the telephone."""
    return secrets.token_hex(3).upper()


def fault_of(record: logging.LogRecord) -> Fault:
    """What is kept of a line of the log."""
    request, error = getattr(record, "request", None), record.exc_info[1] if record.exc_info else None
    return Fault(
        at=datetime.fromtimestamp(record.created, UTC),
        kind=getattr(record, "kind", FAULT),
        number=getattr(request, "fault_number", None) or new_number(),
        what=type(error).__name__ if error else _said(record),
        where=_where(request),
        who=getattr(record, "who", "") or getattr(getattr(request, "user", None), "username", ""),
        code=_code(error),
    )


def _said(record: logging.LogRecord) -> str:
    """What a line says; where it says that an answer is no good, its status: Django's words name what was asked."""
    status = getattr(record, "status_code", None)
    return record.getMessage() if status is None else f"{status} {responses.get(status, '')}".strip()


def _where(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return f"{request.method} /{match.route}" if match else getattr(request, "method", "") or ""


def _code(error: BaseException | None) -> list[str]:
    """The lines of our own that an error went through, and the last one whoever wrote it."""
    if error is None:
        return []
    base = Path(__file__).resolve().parent.parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(base) and ".venv" not in frame.filename]
    kept = [*ours, *frames[-1:]] if frames[-1:] != ours[-1:] else ours
    return [f"{_short(Path(frame.filename), base)}:{frame.lineno} {frame.name}" for frame in kept]


def _short(path: Path, base: Path) -> str:
    return str(path.relative_to(base)) if path.is_relative_to(base) and ".venv" not in path.parts else path.name


class Line(logging.Formatter):
    """A fault as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fault = fault_of(record)
        return json.dumps({**asdict(fault), "at": fault.at.isoformat()}, ensure_ascii=False)


class Sentence(logging.Formatter):
    """A fault as a line to read in the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fault = fault_of(record)
        code = f" ({fault.code[-1]})" if fault.code else ""
        return f"{fault.at:%H:%M:%S} {fault.kind} {fault.number}: {fault.what} {fault.where}{code}"


class Kept(ConcurrentRotatingFileHandler):
    """The file of faults. One that cannot be written, as on a full disk, costs nothing but its line: the terminal has
    it as well.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name in Python's logging
        """Let it go."""


def latest_faults(path: Path, limit: int = 100) -> list[Fault]:
    """The last ones in a file, newest first; a line that is not whole is left out."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return list(_read(reversed(deque(file, limit))))


def _read(lines: Iterator[str]) -> Iterator[Fault]:
    for line in lines:
        try:
            values = json.loads(line)
            yield Fault(**{**values, "at": datetime.fromisoformat(values["at"])})
        except (ValueError, TypeError, KeyError):
            continue
