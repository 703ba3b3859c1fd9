"""What every action answers when it will not do what was asked."""

from typing import Any


class Refused(Exception):
    """Nothing was changed. `code` says why, `facts` hold what a sentence about it needs; views word it.

    >>> Refused("closed", performance="03").facts
    {'performance': '03'}
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
