"""Questions at the desk: drawn for a contestant from what is called out, and a draw annulled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from contests.models import Performance
from contests.rules.draw import in_fours
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.questions import DrawForm, ReasonForm
from pages.desk.wording import person
from stage.actions import annul_draw, draw_question
from stage.actions.drawing import BEFORE
from stage.models import QuestionDraw, Show
from stage.queries.drawing import bank_of, draw_read, has_bank, with_draws
from stage.rules.drawing import pool_of

from .asking import Question, asked, performance_of, posted


@dataclass(frozen=True, slots=True)
class Drawing:
    """Whether questions are drawn in a contest, and what was, by performance."""

    draws: Mapping[int, QuestionDraw] = field(default_factory=dict)
    drawn_here: bool = False

    def of(self, performance: Performance) -> QuestionDraw | None:
        """What a performance has drawn."""
        return self.draws.get(performance.pk)

    def is_due(self, performance: Performance) -> bool:
        """Whether a question is to be drawn for a performance."""
        before = performance.state in BEFORE and performance.contestant.performs
        return before and has_bank(performance) and self.of(performance) is None


def drawing_in(performances: Iterable[Performance]) -> Drawing:
    """What was drawn, of performances that were read with their draws. No query."""
    rows = list(performances)
    draws = {row.pk: draw for row in rows if (draw := draw_read(row)) is not None}
    return Drawing(draws, any(map(has_bank, rows)))


def drawing_of(show: Show) -> Drawing:
    """What was drawn in a show. One query."""
    return drawing_in(with_draws(Performance.objects.filter(contest=show.contest_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: AuthenticatedRequest, pk: int, performance: int) -> HttpResponse:
    """Draw the question of a contestant. The page says how many there are and nothing of what they ask."""
    access = desk_access(request, pk)
    current = performance_of(access.contest, performance)
    before = current.draws.count()
    bank = bank_of(current.round)
    form = DrawForm(posted(request), seen=before, sealed=bank.seal)
    used = set(bank.draws.values_list("question", flat=True)) if bank.pk else set[int]()
    left = len(pool_of(bank.questions, used, again=bank.again))

    def act() -> None:
        called, seal = form.cleaned_data["called"], form.cleaned_data["seal"] or None
        given = {"called": called, "seen": form.seen_number, "seal": seal}
        form.show_seal(bank.seal)  # should another be sealed by now, the page shows it
        draw_question(performance=current, **given, by=request.user, now=timezone.now())

    words = ngettext("{count} question can be drawn.", "{count} questions can be drawn.", left)
    question = Question(
        title=_("Draw the question of {person}").format(person=person(current)),
        consequences=(
            words.format(count=left),
            _("Seal {number}: {seal}").format(number=bank.seals, seal=in_fours(bank.seal)),
            _("Screens, emcee, monitor and judges are shown the question at once."),
        ),
        button=pgettext("question", "Draw"),
        done="",
    )
    return asked(request, access, form, question, act)


@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: AuthenticatedRequest, pk: int, draw: int) -> HttpResponse:
    """Annul a draw that was made by mistake, with a reason."""
    access = desk_access(request, pk)
    rows = QuestionDraw.objects.select_related("show__contest", "performance__contestant", "performance__round")
    current = rows.filter(pk=draw, show__contest=access.contest).first()
    if current is None:
        raise Http404
    form = ReasonForm(posted(request))

    def act() -> None:
        reason: Any = form.cleaned_data["reason"]
        annul_draw(draw=current, reason=reason, by=request.user, now=timezone.now())

    question = Question(
        title=_("Annul the draw of {person}").format(person=person(current.performance)),
        consequences=(
            _("Question {number} counts as drawn and is not drawn again.").format(number=current.number)
            if not current.again
            else _("The draw stays in the record as annulled."),
            _("Another question can be drawn afterwards."),
        ),
        button=_("Annul the draw"),
        done=_("The draw is annulled."),
        for_good=True,
    )
    return asked(request, access, form, question, act)
