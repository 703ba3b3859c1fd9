"""A request as Granian hands it over (RSGI) becomes one for Django (WSGI, PEP 3333), and the answer goes back."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import IO, Any, NamedTuple, Protocol
from wsgiref.types import WSGIApplication

Environ = dict[str, Any]


class Headers(Protocol):
    """The headers of a request, names in small letters."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Each with its value; a name may come twice."""

    def get(self, key: str) -> str | None:
        """The first value."""

    def get_all(self, key: str) -> list[str]:
        """All of them."""


class Scope(Protocol):
    """What Granian says of a request."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    headers: Headers


class Answer(NamedTuple):
    """A status, its headers, and either bytes or the path of a file that holds them."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""
    file: str | None = None


PART = re.compile(r"bytes ([0-9]+)-([0-9]+)/[0-9]+")


def part_of(answer: Answer) -> tuple[int, int] | None:
    """Which bytes of its file an answer is: from the first to before the second; None where it is all of it.

    >>> part_of(Answer(206, [("Content-Range", "bytes 0-1/9")], file="film")), part_of(Answer(200, [], file="film"))
    ((0, 2), None)
    """
    said = next((value for name, value in answer.headers if name.lower() == "content-range"), "")
    found = PART.fullmatch(said) if answer.status == 206 else None
    return (int(found[1]), int(found[2]) + 1) if found else None


class FileWrapper:
    """How Django hands over a file instead of its bytes (`wsgi.file_wrapper`)."""

    def __init__(self, file: IO[bytes], size: int = 8192) -> None:  # noqa: ARG002 - PEP 3333
        self.file = file
        self.close = file.close

    def path(self) -> str | None:
        """Where the file lies, if all of it is the answer."""
        name = getattr(self.file, "name", None)
        return name if isinstance(name, str) else None

    def __iter__(self) -> Iterator[bytes]:
        return iter([self.file.read()])


def latin(text: str) -> str:
    """Text as WSGI carries it: one character for each byte."""
    return text.encode().decode("latin-1")


def environ_of(scope: Scope, body: bytes) -> Environ:
    """The WSGI environ. Headers with an underscore are left out: they could pass for those with a hyphen."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": latin(scope.path),
        "QUERY_STRING": latin(scope.query_string),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    for name, value in scope.headers.items():
        if "_" not in name:
            key = f"HTTP_{name.upper().replace('-', '_')}"
            joint = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    environ.pop("HTTP_CONTENT_LENGTH", None)
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ


def _no_write(_data: bytes) -> None:
    """The old way to answer (PEP 3333), which Django does not use."""


def answer_of(application: WSGIApplication, environ: Environ) -> Answer:
    """Ask Django; the answer whole, so that no thread waits for who reads it slowly."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        started.append((status, headers))
        return _no_write

    response = application(environ, start)
    try:
        path = response.path() if isinstance(response, FileWrapper) else None
        body = b"" if path else b"".join(response)
    finally:
        close = getattr(response, "close", None)
        if close is not None:
            close()
    [(status, headers)] = started
    return Answer(int(status[:3]), headers, body, path)
