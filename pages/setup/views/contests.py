"""The contests of one's districts, and how one begins, is described and thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.language import in_chinese
from communities.models import District, Role, User
from communities.queries import districts_of
from contests.actions import change_contest, create_contest, remove_contest
from contests.columns import columns_among, columns_of
from contests.models import Contest, ContestState, PublicLevel, Status
from contests.queries.campaigns import open_campaigns
from contests.queries.listing import contests_listed
from contests.rules.presets import PRESETS
from pages.access import AuthenticatedRequest, access_to, organiser_access
from pages.first_steps import FirstSteps, first_steps
from pages.forms.refusals import done, pressed
from pages.glyphs import warn_of_glyphs
from pages.setup.forms.contest import BasicsForm, CopyForm, NewContestForm
from scoring.actions import remove_rehearsal
from scoring.models import ScoreSheet
from scoring.results.public import announced_choices, level_words
from stage.actions import copy_contest_with_show

from .meanwhile import opened, version_sent

FORM = ("GET", "HEAD", "POST")
PRINTED = ("title", "theme", "host")
"""What certificates print of a contest."""


def warn_of_texts(request: AuthenticatedRequest, form: Form) -> None:
    """Tell at once about characters that certificates cannot print."""
    warn_of_glyphs(request, *(form.cleaned_data.get(name) or "" for name in PRINTED))


def organised_by(request: AuthenticatedRequest) -> QuerySet[District]:
    """The districts in which who asks is an organiser."""
    own = {"memberships__user": request.user, "memberships__role": Role.ORGANISER}
    return District.objects.filter(**own).order_by("name", "pk")


@require_safe
def contests(request: AuthenticatedRequest) -> HttpResponse:
    """The contests of one's districts, each with what to do next."""
    roles = set(request.user.memberships.values_list("district", "role"))
    organised = {district for district, role in roles if role == Role.ORGANISER}
    supervised = {district for district, role in roles if role == Role.SUPERVISOR}
    listed: dict[District, list[Contest]] = {
        district: [] for district in districts_of(request.user).order_by("name", "pk")
    }
    of_streets = {district for district, role in roles if role == Role.STREET}
    for contest in contests_listed([one for one in listed if _sees_contests(request.user, one, roles)]):
        if contest.district_id in organised or ((contest.district_id, Role.DESK) in roles and contest.stage_open):
            contest.next_step = next_step(contest)  # type: ignore[attr-defined]
        listed[contest.district].append(contest)
    beginning = _first_steps(request, listed, organised)
    context = {"listed": listed, "organised": organised, "contests_there": any(listed.values()), "beginning": beginning}
    context |= {"supervised": supervised, "of_streets": of_streets}
    return render(request, "setup/contests.html", context)


def _sees_contests(user: User, district: District, roles: set[tuple[int, str]]) -> bool:
    """Whether the contests of a district are any business of somebody who has a role there: not of its streets."""
    return user.is_administrator or any((district.pk, role) in roles for role in Role if role != Role.STREET)


def _first_steps(
    request: AuthenticatedRequest, listed: dict[District, list[Contest]], organised: set[int]
) -> FirstSteps | None:
    """Give each district without a contest the steps of whoever may begin one; those to a district, where none is."""
    empty = [district for district, contests in listed.items() if not contests]
    led = [one for one in empty if request.user.is_administrator or one.pk in organised]
    if listed and not led:
        return None
    steps = {
        one.district: one for one in first_steps(request.user, District.objects.filter(pk__in=[d.pk for d in led]))
    }
    for district in led:
        district.first_steps = steps.get(district)  # type: ignore[attr-defined]
    return steps.get(None)


def next_step(contest: Contest) -> tuple[str, str]:
    """The name of the page on which to go on, and what to do there."""
    steps = {
        ContestState.OPEN: ("desk:board", _("Start the contest at the desk")),
        ContestState.LIVE: ("desk:board", _("Run the contest at the desk")),
        ContestState.CLOSED: (
            ("manage:contest", _("Look at the results of the rehearsal, then delete it"))
            if contest.rehearsal
            else ("manage:results", _("Check and publish the results"))
        ),
        ContestState.PUBLISHED: ("manage:certificates", _("Print the certificates")),
    }
    return steps.get(ContestState(contest.state)) or _step_of_draft(contest)


def _step_of_draft(contest: Contest) -> tuple[str, str]:
    """What a draft lacks first; `contest` comes from `contests_listed`."""
    steps = (
        (not contest.has_rounds, "setup:rounds", _("Enter the rounds")),  # type: ignore[attr-defined]
        (contest.without_items, "setup:rounds", _("Enter the rubric")),  # type: ignore[attr-defined]
        (not contest.has_judges or contest.without_names, "people:judges", _("Enter the judges")),  # type: ignore[attr-defined]
        (not contest.has_contestants, "people:contestants", _("Enter the contestants")),  # type: ignore[attr-defined]
        (contest.without_order, "people:order", _("Draw the running order")),  # type: ignore[attr-defined]
    )
    missing = ((page, words) for needed, page, words in steps if needed)
    return next(missing, ("manage:contest", _("Check everything and open")))


