"""Adding a line to the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from communities.models import Journal, User
from communities.writing import insert

from .verb import Verb

LONGEST = 200
SYSTEM = "system"
"""Stands for who did it where nobody had signed in, as with the first administrator."""


def record(
    *,
    verb: Verb,
    at: datetime,
    who: User | None,
    label: str = "",
    district_id: int | None = None,
    contest_id: int | None = None,
    contest_label: str = "",
    object: str = "",  # noqa: A002 - the word of the journal
    detail: Mapping[str, Any] | None = None,
) -> Journal:
    """Write one line; `label` names who has no account, such as a judge's seat.

    ValueError if `detail` has a key that the verb does not declare: nobody could read it in words.
    """
    undeclared = verb.undeclared(detail or ())
    if undeclared:
        raise ValueError(f"{verb.id} does not declare {undeclared}")
    line = Journal(
        at=at,
        who=who,
        who_label=(label or str(who or SYSTEM))[:120],
        district_id=district_id,
        contest_id=contest_id,
        contest_label=contest_label[:LONGEST],
        verb=verb.id,
        object=object[:LONGEST],
        detail=dict(detail or {}),
    )
    return insert(line)
