"""A list of contestants: shown with what it would do, then taken."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.wording import listed
from contests import actions
from contests.judged import judges_people
from contests.members import members_line
from contests.models import Contest, Contestant, ItemEvidence
from contests.rules.list_changes import Change, list_changes, refuse_contradictions
from contests.rules.lists import CONTESTANTS, LABELS, label_of, of_centres
from contests.rules.lists.template import template
from contests.rules.roster import Entry, entries_of
from contests.wording import left_line, note_line
from pages.access import AuthenticatedRequest, access_to, organiser_access
from pages.forms.plain import PlainForm
from pages.forms.refusals import pressed
from pages.glyphs import warn_of_glyphs
from pages.setup.forms.contestant_list import ConfirmListForm

from .moving import evidence_goes
from .rows_sent import table_sent, workbook

MORE = ("members", "group", "room", "title", "theme", "stop_at", "stop")
"""What contestants have beside number, name and place; shown where anybody has it."""


def columns_filled(people: Iterable[Contestant | Entry]) -> list[tuple[str, str]]:
    """Name and label of each of these columns that somebody has something in."""
    there = list(people)
    return [(name, str(LABELS[name])) for name in MORE if any(getattr(person, name) for person in there)]


def changes_shown(contest: Contest, form: PlainForm) -> dict[str, Any]:
    """What a list would do: new, changed and unchanged contestants, those it no longer has, and what it leaves out.

    Raises Refused as the reader of lists does, and "places-contradict".
    """
    table = table_sent(form, of_centres(CONTESTANTS, contest.extra))
    found = list_changes(contest, entries_of(table))
    refuse_contradictions(found.changes)
    payload = json.dumps([asdict(change.entry) for change in found.changes], ensure_ascii=False)
    columns = columns_filled(change.entry for change in found.of("new"))
    return {
        "name": label_of("name", contest.extra),
        "columns": columns,
        "new": [
            (change.entry, note_line(change.found.note), change.found.secretary, cells_of(change.entry, columns))
            for change in found.of("new")
        ],
        "strangers": has_strangers(contest, (change.found.secretary for change in found.of("new"))),
        "roomless": _by_room(contest) and not all(change.entry.room for change in found.of("new")),
        "changed": [
            (change.person, _differences(contest, change), note_line(change.found.note))
            for change in found.of("changed")
        ],
        "unchanged": len(found.of("unchanged")),
        "absent": found.absent,
        "goes": evidence_goes(ItemEvidence.objects.filter(contestant__in=found.absent)) if found.absent else "",
        "left": [left_line(part) for part in table.left],
        "confirm": ConfirmListForm(initial={"payload": payload, "seen": contest.version}),
    }


def _by_room(contest: Contest) -> bool:
    """Whether who marks a contestant, or what the marks are worth, goes by the room."""
    return contest.rule_sheet.rules.get("rooms") == "equalised" or any(panel.rooms for panel in contest.panels.all())


def has_strangers(contest: Contest, secretaries: Iterable[object]) -> bool:
    """Whether somebody is no secretary of the register; a centre or site never need be."""
    return judges_people(contest.extra) and None in secretaries


def cells_of(person: Contestant | Entry, columns: Iterable[tuple[str, str]]) -> list[str]:
    """What somebody has in some columns."""
    return [_text(person, name) for name, _label in columns]


def _differences(contest: Contest, change: Change) -> list[tuple[str, str, str]]:
    """Each column that differs, with what is there and what the list says."""
    return [
        (label_of(name, contest.extra), before, after) for name, (before, after) in (change.differences or {}).items()
    ]


@require_POST
def take(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take a list whose changes were looked at."""
    contest = organiser_access(request, pk).contest
    form = ConfirmListForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This list could not be read again. Send it once more."))
        return redirect("people:contestants", pk)
    entries, replace = form.cleaned_data["payload"], form.cleaned_data["replace"]
    pressed(request, lambda: _take(request, contest, entries, replace=replace, seen=form.cleaned_data["seen"]))
    return redirect("people:contestants", pk)


def _take(
    request: AuthenticatedRequest, contest: Contest, entries: list[Entry], *, replace: bool, seen: int | None
) -> None:
    taken = actions.take_list(
        contest=contest, entries=entries, replace=replace, seen=seen, by=request.user, now=timezone.now()
    )
    counted = (
        (_("{count} added"), taken.added),
        (_("{count} changed"), taken.changed),
        (_("{count} removed"), taken.removed),
    )
    said = listed(words.format(count=number) for words, number in counted if number)
    messages.success(request, _("Contestants: {changes}.").format(changes=said or _("nothing changed")))
    printed = ((entry.name, entry.members, entry.community, entry.street) for entry in entries)
    warn_of_glyphs(request, *(text for texts in printed for text in texts))


@require_safe
def contestants_template(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A workbook with the headings and whoever is in the contest, to be filled in and sent back."""
    contest = access_to(request, pk).contest
    names = list(of_centres(CONTESTANTS, contest.extra).headings)
    rows = [[_text(person, name) for name in names] for person in contest.contestants.all()]
    return workbook(template([label_of(name, contest.extra) for name in names], rows), f"{contest.slug}-contestants")


def _text(person: Contestant | Entry, name: str) -> str:
    value = getattr(person, name)
    return members_line(value) if isinstance(value, list) else str(value or "")
