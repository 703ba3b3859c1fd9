"""Judges and their panels; contestants, one by one or from a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Hidden
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.wording import listed
from contests import actions
from contests.columns import columns_among, columns_of
from contests.members import members_line
from contests.models import Contest, Contestant, Judge, Panel
from contests.queries.people import secretaries_to_pick
from contests.rules.lists import label_of
from contests.rules.recusals import open_proposals
from contests.rules.register import PLACE, places_of, register_of
from contests.rules.roster import Entry
from pages.access import Access, AuthenticatedRequest, access_to, organiser_access
from pages.forms.plain import PlainForm
from pages.forms.refusals import done, pressed
from pages.glyphs import warn_of_glyphs
from pages.paging import LINES, asked_of, part_of
from pages.setup.forms.jury import JuryForm
from pages.setup.forms.people import (
    ContestantForm,
    CorrectionForm,
    PanelForm,
    PickForm,
    RosterForm,
    SeatCorrectionForm,
)
from scoring.queries import in_force
from scoring.results import where_from

from . import meanwhile
from .contestant_list import cells_of, changes_shown, columns_filled, has_strangers
from .meanwhile import found, version_sent
from .moving import evidence_goes


def page(request: AuthenticatedRequest, template: str, access: Access, **context: Any) -> HttpResponse:
    """A page about the people of a contest."""
    return render(request, template, {"contest": access.contest, "access": access, **context})


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: AuthenticatedRequest, pk: int, panel: int | None = None) -> HttpResponse:
    """Add or change a panel, or take it away with its seats."""
    access = organiser_access(request, pk)
    contest = access.contest
    current = found(request, contest.panels, panel) if panel is not None else None
    if current is not None and "remove" in request.POST:
        return _without_panel(request, current)
    voting = current.votes if current is not None else "jury" in request.GET
    form = (JuryForm if voting else PanelForm)(contest, current, request.POST or None)
    if late_page := meanwhile.opened(request, access, "judges", form):
        return late_page
    if panel is not None and current is None:
        return meanwhile.gone(request, access, form, "people:judges")
    if done(form, lambda: _keep_panel(request, contest, current, form)):
        words = _("Saved.") if current is not None else _("“{name}” was added.").format(name=form.values()["name"])
        messages.success(request, words)
        return redirect("people:judges", pk)
    cards = current.voter_cards.filter(void=False).count() if current is not None else 0
    facts = {"form": form, "panel": current, "tab": "judges", "jury": voting, "cards": cards}
    return page(request, "setup/people/panel.html", access, **facts)


def _without_panel(request: AuthenticatedRequest, current: Panel) -> HttpResponse:
    if current.votes:
        words = _("The mass jury “{panel}” is removed. Its voting cards no longer work.").format(panel=current)
    else:
        words = _("The panel “{panel}” is removed, with its seats.").format(panel=current)
    contest, seen = current.contest_id, meanwhile.version_sent(request)
    pressed(request, lambda: actions.remove_part(part=current, seen=seen, by=request.user, now=timezone.now()), words)
    return redirect("people:judges", contest)


def _keep_panel(
    request: AuthenticatedRequest, contest: Contest, current: Panel | None, form: PanelForm | JuryForm
) -> None:
    if current is not None:
        meanwhile.change(request, current, form.values())
        return
    taken = set(contest.panels.values_list("key", flat=True))
    key = next(key for n in range(1, 1_000) if (key := f"panel{n}") not in taken)
    values = {**form.values(), "key": key}
    meanwhile.add(request, contest, Panel(contest=contest), values, form.there)


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: AuthenticatedRequest, pk: int, judge: int) -> HttpResponse:
    """Put right a judge's name or post after opening."""
    access = organiser_access(request, pk)
    contest = access.contest
    seat = get_object_or_404(Judge, pk=judge, contest=contest)
    initial = {name: getattr(seat, name) for name in columns_among(Judge, SeatCorrectionForm.base_fields)}
    form = SeatCorrectionForm(request.POST or None, initial=initial)
    return _corrected(request, access, seat, form, "people:judges")


