"""A rule sheet in sentences: for those who choose it, those judged by it and those who read the results.

Everything is read from the document of a contest file, so that rows and publications read alike.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.language import active_language
from communities.numbers import format_decimal
from communities.wording import listed
from contests.ballots import asked_text, classes_text
from contests.clocks import clock_rule_text
from contests.models import AwardTie, CutTie, label
from pages.wording import joined
from scoring.results.choices import choice
from tabulation import Contest, PanelRules, RoundInForce, Sitting, read_draft, rules_in_force
from tabulation.contest import Award, Ballot, Clip, Item, Panel, Round, RoundRules
from tabulation.contest import Rules as RuleSheet
from tabulation.rules_in_force import panel_rules
from tabulation.vocabulary import ROUND_STAGES, RoundingStage, TieLink

Document = Mapping[str, Any]
Said = TypeVar("Said", bound=Hashable)
STAGES = {stage.value: label(stage) for stage in RoundingStage}


def rule_sentences(document: Document) -> list[str]:
    """What the rules of a set-up do, sentence by sentence, in the order it is computed."""
    contest = read_draft(document)
    return [
        *map(_round, contest.rounds, document.get("rounds") or ()),
        *_panels(contest),
        *_weights(contest),
        *_clips(contest),
        *_together(contest),
        *_cuts(contest),
        *_ties(contest),
        *_awards(contest.awards),
    ]


def _named(part: Round | Item | Panel) -> str:
    return part.name or part.id


def _weighted(part: Round | Item | Panel) -> str:
    """A part by its name with its weight, as the terms of a sum name it."""
    return f"{_named(part)} × {format_decimal(part.weight)}"


def _round(round_: Round, given: Document) -> str:
    mark = round_.rules.pass_mark
    words = _("Whoever has less than {mark} in it gets no award by place.")
    least = [] if mark is None else [words.format(mark=format_decimal(mark, "short"))]
    if round_.sealed:
        return joined([_("{round}: scores are entered directly.").format(round=_named(round_)), *least])
    full = sum((item.max * item.weight for item in round_.items), Decimal(0))
    plain = all(item.weight == 1 for item in round_.items)
    said = (
        _("{round}: each judge marks {items}; at most {full} in all.")
        if plain
        else _("{round}: each judge marks {items}; with these weights at most {full} in all.")
    ).format(
        round=_named(round_),
        items=listed(map(_named if plain else _weighted, round_.items)),
        full=format_decimal(full, "short"),
    )
    clock = clock_rule_text(given.get("clock"))
    return joined([said, *([_("By the clock: {clock}.").format(clock=clock)] if clock else []), *least])


def _panels(contest: Contest) -> Iterator[str]:
    """What every panel drops and pools; round by round where it does not do the same everywhere."""
    in_force = rules_in_force(contest)
    for panel in contest.panels:
        if panel.ballot is not None:
            yield _jury(panel, panel.ballot)
            continue
        found = [(force.round, s.rules) for force in in_force for s in force.sittings if s.panel is panel]
        alike = _alike((round_, _pooling(rules)) for round_, rules in found)
        if not alike:
            yield _panel(_pooling(panel_rules(contest.rules, RoundRules(), panel)), _named(panel))
        for said, rounds in alike.items():
            yield _panel(said, _named(panel) if len(alike) == 1 else _in_rounds(rounds, _named(panel)))
    for panel in contest.panels:
        if panel.rooms:
            yield _("{panel} marks only {rooms}.").format(panel=_named(panel), rooms=listed(panel.rooms))


def _jury(panel: Panel, ballot: Ballot) -> str:
    """What a mass jury is asked, and how its ballots make a score."""
    facts = {"panel": _named(panel), "asked": asked_text(ballot), "classes": classes_text(ballot)}
    if len(ballot.classes) == 1:
        words = _("{panel}: {classes} vote by ballot ({asked}); the score is the mean of all ballots.")
    else:
        words = _(
            "{panel}: people vote by ballot ({asked}); each class has the mean of its own ballots, and the score is "
            "the mean of the classes by their weights ({classes}). A class without a ballot is missing, not zero."
        )
    return words.format(**facts)


def _of_judges(force: RoundInForce) -> list[Sitting]:
    """The panels of a round whose judges give marks."""
    return [sitting for sitting in force.sittings if sitting.panel.ballot is None]


def _alike(said: Iterable[tuple[Round, Said]]) -> dict[Said, list[Round]]:
    """The rounds of which the same is to be said, together."""
    found: dict[Said, list[Round]] = {}
    for round_, what in said:
        found.setdefault(what, []).append(round_)
    return found


def _in_rounds(rounds: Iterable[Round], what: str) -> str:
    return _("{rounds}, {what}").format(rounds=listed(map(_named, rounds)), what=what)


@dataclass(frozen=True, slots=True)
class _Pooling:
    """As much of a panel's rules as its sentence says; `needed` is 0 where nothing is dropped."""

    pool: str
    high: int = 0
    low: int = 0
    needed: int = 0
    by_item: bool = False


