"""The desk lets the hall know scores, takes that back, corrects it, and asks a judge to look again before."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import Facts, sentence
from contests.models import Contest, Performance
from contests.queries import performances_of
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.questions import DIGITS, ReasonForm, ReleaseForm
from pages.desk.wording import outdated_text, person, release_text, stands_out
from scoring.models import ScoreSheet
from scoring.results import results_of, tally_now
from scoring.rules import counting
from stage.actions import ask_to_check, correct_release, release_scores, take_back_release
from stage.actions.releasing import scores_seen
from stage.models import Recheck, Release
from stage.results import Alarm, Ready, alarms_of, readied

from .asking import Question, asked, board_address, posted
from .hall import Hall, hall_now
from .sheets import names, sheet_of

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Choice:
    """Some performances with what a release would say of them; all of it Refused where nothing can be computed."""

    contest: Contest
    hall: Hall
    ready: list[Ready]
    alarms: list[tuple[Performance, Alarm]]

    @property
    def performances(self) -> list[Performance]:
        """What is to be released."""
        return [found.performance for found in self.ready]

    @property
    def text(self) -> str:
        """What a release would say."""
        return release_text(self.ready, rounds=self.hall.rounds)

    @property
    def leaves_the_way(self) -> bool:
        """Whether the way chosen would release something else."""
        known = all(self.hall.release_of(performance) for performance in self.performances)
        return not known and not self.hall.keeps_the_way(self.performances)


def _choice(contest: Contest, numbers: str) -> Choice:
    """The performances with some numbers, or 404; without any, what the way chosen releases next."""
    order = list(performances_of(contest))
    wanted = [int(text) for text in numbers.split(",") if DIGITS.fullmatch(text)]
    chosen = [performance for performance in order if performance.pk in wanted]
    if len(chosen) < len(numbers.split(",")) and numbers:
        raise Http404
    hall = _hall(contest, order)
    if not numbers:
        return Choice(contest, hall, hall.ready, hall.alarms)
    tally = tally_now(contest)
    alarms = [(p, alarm) for p in chosen for alarm in alarms_of(hall.show, tally, p)]
    return Choice(contest, hall, readied(results_of(contest).contest, hall.releases, chosen, hall.show), alarms)


def _hall(contest: Contest, order: list[Performance]) -> Hall:
    return hall_now(contest, order, results_of(contest), tally_now(contest))


@require_http_methods(METHODS)
def release(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let the hall know some scores: at once from the board, or after a look at what stands out or in the way."""
    access = desk_access(request, pk)
    contest, sent = access.contest, posted(request)
    numbers = (sent if sent is not None else request.GET).get("performances", "")
    try:
        choice = _choice(contest, numbers)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect(board_address(contest))
    seen = scores_seen(choice.ready)
    start = {"performances": ",".join(str(performance.pk) for performance in choice.performances)}
    form = ReleaseForm(sent, needs_reason=choice.leaves_the_way, seen=seen, initial=start)

    def act() -> None:
        release_scores(
            contest=contest,
            performances=choice.performances,
            seen=form.seen_text or None,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        )

    def meanwhile(_facts: Facts) -> str:
        return _("A score has just changed: it is {scores} now. If that is right, release it.").format(
            scores=choice.text
        )

    who = choice.text if seen else ""
    question = Question(
        title=_("Release {scores}").format(scores=who) if who else _("Release"),
        consequences=tuple(_consequences(choice)),
        button=_("Release") if choice.performances else "",
        done=_("Released: {scores}").format(scores=who),
    )
    more = {"checks": _checks(choice)}
    return asked(request, access, form, question, act, meanwhile=meanwhile, template="desk/release.html", more=more)


def _consequences(choice: Choice) -> list[str]:
    """What stands in the way, what will be known, and what stands out."""
    if not choice.performances:
        return [_("No score is to be released now.")]
    lines = [sentence(found.refused) for found in choice.ready if found.refused is not None]
    lines += [outdated_text(found) for found in choice.hall.outdated]
    if choice.leaves_the_way:
        words = _("The way chosen for this contest is: {way}. Give a reason to release something else now.")
        lines.append(words.format(way=choice.hall.chosen.label))
    words = _("Contestant {number}: {what}")
    lines += [words.format(number=p.contestant.number, what=stands_out(alarm)) for p, alarm in choice.alarms]
    return [*lines, _("From now on everybody in the hall may know it. It can be taken back with a reason.")]


