"""What contestants have presented, and the values they name."""

from __future__ import annotations

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery, Sum

from communities.models import Achievement, Community, District, ValueState
from communities.periods import period_of
from contests.models import Contest, Contestant, Presentation

NOT_LISTED = ("text", "comment")
"""What a list of presentations does not read."""


def released(district: District | None = None) -> QuerySet[Presentation]:
    """The presentations that everybody reads, latest first, without their texts; each with whose it is and on what."""
    rows = Presentation.objects.filter(released_at__isnull=False).defer(*NOT_LISTED)
    rows = rows.select_related("theme", "contestant__contest", "contestant__secretary__community")
    return rows if district is None else rows.filter(contestant__contest__district=district)


def presentations_of(contest: Contest) -> dict[int, Presentation]:
    """What is entered of the contestants of a contest, by their numbers in the database, without the texts."""
    rows = Presentation.objects.filter(contestant__contest=contest).defer(*NOT_LISTED).select_related("theme")
    rows = rows.annotate(files=Count("attachments"))
    return {row.contestant_id: row for row in rows}


def released_of(contest: str) -> dict[str, Subquery]:
    """Columns of a query that say whether other presentations of a contest are released: how many, and when the latest
    was; `contest` is the column that has its number. What is released stays as it is until it is taken back, but its
    theme may be called otherwise, and so may its title and whose it is, which raises the version of the contest."""
    rows = Presentation.objects.order_by().filter(contestant__contest=OuterRef(contest), released_at__isnull=False)
    each = rows.values("contestant__contest")
    return {
        "experience": Subquery(each.annotate(count=Count("pk")).values("count")),
        "experience_at": Subquery(each.annotate(at=Max("released_at")).values("at")),
        "experience_version": Subquery(each.annotate(v=Max("contestant__contest__version")).values("v")),
        "experience_themes": Subquery(each.annotate(themes=Sum("theme__version")).values("themes")),
    }


def _published(community: Community) -> QuerySet[Achievement]:
    rows = Achievement.objects.filter(community=community, indicator__isnull=False, state=ValueState.PUBLISHED)
    return rows.filter(retired_at=None).select_related("indicator").order_by("indicator", "pk")


def citable(contestant: Contestant) -> list[Achievement]:
    """What a presentation can name: the latest published value of each indicator of the community it is about."""
    if contestant.secretary is None:
        return []
    latest: dict[int | None, Achievement] = {}
    for value in _published(contestant.secretary.community):
        there = latest.get(value.indicator_id)
        if there is None or period_of(there.period) < period_of(value.period):
            latest[value.indicator_id] = value
    return list(latest.values())


def cited_by(presentation: Presentation) -> list[Achievement]:
    """The values that a presentation names, as they are published now: a corrected one as corrected, and none that was
    withdrawn."""
    places = {value.place for value in Achievement.objects.filter(pk__in=presentation.citations.values("value"))}
    secretary = presentation.contestant.secretary
    if not places or secretary is None:
        return []
    return [value for value in _published(secretary.community) if value.place in places]
