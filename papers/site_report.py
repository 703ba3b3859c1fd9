"""The report on a tour 观摩报告: site by site the points by item, what was good and what to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from communities.numbers import format_decimal
from communities.rules.files import picture_format
from contests.models import Contest, Contestant, Performance, Round
from scoring.models import SiteNote, SitePhoto
from scoring.queries import notes_of
from scoring.results import TallySheet, tally_now, tally_published
from tabulation import tabulate
from tabulation.exact import exact_text
from tabulation.scores import Scores
from tabulation.ties import item_means

from .decimals import Decimals, decimals_in
from .frame import facts_of, handed_out, of_tally, speaking
from .paper import AS_GIVEN, Cell, Column, Form, Sheet, Table, number_cell
from .people import called, item_cell, locality_of, person_of, status_of
from .registry import LATER, Choice, Need, Printable
from .standings import place_cell

LONGEST_PIECE, MOST_LINES = 320, 12
"""Characters and lines of a note in one row: a row is never broken, and a note may be longer than a page."""


def site_report(
    contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF, note_names: bool = False
) -> bytes:
    """A page of all sites, then a page for each: points by item, what judges found good and what to mend.

    Without `note_names` the notes say nothing of who wrote them. Raises Refused("cannot-be-computed").
    """
    with speaking(language, contest.extra):
        published = contest.publications.first()
        tally = tally_published(published) if published else tally_now(contest)
        kind = pgettext("paper", "Report on the tour")
        photos = _photos(contest)
        page = _Page(tally, tabulate(tally.contest).scores, decimals_in(tally), notes_of(contest), note_names, photos)
        stops = {person.number: person for person in contest.contestants.all()}
        rounds = [round_.key for round_ in contest.rounds.filter(at_once=True, external=False)]
        people = [standing.contestant for standing in tally.standings]
        sheets = [page.overview(kind, rounds), *(page.of_site(who, stops.get(who), rounds) for who in people)]
        words = gettext("For the organiser. The scores are not published yet.")
        paper = of_tally(tally, sheets, kind=kind, now=now, unpublished=words)
        files = {photo.file: photo.content for rows in photos.values() for photo in rows}
        return handed_out(replace(paper, files=files), form)


class _Photo(NamedTuple):
    """A photo as the report prints it: the name of its file, what it shows, its bytes."""

    file: str
    title: str
    content: bytes


def _photos(contest: Contest) -> dict[str, list[_Photo]]:
    """The photos of each site, by its number: the smaller copy where there is one."""
    found: dict[str, list[_Photo]] = {}
    rows = SitePhoto.objects.filter(performance__contest=contest, performance__round__at_once=True)
    for row in rows.select_related("performance__contestant"):
        content = bytes(row.small or row.content)
        file = f"photo-{row.pk}.{picture_format(content)}"
        found.setdefault(row.performance.contestant.number, []).append(_Photo(file, row.title, content))
    return found


class _Page:
    """What the pages of a report are made of."""

    def __init__(
        self,
        tally: TallySheet,
        scores: Scores,
        even: Decimals,
        notes: Sequence[SiteNote],
        names: bool,
        photos: Mapping[str, Sequence[_Photo]],
    ) -> None:
        self.photos = photos
        self.tally, self.scores, self.even, self.names = tally, scores, even, names
        self.notes = [note for note in notes if not (note.left_out or note.empty)]
        self.standings = {standing.contestant: standing for standing in tally.standings}

    def overview(self, title: str, rounds: Sequence[str]) -> Sheet:
        """All sites on one page, best first."""
        tallies = [tally for tally in self.tally.rounds if tally.round.id in rounds]
        columns = [
            Column(head=pgettext("paper", "Place"), width=16, align="center"),
            Column(head=pgettext("paper", "No."), width=16, align="center"),
            Column(head=pgettext("paper", "Contestant")),
            *(Column(head=called(one.round), width=28, align="center") for one in tallies),
            Column(head=pgettext("paper", "Final score"), width=28, align="center"),
            Column(head=pgettext("paper", "Notes"), width=18, align="center"),
        ]
        rows = []
        for who, standing in self.standings.items():
            person = person_of(self.tally, who)
            found = [tally.rows[who].score if who in tally.rows else None for tally in tallies]
            rows.append(
                [
                    place_cell(standing),
                    Cell(text=who),
                    Cell(text=person.name, note=locality_of(person), strong=True),
                    *(
                        number_cell(s, decimals=self.even.score[t.round.id])
                        for s, t in zip(found, tallies, strict=True)
                    ),
                    number_cell(standing.score, decimals=self.even.final, strong=True),
                    Cell(text=str(len(self._notes(who)) or "–")),
                ]
            )
        facts = list(facts_of(self.tally.contest.about or {}))
        return Sheet(title=title, tab=title, facts=facts, tables=[Table(columns=columns, rows=rows)])

    def of_site(self, who: str, row: Contestant | None, rounds: Sequence[str]) -> Sheet:
        """One site."""
        person = person_of(self.tally, who)
        facts = [
            (pgettext("paper", "Community"), locality_of(person)),
            (pgettext("paper", "Status"), status_of(person)),
            (pgettext("paper", "Seen"), " ".join(filter(None, (row.stop_at, row.stop))) if row else ""),
        ]
        tables = [*self._points(who, rounds), *self._said(who)]
        return Sheet(
            title=f"{who} {person.name}".strip(),
            tab=f"{who} {person.name}",
            facts=[(label, text) for label, text in facts if text],
            tables=tables,
            pictures=[(photo.file, photo.title) for photo in self.photos.get(who, ())],
            remarks=[gettext("Points by item are the mean of all valid marks; nothing is dropped in it.")],
        )

    def _points(self, who: str, rounds: Sequence[str]) -> Iterator[Table]:
        """Item by item what each panel gave on average, and the round score."""
        index = self.tally.contest.ids.index(who)
        for tally in self.tally.rounds:
            round_ = tally.round
            if round_.id not in rounds or who not in tally.rows:
                continue
            panels = [panel.panel for panel in tally.panels_for(who)]
            heads = [called(panel) if len(panels) > 1 else pgettext("paper", "Mean") for panel in panels]
            columns = [Column(head=pgettext("paper", "Item"))]
            columns += [Column(head=pgettext("paper", "Maximum"), width=24, align="center")]
            columns += [Column(head=head, width=32, align="center", kind=AS_GIVEN) for head in heads]
            rows = []
            for item in round_.items:
                means = {panel.id: mean for panel, mean in item_means(self.scores, round_, item, index)}
                given = [number_cell(exact_text(means[p.id]) if p.id in means else None, most=2) for p in panels]
                rows.append([item_cell(item), number_cell(format_decimal(item.max)), *given])
            score = number_cell(tally.rows[who].score, decimals=self.even.score[round_.id], strong=True)
            rows.append(
                [Cell(text=pgettext("paper", "Round score"), strong=True), Cell(), *[Cell()] * (len(panels) - 1), score]
            )
            yield Table(columns=columns, rows=rows, caption=called(round_))

    def _notes(self, who: str) -> list[SiteNote]:
        return [note for note in self.notes if note.performance.contestant.number == who]

    def _said(self, who: str) -> Iterator[Table]:
        """What was good, and what to mend."""
        notes = self._notes(who)
        columns = [Column(head=pgettext("paper", "Judge"), width=30)] * self.names
        columns += [Column(head=gettext("What was good")), Column(head=gettext("What to mend"))]
        rows = []
        for note in notes:
            for n, (good, mend) in enumerate(zip_longest(_pieces(note.good), _pieces(note.mend), fillvalue="")):
                name = [Cell(text="" if n else note.whose)] * self.names
                rows.append([*name, Cell(text=good), Cell(text=mend)])
        if rows:
            yield Table(columns=columns, rows=rows, caption=gettext("Notes of the judges"))


def _pieces(text: str) -> list[str]:
    """A text in pieces that fit into a row: so many whole lines each, and long lines cut.

    >>> _pieces("one\\ntwo"), [len(piece) for piece in _pieces("x" * 700 + "\\nlast")]
    (['one\\ntwo'], [320, 320, 65])
    """
    lines = [long for long in text.splitlines() if long.strip()]
    found: list[str] = []
    for line in (long[n : n + LONGEST_PIECE] for long in lines for n in range(0, len(long), LONGEST_PIECE)):
        if found and len(found[-1]) + len(line) < LONGEST_PIECE and found[-1].count("\n") < MOST_LINES:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


AT_ONCE = Round.objects.filter(contest=OuterRef("pk"), at_once=True, external=False)
BEGUN = Performance.objects.filter(contest=OuterRef("pk"), round__at_once=True, started_at__isnull=False)
PRINTABLES = (
    Printable(
        id="site-report",
        name=pgettext_lazy("paper", "Report on the tour"),
        purpose=gettext_lazy(
            "A page for every contestant: points by item, what was good, what to mend. For a round marked all at once."
        ),
        position=11,
        make=site_report,
        needs=(
            Need(Exists(AT_ONCE), gettext_lazy("No round is marked all at the same time.")),
            Need(Exists(BEGUN), LATER),
        ),
        choices=(Choice("note_names", gettext_lazy("Report with the names of who wrote the notes")),),
    ),
)
