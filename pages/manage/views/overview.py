"""The overview of a contest: what stands, what is missing, who must do what next; and its opening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communities.models import Role, User
from communities.refused import Refused
from communities.wording import listed, sentence
from contests.models import (
    PERFORMING,
    Award,
    Contest,
    Contestant,
    ContestState,
    Judge,
    Panel,
    Performance,
    PerformanceState,
    Round,
)
from contests.queries.awards import AwardByName, awards_by_name
from contests.queries.evidence import silent_in
from contests.queries.external import ExternalRound, external_rounds
from contests.queries.tablets import has_tablet
from pages.access import AuthenticatedRequest, access_to
from pages.devices import tablets_of_the_day
from pages.manage.wording import ProblemLine, problem_line, winners_line
from pages.room_left import room_left
from pages.wording.questions import few_line
from pages.wording.unsettled import unsettled
from scoring.actions import open_contest
from scoring.models import Certificate, Publication
from scoring.queries import certificates_of, in_force
from scoring.results import due, lapsed, opening_problems_of, ties_to_decide
from stage.queries.drawing import too_few

from .outdated import lapsed_line, outdated_of
from .page import page


@dataclass(frozen=True, slots=True)
class Next:
    """The next step: what, whose it is, and where."""

    text: str
    role: Role
    page: str = ""
    button: str = ""
    lines: tuple[str, ...] = ()


def _problems(contest: Contest) -> list[ProblemLine]:
    """What is missing before the contest is opened; too few questions to draw stop nothing."""
    if contest.state != ContestState.SETUP:
        return []
    few = [ProblemLine(few_line(one), "setup:show", blocking=False) for one in too_few(contest)]
    return [*(problem_line(problem) for problem in opening_problems_of(contest)), *few]


@require_safe
def contest(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What stands, what is missing and what comes next."""
    access = access_to(request, pk)
    if access.only_in is not None:
        return redirect("desk:board", pk)
    found = access.contest
    problems = _problems(found)
    numbers = numbers_of(found)
    external = external_rounds(found) if numbers["external"] else []
    by_name = awards_by_name(found) if found.frozen else []
    step = republish(found) or _open_still(found, external) or next_step(found, problems, numbers, external, by_name)
    return render(
        request,
        "manage/contest.html",
        page(
            access,
            "contest",
            states=stages(found),
            problems=problems,
            numbers=numbers,
            external=external,
            by_name=[winners_line(part) for part in by_name],
            unscored=not all(part.complete for part in external),
            step=step,
            mine=access.has(step.role),
            people=names(found, step.role),
            room_left=room_left(),
        ),
    )


def stages(contest: Contest) -> list[dict[str, Any]]:
    """The states a contest goes through, and which it has reached."""
    order = [state for state in ContestState if not (contest.rehearsal and state == ContestState.PUBLISHED)]
    reached = order.index(ContestState(contest.state))
    return [{"name": s.label, "done": n < reached, "now": n == reached} for n, s in enumerate(order)]


def names(contest: Contest, role: Role) -> str:
    """Who in the district has a role."""
    rows = User.objects.filter(memberships__district=contest.district_id, memberships__role=role, is_active=True)
    return listed(str(user) for user in rows.order_by("pk"))


def _count(rows: QuerySet[Any], path: str = "contest") -> Coalesce:
    counted = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def numbers_of(contest: Contest) -> dict[str, int]:
    """How many of everything there are, in one query."""
    stage = Performance.objects.filter(round__external=False, contestant__status__in=PERFORMING)
    counted = {
        "rounds": _count(Round.objects.all()),
        "external": _count(Round.objects.filter(external=True)),
        "panels": _count(Panel.objects.all()),
        "judges": _count(Judge.objects.all()),
        "seats": _count(Judge.objects.filter(left_at__isnull=True)),
        "tablets": _count(Judge.objects.filter(has_tablet(tablets_of_the_day()), left_at__isnull=True)),
        "cards": _count(Judge.objects.exclude(secret_hash="")),
        "contestants": _count(Contestant.objects.all()),
        "awards": _count(Award.objects.all()),
        "stage": _count(stage),
        "performed": _count(stage.filter(state=PerformanceState.CLOSED)),
        "certificates": _count(Certificate.objects.filter(revoked_at__isnull=True), "publication__contest"),
    }
    named = {f"n_{name}": count for name, count in counted.items()}
    row = Contest.objects.filter(pk=contest.pk).annotate(**named).values(*named).get()
    return {name.removeprefix("n_"): value for name, value in row.items()}


