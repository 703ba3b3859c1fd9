"""Questions about sheets, submissions and publications."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from contests.models import Contest, Judge, Performance, PerformanceState, Round, Status
from contests.queries import panel_marks
from scoring.models import Certificate, Publication, ScoreSheet, Submission


def seats_for(performance: Performance) -> list[Judge]:
    """Who marks a performance: every seat of the panels that mark it, but for the recused and those who left."""
    judges = Judge.objects.filter(contest=performance.contest_id, left_at__isnull=True)
    judges = judges.exclude(recusals__contestant=performance.contestant_id).select_related("panel")
    return [judge for judge in judges if panel_marks(judge.panel, performance)]


def outstanding(performance: Performance) -> QuerySet[ScoreSheet]:
    """The sheets of a performance that do not count yet, of judges whose marks count."""
    counting = Submission.objects.filter(sheet=OuterRef("pk"), counts=True)
    sheets = ScoreSheet.objects.filter(performance=performance, judge__kind="official").select_related("judge")
    return sheets.exclude(judge__recusals__contestant=performance.contestant_id).exclude(Exists(counting))


def unfinished(contest: Contest, *, upto: Round, group: str | None) -> list[str]:
    """Who of a group that competes is not through the rounds up to one: not closed, or without a sealed score."""
    rows = Performance.objects.filter(
        contest=contest, round__position__lte=upto.position, contestant__status=Status.COMPETING
    )
    open_ = Q(round__sealed=False) & ~Q(state=PerformanceState.CLOSED) | Q(round__sealed=True, score__isnull=True)
    found = rows.filter(open_, contestant__group=group).values_list("contestant__key", flat=True)
    return sorted(set(found))


def counting(sheet: ScoreSheet) -> Submission | None:
    """The submission of a sheet that counts."""
    return sheet.submissions.filter(counts=True).first()


def sheet_of(judge: Judge, performance: Performance) -> ScoreSheet | None:
    """The sheet of a judge for a performance, once that has started."""
    return ScoreSheet.objects.filter(judge=judge, performance=performance).first()


def unconfirmed(contest: Contest) -> QuerySet[Submission]:
    """Paper sheets that wait for a second person."""
    return Submission.objects.filter(
        sheet__performance__contest=contest, source="paper", confirmed_by__isnull=True, retired_at__isnull=True
    )


def in_force(contest: Contest) -> Publication | None:
    """The publication that has not been superseded."""
    return Publication.objects.filter(contest=contest).order_by("-number").first()


def superseded(publication: Publication) -> bool:
    """Whether a later publication stands in its place."""
    return Publication.objects.filter(contest=publication.contest_id, number__gt=publication.number).exists()


def certificate_by_serial(serial: str) -> Certificate | None:
    """The certificate with a serial number."""
    return Certificate.objects.filter(serial=serial).select_related("publication__contest", "contestant").first()
