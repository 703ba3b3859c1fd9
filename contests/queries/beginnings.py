"""Districts that have no contest yet, with what there is of all that a first contest needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from communities.models import Community, District, Membership, Role, Secretary, Street, User
from contests.models import Contest


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a district without a contest has: numbers of streets and communities, people who may act.

    `vacant` is how many communities have no secretary in office, `first_vacant` one of them; `street_to_fill` is a
    street, one without communities if there is one. Of both, the number and the name, 0 where there
    is none.
    """

    district: District
    streets: int
    communities: int
    vacant: int
    first_vacant: tuple[int, str]
    street_to_fill: tuple[int, str]
    organisers: Sequence[User]
    desk: Sequence[User]


def beginnings(districts: QuerySet[District]) -> list[Beginning]:
    """Those of some districts that have no contest, the newest first. Two queries."""
    own = {"street__district": OuterRef("pk")}
    in_office = Secretary.objects.filter(community=OuterRef("pk"), until__isnull=True)
    vacant = Community.objects.filter(~Exists(in_office), **own).order_by("street", "pk")
    streets = Street.objects.filter(district=OuterRef("pk")).annotate(filled=Count("communities"))
    streets = streets.order_by("filled", "pk")
    rows = (
        districts.filter(~Exists(Contest.objects.filter(district=OuterRef("pk"))))
        .annotate(
            n_streets=Count("streets", distinct=True),
            n_communities=Count("streets__communities", distinct=True),
            n_served=Count(
                "streets__communities",
                filter=Q(streets__communities__secretaries__isnull=False)
                & Q(streets__communities__secretaries__until__isnull=True),
                distinct=True,
            ),
            first_vacant=Subquery(vacant.values("pk")[:1]),
            name_of_vacant=Subquery(vacant.values("name")[:1]),
            street_to_fill=Subquery(streets.values("pk")[:1]),
            name_of_street=Subquery(streets.values("name")[:1]),
        )
        .order_by("-pk")
    )
    return [_beginning(row, people) for row, people in _with_people(list(rows))]


def _with_people(rows: list[District]) -> list[tuple[District, list[Membership]]]:
    memberships = (
        Membership.objects.filter(district__in=rows, user__is_active=True).select_related("user").order_by("user")
    )
    found: dict[int, list[Membership]] = {row.pk: [] for row in rows}
    for membership in memberships:
        found[membership.district_id].append(membership)
    return [(row, found[row.pk]) for row in rows]


def _beginning(row: District, people: list[Membership]) -> Beginning:
    """From a row of `beginnings`, whose annotations are only there."""
    numbers = vars(row)
    return Beginning(
        district=row,
        streets=numbers["n_streets"],
        communities=numbers["n_communities"],
        vacant=numbers["n_communities"] - numbers["n_served"],
        first_vacant=(numbers["first_vacant"] or 0, numbers["name_of_vacant"] or ""),
        street_to_fill=(numbers["street_to_fill"] or 0, numbers["name_of_street"] or ""),
        organisers=_with(people, Role.ORGANISER),
        desk=_with(people, Role.ORGANISER, Role.DESK),
    )


def _with(people: list[Membership], *roles: Role) -> list[User]:
    return list(dict.fromkeys(one.user for one in people if one.role in roles))


def account_without_role() -> User | None:
    """The newest account that may sign in and nothing else, to be given a role."""
    free = User.objects.filter(is_active=True, is_administrator=False, memberships__isnull=True)
    return free.order_by("-pk").first()
