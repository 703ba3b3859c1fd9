"""What has changed at the places of a contest since they were looked at before 与上次相比."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from communities.refused import Refused
from contests.models import Contest, Contestant
from contests.rules.lists import label_of
from scoring.results import Change, Compared, changes_since, tally_now, tally_published

from .frame import facts_of_contest, handed_out, of_tally, speaking
from .paper import Cell, Column, Form, Sheet, Table
from .registry import Need, Printable


def comparison(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """Every place that was taken over with what it had before, has now and the difference, in all and item by item.

    Raises Refused("nothing-to-print") where nothing can be compared, and "cannot-be-computed".
    """
    with speaking(language, contest.extra):
        published = contest.publications.first()
        tally = tally_published(published) if published else tally_now(contest)
        found = changes_since(contest, tally)
        if not found:
            raise Refused("nothing-to-print")
        kind = pgettext("paper", "Change since the contest before")
        tables = [table for table in (_final(contest, found), _by_item(contest, found)) if table is not None]
        sheet = Sheet(title=kind, tab=kind, facts=facts_of_contest(contest), tables=tables)
        words = gettext("For the organiser. The scores are not published yet.")
        return handed_out(of_tally(tally, [sheet], kind=kind, now=now, unpublished=words, landscape=True), form)


def _people(contest: Contest) -> list[Column]:
    return [
        Column(head=pgettext("paper", "No."), width=16, align="center"),
        Column(head=label_of("name", contest.extra), width=0),
    ]


def _who(change: Change) -> list[Cell]:
    return [Cell(text=change.who.number), Cell(text=change.who.name, strong=True)]


def _final(contest: Contest, found: list[Change]) -> Table:
    """The final scores, and what each came with."""
    heads = (pgettext("change", "Before"), pgettext("change", "Now"), pgettext("change", "Change"))
    columns = [*_people(contest), *(Column(head=head, width=26, align="center") for head in heads)]
    columns += [Column(head=pgettext("paper", "Award before"), width=46)]
    columns += [Column(head=pgettext("paper", "Contest before"), width=0)]
    rows = [
        [
            *_who(change),
            *_figures(change.final),
            Cell(text=", ".join(change.origin.awards) or "–"),
            Cell(text=change.origin.title),
        ]
        for change in found
    ]
    return Table(columns=columns, rows=rows, caption=pgettext("paper", "Final score"))


def _by_item(contest: Contest, found: list[Change]) -> Table | None:
    """The score of each item now, and its change below it; nothing where no item was there both times."""
    names = list(dict.fromkeys(item.name for change in found for item in change.items))
    if not names:
        return None
    below = pgettext("change", "Change")
    columns = [*_people(contest), *(Column(head=name, width=30, align="center", below=below) for name in names)]
    rows = []
    for change in found:
        own: Mapping[str, Compared] = {item.name: item for item in change.items}
        rows.append([*_who(change), *(_changed(own.get(name)) for name in names)])
    return Table(columns=columns, rows=rows, caption=gettext("Item by item: the score now, and its change below it"))


def _figures(compared: Compared) -> Iterator[Cell]:
    for text in (compared.before, compared.now, compared.by):
        yield _figure(text)


def _changed(compared: Compared | None) -> Cell:
    return Cell(text="–") if compared is None else _figure(compared.now, note=compared.by)


def _figure(text: str, **look: Any) -> Cell:
    """A number as it is shown, and for a workbook as a number where nothing of it was cut off."""
    plain = text.replace("−", "-")
    return Cell(text=text, **look) if plain.endswith("…") else Cell(text=text, number=Decimal(plain), **look)


TAKEN_OVER = Contestant.objects.filter(contest=OuterRef("pk")).exclude(came_from={})
PRINTABLES = (
    Printable(
        id="comparison",
        name=pgettext_lazy("paper", "Change since the contest before"),
        purpose=gettext_lazy(
            "For places that were taken over: what each had before, has now and the difference, in all and by item."
        ),
        position=12,
        make=comparison,
        of_places=True,
        needs=(Need(Exists(TAKEN_OVER), gettext_lazy("No place was taken over from another contest.")),),
    ),
)
