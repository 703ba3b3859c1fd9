"""Whether films and pictures are sent by somebody whom a page has let send them, told before a byte is taken."""

from __future__ import annotations

import re

from pages.passes import read_pass

UPLOAD = re.compile(r"/desk/([0-9]{1,18})/media/add/([^/]+)/")


def brings_a_pass(path: str) -> bool:
    """Whether an address holds a pass that we signed for its contest, not long ago. Who sends it, Django finds out.

    >>> brings_a_pass("/desk/3/media/add/made-up/"), brings_a_pass("/desk/3/")
    (False, False)
    """
    found = UPLOAD.fullmatch(path)
    return found is not None and read_pass(found[2], contest=int(found[1])) is not None
