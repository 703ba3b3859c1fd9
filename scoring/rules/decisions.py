"""What a recorded decision is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contests.models import DecisionKind, Status
from tabulation.vocabulary import LEFT


def moves_up(kind: str, order: Sequence[str], status: Mapping[str, str]) -> bool:
    """Whether a decision says who moves up into a round that was held, and whose place it was; `status` is by number.

    >>> status = {"01": Status.COMPETING, "02": Status.COMPETING, "03": Status.WITHDRAWN}
    >>> moves_up("cut", ["02", "03"], status), moves_up("cut", ["01", "02"], status), moves_up("lot", ["02", "03"], {})
    (True, False, False)
    """
    found = [status.get(number) for number in order]
    return kind == DecisionKind.CUT and len(found) == 2 and found[0] == Status.COMPETING and found[1] in LEFT
