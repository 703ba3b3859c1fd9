"""Setting a contest up: from a preset, as a copy, part by part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from communities.actions.localities import district_of
from communities.actions.rows import discard, fill, fresh, newly_sent, plain, store
from communities.models import District, User
from communities.refused import Refused
from contests import verbs
from contests.columns import Later, Part, entered
from contests.models import Award, Contest, Contestant, Cut, Judge, Performance, RubricItem
from contests.queries import set_up
from contests.rules.presets import PRESETS, Preset, document_of
from contests.rules.register import PLACE
from contests.verbs import CORRECTED, PARTS

from .awards import refuse_same_name, rename_winners
from .build import build
from .change import changed, in_setup, locked, reason_given, refuse_stale

SEALED_TITLE = "sealed_title"
"""Where the contest file's `about` keeps the title the rules were sealed with, once another stands in its place."""
SEALED_PLACE = "sealed_place"
"""Where a contestant's `about` keeps the place the rules were sealed with, once another stands there."""
ENTRANTS = ("contestants", "recusals")
DRAWN = ("draw_seal", "draw_number", "draw_seed", "draw_rooms")
"""What a contest file says of the draw of its running order."""


def new_contest(district: District, values: Mapping[str, Any], document: Mapping[str, Any]) -> Contest:
    """A contest in set-up with the parts of a document."""
    contest = Contest(district=district)
    extra = {key: value for key, value in values.get("extra", {}).items() if key != SEALED_TITLE}
    preset = PRESETS.get(str(extra.get("preset")))
    announced = {"announced": preset.announced} if preset else {}
    fill(contest, {**announced, **values, "extra": extra}, allowed=(*entered(Contest), *DRAWN))
    store(contest)
    build(contest, document)
    return contest


@transaction.atomic
def create_contest(
    *, district: District, values: Mapping[str, Any], preset: Preset, by: User, now: datetime, seats: int | None = None
) -> Contest:
    """Begin a contest from a preset.

    Refused("unknown-fields") and "invalid".
    """
    document = document_of(preset, seats=seats)
    extra = {**document["about"], **values.get("extra", {})}
    contest = new_contest(district, {**values, "extra": extra}, document)
    changed(contest, verbs.CONTEST_CREATED, by=by, now=now, detail={"preset": preset.id})
    return contest


@transaction.atomic
def copy_contest(*, source: Contest, values: Mapping[str, Any], by: User, now: datetime) -> Contest:
    """Begin a contest with rules, rubric, panels, seats and awards of another, without its contestants.

    A rehearsal takes contestants, recusals and running order over as well, but nothing of what became of them.
    Refused("unknown-fields") and "invalid".
    """
    parts = ("rules", "rounds", "panels", "judges", "cuts", "awards", *(ENTRANTS if values.get("rehearsal") else ()))
    found = set_up(source.pk)
    document = {part: found[part] for part in parts}
    document["contestants"] = [_entrant(person) for person in document.get("contestants", ())]
    document["awards"] = [{**award, "named": []} if "named" in award else award for award in document["awards"]]
    contest = new_contest(source.district, {**_taken_over(source), **values}, document)
    changed(contest, verbs.CONTEST_COPIED, by=by, now=now, detail={"source": source.title})
    return contest


def _taken_over(source: Contest) -> dict[str, Any]:
    """What a copy has of the contest itself."""
    return {name: getattr(source, name) for name in ("extra", "announced", "by_contestant", "signatures")}


def _entrant(person: Mapping[str, Any]) -> dict[str, Any]:
    """A contestant of a file as another contest begins with: competing, and nothing is sealed yet."""
    about = {key: value for key, value in (person.get("about") or {}).items() if key != SEALED_PLACE}
    return {**person, "status": None, "about": about or None}


@transaction.atomic
def change_contest(
    *,
    contest: Contest,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    reason: str = "",
    seen: Mapping[str, Any] | None = None,
) -> Contest:
    """Change what describes a contest; once it is frozen, only what decides nothing, and its title with a `reason`.

    The fingerprint stays: it was made with the title of then, which the contest file keeps as well.
    `seen` are the columns as the caller saw them: only what differs from them is written. Refused("gone"), "stale"
    where somebody else has changed the same since, "frozen", "unknown-fields", "invalid", "reason-needed" and
    "reason-too-long".
    """
    current = locked(contest.pk)
    values = newly_sent(current, values, seen)
    refuse_frozen(current, Contest, values)
    earlier = current.title
    detail = fill(current, values, allowed=entered(Contest))
    if current.frozen and not set(entered(Contest, Later.WITH_REASON)).isdisjoint(detail):
        detail["reason"] = reason_given(reason)
        current.extra = _with_sealed_title(current, earlier)
    store(current)
    if detail:
        changed(current, verbs.CONTEST_CHANGED, by=by, now=now, detail=detail)
    return current


