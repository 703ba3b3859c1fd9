"""Who may see which page, asked in the first line of every view.

Every page needs somebody who has signed in, unless its view says otherwise (`login_not_required`). What belongs to a
district is not there (404) for people without a role in it; who has a role there, but not one that may do this, is
told so (403). Supervisors and administrators read everything and change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from communities.models import District, Role, User

if TYPE_CHECKING:

    class Signed(HttpRequest):
        """A request of somebody who has signed in."""

        user: User
else:
    Signed = HttpRequest

READING = ("GET", "HEAD")


def roles_asked(user: User, district: str) -> dict[str, Exists]:
    """What to annotate rows with so that `roles_in` needs no query; `district` is the way to their district."""
    own = user.memberships.filter(district=OuterRef(district)).order_by()
    return {f"role_{role}": Exists(own.filter(role=role)) for role in Role}


def roles_in(row: Any) -> set[str]:
    """The roles somebody has in the district of a row that was annotated with `roles_asked`."""
    return {role.value for role in Role if getattr(row, f"role_{role}")}


def admit(request: Signed, held: set[str], *roles: Role) -> None:
    """404 and 403 as told above for somebody who holds some roles in a district; `roles` may read and change."""
    if not held and not request.user.is_administrator:
        raise Http404
    reads = request.method in READING and (Role.SUPERVISOR in held or request.user.is_administrator)
    if not reads and not held & set(roles):
        raise PermissionDenied


def district_for(request: Signed, slug: str, *roles: Role) -> District:
    """A district for whoever has one of some roles in it."""
    district = get_object_or_404(District.objects.annotate(**roles_asked(request.user, "pk")), slug=slug)
    admit(request, roles_in(district), *roles)
    return district


def administrators_only(request: Signed) -> None:
    """Refuse everybody who is no administrator."""
    if not request.user.is_administrator:
        raise PermissionDenied
