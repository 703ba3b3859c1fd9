"""Changing a contest: one at a time, its version raised, a line in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import FilteredRelation, Q

from communities.journal import Verb, record
from communities.models import Journal, Membership, Role, User
from communities.refused import Refused
from communities.typed import without_turns
from communities.writing import update
from contests.models import (
    Contest,
    Contestant,
    ContestState,
    Judge,
    Panel,
    Performance,
    Round,
    RubricItem,
)

LONGEST_REASON = 200
FOLLOWS_A_CALL = ("cue-ended", "cue-taken-back")
"""What is written of the run sheet when somebody is called, or a call is taken back, whoever calls."""
By = User | Judge
"""Who does it: somebody who signed in, or a judge's seat."""


def locked(contest_id: int) -> Contest:
    """The contest as it is now, kept from others until the transaction ends."""
    rows = Contest.objects.select_for_update(no_key=True, of=("self",)).select_related("district")
    contest = rows.filter(pk=contest_id).first()
    if contest is None:
        raise Refused("gone", object="")
    return contest


def locked_in(contest_id: int, *states: ContestState) -> Contest:
    """The contest as it is now, locked as `locked` does; Refused("wrong-state") unless it is in one of some states."""
    contest = locked(contest_id)
    refuse_unless_in(contest, *states)
    return contest


def refuse_unless_in(contest: Contest, *states: ContestState) -> None:
    """Refused("wrong-state") unless a contest is in one of some states."""
    if contest.state not in states:
        raise Refused("wrong-state", state=contest.state, expected=[str(state) for state in states])


def refuse_stale(seen: object, now: object, **facts: Any) -> None:
    """Refused("stale") where the caller saw something else than what is there now; None: the caller has not looked.

    To be asked once the contest is locked. The fact `seen` is what to hand in the next time, after looking again.
    """
    if seen is not None and seen != now:
        raise Refused("stale", seen=now, **facts)


def in_setup(contest_id: int) -> Contest:
    """The contest as it is now, locked; Refused("wrong-state") once it has been opened."""
    return locked_in(contest_id, ContestState.SETUP)


def changed(
    contest: Contest,
    verb: Verb,
    *,
    by: By,
    now: datetime,
    object: object = "",  # noqa: A002 - the word of the journal
    detail: Mapping[str, Any] | None = None,
    device: str = "",
    for_the_desk: bool = False,
) -> Journal:
    """Raise the version of a locked contest, save it, and write the journal; `detail` as the verb declares it.

    `device` is the short name of the tablet it came from. What is done to a judge, or to a sheet or recusal of theirs,
    stands in the journal with the seat, where the tablets of that seat look; all others have nothing to learn. What is
    `for_the_desk` alone and changes no result raises the version of the desk only: what was computed still holds.

    Every action on a contest comes by here, so here it is asked once more whether who does it still may:
    Refused("role-ended") takes back all that the action has done.
    """
    refuse_without_role(contest, verb, by, object)
    seat = object.pk if isinstance(object, Judge) else getattr(object, "judge_id", None)
    if for_the_desk:
        contest.desk_version += 1
    else:
        contest.version += 1
        contest.judges_version += seat is None
    update(contest)
    return record(
        verb=verb,
        at=now,
        who=by if isinstance(by, User) else None,
        label=by.label if isinstance(by, Judge) else "",
        device=device,
        seat=seat,
        district_id=contest.district_id,
        contest_id=contest.pk,
        contest_label=contest.title,
        object=object.label if isinstance(object, Judge) else str(object),
        detail=None if detail is None else _by_name(_Names(contest.pk), detail),
    )


def _by_name(names: _Names, detail: Mapping[str, Any]) -> dict[str, Any]:
    """What a line says, with rounds, items and panels called by their names: their keys are for contest files."""
    return {key: _named(names, key, value) for key, value in detail.items()}


def _named(names: _Names, key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {names.rounds.get(k, k): v for k, v in value.items()} if key == "weights" else _by_name(names, value)
    if isinstance(value, list) and key == "rounds":
        return [names.rounds.get(one, one) for one in value]
    if isinstance(value, list) and key == "tie_chain":
        return [names.links.get(one, one) for one in value]
    return value


@dataclass(frozen=True)
class _Names:
    """What the parts of a contest are called, read once somebody asks."""

    contest: int

    @cached_property
    def rounds(self) -> dict[str, str]:
        return {round_.key: str(round_) for round_ in Round.objects.filter(contest=self.contest)}

    @cached_property
    def links(self) -> dict[str, str]:
        """Steps of the tie chain that name a part."""
        items = RubricItem.objects.filter(round__contest=self.contest).select_related("round")
        return (
            {f"round:{key}": f"round:{name}" for key, name in self.rounds.items()}
            | {f"item:{item.round.key}/{item.key}": f"item:{item.round} / {item}" for item in items}
            | {f"panel:{p.key}": f"panel:{p}" for p in Panel.objects.filter(contest=self.contest)}
        )


def refuse_without_role(contest: Contest, verb: Verb, by: By, thing: object = None) -> None:
    """Refused("role-ended") unless somebody has, now, one of the roles that a verb asks for, and may sign in; and
    "other-room" where somebody of the desk who runs some rooms alone acts on a `thing` that is not in one of them.

    To be asked once the contest is locked: a role that was taken away since the page was asked for counts as taken
    away. A judge has a seat and no role; whether it holds is decided where marks come in.
    """
    if isinstance(by, Judge):
        return
    own = FilteredRelation("user__room_desks", condition=Q(user__room_desks__contest=contest.pk))
    memberships = Membership.objects.filter(district=contest.district_id, user=by.pk, user__is_active=True)
    found = list(memberships.filter(role__in=verb.roles).annotate(own=own).values_list("role", "own__room").order_by())
    if not found:
        raise Refused("role-ended", roles=[str(role) for role in verb.roles])
    desk_alone = {role for role, _room in found} == {Role.DESK}
    rooms = {room for _role, room in found if desk_alone and room is not None}
    if rooms and verb.id not in FOLLOWS_A_CALL and rooms_of_thing(thing).isdisjoint(rooms):
        raise Refused("other-room", rooms=sorted(rooms))


def rooms_of_thing(thing: object) -> frozenset[str]:
    """The rooms that something is in which the desk acts on; none where it is of the whole contest."""
    if isinstance(thing, Judge):
        everywhere = Performance.objects.filter(contest=thing.contest_id).values_list("room", flat=True)
        return frozenset(everywhere.distinct() if thing.panel.rooms is None else thing.panel.rooms)
    if isinstance(thing, Performance | Contestant):
        return frozenset([thing.room or ""])
    performance = getattr(thing, "performance", None)
    return frozenset() if performance is None else rooms_of_thing(performance)


def reason_given(reason: str) -> str:
    """A reason, without blanks around it; there must be one."""
    if not (plain := short(reason)):
        raise Refused("reason-needed")
    return plain


def short(reason: str) -> str:
    """A reason that may be left out, without blanks around it or marks that turn it; at most 200 characters."""
    plain = without_turns(reason).strip()
    if len(plain) > LONGEST_REASON:
        raise Refused("reason-too-long", most=LONGEST_REASON)
    return plain
