"""Questions about sheets, submissions and publications."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Replace

from communities.typed import read_serials
from contests.models import Contest, Performance, PerformanceState, Round, Status
from scoring.models import Certificate, KeptSheet, Publication, ScoreSheet, Submission, Succession

from .facts import paper_waits


def unfinished(contest: Contest, *, upto: Round, group: str | None) -> list[str]:
    """Who of a group that competes is not through the rounds up to one: not closed, or without an external score."""
    rows = Performance.objects.filter(
        contest=contest, round__position__lte=upto.position, contestant__status=Status.COMPETING
    )
    open_ = Q(round__external=False) & ~Q(state=PerformanceState.CLOSED) | Q(round__external=True, score__isnull=True)
    found = rows.filter(open_, contestant__group=group).values_list("contestant__number", flat=True)
    return sorted(set(found))


def unconfirmed(contest: Contest) -> QuerySet[Submission]:
    """Paper sheets that wait for a second person."""
    return Submission.objects.filter(sheet__performance__contest=contest, **paper_waits())


def unsettled_counts(contest: Contest) -> tuple[int, int, int]:
    """How many sheets were re-opened, paper sheets lack a second person, and kept sheets a decision. One query."""
    reopened = ScoreSheet.objects.filter(performance__contest=OuterRef("pk"), reopened_at__isnull=False)
    papers = Submission.objects.filter(sheet__performance__contest=OuterRef("pk"), **paper_waits())
    kept = KeptSheet.objects.filter(performance__contest=OuterRef("pk"), settled_at__isnull=True)
    counted = {
        "reopened": _count(reopened, "performance__contest"),
        "papers": _count(papers, "sheet__performance__contest"),
        "kept": _count(kept, "performance__contest"),
    }
    found = Contest.objects.filter(pk=contest.pk).annotate(**counted).values_list(*counted).get()
    return found[0], found[1], found[2]


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(found=Count("pk")).values("found")), 0)


def kept_in_seat() -> Coalesce:
    """How many kept sheets of one seat wait for a decision, for a query that reads the seat."""
    return _count(KeptSheet.objects.filter(judge=OuterRef("pk"), settled_at__isnull=True), "judge")


def kept_of_sheet() -> Coalesce:
    """How many sheets of one judge for one performance were kept and wait for a decision, for a query that reads the
    sheet."""
    same = {"judge": OuterRef("judge"), "performance": OuterRef("performance")}
    return _count(KeptSheet.objects.filter(**same, settled_at__isnull=True), "judge")


def kept_waiting(contest: Contest) -> QuerySet[KeptSheet]:
    """Kept sheets that wait for a decision."""
    return KeptSheet.objects.filter(performance__contest=contest, settled_at__isnull=True)


def in_force(contest: Contest) -> Publication | None:
    """The publication that has not been superseded, without its data: ask `scoring.results.frozen` for that."""
    return Publication.objects.defer("data").filter(contest=contest).order_by("-number").first()


def superseded(publication: Publication) -> bool:
    """Whether a later publication stands in its place."""
    return Publication.objects.filter(contest=publication.contest_id, number__gt=publication.number).exists()


def successions_of(contest: Contest) -> QuerySet[Succession]:
    """What has been recorded since publication of who no longer takes an award and who moves up, first to last, without
    what was withdrawn."""
    rows = Succession.objects.filter(publication__contest=contest, withdrawn_at__isnull=True)
    return rows.select_related("left", "moved_up").order_by("pk")


def succession_count(contest: Contest) -> int:
    """How often that has been recorded or withdrawn in a contest."""
    rows = Succession.objects.filter(publication__contest=contest)
    found: int = rows.aggregate(count=Count("pk") + Count("withdrawn_at"))["count"]
    return found


def certificates_of(contest: Contest) -> QuerySet[Certificate]:
    """All certificates of a contest with their contestants, and their publications without the data."""
    rows = Certificate.objects.filter(publication__contest=contest)
    return rows.select_related("contestant", "publication").defer("publication__data")


def certificate_by_serial(serial: str) -> Certificate | None:
    """The certificate with a serial number, in whatever width and case it is typed; the exact one comes first.

    Where none is found, the only one that is meant by somebody who left out strokes. Its publication comes without its
    data, as from `in_force`.
    """
    meant = (serial, *read_serials(serial))
    either = Q()
    for each in meant:
        either |= Q(serial__iexact=each)
    rows = Certificate.objects.select_related("publication__contest", "contestant").defer("publication__data")
    found = list(rows.filter(either).order_by("pk"))
    if not found:
        strokeless = rows.annotate(bare=Replace("serial", Value("-"), Value("")))
        found = list(strokeless.filter(bare__iexact=meant[1].replace("-", ""))[:2])
        return found[0] if len(found) == 1 else None
    order = [*meant, *(row.serial for row in found)]
    return min(found, key=lambda row: order.index(row.serial), default=None)