@require_http_methods(["GET", "HEAD", "POST"])
def contestants(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All contestants; more of them from the books, or from a spreadsheet."""
    access = access_to(request, pk)
    contest = access.contest
    picking = "pick" in request.POST
    pick = PickForm(secretaries_to_pick(contest), request.POST if picking else None)
    roster = RosterForm(contest, request.POST if request.POST and not picking else None, request.FILES or None)
    pick.helper.add_input(Hidden("pick", "1"))
    changes: dict[str, Any] = {}
    if picking and done(pick, lambda: _add_picked(request, contest, pick)):
        return redirect("people:contestants", pk)
    if roster.is_bound and done(roster, lambda: changes.update(changes_shown(contest, roster))):
        return page(request, "setup/people/list-changes.html", access, tab="contestants", **changes)
    people = list(contest.contestants.select_related("secretary"))
    strangers = has_strangers(contest, (person.secretary_id for person in people))
    part = part_of(people, asked_of(request.GET), lambda person: (person.number, person.name), size=LINES)
    unfit = [person for person in people if person.number_is_to_be_corrected]
    columns = columns_filled(people)
    came = where_from(contest, people)
    context = {
        "part": part,
        "name": label_of("name", contest.extra),
        "columns": columns,
        "lines": [(person, cells_of(person, columns), came.get(person.pk)) for person in part.rows],
        "came": bool(came),
        "replaced": [(person, came[person.pk]) for person in people if person.pk in came and came[person.pk].replaced],
        "strangers": strangers,
        "unfit": unfit,
        "pick": pick,
        "roster": roster,
        "tab": "contestants",
    }
    return page(request, "setup/people/contestants.html", access, **context)


def _add_picked(request: AuthenticatedRequest, contest: Contest, form: PlainForm) -> None:
    numbers = _free_numbers(contest)
    entries = [actions.entry_of(s, number=next(numbers)) for s in form.cleaned_data["secretaries"]]
    actions.add_contestants(contest=contest, entries=entries, by=request.user, now=timezone.now())
    messages.success(
        request, _("Contestants: {changes}.").format(changes=_("{count} added").format(count=len(entries)))
    )
    warn_of_glyphs(request, *(text for entry in entries for text in (entry.name, entry.community, entry.street)))


def _free_numbers(contest: Contest) -> Any:
    taken = set(contest.contestants.values_list("number", flat=True))
    return (number for number in (f"{n:02d}" for n in range(1, 10_000)) if number not in taken)


@require_http_methods(["GET", "HEAD", "POST"])
def contestant(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Change a contestant; after opening only what decides nothing, with a reason."""
    access = organiser_access(request, pk)
    contest = access.contest
    current = found(request, contest.contestants, contestant)
    initial = columns_of(current, ContestantForm.columns) if current else {}
    form = ContestantForm(contest, request.POST or None, initial=initial)
    if (
        "number" in request.POST
        and "reason" not in request.POST
        and (late_page := meanwhile.opened(request, access, "contestants", form))
    ):
        return late_page
    if current is None:
        return meanwhile.gone(request, access, form, "people:contestants")
    if contest.frozen:
        correction = CorrectionForm(
            contest, request.POST or None, initial=initial, number=current.number_is_to_be_corrected
        )
        return _corrected(request, access, current, correction, "people:contestants")
    if done(form, lambda: _change(request, current, form)):
        messages.success(request, _("{who} has been changed.").format(who=current))
        return redirect("people:contestants", pk)
    return page(request, "setup/people/contestant.html", access, form=form, person=current, tab="contestants")


def _change(request: AuthenticatedRequest, current: Contestant, form: PlainForm) -> None:
    given = form.cleaned_data
    entry = Entry(given["number"], given["name"], given["community"] or "", given["street"] or "")
    values = {**given, **places_of(entry, register_of(current.contest.district))}
    meanwhile.change(request, current, values)
    warn_of_glyphs(request, *_printed(given))


def _printed(values: Mapping[str, Any]) -> list[str]:
    """What papers print of a contestant or judge."""
    return [*(values.get(name) or "" for name in ("name", *PLACE)), members_line(values.get("members") or ())]


def _corrected(
    request: AuthenticatedRequest, access: Access, part: Judge | Contestant, form: PlainForm, back: str
) -> HttpResponse:
    def correct() -> None:
        values = {name: form.cleaned_data[name] for name in columns_among(type(part), form.fields)}
        before = columns_of(part, values)
        if isinstance(part, Contestant) and any(values[name] != before[name] for name in PLACE):
            entry = Entry(part.number, values["name"], values["community"] or "", values["street"] or "")
            values |= places_of(entry, register_of(access.contest.district))
        given = {"seen": before, "reason": form.cleaned_data["reason"]}
        actions.correct_name(part=part, values=values, **given, by=request.user, now=timezone.now())
        warn_of_glyphs(request, *_printed(values))
        if isinstance(part, Contestant) and any(values[name] != before[name] for name in PLACE):
            _tell_of_place(request, part, street=values["street"] != before["street"])

    if done(form, correct):
        _tell_of_correction(request, part)
        return redirect(back, access.contest.pk)
    return page(request, "setup/people/contestant.html", access, form=form, person=part, tab=back.partition(":")[2])


def _tell_of_correction(request: AuthenticatedRequest, part: Judge | Contestant) -> None:
    """What was done, and that what is published stays as it was."""
    messages.success(request, _("{who} has been corrected.").format(who=part))
    if isinstance(part, Contestant) and in_force(part.contest) is not None:
        messages.warning(request, _("What is published stays as it was until you publish a correction."))


def _tell_of_place(request: AuthenticatedRequest, person: Contestant, *, street: bool) -> None:
    """What another place may change: told, never done."""
    contest = person.contest
    if street and contest.awards.filter(cap__isnull=False).exists():
        messages.warning(request, _("Awards with a limit for each street may change. Look at the results again."))
    judges = [str(found.judge) for found in open_proposals(contest) if found.contestant.pk == person.pk]
    if judges:
        words = _("{judges} and {contestant} are from the same place and not recused. Decide on the page “Recusals”.")
        messages.warning(request, words.format(judges=listed(judges), contestant=person))


@require_POST
def remove(request: AuthenticatedRequest, pk: int, contestant: int) -> HttpResponse:
    """Take a contestant off the list, before opening; asks once where evidence goes with them."""
    access = organiser_access(request, pk)
    current = get_object_or_404(Contestant, pk=contestant, contest=access.contest)
    seen, goes = version_sent(request), evidence_goes(current.evidence.all())
    if goes and seen is None:
        asked = {"row": current, "goes": goes, "back": "people:contestants", "tab": "contestants"}
        return page(request, "setup/remove.html", access, **asked)
    words = _("{contestant} is no longer in the contest.").format(contestant=current)
    pressed(request, lambda: actions.remove_part(part=current, seen=seen, by=request.user, now=timezone.now()), words)
    return redirect("people:contestants", pk)
