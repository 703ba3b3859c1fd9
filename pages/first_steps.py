"""What is still to be done before the first contest of a district, one step after the other.

Nothing of this is stored: every step is read off what is there, and the list ends with the first contest, whose own
overview goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community, District, Role, User
from communities.wording import listed
from contests.queries.beginnings import Beginning, account_without_role, beginnings

AT_DESK = 2
"""How many may run a contest: a paper sheet is entered by one and confirmed by another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, what for, how much is there, where it is done; without a link it is not for who reads.

    `more` is where further ones are entered once it is done. A step that is not `urgent` is somebody else's first.
    `enters` is what the link enters and `within` the number of the place it is entered in, so that no page offers it
    twice.
    """

    title: str
    purpose: str
    done: bool
    state: str = ""
    link: str = ""
    button: str = ""
    more: str = ""
    urgent: bool = True
    enters: str = ""
    within: int = 0


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The steps of a district, or of nothing where there is no district yet.

    `role` is what the next account is needed for; `administrators` are who does what is not for who reads.
    """

    steps: Sequence[Step]
    district: District | None = None
    role: Role = Role.ORGANISER
    administrators: str = ""

    @property
    def next(self) -> Step | None:
        """The first step to be done by who reads; where there is none, the first that is not done."""
        due = [step for step in self.steps if not step.done]
        return next((step for step in due if step.link), due[0] if due else None)


def first_steps(user: User, districts: QuerySet[District], here: Community | None = None) -> list[FirstSteps]:
    """The steps of those districts that have no contest, the newest first; of the very first district where none is."""
    found = beginnings(districts)
    if here is not None and not here.secretaries.filter(until__isnull=True).exists():
        found = [replace(one, first_vacant=(here.pk, here.name)) for one in found]
    if not found and user.is_administrator and not District.objects.exists():
        return [FirstSteps([_first_district()])]
    free = account_without_role() if found and user.is_administrator else None
    administrators = "" if user.is_administrator or not found else _administrators()
    return [_of(one, user, free, administrators) for one in found]


def _of(there: Beginning, user: User, free: User | None, administrators: str) -> FirstSteps:
    role = Role.DESK if there.organisers else Role.ORGANISER
    return FirstSteps(list(_steps(there, user, free)), there.district, role, administrators)


def next_step(user: User, district: District | None = None, here: Community | None = None) -> FirstSteps | None:
    """The steps of one district, or of the newest that has no contest; None where there is nothing to be led to.

    On the page of a community without a secretary (`here`) that one is wanted first.
    """
    districts = District.objects.all() if district is None else District.objects.filter(pk=district.pk)
    return next(iter(first_steps(user, districts, here)), None)


def _administrators() -> str:
    return listed(str(user) for user in User.objects.filter(is_administrator=True, is_active=True).order_by("pk"))


def _first_district() -> Step:
    return Step(
        title=_("District"),
        purpose=_("It hosts contests, and only people with a role in it see its drafts."),
        done=False,
        link=reverse("administration:new-district"),
        button=_("New district"),
    )


def _steps(there: Beginning, user: User, free: User | None) -> Iterator[Step]:
    for step in (*_places(there), *_people(there, free)):
        yield step if user.is_administrator else Step(step.title, step.purpose, step.done, step.state)
    yield _contest(there, user)


def _places(there: Beginning) -> Iterator[Step]:
    page = reverse("administration:district", args=[there.district.slug])
    yield Step(
        title=_("Streets"),
        purpose=_("Recusals and limits on winners from one street go by them."),
        done=there.streets > 0,
        state=str(there.streets),
        link=reverse("administration:new-street", args=[there.district.pk]),
        button=_("New street"),
        more=page,
        enters="street",
    )
    yield Step(
        title=_("Communities"),
        purpose=_("Each contestant comes from one. Its name is printed on certificates."),
        done=there.communities > 0,
        state=str(there.communities),
        more=page,
        link=_within("administration:new-community", there.street_to_fill),
        button=_("New community in {where}").format(where=there.street_to_fill[1]),
        enters="community",
        within=there.street_to_fill[0],
    )
    yield Step(
        title=_("Secretaries"),
        purpose=_("Organisers tick their contestants from this list."),
        done=there.communities > 0 and not there.vacant,
        state=_state(there.communities - there.vacant, there.communities),
        more=page,
        link=_within("administration:new-secretary", there.first_vacant),
        button=_("New secretary in {where}").format(where=there.first_vacant[1]),
        enters="secretary",
        within=there.first_vacant[0],
    )


def _state(led: int, communities: int) -> str:
    """How many communities have a secretary; "" while there is no community."""
    return _("{count} of {communities}").format(count=led, communities=communities) if communities else ""


def _within(address: str, place: tuple[int, str]) -> str:
    """Where something is entered within a place; nowhere while there is none."""
    return reverse(address, args=[place[0]]) if place[0] else ""


def _people(there: Beginning, free: User | None) -> Iterator[Step]:
    new = reverse("administration:person", args=[free.pk]) if free else reverse("administration:new-person")
    button = _("Give {person} a role").format(person=free) if free else _("New person")
    people = reverse("administration:people")
    yield Step(
        title=_("Organiser"),
        purpose=_("Sets contests up, opens them, publishes results and issues certificates."),
        done=bool(there.organisers),
        state=listed(str(user) for user in there.organisers),
        link=new,
        button=button,
        more=people,
        enters="" if free else "person",
    )
    yield Step(
        title=_("Desk"),
        purpose=_("Runs the contest. Paper sheets need two accounts: one enters, the other confirms."),
        done=len(there.desk) >= AT_DESK,
        state=_at_desk(there),
        link=new,
        button=button,
        more=people,
        enters="" if free else "person",
    )


def _at_desk(there: Beginning) -> str:
    """How many may run a contest, and that organisers are among them."""
    words = ngettext("{count} account", "{count} accounts", len(there.desk))
    if there.organisers:
        words = ngettext(
            "{count} account, organisers included", "{count} accounts, organisers included", len(there.desk)
        )
    return words.format(count=len(there.desk))


def _contest(there: Beginning, user: User) -> Step:
    title = _("First contest")
    if user in there.organisers:
        purpose = _("Begin with one of four kinds: rounds, rubric, rules and awards are there at once.")
        return Step(title, purpose, done=False, link=reverse("setup:new"), button=_("Create the first contest"))
    if not there.organisers:
        return Step(title, _("Created by the organiser."), done=False)
    purpose = _(
        "{people} can sign in now and begin it, on the page “Contests”. To do it yourself, become an organiser."
    )
    own = reverse("administration:person", args=[user.pk]) if user.is_administrator else ""
    text = purpose.format(people=listed(str(one) for one in there.organisers))
    return Step(title, text, done=False, link=own, button=_("Become an organiser"), urgent=False)