@require_http_methods(FORM)
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Begin a contest from a preset; copies and files are a link away."""
    districts = list(organised_by(request))
    if not districts:
        raise PermissionDenied
    form = NewContestForm(request.POST or None, districts=districts, today=timezone.localdate())
    made: list[Contest] = []
    if done(form, lambda: made.append(_created(request, form))):
        warn_of_texts(request, form)
        messages.success(request, _("The contest has been created. Work through the tabs from left to right."))
        return redirect("setup:rounds", made[0].pk)
    earlier = Contest.objects.filter(district__in=districts).select_related("district")[:20]
    context = {"form": form, "presets": PRESETS.values(), "earlier": earlier}
    return render(request, "setup/new.html", context)


def _created(request: AuthenticatedRequest, form: NewContestForm) -> Contest:
    return create_contest(
        district=form.district(),
        values=form.values(),
        preset=form.chosen_preset(),
        seats=form.cleaned_data["seats"],
        by=request.user,
        now=timezone.now(),
    )


def _rehearsed(source: Contest) -> str:
    """What a rehearsal has been made of; that who has left the contest performs in it."""
    words = [_("The rehearsal has been created, with contestants, running order and run sheet.")]
    if source.contestants.exclude(status=Status.COMPETING).exists():
        words.append(_("All contestants compete in it, also those who do not in the contest."))
    return ("" if in_chinese() else " ").join(words)


@require_http_methods(FORM)
def copy(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin a contest as a copy of an earlier one."""
    source = organiser_access(request, pk).contest
    same: dict[str, object] = {name: getattr(source, name) for name in ("title", "theme", "host", "venue")}
    if "rehearse" in request.GET:
        same |= {"rehearsal": True, "date": source.date}
    form = CopyForm(request.POST or None, source=source, today=timezone.localdate(), initial=same)
    made: list[Contest] = []
    if done(form, lambda: made.append(_copied(request, source, form))):
        warn_of_texts(request, form)
        if made[0].rehearsal:
            messages.success(request, _rehearsed(source))
            return redirect("manage:contest", made[0].pk)
        messages.success(request, _("The contest has been copied, without its contestants."))
        return redirect("setup:rounds", made[0].pk)
    return render(request, "setup/copy.html", {"form": form, "source": source})


def _copied(request: AuthenticatedRequest, source: Contest, form: CopyForm) -> Contest:
    return copy_contest_with_show(source=source, values=form.values(), by=request.user, now=timezone.now())


@require_http_methods(FORM)
def basics(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What describes the contest, and how much everybody sees of its results."""
    access = access_to(request, pk)
    contest = access.contest
    form = _basics(request, contest)
    late = "reason" not in request.POST and request.POST.get("title", contest.title) != contest.title
    if late and (late_page := opened(request, access, "basics", form)):
        return late_page
    if done(form, lambda: _changed(request, contest, form)):
        warn_of_texts(request, form)
        messages.success(request, _("Saved."))
        return redirect("setup:basics", contest.pk)
    context = {
        "contest": contest,
        "tab": "basics",
        "access": access,
        "form": form,
        "level": level_words(PublicLevel(contest.public_level)),
        "announced": dict(announced_choices())[contest.announced],
        "campaigns": open_campaigns(contest.district) if access.may_organise and not contest.rehearsal else (),
    }
    return render(request, "setup/basics.html", context)


def _basics(request: AuthenticatedRequest, contest: Contest) -> BasicsForm:
    initial = {name: getattr(contest, name) for name in columns_among(Contest, BasicsForm.base_fields)}
    return BasicsForm(request.POST or None, contest=contest, initial=initial)


def _changed(request: AuthenticatedRequest, contest: Contest, form: BasicsForm) -> None:
    values, reason = form.values(), form.cleaned_data.get("reason", "")
    seen = columns_of(contest, values)
    change_contest(contest=contest, values=values, seen=seen, reason=reason, by=request.user, now=timezone.now())


@require_http_methods(FORM)
def remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Throw away a draft, or a rehearsal however far it has come; asks once."""
    access = organiser_access(request, pk)
    contest = access.contest
    if request.method == "POST":
        title = contest.title
        sent = {} if contest.rehearsal else {"seen": version_sent(request)}
        throw_away: Any = remove_rehearsal if contest.rehearsal else remove_contest
        if pressed(request, lambda: throw_away(contest=contest, **sent, by=request.user, now=timezone.now())):
            messages.success(request, _("“{title}” has been deleted.").format(title=title))
            return redirect("setup:contests")
        return redirect("setup:remove", pk)
    sheets = ScoreSheet.objects.filter(performance__contest=contest).count()
    context = {"contest": contest, "access": access, "tab": "basics", "sheets": sheets}
    return render(request, "setup/remove-contest.html", context)
