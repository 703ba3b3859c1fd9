"""Who may see which page, asked in the first line of every view.

Every page needs somebody who has signed in, unless its view says otherwise (`login_not_required`). What belongs to a
district is not there (404) for people without a role in it; who has a role there, but not one that may do this, is
told so (403). Supervisors and administrators read everything and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.http import Http404, HttpRequest

from communities.models import Community, District, Role, Street, User
from communities.queries import communities_of
from communities.reading import models_asked
from contests.judged import speak_of
from contests.models import Contest
from pages.devices import tablets_since
from pages.rooms import in_rooms
from scoring.queries import roles_now

if TYPE_CHECKING:

    class AuthenticatedRequest(HttpRequest):
        """A request of somebody who has signed in."""

        user: User
else:
    AuthenticatedRequest = HttpRequest

ANY, ANY_USER = -1, -2
Row = TypeVar("Row", bound=Model)
READING = ("GET", "HEAD")
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
DESK = (Role.ORGANISER, Role.DESK)
"""The roles that run a contest while it is on."""


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do with a contest, by the roles they have in its district. Views and templates ask it."""

    user: User
    contest: Contest
    roles: frozenset[str]
    rooms: frozenset[str] = frozenset()
    """Those that the desk's page of rooms gives them to run."""

    @property
    def only_in(self) -> frozenset[str] | None:
        """The rooms that are all they see and run of the contest; None where they are not held to any."""
        free = self.may_organise or self.may_read_all
        return None if free or not self.rooms else self.rooms

    @property
    def may_read(self) -> bool:
        """Whether anything of the contest is there for them: any role in its district, or an administrator."""
        return bool(self.roles) or self.user.is_administrator

    @property
    def may_read_all(self) -> bool:
        """Whether every page of it is there to be read, whichever roles act on it."""
        return Role.SUPERVISOR in self.roles or self.user.is_administrator

    @property
    def may_organise(self) -> bool:
        """Whether they decide what an organiser decides: cards, publishing, certificates, recusals."""
        return Role.ORGANISER in self.roles

    @property
    def may_run(self) -> bool:
        """Whether they act at the desk."""
        return self.has(*DESK)

    @property
    def may_change(self) -> bool:
        """Whether they may still change what opening the contest freezes: rules, rubric, judges, contestants, order."""
        return self.may_organise and not self.contest.frozen

    @property
    def may_correct(self) -> bool:
        """Whether they may put right, with a reason, a name in a contest that is open or over."""
        return self.may_organise and self.contest.frozen

    def has(self, *roles: Role) -> bool:
        """Whether they have one of some roles."""
        return not self.roles.isdisjoint(roles)


def access_to(
    request: AuthenticatedRequest, pk: int, *, act: tuple[Role, ...] = (Role.ORGANISER,), read: tuple[Role, ...] = DESK
) -> Access:
    """The access of who asks to the contest with a number: the roles in `act` read and change, those in `read` read.

    Raises Http404 where there is no such contest, or none for them, and PermissionDenied where their roles are others.
    One query.
    """
    found = models_asked(_contest, {ANY: pk, ANY_USER: request.user.pk})
    if not found:
        raise Http404
    rooms = frozenset(row.room_run for row in found if row.room_run is not None)  # type: ignore[attr-defined]
    return _admitted(request, Access(request.user, found[0], _roles_held(found), rooms), act, read)


def _contest() -> QuerySet[Contest]:
    rows = Contest.objects.filter(pk=ANY).select_related("district", "show")
    own = FilteredRelation("room_desks", condition=Q(room_desks__user=ANY_USER))
    rows = rows.annotate(own_room=own).annotate(room_run=F("own_room__room"))
    return _beside_roles(rows, ANY_USER, "district__memberships")


def _admitted(request: AuthenticatedRequest, access: Access, act: tuple[Role, ...], read: tuple[Role, ...]) -> Access:
    if not access.may_read:
        raise Http404
    if "extra" not in access.contest.get_deferred_fields():
        speak_of(access.contest.extra)
    reads = request.method in READING and (access.may_read_all or access.has(*read))
    if not reads and not access.has(*act):
        raise PermissionDenied
    if access.only_in is not None and not in_rooms(request.resolver_match, access.contest.pk, access.only_in):
        raise PermissionDenied
    return access


def desk_access(request: AuthenticatedRequest, pk: int) -> Access:
    """The access to a page of the desk: organisers and the desk act. Raises Http404 and PermissionDenied."""
    return access_to(request, pk, act=DESK)


def desk_now(request: AuthenticatedRequest, pk: int) -> tuple[Access, int]:
    """The access to a page of the desk, of a contest of which only the versions were read, and how many tablets ask
    beyond one for each seat: for what is asked all the time. Raises Http404 and PermissionDenied. One query."""
    found = roles_now(pk, request.user.pk, since=tablets_since())
    if found is None:
        raise Http404
    version, desk, beyond, roles, rooms = found
    contest = Contest.from_db(DEFAULT_DB_ALIAS, ["id", "version", "desk_version"], [pk, version, desk])
    access = Access(request.user, contest, frozenset(roles), frozenset(rooms))
    return _admitted(request, access, DESK, DESK), beyond


