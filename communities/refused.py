"""What every action answers when it will not do what was asked."""

from typing import Any


class Refused(Exception):
    """Nothing was changed. `code` says why, `facts` hold what a sentence about it needs; views word it.

    Two codes mean the same in every action, so that a caller who asks twice, or late, is safe: "already", what was
    asked for has been done, and nothing was done twice; "stale", something else was done since the caller looked, and
    the fact `seen` is what is there now.

    >>> Refused("closed", performance="03").facts
    {'performance': '03'}
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
