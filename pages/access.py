"""Who may see which page, asked in the first line of every view.

Every page needs somebody who has signed in, unless its view says otherwise (`login_not_required`). What belongs to a
district is not there (404) for people without a role in it; who has a role there, but not one that may do this, is
told so (403). Supervisors and administrators read everything and change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.http import Http404, HttpRequest

from communities.models import Role, User
from contests.models import Contest

if TYPE_CHECKING:

    class Signed(HttpRequest):
        """A request of somebody who has signed in."""

        user: User
else:
    Signed = HttpRequest

Row = TypeVar("Row", bound=Model)
READING = ("GET", "HEAD")
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


def with_roles(rows: QuerySet[Row], user: User, memberships: str) -> tuple[Row, set[str]]:
    """The one row there is, or 404, and the roles somebody has in its district; `memberships` is the way to them.

    One query.
    """
    own = FilteredRelation(memberships, condition=Q((f"{memberships}__user", user)))
    found = list(rows.annotate(own=own).annotate(role_held=F("own__role")))
    if not found:
        raise Http404
    return found[0], {row.role_held for row in found if row.role_held is not None}


def admit(request: Signed, held: set[str], *roles: Role) -> None:
    """404 and 403 as told above for somebody who holds some roles in a district; `roles` may read and change."""
    if not held and not request.user.is_administrator:
        raise Http404
    reads = request.method in READING and (Role.SUPERVISOR in held or request.user.is_administrator)
    if not reads and not held & set(roles):
        raise PermissionDenied


def administrators_only(request: Signed) -> None:
    """Refuse everybody who is no administrator."""
    if not request.user.is_administrator:
        raise PermissionDenied


def contest_for(request: Signed, pk: int, *roles: Role) -> Contest:
    """The contest with a number, for people with one of some roles in its district."""
    rows = Contest.objects.filter(pk=pk).select_related("district")
    contest, held = with_roles(rows, request.user, "district__memberships")
    admit(request, held, *roles)
    contest.roles = held  # type: ignore[attr-defined]
    return contest


def only_here(request: Signed) -> bool:
    """Whether the page was opened by a name that only this machine knows; no tablet could follow such a card."""
    host = request.get_host()
    return (host if host.endswith("]") else host.rpartition(":")[0] or host) in THIS_MACHINE
