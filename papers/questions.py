"""Who drew which question: the record of the draw, so that anybody can compute it again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext

from contests.models import Contest
from contests.rules.draw import in_fours
from stage.models import QuestionDraw
from stage.queries.drawing import all_draws
from stage.rules.drawing import record_of

from .frame import facts_of_contest, handed_out, of_contest, speaking
from .paper import Cell, Column, Form, Sheet, Table
from .people import person_cell
from .registry import Need, Printable
from .uses import Use


def questions_drawn(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """Every draw of a question in its order, those annulled with the reason."""
    with speaking(language, contest.extra):
        kind = gettext("Questions drawn")
        use = Use(gettext("What was drawn stays as it is recorded here."))
        draws = list(all_draws(contest))
        sheet = Sheet(
            title=kind,
            tab=kind,
            facts=facts_of_contest(contest),
            tables=[Table(columns=_columns(), rows=[_row(draw) for draw in draws])],
            remarks=[
                gettext(
                    "Each draw can be computed again: the seed is “sealed number:called out”. Write the numbers that"
                    " could be drawn with three digits and sort them. For k from their count down to 2, take the"
                    " SHA-256 of “seed:k”, read as a whole number, and its remainder by k; the number at that place"
                    " (counted from 0) changes places with the one at place k. The first is drawn."
                ),
                gettext(
                    "The sealed numbers can be checked: the SHA-256 of “number:fingerprint of all questions” is the"
                    " seal for the first draw of a seal; for every other, the SHA-256 of its number is the number of"
                    " the draw before it."
                ),
                *(
                    gettext("From draw {number} on: fingerprint of all questions {bank}, seal {count}: {seal}").format(
                        number=draw.position,
                        bank=in_fours(draw.bank),
                        count=draw.seal_number or "–",
                        seal=in_fours(draw.seal) or "–",
                    )
                    for before, draw in zip([None, *draws], draws, strict=False)
                    if before is None or (before.bank, before.seal) != (draw.bank, draw.seal)
                ),
            ],
            signatures=[pgettext("paper", "Drawn by"), pgettext("paper", "Supervisor"), pgettext("paper", "Time")],
        )
        return handed_out(of_contest(contest, [sheet], kind=kind, now=now, use=use), form)


def _columns() -> list[Column]:
    return [
        Column(head=pgettext("paper", "Draw"), width=14, align="center"),
        Column(head=pgettext("paper", "No."), width=16, align="center"),
        Column(head=pgettext("paper", "Contestant"), width=40, below=pgettext("paper", "Community")),
        Column(head=pgettext("paper", "Question"), width=0),
        Column(head=pgettext("paper", "Called out"), width=44, below=pgettext("paper", "Sealed number")),
        Column(head=pgettext("paper", "Time"), width=18),
    ]


def _row(draw: QuestionDraw) -> list[Cell]:
    person, record = draw.performance.contestant, record_of(draw)
    note = pgettext("paper", "Could be drawn: {numbers}").format(numbers=draw.numbers)
    if not draw.in_force:
        note = gettext("Annulled: {reason}").format(reason=draw.why_annulled)
    return [
        Cell(text=str(draw.position)),
        Cell(text=person.number),
        person_cell(person),
        Cell(text=f"{draw.number} {draw.text}", note=note),
        Cell(text=record.seed.called, note=record.number_in_fours),
        Cell(text=f"{timezone.localtime(draw.at):%H:%M}"),
    ]


PRINTABLES = (
    Printable(
        id="questions-drawn",
        name=gettext_lazy("Questions drawn"),
        purpose=gettext_lazy("Who drew which question, from which seed. For the files and whoever wants to check."),
        position=9,
        make=questions_drawn,
        needs=(
            Need(
                Exists(QuestionDraw.objects.filter(show__contest=OuterRef("pk"))),
                gettext_lazy("Available once a question has been drawn."),
            ),
        ),
    ),
)
