"""The rule sheet: what it says in words, what it will do, and forms for each of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.refused import Refused
from communities.wording import listed
from contests.actions import set_rules
from contests.models import Contest, Panel, Round, head
from contests.queries import set_up
from pages.access import Access, AuthenticatedRequest, access_to
from pages.forms.refusals import done, pressed
from pages.setup.forms.rules import LinkForm, PanelRulesForm, RoundRulesForm, RuleSheetForm, chain_text, options
from pages.wording.rules import gone, link_text, rule_sentences, targets
from scoring.results.forecast import Foreseen, foreseen, ties_counted, ties_expected
from scoring.wording import problem_lines
from tabulation import Contest as Values
from tabulation import read_draft
from tabulation.vocabulary import BETWEEN_EQUALS, RULES, TieLink

from . import meanwhile

FORM = ("GET", "HEAD", "POST")
WHOLE_SCORE = (TieLink.UNTRIMMED, TieLink.MEDIAN, TieLink.MAJORITY)
DECIMALS = ("decimals", "decimals:3", "decimals:4", "decimals:5", "decimals:6")
Document = Mapping[str, Any]


@require_safe
def sheet(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The rule sheet in words, with what it will do; `?ties` counts ties in invented contests."""
    return _page(request, access_to(request, pk))


def _page(request: AuthenticatedRequest, access: Access, **editing: Any) -> HttpResponse:
    """The page; `editing` names the form and where it stands: editing, key."""
    contest = access.contest
    document = set_up(contest.pk)
    values = read_draft(document)
    links = LinkForm(links=offered(values), chain=values.rules.tie_chain)
    context = {
        "contest": contest,
        "tab": "rules",
        "back": "rules:sheet",
        "access": access,
        "document": document,
        "words": rule_sentences(document),
        "panels": document["panels"],
        "marked": [round_ for round_ in document["rounds"] if not round_["sealed"]],
        "kinds": [(head(kind), options(kind)) for kind in RULES],
        **_expected(request, contest, document, values),
        "shown_chain": chain_text(values.rules.tie_chain),
        **({"links": links, **editing} if access.may_change else {}),
    }
    return render(request, "setup/rules.html", context)


def _expected(request: AuthenticatedRequest, contest: Contest, document: Document, values: Values) -> dict[str, Any]:
    """What the rule sheet will do, or why that cannot be told yet; and the chain with what idles in it."""
    seen, problems = _foreseen(document, values)
    ties = None
    if seen is not None:
        ties = ties_expected(contest, dict(document)) if "ties" in request.GET else ties_counted(contest)
    share = (
        None
        if ties is None
        else {name: _percent(getattr(ties, name), ties.runs) for name in ("tied", "across_award", "shared")}
    )
    idle = seen.idle if seen else {}
    chain = [
        {"link": link, "words": link_text(link, values), "gone": gone(link, values), "idle": _idle(idle.get(link))}
        for link in values.rules.tie_chain
    ]
    return {"seen": seen, "problems": problems, "ties": ties, "share": share, "chain": chain}


def _foreseen(document: Document, values: Values) -> tuple[Foreseen | None, list[str]]:
    try:
        return foreseen(dict(document)), []
    except Refused as refused:
        return None, _reasons(values, problem_lines(refused.facts))


def _percent(part: int, whole: int) -> int:
    """A share in whole hundredths, rounded half up."""
    return (200 * part + whole) // (2 * whole)


def _reasons(values: Values, lines: list[str]) -> list[str]:
    """Why nothing can be computed by the rules: what this set-up lacks in words, else what the check says."""
    parts = (
        (values.rounds, _("There is no round yet.")),
        (values.panels, _("There is no panel yet.")),
        (values.judges, _("No panel has a seat yet.")),
    )
    found = [words for part, words in parts if not part]
    bare = [round_.name or round_.id for round_ in values.rounds if not (round_.sealed or round_.items)]
    found += [_("“{round}” has no rubric items yet.").format(round=name) for name in bare]
    if any(gone(link, values) for link in values.rules.tie_chain):
        found.append(_("A tie-break rule refers to something that no longer exists."))
    return found or lines


def _idle(reason: str | None) -> str:
    """Why a link of the chain can never matter."""
    words = {
        "lattice": _("can never break a tie: the last rounding drops nothing, so there are no more decimals"),
        "after-decimals": _("can never break a tie: all decimals have already been compared"),
        "nothing-dropped": _("can never break a tie: nothing is dropped anyway"),
        "only-round": _("can never break a tie: no other round counts"),
    }
    return words.get(reason or "", "")


def offered(values: Values) -> list[tuple[str, Any]]:
    """Every link this contest could have and has not, in groups."""
    taken = set(values.rules.tie_chain)
    named = targets(values)
    groups = (
        (_("The whole score"), [*DECIMALS, *WHOLE_SCORE]),
        (_("A round"), [link for link in named if link.startswith("round:")]),
        (_("A rubric item"), [link for link in named if link.startswith("item:")]),
        (_("A panel"), [link for link in named if link.startswith("panel:")]),
        (_("A decision by people"), list(BETWEEN_EQUALS)),
    )
    chains = (
        (label, [(link, link_text(link, values)) for link in links if link not in taken]) for label, links in groups
    )
    return [(label, links) for label, links in chains if links]