def next_step(
    contest: Contest,
    problems: list[ProblemLine],
    numbers: dict[str, int],
    external: list[ExternalRound],
    by_name: list[AwardByName],
) -> Next:
    """Who must do what next."""
    steps: dict[ContestState, Callable[[], Next]] = {
        ContestState.SETUP: lambda: _next_in_setup(problems, scored=all(part.complete for part in external)),
        ContestState.OPEN: lambda: _next_when_open(numbers["seats"] - numbers["cards"]),
        ContestState.LIVE: lambda: _next_when_live(numbers["performed"], numbers["stage"], external),
        ContestState.CLOSED: lambda: _next_when_rehearsed() if contest.rehearsal else _next_when_closed(by_name),
        ContestState.PUBLISHED: lambda: _next_when_published(contest, numbers["certificates"]),
    }
    return steps[ContestState(contest.state)]()


def republish(contest: Contest) -> Next | None:
    """Where residents read what no longer holds, this comes before everything else; then papers that do not."""
    publication = in_force(contest) if contest.state in {ContestState.CLOSED, ContestState.PUBLISHED} else None
    found = outdated_of(contest, publication)
    if found is not None:
        page, button = "manage:results", _("Go to the results")
        if contest.state == ContestState.PUBLISHED and not found.standings:
            page, button = "manage:publish", _("Publish a correction…")
        return Next(found.sentence, Role.ORGANISER, page, button, tuple(found.facts))
    return _renew(contest, publication) if publication and contest.state == ContestState.PUBLISHED else None


def _open_still(contest: Contest, external: list[ExternalRound]) -> Next | None:
    """Where the contest is over, what may still change its results: nothing is done before that is settled."""
    over = contest.state in {ContestState.CLOSED, ContestState.PUBLISHED}
    if over and (lines := unsettled(contest)):
        text = _("Something is still to be settled at the desk. Until then the results as they are now may change.")
        return Next(text, Role.DESK, "desk:board", _("Go to the desk"), tuple(lines))
    published = contest.state == ContestState.PUBLISHED  # without a score only with a reason
    rounds = [str(part.round) for part in external if part.waiting or (part.missing and not published)]
    if over and rounds:
        text = _("The scores of {rounds} are still to be entered, or to be confirmed by a second person.")
        return Next(text.format(rounds=listed(rounds)), Role.DESK, "people:ready-scores", _("Confirm scores"))
    return None


def _renew(contest: Contest, publication: Publication) -> Next | None:
    """Where certificates no longer hold, or some were issued and others are due."""
    rows = list(certificates_of(contest))
    to, button = "manage:certificates", _("Go to the certificates")
    if old := lapsed(rows, publication):
        text = ngettext(
            "{count} certificate no longer says what is published. Revoke it and issue a new one.",
            "{count} certificates no longer say what is published. Revoke them and issue new ones.",
            len(old),
        )
        return Next(text.format(count=len(old)), Role.ORGANISER, to, button, tuple(map(lapsed_line, old)))
    missing = len(due(publication, rows)) if rows else 0
    if not missing:
        return None
    text = ngettext(
        "{count} certificate is still to be issued.", "{count} certificates are still to be issued.", missing
    )
    return Next(text.format(count=missing), Role.ORGANISER, to, button)


def _next_in_setup(problems: list[ProblemLine], *, scored: bool) -> Next:
    """What is left; `scored` where no round waits for scores that come in ready."""
    if any(problem.blocking for problem in problems):
        return Next(_("Complete what is listed below before you open the contest."), Role.ORGANISER)
    if problems or not scored:
        text = _(
            "Rules, judges and contestants are complete, so the contest can be opened. What is listed below can wait; "
            "check it first."
        )
    else:
        text = _(
            "Everything is ready, including the judges' cards. Open the contest when you have no more changes to make."
        )
    return Next(text, Role.ORGANISER, "manage:open", _("Open the contest…"))


