"""Whether a request comes by a link of a screen, the emcee, the timekeeper or a service centre, told before a thread is
taken.
"""

from __future__ import annotations

from collections.abc import Callable

from contests.rules.evidence_links import read_evidence_token
from stage.tokens import read_token

READERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("screen", "emcee", "clock"), read_token),
    "e": read_evidence_token,
}
"""What reads the token in an address that begins with a word."""


def brings_a_link(path: str) -> bool:
    """Whether an address holds the token of a link that we signed. Whether it is still good, Django finds out.

    >>> brings_a_link("/screen/made-up/state/"), brings_a_link("/desk/3/")
    (False, False)
    """
    first, _, rest = path.lstrip("/").partition("/")
    read = READERS.get(first)
    return read is not None and read(rest.partition("/")[0]) is not None