@require_http_methods(FORM)
def change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose the rules of the whole contest."""
    access = access_to(request, pk)
    contest = access.contest
    form = RuleSheetForm(request.POST or None, rules=contest.rule_sheet.rules)
    if late_page := meanwhile.opened(request, access, "rules", form):
        return late_page
    if done(form, lambda: _set(request, contest, form.values())):
        messages.success(request, _("Saved. Read below what the rules do now."))
        return redirect("rules:sheet", pk)
    return _page(request, access, form=form, editing="sheet")


def _set(request: AuthenticatedRequest, contest: Contest, rules: Mapping[str, Any]) -> None:
    seen = contest.rule_sheet.rules
    set_rules(contest=contest, rules=rules, seen=seen, by=request.user, now=timezone.now())


@require_http_methods(FORM)
def panel(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose what a panel drops and weighs; `?key` names it."""
    access = access_to(request, pk)
    contest = access.contest
    found = get_object_or_404(Panel, contest=contest, ballot__isnull=True, key=_key(request))
    others = list(contest.panels.exclude(pk=found.pk))
    form = PanelRulesForm(request.POST or None, panel=found, others=others)
    return _part(request, access, found, form, "panel")


@require_http_methods(FORM)
def round_rules(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose what one round does differently; `?key` names it."""
    access = access_to(request, pk)
    contest = access.contest
    found = get_object_or_404(Round, contest=contest, external=False, key=_key(request))
    form = RoundRulesForm(request.POST or None, round_=found)
    return _part(request, access, found, form, "round")


def _key(request: AuthenticatedRequest) -> str:
    """The key of a part of the contest file: any text, so it stands in no path."""
    return request.GET.get("key") or request.POST.get("key", "")


def _part(
    request: AuthenticatedRequest, access: Access, part: Panel | Round, form: PanelRulesForm | RoundRulesForm, kind: str
) -> HttpResponse:
    if late_page := meanwhile.opened(request, access, "rules", form):
        return late_page
    if done(form, lambda: meanwhile.change(request, part, form.values())):
        messages.success(request, _("Saved. Read below what the rules do now."))
        return redirect("rules:sheet", access.contest.pk)
    return _page(request, access, form=form, editing=kind, key=part.key)


@require_POST
def add_link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add a link at the end of the tie chain."""
    access = access_to(request, pk)
    contest = access.contest
    values = read_draft(set_up(pk))
    form = LinkForm(request.POST, links=offered(values), chain=values.rules.tie_chain)
    add = lambda: _chain(request, contest, lambda chain: [*chain, form.cleaned_data["link"]])  # noqa: E731
    if _same_chain(request, contest) and done(form, add):
        return redirect(f"{redirect('rules:sheet', pk).url}#chain")
    form.data = {**request.POST.dict(), "chain": form["chain"].initial}
    return _page(request, access, links=form)


def _same_chain(request: AuthenticatedRequest, contest: Contest) -> bool:
    """Whether the chain is the one the page showed; otherwise the next page says what it is now."""
    chain = list(contest.rule_sheet.rules.get("tie_chain") or [])
    sent = request.POST.get("chain")
    if sent is None or sent == chain_text(chain):
        return True
    values = read_draft(set_up(contest.pk))
    words = _("Somebody else has just changed the tie-break rules. Your change was not saved. They are now: {chain}.")
    messages.error(request, words.format(chain=listed(str(link_text(link, values)) for link in chain) or "–"))
    return False


def _chain(request: AuthenticatedRequest, contest: Contest, change: Callable[[list[str]], list[str]]) -> None:
    """Put another chain into the rule sheet."""
    rules = contest.rule_sheet.rules
    _set(request, contest, {**rules, "tie_chain": change(list(rules.get("tie_chain") or []))})


@require_POST
def change_link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Move a link up or down the chain, or take it out."""
    access = access_to(request, pk)
    contest = access.contest
    link, to = request.POST.get("link", ""), request.POST.get("to", "")
    if to not in ("up", "down", "out"):
        raise Http404
    if not _same_chain(request, contest):
        return redirect(f"{redirect('rules:sheet', pk).url}#chain")
    if link not in (contest.rule_sheet.rules.get("tie_chain") or []):
        messages.error(request, _("This rule is no longer one of the tie-break rules. Nothing was changed."))
        return redirect(f"{redirect('rules:sheet', pk).url}#chain")
    pressed(request, lambda: _chain(request, contest, lambda chain: moved(chain, link, to)))
    return redirect(f"{redirect('rules:sheet', pk).url}#chain")


def moved(chain: list[str], link: str, to: str) -> list[str]:
    """The chain with one link up, down or out; unchanged where that cannot be.

    >>> moved(["a", "b", "c"], "c", "up"), moved(["a", "b"], "a", "up"), moved(["a", "b"], "a", "out")
    (['a', 'c', 'b'], ['a', 'b'], ['b'])
    """
    if link not in chain:
        return chain
    here = chain.index(link)
    rest = chain[:here] + chain[here + 1 :]
    if to == "out":
        return rest
    there = min(max(here + (-1 if to == "up" else 1), 0), len(rest))
    return [*rest[:there], link, *rest[there:]]
