"""What a PDF holds, looked at in a process of its own.

It is run with the most pages a document may have and with the document as its input; it says how many pages there are,
or the code of a refusal.

A few bytes can ask for hours of work or for all memory there is, so both are bounded here, where nothing else suffers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import IndirectObject

MOST_OBJECTS = 20_000
"""What a document of 200 pages is made of at most; looking at them takes a second or two."""
MOST_SECONDS = 10
MOST_MEMORY = 768 * 1024 * 1024
RUNS = {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/XFA"}
BRINGS = {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment"}
SENDS_OR_OPENS = {"/SubmitForm", "/ImportData", "/GoToR", "/GoToE"}
ACTIVE = frozenset(RUNS | BRINGS | SENDS_OR_OPENS)
"""What would run, bring another file along, or send or open one, as the name of an entry or as its value."""
DEEPEST = 40


def looked_at(data: bytes, most: int) -> str:
    """How many pages a PDF has, or the code of its refusal."""
    try:
        return _said(PdfReader(BytesIO(data)), most)
    except MemoryError:
        return "pdf-too-long"
    except Exception:  # noqa: BLE001 - a reader of such documents fails in every way there is
        return "no-pdf"


def _said(reader: PdfReader, most: int) -> str:
    if reader.is_encrypted:
        return "pdf-locked"
    there = list(_objects(reader))
    pages = len(reader.pages)
    if not pages:
        return "no-pdf"
    if pages > most or len(there) > MOST_OBJECTS:
        return "pdf-too-long"
    if _active(reader.trailer) or any(_active(reader.get_object(each)) for each in there):
        return "pdf-active"
    return str(pages)


def _objects(reader: PdfReader) -> Iterator[IndirectObject]:
    """Everything a document has, in each generation: a number alone means the first."""
    for generation, numbers in reader.xref.items():
        yield from (IndirectObject(number, generation, reader) for number in numbers if number)
    yield from (IndirectObject(number, 0, reader) for number in reader.xref_objStm)


def _active(found: object, depth: int = 0) -> bool:
    """Whether an object holds something active; what it refers to is an object of its own."""
    if depth > DEEPEST:
        return True
    if isinstance(found, dict):
        return any(str(name) in ACTIVE or _active(value, depth + 1) for name, value in found.items())
    if isinstance(found, list):
        return any(_active(value, depth + 1) for value in found)
    return str(found) in ACTIVE if isinstance(found, str) else False


def _bounded() -> None:
    with suppress(ImportError, ValueError, OSError):  # a system that knows no such bounds
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _bounded()
    sys.stdout.write(looked_at(sys.stdin.buffer.read(), int(sys.argv[1])))
