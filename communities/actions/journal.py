"""Adding a line to the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from communities.models import Journal, User
from communities.writing import insert

LONGEST = 200


def record(
    *,
    verb: str,
    at: datetime,
    who: User | None,
    label: str = "",
    district_id: int | None = None,
    contest_id: int | None = None,
    contest_label: str = "",
    object: str = "",  # noqa: A002 - the word of the journal
    detail: Mapping[str, Any] | None = None,
) -> Journal:
    """Write one line; `label` names who has no account, such as a judge's seat."""
    line = Journal(
        at=at,
        who=who,
        who_label=(label or str(who or "system"))[:120],
        district_id=district_id,
        contest_id=contest_id,
        contest_label=contest_label[:LONGEST],
        verb=verb,
        object=object[:LONGEST],
        detail=dict(detail or {}),
    )
    return insert(line)
