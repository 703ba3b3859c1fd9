"""The route of a tour: every site with its stop, on one page."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from communities.json_text import json_or_none
from contests import actions
from contests.actions.route import Stop
from contests.columns import longest_in
from contests.models import Contestant
from contests.queries import stage_order_of
from pages.access import AuthenticatedRequest, access_to
from pages.forms.plain import PlainForm
from pages.forms.refusals import done
from pages.glyphs import warn_of_glyphs

from .people import page

PAIR = 2


class RouteForm(PlainForm):
    """A stop for every site. It carries what it has seen, so that only what was typed is written."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, people: list[Contestant], data: Any = None) -> None:
        there = {str(person.pk): [person.stop, person.stop_at] for person in people}
        super().__init__(data, initial={"seen": json.dumps(there, ensure_ascii=False)})
        self.people = people
        for person in people:
            at, place = pgettext("route", "Time"), pgettext("route", "Place")
            for name, column, label in (("at", "stop_at", at), ("place", "stop", place)):
                self.fields[f"{name}_{person.pk}"] = forms.CharField(
                    label=f"{label}, {person}",
                    required=False,
                    max_length=longest_in(Contestant, column),
                    initial=getattr(person, column),
                    widget=forms.TextInput({"class": f"form-control stop-{name}", "autocomplete": "off"}),
                )

    def lines(self) -> list[tuple[Contestant, forms.BoundField, forms.BoundField]]:
        """Each site with its two fields."""
        return [(person, self[f"at_{person.pk}"], self[f"place_{person.pk}"]) for person in self.people]

    def route(self) -> dict[int, Stop]:
        """The stops as they were typed."""
        typed = self.cleaned_data
        return {p.pk: Stop(typed[f"place_{p.pk}"].strip(), typed[f"at_{p.pk}"].strip()) for p in self.people}

    def was(self) -> dict[int, Stop]:
        """The stops as the page had them; of what was not there, nothing."""
        sent = json_or_none(self.cleaned_data["seen"])
        known = sent.items() if isinstance(sent, dict) else ()
        pks = {str(person.pk): person.pk for person in self.people}
        return {pks[pk]: Stop(*stop) for pk, stop in known if pk in pks and _is_stop(stop)}


def _is_stop(value: Any) -> bool:
    return isinstance(value, list) and len(value) == PAIR and all(isinstance(text, str) for text in value)


@require_http_methods(["GET", "HEAD", "POST"])
def route(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Where and when each site is seen, in the order of the route."""
    access = access_to(request, pk)
    contest = access.contest
    people = list(dict.fromkeys(row.contestant for row in stage_order_of(contest)))
    form = RouteForm(people, request.POST or None)
    count = 0

    def act() -> None:
        nonlocal count
        given = {"route": form.route(), "seen": form.was()}
        count = actions.set_route(contest=contest, **given, by=request.user, now=timezone.now())

    if done(form, act):
        words = ngettext("{count} stop has changed.", "{count} stops have changed.", count)
        messages.success(request, words.format(count=count))
        warn_of_glyphs(request, *(text for stop in form.route().values() for text in stop))
        return redirect("people:route", pk)
    return page(request, "setup/people/route.html", access, form=form, tab="order")
