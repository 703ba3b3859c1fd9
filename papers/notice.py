"""The notice list 公示名单 and the waiting list 递补名单 of a contest whose results are published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext

from communities.names import place_parts
from communities.refused import Refused
from contests.models import Contest
from contests.rules.lists import label_of
from scoring.models import Publication
from scoring.queries import in_force, successions_of
from scoring.results import AwardNow, Listed, awards_now

from .frame import facts_of_contest, handed_out, moment, of_contest, speaking
from .paper import Cell, Column, Form, Sheet, Table, number_cell
from .people import with_team
from .registry import Choice, Need, Printable
from .uses import Use

WORDS = {
    "min": gettext_lazy("below the pass mark"),
    "cap": gettext_lazy("the street has as many as it may"),
}
Row = tuple[Listed, str]


def notice_list(
    contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF, notice_scores: bool = False
) -> bytes:
    """Who holds each award by place now, by number; with `notice_scores` best first, with places and final scores.

    Raises Refused("nothing-to-print") where nothing is published or no award goes by place.
    """
    with speaking(language, contest.extra):
        kind = pgettext("paper", "Notice list")
        words = gettext("For the notice board. The names on it are public from the day it is posted.")

        def rows(award: AwardNow) -> Iterator[Row]:
            people = sorted(award.holders, key=lambda p: (p.place or 0, p.number) if notice_scores else p.number)
            return ((person, _moved_up(person)) for person in people)

        sheet = _sheet(contest, kind, rows, scores=notice_scores, remarks=_notice())
        return handed_out(of_contest(contest, [sheet], kind=kind, now=now, use=Use(words)), form)


def waiting_list(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """Who waits for each award by place, in the order in which they move up, and who cannot.

    Raises Refused("nothing-to-print") where nothing is published or no award goes by place.
    """
    with speaking(language, contest.extra):
        kind = pgettext("paper", "Waiting list")
        words = gettext("For the organiser alone: these names are not public.")

        def rows(award: AwardNow) -> Iterator[Row]:
            return ((found.person, str(WORDS.get(award.why_not(found), ""))) for found in award.waiting)

        sheet = _sheet(contest, kind, rows, scores=True, remarks=[])
        return handed_out(of_contest(contest, [sheet], kind=kind, now=now, use=Use(words)), form)


def _notice() -> list[str]:
    return [
        gettext("Notice from ____________ to ____________"),
        gettext("Objections to ____________________________, telephone ____________________"),
    ]


def _moved_up(person: Listed) -> str:
    if person.entry is None:
        return ""
    day = timezone.localtime(person.entry.at).date().isoformat()
    return gettext("moved up on {day}").format(day=day)


def _sheet(
    contest: Contest, kind: str, rows: Callable[[AwardNow], Iterator[Row]], *, scores: bool, remarks: list[str]
) -> Sheet:
    publication = in_force(contest)
    awards = awards_now(publication, successions_of(contest)) if publication else []
    if publication is None or not awards:
        raise Refused("nothing-to-print")
    said = gettext("no. {number}, {time}").format(number=publication.number, time=moment(publication.at))
    return Sheet(
        title=kind,
        tab=kind,
        facts=[*facts_of_contest(contest), (pgettext("paper", "Publication"), said)],
        tables=[_table(contest, award, list(rows(award)), scores=scores) for award in awards],
        remarks=remarks,
        signatures=[pgettext("paper", "Organiser"), pgettext("paper", "Supervisor"), pgettext("paper", "Time")],
    )


def _table(contest: Contest, award: AwardNow, rows: list[Row], *, scores: bool) -> Table:
    columns = [Column(head=pgettext("paper", "Place"), width=18, align="center")] * scores
    columns += [
        Column(head=pgettext("paper", "No."), width=24, align="center"),
        Column(head=label_of("name", contest.extra), width=34),
        Column(head=pgettext("paper", "Community"), width=0),
    ]
    columns += [Column(head=pgettext("paper", "Final score"), width=26, align="center", decimals=2)] * scores
    columns += [Column(head=pgettext("paper", "Remark"), width=40)]
    cells = [_cells(person, remark, scores=scores) for person, remark in rows]
    words = gettext("{award} ({count})").format(award=award.name, count=len(rows))
    return Table(columns=columns, rows=cells, caption=words)


def _cells(person: Listed, remark: str, *, scores: bool) -> list[Cell]:
    place = gettext("{place} shared").format(place=person.place) if person.shared else str(person.place)
    at = " ".join(place_parts(person.street, person.community))
    cells = [Cell(text=person.number), Cell(text=with_team(person.name, person.team), strong=True), Cell(text=at)]
    return [*[Cell(text=place)] * scores, *cells, *[number_cell(person.score)] * scores, Cell(text=remark)]


PUBLISHED = Need(
    Exists(Publication.objects.filter(contest=OuterRef("pk"))),
    gettext_lazy("Available once results are published."),
)
PRINTABLES = (
    Printable(
        id="notice-list",
        name=gettext_lazy("Notice list"),
        purpose=gettext_lazy("Who holds each award now, with whoever has moved up. For the public notice."),
        position=6,
        make=notice_list,
        needs=(PUBLISHED,),
        choices=(Choice("notice_scores", gettext_lazy("Notice list with places and scores")),),
    ),
    Printable(
        id="waiting-list",
        name=gettext_lazy("Waiting list"),
        purpose=gettext_lazy("Who moves up in which order, and who cannot. For the organiser alone."),
        position=7,
        make=waiting_list,
        needs=(PUBLISHED,),
    ),
)
