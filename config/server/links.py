"""Whether a request comes from a screen, the emcee or the timekeeper, told before a thread is taken."""

from __future__ import annotations

from stage.tokens import read_token

LINKED = ("screen", "emcee", "clock")


def brings_a_link(path: str) -> bool:
    """Whether an address holds the token of a link that we signed. Whether it is still good, Django finds out.

    >>> brings_a_link("/screen/made-up/state/"), brings_a_link("/desk/3/")
    (False, False)
    """
    first, _, rest = path.lstrip("/").partition("/")
    return first in LINKED and read_token(rest.partition("/")[0]) is not None
