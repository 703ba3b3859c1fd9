"""A contest for whoever may see it."""

from __future__ import annotations

from communities.models import Role
from contests.models import Contest
from pages.access import Signed, admit, with_roles


def contest_for(request: Signed, pk: int, *roles: Role) -> Contest:
    """The contest with a number, for people with one of some roles in its district (see pages.access)."""
    rows = Contest.objects.filter(pk=pk).select_related("district")
    contest, held = with_roles(rows, request.user, "district__memberships")
    admit(request, held, *roles)
    contest.roles = held  # type: ignore[attr-defined]
    return contest
