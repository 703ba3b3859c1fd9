"""Certificates: a hundred in one PDF against a hundred pages with a line and a code, and what one alone weighs."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import segno
import typst
from django import setup

from . import Ratio, seconds

COUNT = 100
HEAVIEST = 100_000  # bytes
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RUNS = count(1)  # every run sets other words: the typesetter remembers what it has set before


def honours(number: int) -> list[Any]:
    """Invented winners, no two with the same characters in their name."""
    from papers.certificates import Honour  # noqa: PLC0415  needs Django's settings

    run = next(RUNS)
    return [
        Honour(
            name="".join(chr(0x4E00 + (n * 7 + k * 61 + run * 1009) % 20_000) for k in range(3)),
            street="珠峰街道",
            community="七地社区",
            award="优秀奖",
            contest="铁西区社区党组织书记擂台比武",
            theme="践行“两邻”理念、争当铁西先锋",
            host="中共铁西区委组织部",
            day=date(2026, 11, 20),
            serial=f"TX{run}-{n:04d}",
        )
        for n in range(1, number + 1)
    ]


def pdf(number: int) -> bytes:
    """So many certificates with their QR codes."""
    from papers.certificates import printed  # noqa: PLC0415

    return printed(
        honours(number), language="zh-hans", at=NOW, address=lambda serial: f"https://leitai.example/{serial}"
    )


def bare() -> None:
    """The yardstick: the same tools alone, as many pages with one line and a QR code each in the same typeface."""
    from papers.typeface import FAMILY, FOLDER  # noqa: PLC0415

    run = next(RUNS)
    codes = [segno.make(f"https://leitai.example/{run}-{n}", error="m").svg_inline(border=2) for n in range(COUNT)]
    page = (
        f'#set page(width: 297mm, height: 210mm)\n#set text(font: "{FAMILY}")\n'
        "#for (n, code) in json(bytes(sys.inputs.codes)).enumerate() "
        f'[荣誉证书 {run} #n #image(bytes(code), format: "svg", width: 25mm) #pagebreak()]'
    )
    inputs = {"codes": json.dumps(codes)}
    typst.compile(page.encode(), font_paths=[FOLDER], ignore_system_fonts=True, format="pdf", sys_inputs=inputs)


def measure() -> Iterator[Ratio]:
    """The figures of certificates."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    hundred = seconds(lambda: pdf(COUNT), 5)
    yield Ratio("a hundred certificates in one PDF, ÷ 2 s", hundred / 2, 1)
    yield Ratio("the same, ÷ a hundred pages with one line and a code", hundred / seconds(bare, 5), 3)
    yield Ratio("one certificate alone, ÷ 100 KB", len(pdf(1)) / HEAVIEST, 1)
