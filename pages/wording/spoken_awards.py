"""What the emcee says at a step of the award ceremony: made of what the hall knows, as the screens are."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communities.wording import listed
from contests.models import Contest
from stage.models import CueKind
from stage.results.script import Line, LineKind
from stage.rules.ceremony import CeremonyNow
from stage.rules.sentences import Part
from stage.steps import HONOURED, StepKind, Winner

from .spoken import DEFAULTS, Spoken, plain_number, with_team


def award_spoken(contest: Contest, now: CeremonyNow) -> Spoken:
    """What is said at the step that is shown."""
    label = now.award or _("Award ceremony")
    line = Line(LineKind.AWARD, f"rs{now.step}")
    return Spoken(line, label, [Part(_sentence(contest, now))], now.words if now.kind in HONOURED else "")


def awards_to_come(now: CeremonyNow) -> list[Spoken]:
    """That the ceremony goes on, while it does: what is read on to is not the closing words of the show."""
    if now.kind is StepKind.GROUP:
        return []
    line = Line(LineKind.OPEN, f"after-rs{now.step}")
    return [Spoken(line, _("Award ceremony"), [Part(_("The next words are seen here once the desk has gone on."))])]


def valid_steps(now: CeremonyNow) -> list[str]:
    """The keys of the steps that were shown: what was gone back over is no longer read."""
    return [f"rs{n}" for n in range(now.step + 1)]


def _sentence(contest: Contest, now: CeremonyNow) -> str:
    words = {
        StepKind.TITLE: str(DEFAULTS[CueKind.CEREMONY]),
        StepKind.AWARD: pgettext("said by the emcee", "Now to the award: {award}."),
        StepKind.WINNERS: pgettext("said by the emcee", "{award}: {winners}."),
        StepKind.TOGETHER: pgettext("said by the emcee", "Congratulations: {winners}."),
        StepKind.PRESENTERS: pgettext(
            "said by the emcee", "Please welcome {presenters}, who will hand over the award."
        ),
        StepKind.GROUP: pgettext("said by the emcee", "Congratulations to all winners of {contest}."),
    }[now.kind]
    values = {"award": now.award, "presenters": now.presenters, "contest": contest, "winners": _people(now.winners)}
    return words.format(**values)


def _people(winners: Sequence[Winner]) -> str:
    words = pgettext("said by the emcee", "contestant {number}, {name}")
    return listed(
        words.format(number=plain_number(one["number"]), name=with_team(one["name"], one.get("team", ()))).strip(", ")
        for one in winners
    )
