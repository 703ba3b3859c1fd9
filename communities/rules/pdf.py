"""A PDF that somebody sends: one that opens without a password, and does nothing but be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from communities.refused import Refused

LARGEST = 5 * 1024 * 1024
MOST_PAGES = 200
PATIENCE = 30
"""Seconds after which nobody waits any longer; the process bounds its own work before."""
INSIDE = Path(__file__).with_name("pdf_inside.py")


def read_pdf(data: bytes) -> int:
    """How many pages a PDF has.

    Refused("pdf-too-heavy", "no-pdf", "pdf-locked", "pdf-too-long", "pdf-active").
    """
    if len(data) > LARGEST:
        raise Refused("pdf-too-heavy", most=LARGEST // 1024 // 1024)
    if not data.startswith(b"%PDF-"):
        raise Refused("no-pdf")
    said = _looked_at(data)
    if said.isdecimal():
        return int(said)
    raise Refused(said, most=MOST_PAGES) if said == "pdf-too-long" else Refused(said)


def _looked_at(data: bytes) -> str:
    """What the process says that looks inside; of a document that asks too much of it, that it is too long."""
    command = [sys.executable, "-I", str(INSIDE), str(MOST_PAGES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        return "pdf-too-long"
    return done.stdout.decode() if done.returncode == 0 else "pdf-too-long"
