"""What was sealed before anything is drawn: to be signed and kept until the draw can be checked against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, gettext_lazy, pgettext

from contests.models import Contest
from contests.rules.draw import draw_record, fingerprint_of, in_fours
from stage.models import QuestionBank

from .frame import facts_of_contest, handed_out, of_contest, speaking
from .paper import Cell, Column, Form, Sheet, Table
from .people import called, person_cell
from .registry import Need, Printable
from .uses import for_signature


def draws_sealed(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """The seal of the draw of the running order while it is not drawn, and those of the questions of all rounds."""
    with speaking(language, contest.extra):
        kind = gettext("Draws sealed")
        use = for_signature(gettext("For signature before anything is drawn. The draw is checked against it."))
        sheets = [*_order(contest), *_questions(contest)]
        return handed_out(of_contest(contest, sheets, kind=kind, now=now, use=use), form)


def _order(contest: Contest) -> Iterator[Sheet]:
    if not contest.draw_sealed:
        return
    record, title = draw_record(contest), gettext("Draw of the running order")
    people = sorted(contest.contestants.all(), key=lambda person: person.number_before or person.number)
    columns = [
        Column(head=pgettext("paper", "No."), width=20, align="center"),
        Column(head=pgettext("paper", "Contestant"), width=0, below=pgettext("paper", "Community")),
    ]
    rows = [[Cell(text=person.number_before or person.number), person_cell(person)] for person in people]
    yield Sheet(
        title=title,
        tab=title,
        facts=facts_of_contest(contest),
        tables=[Table(columns=columns, rows=rows)],
        remarks=[
            pgettext("paper", "Seal {number}: {seal}").format(number=record.number, seal=record.seal_in_fours),
            gettext(
                "Behind the seal is a number that nobody knows. What is called out in the hall and this number give the"
                " order, and the number is made known then. To check it: these numbers, sorted as text, one on a line,"
                " each with a line feed; their SHA-256 is the list. The SHA-256 of “number:list” is the seal."
            ),
        ],
        signatures=_signatures(),
    )


def _questions(contest: Contest) -> Iterator[Sheet]:
    banks = QuestionBank.objects.filter(round__contest=contest, seals__gt=0).select_related("round")
    rows = [
        [
            Cell(text=called(bank.round)),
            Cell(text=str(len(bank.questions))),
            Cell(text=in_fours(fingerprint_of(bank.questions))),
            Cell(text=in_fours(bank.seal), note=pgettext("paper", "Seal {number}").format(number=bank.seals)),
        ]
        for bank in banks.order_by("round__position")
    ]
    if not rows:
        return
    title = gettext("Questions to be drawn")
    columns = [
        Column(head=pgettext("paper", "Round"), width=30),
        Column(head=pgettext("paper", "Questions"), width=18, align="center"),
        Column(head=pgettext("paper", "Fingerprint of all questions"), width=0),
        Column(head=pgettext("paper", "Seal"), width=58),
    ]
    words = gettext(
        "Behind each seal is a number for every draw that nobody knows. What the contestant calls out and this number"
        " give the question, and the number is made known then. To check it: the SHA-256 of “number:fingerprint” is the"
        " seal for the first draw; for every other, the SHA-256 of its number is the number of the draw before it."
        " Questions that are changed get a new seal under the next number."
    )
    yield Sheet(
        title=title,
        tab=title,
        facts=facts_of_contest(contest),
        tables=[Table(columns=columns, rows=rows)],
        remarks=[words],
        signatures=_signatures(),
    )


def _signatures() -> list[str]:
    return [pgettext("paper", "Organiser"), pgettext("paper", "Supervisor"), pgettext("paper", "Time")]


SEALED = Contest.objects.filter(pk=OuterRef("pk")).filter(~Q(draw_sealed="") | Q(rounds__question_bank__seals__gt=0))

PRINTABLES = (
    Printable(
        id="draws-sealed",
        name=gettext_lazy("Draws sealed"),
        purpose=gettext_lazy("What was sealed for the draws, to be signed before anything is called out."),
        position=10,
        make=draws_sealed,
        needs=(Need(Exists(SEALED), gettext_lazy("Available once a draw is sealed or questions are entered.")),),
    ),
)
