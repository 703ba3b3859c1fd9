"""Which people of the desk run which room, and see no other."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.models import Role, User
from contests import actions
from contests.models import Contest
from contests.queries.people import people_in_rooms, room_desks_of, rooms_to_run
from pages.access import AuthenticatedRequest, access_to
from pages.forms.refusals import done
from pages.setup.forms.rooms import RoomsForm

from .people import page


@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Each room with its judges and contestants, and who of the desk runs it."""
    access = access_to(request, pk)
    contest = access.contest
    rows = User.objects.filter(memberships__district=contest.district_id, memberships__role=Role.DESK, is_active=True)
    people, desks = list(rows.order_by("name", "username")), room_desks_of(contest)
    names = list(dict.fromkeys([*rooms_to_run(contest), *desks]))
    form = RoomsForm(names, people, desks, request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: _give(request, contest, form)):
        messages.success(request, _("Saved. Whoever runs a room sees that room alone at the desk."))
        return redirect("people:rooms", pk)
    counts = people_in_rooms(contest)
    rows_by_room = [(name, *counts.get(name, (0, 0)), form[form.field_of(n)]) for n, name in enumerate(names)]
    return page(request, "setup/people/rooms.html", access, rows=rows_by_room, form=form, people=people, tab="judges")


def _give(request: AuthenticatedRequest, contest: Contest, form: RoomsForm) -> None:
    desks, seen = form.desks(), form.desks_before()
    actions.give_rooms(contest=contest, desks=desks, seen=seen, by=request.user, now=timezone.now())
