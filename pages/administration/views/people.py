"""Pages of administrators: people who sign in, and their roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities import actions
from communities.limits import PASSWORDS
from communities.models import Membership, User
from communities.queries import Lock, Made, Places, attempts_made, locks_of, places_that_wait, sign_in_key
from contests.rules.codes import code_places
from pages.access import AuthenticatedRequest, administrators_only
from pages.administration.forms.people import ActiveMemberForm, NewMemberForm, NewPasswordForm, RoleForm
from pages.devices import at_one
from pages.first_steps import FirstSteps, next_step
from pages.forms.refusals import done, pressed

MEMBER_FIELDS = ("username", "name", "is_administrator", "is_active")


@require_safe
def people(request: AuthenticatedRequest) -> HttpResponse:
    """Everybody who can sign in, with their roles."""
    administrators_only(request)
    users = User.objects.order_by("username").prefetch_related("memberships__district", "memberships__street")
    locks, places, made = _waiting(list(users))
    rows = [(user, locks.get(user.pk)) for user in users]
    context = {"rows": rows, "places": places, "code_places": code_places(made), "steps": next_step(request.user)}
    return render(request, "administration/people.html", {**context, "here": at_one(request, places)})


def _waiting(users: list[User]) -> tuple[dict[int, Lock], Places | None, Made]:
    """Who of some people has to wait, and which places; of what attempts."""
    made = attempts_made(PASSWORDS.window, now=timezone.now())
    keys = {user.pk: sign_in_key(user.username) for user in users}
    return locks_of(keys, PASSWORDS, made), places_that_wait(made, PASSWORDS), made


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: AuthenticatedRequest) -> HttpResponse:
    """Enter somebody."""
    administrators_only(request)
    steps = next_step(request.user)
    form = NewMemberForm(request.POST or None, initial=_wanted(steps))
    made: list[User] = []

    def create() -> None:
        values = {name: form.cleaned_data[name] for name in MEMBER_FIELDS[:3]}
        password = form.cleaned_data["password"]
        first = form.first_role()
        by, now = request.user, timezone.now()
        made.append(actions.create_person(values=values, password=password, by=by, now=now, **first))

    if done(form, create):
        words = _("{person} can sign in with the user name {username} and the first password.")
        messages.success(request, words.format(person=made[0], username=made[0].username))
        return redirect("administration:person", made[0].pk)
    return render(request, "administration/new-person.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Somebody's account, roles and password."""
    administrators_only(request)
    person = get_object_or_404(User, pk=pk)
    seen = {name: getattr(person, name) for name in MEMBER_FIELDS}
    form = ActiveMemberForm(request.POST or None, initial=seen)
    if done(form, lambda: _change(request, pk, form, seen)):
        messages.success(request, _("Saved."))
        return redirect("administration:person", pk)
    return _person_page(request, person, form=form)


def _wanted(steps: FirstSteps | None) -> dict[str, Any]:
    """The role that the first steps lack, for a form that offers to give one."""
    return {"district": steps.district, "role": steps.role} if steps else {}


def _change(request: AuthenticatedRequest, pk: int, form: Form, seen: dict[str, Any]) -> None:
    user = User.objects.get(pk=pk)  # apart from the one shown, which keeps its name while a change is refused
    actions.change_person(user=user, values=form.cleaned_data, seen=seen, by=request.user, now=timezone.now())


def _person_page(request: AuthenticatedRequest, person: User, **forms: Form) -> HttpResponse:
    steps = next_step(request.user)
    context = {
        "steps": steps,
        "person": person,
        "memberships": person.memberships.select_related("district", "street"),
        "form": ActiveMemberForm(initial={name: getattr(person, name) for name in MEMBER_FIELDS}),
        "roles": RoleForm(initial=_wanted(steps)),
        "password": NewPasswordForm(),
        "lock": _waiting([person])[0].get(person.pk),
    }
    return render(request, "administration/person.html", {**context, **forms})


@require_POST
def new_password(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give somebody a new password."""
    administrators_only(request)
    person = get_object_or_404(User, pk=pk)
    form = NewPasswordForm(request.POST)

    def give() -> None:
        actions.set_password(user=person, password=form.cleaned_data["password"], by=request.user, now=timezone.now())

    if done(form, give):
        messages.success(
            request, _("The password of {person} has been changed. Tell them the new one.").format(person=person)
        )
        return redirect("administration:person", pk)
    return _person_page(request, person, password=form)


@require_POST
def unlock(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Forget the wrong passwords of somebody who has to wait."""
    administrators_only(request)
    person = get_object_or_404(User, pk=pk)
    words = _("{person} can sign in again.").format(person=person)
    pressed(request, lambda: actions.unlock_person(user=person, by=request.user, now=timezone.now()), words)
    return redirect("administration:person", pk)


@require_POST
def unlock_places(request: AuthenticatedRequest) -> HttpResponse:
    """Forget the wrong passwords of addresses and devices that have to wait with every name."""
    administrators_only(request)
    words = _("People can sign in there again.")
    pressed(request, lambda: actions.unlock_places(by=request.user, now=timezone.now()), words)
    return redirect("administration:people")


@require_POST
def give(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give somebody a role in a district."""
    administrators_only(request)
    person = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST)
    if done(form, lambda: actions.give_role(user=person, by=request.user, now=timezone.now(), **form.cleaned_data)):
        return redirect("administration:person", pk)
    return _person_page(request, person, roles=form)


@require_POST
def take(request: AuthenticatedRequest, pk: int, membership: int) -> HttpResponse:
    """End a role."""
    administrators_only(request)
    person = get_object_or_404(Membership, pk=membership, user__pk=pk)
    actions.take_role(membership=person, by=request.user, now=timezone.now())
    return redirect("administration:person", pk)
