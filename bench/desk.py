"""The desk of a storm, as a program: for every line it reads, it closes what is on and calls the next contestant."""

import sys
from itertools import pairwise


def called() -> None:
    """Call one contestant after the other of the contest of fifty."""
    from django.utils import timezone  # noqa: PLC0415 - these need Django's settings

    from communities.models import User  # noqa: PLC0415
    from contests.models import Contest  # noqa: PLC0415
    from contests.queries import performances_of  # noqa: PLC0415
    from scoring import actions  # noqa: PLC0415

    contest = Contest.objects.get(slug="fifty")
    who = User.objects.filter(memberships__role="desk", memberships__district=contest.district).first()
    for before, performance in pairwise([None, *performances_of(contest)]):
        if not sys.stdin.readline():
            return
        now = timezone.now()
        if before is not None:
            actions.record_clock(performance=before, seconds=480, by=who, now=now)
            actions.close_performance(performance=before, reason="the storm goes on", by=who, now=now)
        actions.start_performance(performance=performance, by=who, now=now)
        print(performance.pk, flush=True)


if __name__ == "__main__":
    from django import setup

    setup()
    called()