def _with_sealed_title(contest: Contest, earlier: str) -> dict[str, Any]:
    extra = {SEALED_TITLE: earlier, **contest.extra}
    return {key: value for key, value in extra.items() if (key, value) != (SEALED_TITLE, contest.title)}


@transaction.atomic
def remove_contest(*, contest: Contest, by: User, now: datetime, seen: int | None = None) -> None:
    """Throw away a contest that was never opened.

    `seen` is the version of the contest the caller looked at. Refused("gone"), "stale" where something was changed
    since, "wrong-state" once it has been opened, and "in-use".
    """
    current = in_setup(contest.pk)
    refuse_stale(seen, current.version)
    changed(current, verbs.CONTEST_REMOVED, by=by, now=now)
    discard(current)


@transaction.atomic
def set_rules(
    *,
    contest: Contest,
    rules: Mapping[str, Any],
    by: User,
    now: datetime,
    seen: Mapping[str, Any] | None = None,
) -> None:
    """Replace the rule sheet, which the caller saw as `seen`. Whether it can be computed is told before opening.

    Refused("gone"), "wrong-state" once it has been opened, "stale" where it has been changed since, and "invalid".
    """
    current = in_setup(contest.pk)
    sheet = current.rule_sheet
    given = newly_sent(sheet, {"rules": dict(rules)}, None if seen is None else {"rules": seen})
    detail = fill(sheet, given, allowed=("rules",))
    store(sheet)
    if detail:
        changed(current, verbs.RULES_SET, by=by, now=now, detail=detail)


@transaction.atomic
def add_part(
    *,
    contest: Contest,
    part: Part,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    seen: Collection[int] | None = None,
) -> Part:
    """Add a round, item, panel, judge, contestant, cut or award: an unsaved row that names what it belongs to.

    `seen` are the numbers in the database of the parts beside it that the caller saw. Refused("gone"), "wrong-state",
    "stale" where there are others since, "another-contest", "another-district", "unknown-fields", "invalid".
    """
    current = in_setup(contest.pk)
    if owner(part) != current.pk:
        raise Refused("another-contest")
    if seen is not None:
        refuse_stale(set(seen), set(siblings(part).values_list("pk", flat=True)))
    detail = fill(part, values, allowed=entered(type(part)))
    refuse_strangers(current, part)
    if isinstance(part, Award):
        refuse_same_name(part)
    if part.position is None:
        part.position = last_position(siblings(part)) + 1
    store(part)
    everybody_everywhere(current)
    changed(current, PARTS[type(part)].added, by=by, now=now, object=part, detail=detail)
    return part


@transaction.atomic
def change_part(
    *,
    part: Part,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    reason: str = "",
    seen: Mapping[str, Any] | None = None,
) -> Part:
    """Change a part; in a frozen contest only what decides nothing, and names, posts, places and talks with a `reason`.

    `seen` are its columns as the caller saw them: only what differs from them is written. Refused("gone"), "stale"
    where somebody else has changed the same since, "frozen", "another-contest", "another-district", "unknown-fields",
    "invalid", "reason-needed" and "reason-too-long".
    """
    current = locked(owner(part))
    fresh(part)
    values = newly_sent(part, values, seen)
    refuse_frozen(current, type(part), values)
    number = part.number if isinstance(part, Contestant) else ""
    detail = fill(part, values, allowed=entered(type(part)))
    if current.frozen and not set(entered(type(part), Later.WITH_REASON)).isdisjoint(detail):
        detail["reason"] = reason_given(reason)
        _keep_sealed_place(part, detail)
    refuse_strangers(current, part)
    if isinstance(part, Award) and {"name", "group"} & detail.keys():
        refuse_same_name(part)
    store(part)
    if isinstance(part, Contestant) and "number" in detail and not current.frozen:
        rename_winners(current, {number: part.number})
    if isinstance(part, Contestant) and "room" in detail:
        part.performances.update(room=part.room or "", order=None)  # the number may be taken there: draw again
    if detail:
        changed(current, PARTS[type(part)].changed, by=by, now=now, object=part, detail=detail)
    return part