def _pooling(rules: PanelRules) -> _Pooling:
    dropping = rules.dropping
    if not dropping.needed:
        return _Pooling(rules.pool)
    return _Pooling(rules.pool, dropping.high, dropping.low, dropping.needed, rules.trim == "item")


def _panel(rules: _Pooling, name: str) -> str:
    """What one panel drops, and what is made of the rest."""
    pool = choice("pool", rules.pool, active_language()).meaning
    if not rules.needed:
        return _("{panel}: nothing is dropped; the score is {pool}.").format(panel=name, pool=pool)
    if rules.by_item:
        words = _("{panel}: for each item the {high} highest and {low} lowest marks are dropped; the score is {pool}.")
    else:
        words = _(
            "{panel}: the {high} highest and {low} lowest of the judges' totals are dropped; the score is {pool}."
        )
    alone = _("With fewer than {needed} valid marks, nothing is dropped.").format(needed=rules.needed)
    return joined([words.format(panel=name, high=rules.high, low=rules.low, pool=pool), alone])


def _weights(contest: Contest) -> Iterator[str]:
    """The panels that mark the same performances, each such group once."""
    rooms = [*dict.fromkeys(room for panel in contest.panels for room in panel.rooms or ()), None]
    groups = dict.fromkeys(
        tuple(sitting.panel.id for sitting in force.sittings_for(room))
        for force in rules_in_force(contest)
        for room in rooms
    )
    panels = {panel.id: panel for panel in contest.panels}
    for group in groups:
        if len(group) > 1:
            terms = " + ".join(_weighted(panels[id]) for id in group)
            words = _("Where several panels mark a round: {terms}, divided by the sum of their weights.")
            yield words.format(terms=terms)


def _clips(contest: Contest) -> Iterator[str]:
    """Which values are moved towards the mean, and how they are rounded then."""
    found = ((f.round, _clip(contest, s.rules.clip)) for f in rules_in_force(contest) for s in _of_judges(f)[:1])
    alike = _alike(found) or {_clip(contest, contest.rules.clip): []}
    for said, rounds in alike.items():
        if said:
            yield said if len(alike) == 1 else _only_in(rounds, said)


def _only_in(rounds: Iterable[Round], said: str) -> str:
    return _("{rounds}: {sentence}").format(rounds=listed(map(_named, rounds)), sentence=said)


def _clip(contest: Contest, clip: Clip | None) -> str:
    if clip is None:
        return ""
    moved = _("A value further than {distance} from the mean is moved to that distance.")
    said = [moved.format(distance=format_decimal(clip.distance))]
    if clip.round is not None:
        words = ngettext(
            "Every value is then rounded to {places} decimal ({how}).",
            "Every value is then rounded to {places} decimals ({how}).",
            clip.round,
        )
        said.append(words.format(places=clip.round, how=_how(contest.rules)))
    return joined(said)


def _together(contest: Contest) -> Iterator[str]:
    """From round scores to places."""
    rules = contest.rules
    if rules.rooms != "raw":
        yield _("Rooms: {meaning}.").format(meaning=choice("rooms", rules.rooms, active_language()).meaning)
    yield _("Final score = {terms}{rounding}.").format(
        terms=_terms(contest), rounding=_rounding(rules, rules.round.final)
    )
    yield from _early(contest)
    for score, (low, high) in ((STAGES["round"], rules.bounds.round), (STAGES["final"], rules.bounds.final)):
        yield from _bounds(score, low, high)
    ranked = choice("rank_on", rules.rank_on, active_language()).name
    counted = choice("places", rules.places, active_language()).name
    yield _("Ranked by {ranked}; places are counted {counted}.").format(ranked=ranked, counted=counted)


def _terms(contest: Contest) -> str:
    best = contest.rules.best_rounds
    weighted = list(map(_weighted, contest.rounds))
    if best:
        words = ngettext("the best {count} of {rounds}", "the best {count} of {rounds}", best)
        return words.format(count=best, rounds=listed(weighted))
    return " + ".join(weighted)


