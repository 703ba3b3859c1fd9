"""A contest for whoever may see it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from communities.models import Role
from communities.views.access import Signed, admit, roles_asked, roles_in
from contests.models import Contest


def contest_for(request: Signed, pk: int, *roles: Role) -> Contest:
    """The contest with a number, for people with one of some roles in its district (see communities.views.access)."""
    rows = Contest.objects.select_related("district").annotate(**roles_asked(request.user, "district"))
    contest = get_object_or_404(rows, pk=pk)
    contest.roles = roles_in(contest)  # type: ignore[attr-defined]
    admit(request, contest.roles, *roles)  # type: ignore[attr-defined]
    return contest