def organiser_access(request: AuthenticatedRequest, pk: int) -> Access:
    """The access to a form that the desk does not read either. Raises Http404 and PermissionDenied."""
    return access_to(request, pk, read=())


def with_roles(rows: QuerySet[Row], user: User, memberships: str) -> tuple[Row, frozenset[str]]:
    """The one row there is, or 404, and the roles somebody has in its district; `memberships` is the way to them.

    One query.
    """
    found = list(_beside_roles(rows, user.pk, memberships))
    if not found:
        raise Http404
    return found[0], _roles_held(found)


def _beside_roles(rows: QuerySet[Row], user: int, memberships: str) -> QuerySet[Row]:
    """A row for each role that somebody has, or one without."""
    own = FilteredRelation(memberships, condition=Q((f"{memberships}__user", user)))
    found: QuerySet[Row] = rows.annotate(own=own).annotate(role_held=F("own__role"))
    return found


def _roles_held(rows: Iterable[Any]) -> frozenset[str]:
    return frozenset(row.role_held for row in rows if row.role_held is not None)


def administrators_only(request: AuthenticatedRequest) -> None:
    """Refuse everybody who is no administrator."""
    if not request.user.is_administrator:
        raise PermissionDenied


def district_access(request: AuthenticatedRequest, slug: str) -> tuple[District, bool]:
    """A district, and whether who asks enters what its communities achieve: organisers and administrators do,
    supervisors read.

    Raises Http404 where there is no such district, or none for them, and PermissionDenied where their roles are others.
    One query.
    """
    district, roles = with_roles(District.objects.filter(slug=slug), request.user, "memberships")
    enters = Role.ORGANISER in roles or request.user.is_administrator
    if not roles and not enters:
        raise Http404
    if not enters and not (Role.SUPERVISOR in roles and request.method in READING):
        raise PermissionDenied
    return district, enters


@dataclass(frozen=True, slots=True)
class ValuesAccess:
    """What somebody may do with the values of a district: for all of it, for one street, or read alone.

    Who acts for a street sees its values alone, unless they are the district's supervisor, too, who reads everything.
    """

    district: District
    organises: bool
    street: Street | None = None
    supervises: bool = False

    @property
    def enters(self) -> bool:
        """Whether they enter and confirm values."""
        return self.organises or self.street is not None

    @property
    def sees(self) -> Street | None:
        """The only street whose values they see; None where they see all."""
        return None if self.supervises else self.street

    def enters_for(self, street: Street | None) -> bool:
        """Whether they enter and confirm what is shown of a street, or of all they see."""
        return self.organises or (self.street is not None and self.street in {street, self.sees})

    def refuse_entering(self, request: AuthenticatedRequest, street: Street | None) -> None:
        """Refuse what is sent for a street by whoever only reads it."""
        if request.method == "POST" and not self.enters_for(street):
            raise PermissionDenied

    @property
    def communities(self) -> QuerySet[Community]:
        """Those whose values they see, each with its street."""
        rows = communities_of(self.district)
        return rows if self.sees is None else rows.filter(street=self.sees)

    @property
    def streets(self) -> QuerySet[Street]:
        """Those whose values they see."""
        rows = self.district.streets.all()
        return rows if self.sees is None else rows.filter(pk=self.sees.pk)


def values_access(request: AuthenticatedRequest, slug: str) -> ValuesAccess:
    """The access to the values of a district: as `district_access` says, and for streets to those of their own.

    Raises Http404 and PermissionDenied. Two queries at most.
    """
    district, roles = with_roles(District.objects.filter(slug=slug), request.user, "memberships")
    if Role.STREET in roles and Role.ORGANISER not in roles and not request.user.is_administrator:
        own = request.user.memberships.filter(district=district, role=Role.STREET).select_related("street").first()
        if own is not None:
            return ValuesAccess(district, organises=False, street=own.street, supervises=Role.SUPERVISOR in roles)
    district, organises = district_access(request, slug)
    return ValuesAccess(district, organises)


def supervised(request: AuthenticatedRequest, slug: str) -> tuple[District, bool]:
    """A district that who asks supervises, and whether they may say that they have looked: administrators read alone.

    Raises Http404 where there is no such district, or none for them, and PermissionDenied where their roles are others.
    One query.
    """
    district, roles = with_roles(District.objects.filter(slug=slug), request.user, "memberships")
    supervises = Role.SUPERVISOR in roles
    if not roles and not request.user.is_administrator:
        raise Http404
    if not supervises and not (request.user.is_administrator and request.method in READING):
        raise PermissionDenied
    return district, supervises


def supervised_districts(request: AuthenticatedRequest) -> QuerySet[District]:
    """The districts that who asks supervises, all for administrators; PermissionDenied where there is none."""
    rows = District.objects.all()
    if not request.user.is_administrator:
        rows = rows.filter(memberships__user=request.user, memberships__role=Role.SUPERVISOR)
        if not rows.exists():
            raise PermissionDenied
    return rows


def only_here(request: AuthenticatedRequest) -> bool:
    """Whether the page was opened by a name that only this machine knows; no tablet could follow such a card."""
    host = request.get_host()
    return (host if host.endswith("]") else host.rpartition(":")[0] or host) in THIS_MACHINE