def _early(contest: Contest) -> Iterator[str]:
    """What is rounded before the end; round by round where it is not the same in all."""
    alike = _alike((force.round, _early_stages(force)) for force in rules_in_force(contest))
    for stages, rounds in alike.items():
        said = [f"{STAGES[stage]}{_rounding(contest.rules, decimals)}" for stage, decimals in stages]
        words = _("Rounded before that: {stages}.") if said else _("Scores are not rounded before that.")
        text = words.format(stages=listed(said))
        if len(alike) > 1:
            yield _only_in(rounds, text)
        elif said:
            yield text


def _early_stages(force: RoundInForce) -> tuple[tuple[str, int], ...]:
    """The stages at which a round rounds, with their decimals: those that exist in it."""
    stages: list[str] = list(ROUND_STAGES)
    if force.round.sealed:
        stages = ["round"]
    elif not any(sitting.rules.trim == "total" for sitting in force.sittings):
        stages.remove("sheet")
    found = ((stage, getattr(force.stages, stage)) for stage in stages)
    return tuple((stage, decimals) for stage, decimals in found if decimals is not None)


def _bounds(score: str, low: Decimal | None, high: Decimal | None) -> Iterator[str]:
    if low is not None:
        yield _("{score}: never below {least}.").format(score=score, least=format_decimal(low))
    if high is not None:
        yield _("{score}: never above {most}.").format(score=score, most=format_decimal(high))


def _rounding(rules: RuleSheet, decimals: int | None) -> str:
    """How a stage is rounded, to follow its name."""
    if decimals is None:
        return _(", not rounded")
    words = ngettext(", rounded to {places} decimal ({how})", ", rounded to {places} decimals ({how})", decimals)
    return words.format(places=decimals, how=_how(rules))


def _how(rules: RuleSheet) -> str:
    """How a number is rounded."""
    return choice("rounding", rules.rounding, active_language()).name


def _cuts(contest: Contest) -> Iterator[str]:
    rounds = {round_.id: _named(round_) for round_ in contest.rounds}
    for cut in contest.cuts:
        words = _("After {round} the first {keep} go on. If scores are equal at the line: {tie}.")
        yield words.format(round=rounds.get(cut.after, cut.after), keep=cut.keep, tie=label(CutTie.of(cut.tie)))


def _ties(contest: Contest) -> Iterator[str]:
    chain = contest.rules.tie_chain
    if not chain:
        yield _("Contestants with equal scores share a place.")
        return
    links = " → ".join(link_text(link, contest) for link in chain)
    yield _("Ties are broken in this order: {links}. Contestants who are still equal share a place.").format(
        links=links
    )


def _awards(awards: Sequence[Award]) -> Iterator[str]:
    """Awards with one tie policy and pass mark together; then those for who is named."""
    alike: dict[tuple[str, Decimal | None], list[Award]] = {}
    for award in awards:
        if award.named is None:
            alike.setdefault((award.tie, award.min), []).append(award)
    for (tie, least), some in alike.items():
        names = listed([f"{award.name} {award.quota}" for award in some])
        said = _("Awards by place: {awards}. If places are equal at the quota: {tie}.")
        mark = [] if least is None else [_("Pass mark {minimum}.").format(minimum=format_decimal(least))]
        yield joined([said.format(awards=names, tie=label(AwardTie.of(tie))), *mark])
    named_ones = [award.name for award in awards if award.named is not None]
    if named_ones:
        yield _("Awarded by name: {awards}.").format(awards=listed(named_ones))


def link_text(link: str, contest: Contest) -> str:
    """A link of the tie chain with the names of what it compares."""
    kind, _colon, argument = link.partition(":")
    name = choice("tie_link", kind, active_language()).name if kind in tuple(TieLink) else link
    if not argument:
        return name
    if kind == "decimals":
        return _("more decimals, to {places} places").format(places=argument)
    return _("{name}: {what}").format(name=name, what=targets(contest).get(link, argument))


def targets(contest: Contest) -> dict[str, str]:
    """Every link that names a part of the contest, with the names of the part."""
    items = {
        f"item:{round_.id}/{item.id}": f"{_named(round_)} / {_named(item)}"
        for round_ in contest.rounds
        for item in round_.items
    }
    return (
        {f"round:{round_.id}": _named(round_) for round_ in contest.rounds}
        | items
        | {f"panel:{panel.id}": _named(panel) for panel in contest.panels}
    )


def gone(link: str, contest: Contest) -> bool:
    """Whether a link names a round, item or panel that is not there."""
    kind, colon, _argument = link.partition(":")
    return bool(colon) and kind != "decimals" and link not in targets(contest)
