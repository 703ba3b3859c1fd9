"""`make lighthouse`: what Lighthouse says of tablet and public pages, as on a slow phone; exit 1 where it falls short.

Lighthouse comes by npm, for this alone; nothing that runs needs Node. The read-back of a sheet has no address of its
own: tests/browser asks axe about it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

from django import setup

from bench.hall import HOST, Hall, hall

LIGHTHOUSE = "lighthouse@12.8.2"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROME = "--headless=new --no-sandbox --lang=zh-CN"


def seated(place: Hall, secret: str) -> str:
    """The cookie of a tablet that has scanned a card."""
    connection = HTTPConnection(HOST, place.port, timeout=30)
    connection.request("GET", f"/j/{secret}/")
    answer = connection.getresponse()
    return "; ".join(line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie") or ())


def pages(place: Hall) -> Iterator[tuple[str, str, str]]:
    """What each page is called, its path, and the cookie it is asked for with."""
    yield "a tablet's sheet", "/judge/", seated(place, place.tablet)
    yield "a tablet that waits", "/judge/", seated(place, place.secrets[0])
    yield "a tablet's own sheets", "/judge/sheets/", seated(place, place.tablet)
    names = ("contests", "results", "a contest that is on", "a contestant")
    yield from ((name, path, "") for name, path in zip(names, place.public, strict=True))
    yield "is a certificate genuine", "/certificates/", ""


def scores(place: Hall, path: str, cookie: str) -> dict[str, int]:
    """Points out of a hundred, by category."""
    command = ["npx", "--yes", LIGHTHOUSE, f"http://{HOST}:{place.port}{path}", "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={CHROME}"]
    command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
    chromium = next(filter(None, map(shutil.which, NAMES)), "")
    answer = subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium}, stdout=subprocess.PIPE, check=True)  # noqa: S603 - pinned
    found: dict[str, Any] = json.loads(answer.stdout)["categories"]
    return {category: int(found[category]["score"] * 100 + 0.5) for category in LEAST}


def main() -> int:
    """Ask about every page; the number of those that fall short."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    short = 0
    with hall(on=False, judges=7) as place:
        for name, path, cookie in pages(place):
            found = scores(place, path, cookie)
            less = any(found[category] < least for category, least in LEAST.items())
            short += less
            print(f"{'  '.join(map('{:3}'.format, found.values()))}  {'SHORT' if less else '':5}  {name}", flush=True)
    return min(short, 1)


if __name__ == "__main__":
    sys.exit(main())