@transaction.atomic
def correct_name(
    *,
    part: Judge | Contestant,
    values: Mapping[str, Any],
    reason: str,
    by: User,
    now: datetime,
    seen: Mapping[str, Any] | None = None,
) -> Part:
    """Put a name, post, talk or place right, with a reason, in any state.

    Of these a street may decide: awards with a limit for each street go by the right one. The fingerprint stays, and
    the contest file keeps the place it was made with. A contestant's number can be put right, too, where it is one from
    before that no address carries and nothing has been published under it. `seen` are the columns as the caller saw
    them. Refused("gone"), "stale" where somebody else has corrected the same since, "unknown-fields", "invalid",
    "reason-needed", "reason-too-long".
    """
    current = locked(part.contest_id)
    fresh(part)
    values = newly_sent(part, values, seen)
    number = part.number if isinstance(part, Contestant) else ""
    beside = ("number",) if isinstance(part, Contestant) and part.number_is_to_be_corrected else ()
    detail = fill(part, values, allowed=(*entered(type(part), Later.WITH_REASON), *beside))
    if not part.name:
        raise Refused("invalid", errors={"name": ["blank"]})
    if current.frozen:
        _keep_sealed_place(part, detail)
    store(part)
    if isinstance(part, Contestant) and part.number != number:
        _name_anew(current, {number: part.number})
    if detail:
        facts = {**detail, "reason": reason_given(reason)}
        changed(current, CORRECTED[type(part)], by=by, now=now, object=part, detail=facts)
    return part


def _keep_sealed_place(part: Part, detail: Mapping[str, Any]) -> None:
    """What the fingerprint was made with stays in the contest file."""
    if not isinstance(part, Contestant) or detail.keys().isdisjoint(PLACE):
        return
    earlier = {name: detail["before"].get(name, getattr(part, name)) for name in PLACE}
    sealed = part.extra.get(SEALED_PLACE, earlier)
    part.extra = {key: value for key, value in part.extra.items() if key != SEALED_PLACE}
    if sealed != {name: getattr(part, name) for name in PLACE}:
        part.extra[SEALED_PLACE] = sealed


def _name_anew(contest: Contest, given: Mapping[str, str | None]) -> None:
    """Awards by name and decisions name the same people under their new numbers."""
    rename_winners(contest, given)
    for decision in contest.decisions.all():
        decision.order = [given.get(number, number) for number in decision.order]
        decision.save(update_fields=["order"])


@transaction.atomic
def remove_part(*, part: Part, by: User, now: datetime, seen: int | None = None) -> None:
    """Take a part away before the contest is opened.

    `seen` is the version of the contest the caller looked at. Refused("gone"), "stale" where something was changed
    since, "wrong-state" once the contest has been opened, and "in-use".
    """
    current = in_setup(owner(part))
    refuse_stale(seen, current.version)
    changed(current, PARTS[type(part)].removed, by=by, now=now, object=fresh(part), detail={"before": _before(part)})
    if isinstance(part, Contestant):
        rename_winners(current, {part.number: None})
    discard(part)


def refuse_frozen(contest: Contest, kind: type[models.Model], names: Iterable[str]) -> None:
    """Refused("frozen") where the contest is opened and one of the columns decides something."""
    fixed = set(names) - set(entered(kind, Later.FREELY, Later.WITH_REASON))
    if contest.frozen and fixed:
        raise Refused("frozen", fields=sorted(fixed))


def _before(part: Part) -> dict[str, Any]:
    return {name: plain(getattr(part, name)) for name in entered(type(part))}


def refuse_strangers(contest: Contest, part: Part) -> None:
    """What a part names must be of its contest, and where somebody is from, of its district."""
    if isinstance(part, Judge) and part.panel_id and part.panel.contest_id != contest.pk:
        raise Refused("another-contest")
    if isinstance(part, Judge) and part.panel_id and part.panel.votes:
        raise Refused("invalid", errors={"panel": ["invalid_choice"]})
    named: list[Any] = []
    if isinstance(part, Judge):
        named = [part.community, part.street]
    if isinstance(part, Contestant):
        named = [part.secretary]
    if any(locality is not None and district_of(locality) != contest.district for locality in named):
        raise Refused("another-district")


def owner(part: Part) -> int:
    """The contest a part belongs to."""
    return part.round.contest_id if isinstance(part, RubricItem | Cut) else part.contest_id


def siblings(part: Part) -> models.QuerySet[Any]:
    """The parts that are ordered together with one, itself included."""
    rows: models.QuerySet[Any] = type(part).objects.all()
    if isinstance(part, RubricItem):
        return rows.filter(round=part.round)
    return rows.filter(**{"round__contest" if isinstance(part, Cut) else "contest": owner(part)})


def last_position(rows: models.QuerySet[Any]) -> int:
    """The highest position of some parts; -1 where there are none."""
    position = rows.order_by("-position").values_list("position", flat=True).first()
    return -1 if position is None else int(position)


def everybody_everywhere(contest: Contest) -> None:
    """Every contestant has a performance in every round."""
    there = set(contest.performances.values_list("contestant", "round"))
    rounds = list(contest.rounds.all())
    people = list(contest.contestants.all())
    missing = [(c, r) for c in people for r in rounds if (c.pk, r.pk) not in there]
    Performance.objects.bulk_create(
        [Performance(contest=contest, contestant=c, round=r, room=c.room or "") for c, r in missing], batch_size=500
    )