def _next_when_open(without: int) -> Next:
    if not without:
        return Next(_("Call the first contestant on stage."), Role.DESK, "desk:board", _("Go to the desk"))
    text = ngettext(
        "{count} seat has no card. Print it and hand it out.",
        "{count} seats have no card. Print them and hand them out.",
        without,
    )
    return Next(text.format(count=without), Role.ORGANISER, "manage:cards", _("Judges' cards"))


def _next_when_live(done: int, count: int, external: list[ExternalRound]) -> Next:
    if done >= count and not all(part.complete for part in external):
        return _next_scores(external)
    if done >= count:
        return Next(_("Everybody has performed. Close the contest."), Role.DESK, "desk:board", _("Go to the desk"))
    text = _("{done} of {all} performances are over. Go on with the next one.").format(done=done, all=count)
    return Next(text, Role.DESK, "desk:board", _("Go to the desk"))


def _next_scores(external: list[ExternalRound]) -> Next:
    lacking = [str(part.round) for part in external if part.missing]
    if lacking:
        text = _("Everybody has performed. Enter the scores of {rounds}, then close the contest.")
        return Next(text.format(rounds=listed(lacking)), Role.DESK, "people:ready-scores", _("Enter scores"))
    waiting = [str(part.round) for part in external if part.waiting]
    text = _(
        "Everybody has performed. A second person confirms the scores of {rounds}, then the contest can be closed."
    )
    return Next(text.format(rounds=listed(waiting)), Role.DESK, "people:ready-scores", _("Confirm scores"))


def _next_when_closed(by_name: list[AwardByName]) -> Next:
    unnamed = [str(part.award) for part in by_name if not part.winners]
    if unnamed:
        text = _("Check the results, name who gets {awards}, then publish.").format(awards=listed(unnamed))
        return Next(text, Role.ORGANISER, "manage:results", _("Go to the results"))
    return Next(_("Check the results, then publish them."), Role.ORGANISER, "manage:results", _("Go to the results"))


def _next_when_rehearsed() -> Next:
    text = _("The rehearsal is over. Look at its results, and delete it when nobody needs it any more.")
    return Next(text, Role.ORGANISER, "setup:remove", _("Delete this rehearsal…"))


def _tied(contest: Contest) -> bool:
    try:
        return bool(ties_to_decide(contest))
    except Refused:
        return False


def _next_when_published(contest: Contest, certificates: int) -> Next:
    if certificates:
        text = _("Everything is done. Keep the contest file in the archive.")
        if _tied(contest):
            text = _(
                "Some share a place where the rules ask for a decision. To settle it, record the decision at the desk "
                "and publish a correction. Otherwise everything is done: keep the contest file in the archive."
            )
        return Next(text, Role.ORGANISER, "manage:export", _("Contest file"))
    text = _("The results are published. Print the papers to be signed, and issue the certificates.")
    return Next(text, Role.ORGANISER, "manage:certificates", _("Go to the certificates"))


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask once, then freeze rules, rubric and order."""
    access = access_to(request, pk)
    found = access.contest
    if request.method == "POST":
        try:
            opened = open_contest(contest=found, by=request.user, now=timezone.now())
        except Refused as refused:
            level = messages.INFO if refused.code == "already" else messages.ERROR
            messages.add_message(request, level, sentence(refused))
        else:
            messages.success(
                request,
                _("The contest is open. Fingerprint: {fingerprint}").format(fingerprint=opened.fingerprint[:16]),
            )
        return redirect("manage:contest", pk)
    problems = _problems(found)
    blocking = [problem for problem in problems if problem.blocking]
    external = [] if found.frozen or blocking else [part for part in external_rounds(found) if not part.complete]
    silent = [] if found.frozen or blocking else silent_in(found)
    facts = {"problems": problems, "blocking": blocking, "external": external, "silent": listed(map(str, silent))}
    return render(request, "manage/open.html", page(access, "contest", **facts))
