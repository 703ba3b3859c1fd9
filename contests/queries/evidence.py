"""Evidence of check items: who has been asked for some."""

from __future__ import annotations

from contests.models import Contest, Contestant


def silent_in(contest: Contest) -> list[Contestant]:
    """Those who were given a link and have sent nothing, in their order. One query where places are judged."""
    if not contest.takes_evidence:
        return []
    asked = contest.contestants.filter(contest__evidence_links__isnull=False, evidence__isnull=True)
    return list(asked.order_by("position", "pk"))
