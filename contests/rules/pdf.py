"""A PDF that somebody sends: one that opens without a password, and does nothing but be read."""

from __future__ import annotations

from io import BytesIO

from communities.refused import Refused

LARGEST = 5 * 1024 * 1024
MOST_SHEETS = 200
MOST_OBJECTS = 20_000
"""What a document of so many sheets is made of at most; looking at them takes a second or two."""
ACTIVE = frozenset({"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA"})
"""What would run, start a program or bring another file along, as the name of an entry or as its value."""
DEEPEST = 40


def read_pdf(data: bytes) -> int:
    """How many sheets a PDF has.

    Refused("pdf-too-heavy", "no-pdf", "pdf-locked", "pdf-too-long", "pdf-active").
    """
    if len(data) > LARGEST:
        raise Refused("pdf-too-heavy", most=LARGEST // 1024 // 1024)
    if not data.startswith(b"%PDF-"):
        raise Refused("no-pdf")
    try:
        return _sheets(data)
    except Refused:
        raise
    except Exception as error:
        raise Refused("no-pdf") from error


def _sheets(data: bytes) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 - half a second that a start need not wait for

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise Refused("pdf-locked")
    numbers = {*(n for of in reader.xref.values() for n in of), *reader.xref_objStm}
    sheets = len(reader.pages)
    if not sheets:
        raise Refused("no-pdf")
    if sheets > MOST_SHEETS or len(numbers) > MOST_OBJECTS:
        raise Refused("pdf-too-long", most=MOST_SHEETS)
    if any(_active(reader.get_object(number)) for number in sorted(numbers) if number):
        raise Refused("pdf-active")
    return sheets


def _active(found: object, depth: int = 0) -> bool:
    """Whether an object holds something active; what it refers to is an object of its own."""
    if depth > DEEPEST:
        return True
    if isinstance(found, dict):
        return any(str(name) in ACTIVE or _active(value, depth + 1) for name, value in found.items())
    if isinstance(found, list):
        return any(_active(value, depth + 1) for value in found)
    return str(found) in ACTIVE if isinstance(found, str) else False