def _checks(choice: Choice) -> list[tuple[ScoreSheet, str]]:
    """The sheets that stand out and whose judges have not been asked yet, each with what stands out."""
    found = {(p.pk, alarm.key): stands_out(alarm) for p, alarm in choice.alarms}
    rows = ScoreSheet.objects.filter(performance__in=choice.performances, recheck__isnull=True, reopened_at=None)
    sheets = rows.select_related("judge", "performance__contestant")
    return [(s, found[key]) for s in sheets if (key := (s.performance_id, s.judge.key)) in found]


@require_http_methods(METHODS)
def take_back(request: AuthenticatedRequest, pk: int, release: int) -> HttpResponse:
    """The hall may no longer know a score."""
    access = desk_access(request, pk)
    current = _release_of(access.contest, release)
    form = ReasonForm(posted(request))

    def act() -> None:
        take_back_release(release=current, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    said = {"person": person(_performance(current)), "score": current.content["score"]}
    question = Question(
        title=_("Take back the release of {person}: {score}").format(**said),
        consequences=(
            _("Screens show what they showed before; the score is left out of the standings so far."),
            _("The marks stay as they are, and the score can be released again."),
        ),
        button=_("Take back the release"),
        done=_("The release of {person} is taken back.").format(**said),
    )
    return asked(request, access, form, question, act)


@require_http_methods(METHODS)
def correct(request: AuthenticatedRequest, pk: int, release: int) -> HttpResponse:
    """A released score is no longer what the marks say."""
    access = desk_access(request, pk)
    contest = access.contest
    current = _release_of(contest, release)
    performance = _performance(current)
    try:
        hall = _hall(contest, list(performances_of(contest)))
        outdated = next((found for found in hall.outdated if found.release == current), None)
        lines = [outdated_text(outdated)] if outdated else []
        seen = f"{performance.pk}:{outdated.now or ''}" if outdated else None
    except Refused as refused:
        lines, seen = [sentence(refused)], None
    form = ReasonForm(posted(request), seen=seen)

    def act() -> None:
        reason, seen = form.cleaned_data["reason"], form.seen_text or None
        correct_release(release=current, reason=reason, seen=seen, by=request.user, now=timezone.now())

    question = Question(
        title=_("Correct the release of {person}").format(person=person(performance)),
        consequences=(*lines, _("The old release is taken back, and what the marks say now is released.")),
        button=_("Correct the release"),
        done=_("The release of {person} is corrected.").format(person=person(performance)),
    )
    return asked(request, access, form, question, act)


@require_http_methods(METHODS)
def check(request: AuthenticatedRequest, pk: int, sheet: int) -> HttpResponse:
    """Ask a judge, once, to look at a sheet again."""
    access = desk_access(request, pk)
    current = sheet_of(access.contest, sheet)
    counts = counting(current.submissions.all())
    start = {"reason": request.GET.get("reason", "")}
    form = ReasonForm(posted(request), seen=counts.pk if counts else None, initial=start)

    def act() -> Recheck:
        reason, seen = form.cleaned_data["reason"], form.seen_number
        return ask_to_check(sheet=current, reason=reason, seen=seen, by=request.user, now=timezone.now())

    question = Question(
        title=_("Ask {judge} to look again at the sheet for {person}").format(**names(current)),
        consequences=(
            _("The sheet is re-opened with the reason. {judge} can send it again or leave it as it is.").format(
                **names(current)
            ),
            _("A judge is asked once about a sheet, and never told what to give."),
        ),
        button=_("Ask {judge}").format(**names(current)),
        done=_("{judge} is asked to look at the sheet for {person} again.").format(**names(current)),
        show=current.performance_id,
    )
    words = _("{judge} has just sent another sheet. Check it first, then ask if you still need to.")
    return asked(request, access, form, question, act, meanwhile=lambda _facts: words.format(**names(current)))


def _release_of(contest: Contest, pk: int) -> Release:
    rows = Release.objects.filter(show__contest=contest, performance__isnull=False)
    return get_object_or_404(rows.select_related("show__contest", "performance__contestant"), pk=pk)


def _performance(release: Release) -> Performance:
    if release.performance is None:
        raise Http404
    return release.performance
