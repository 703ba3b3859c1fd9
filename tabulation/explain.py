"""How a result came about: a tree of steps from the marks to the place and the award.

Every number is read from the columns the standings were computed from; nothing is computed a
second way. `as_text` in `wording` puts the tree into sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .contest import Cut
from .cuts import CutResult
from .exact import plain
from .explain_round import bounds, explain_round, label, numbered, rounding, text_at
from .explain_tie import chain_steps, cut_steps
from .scores import Stage, StageScore
from .steps import Step, added
from .tabulate import GroupResult, Tabulation


def explain(result: Tabulation, contestant: str) -> Step:
    """How one contestant's result came about. Raises LookupError for an unknown contestant."""
    if contestant not in result.contest.ids:
        raise LookupError(contestant)
    index = result.contest.ids.index(contestant)
    (standing,) = (s for s in result.standings if s.contestant == contestant)
    who = result.contest.contestants[index]
    facts = {
        "contestant": contestant,
        "name": who.name,
        "place": "" if standing.place is None else str(standing.place),
        "score": standing.score or "",
        "status": who.status,
        "final": "yes" if result.final else "",
    }
    steps = (*_missing(result, contestant), _score(result, index), *_place(result, index), *_awards(result, index))
    return Step(_result_kind(standing.place, who.competing, standing.shared), standing.score, facts, steps)


def _result_kind(place: int | None, competing: bool, shared: bool) -> str:
    if place is None:
        return "result-open" if competing else "result-outside"
    return "result-shared" if shared else "result"


def _missing(result: Tabulation, contestant: str) -> Iterator[Step]:
    for missing in result.missing:
        if missing.contestant == contestant:
            (round_,) = (r for r in result.contest.rounds if r.id == missing.round)
            judge = next((numbered(j) for j in result.contest.judges if j.id == missing.judge), "")
            item = next((label(i) for i in round_.items if i.id == missing.item), "")
            facts = {"round": label(round_), "judge": judge, "item": item}
            yield Step("missing" if missing.judge else "missing-score", None, facts)


def _score(result: Tabulation, index: int) -> Step:
    stage = result.stage_of(index)
    score = result.scores.stage(stage)
    steps = [
        explain_round(result.scores.round(round_), index)
        for round_, _ in stage.weights
        if result.scores.present(round_)[index]
    ]
    if score.score.nums[index] is not None:
        steps += _sum_steps(result, stage, score, index)
    value = text_at(score.score, index) or None
    if stage.cut is not None:
        return Step("cut-score", value, _cut_facts(result, stage.cut), tuple(steps))
    return Step("final" if value is not None else "final-open", value, {}, tuple(steps))


def _cut_facts(result: Tabulation, cut: Cut) -> dict[str, str]:
    (round_,) = (r for r in result.contest.rounds if r.id == cut.after)
    return {"round": label(round_), "keep": str(cut.keep)}


def _sum_steps(result: Tabulation, stage: Stage, score: StageScore, index: int) -> Iterator[Step]:
    """Weights, the best rounds, adjustments at the end, the last rounding, the bounds."""
    rules, names = result.contest.rules, {r.id: label(r) for r in result.contest.rounds}
    products = []
    for round_, weight in stage.weights:
        product = text_at(score.weighted[round_], index)
        if product:
            products.append(product)
            facts = {"round": names[round_], "before": text_at(result.scores.round(round_).score, index)}
            yield Step("weight-of-round", product, {**facts, "weight": plain(weight)})
    if rules.best_rounds is not None and rules.best_rounds < len(stage.weights):
        products = sorted(products, key=Fraction, reverse=True)[: rules.best_rounds]
        yield Step("best-rounds", None, {"count": str(rules.best_rounds), "terms": ", ".join(products)})
    ends = [a for a in result.contest.adjustments if a.round is None and a.contestant == result.contest.ids[index]]
    yield from (Step("adjustment", plain(a.points), {"reason": a.reason}) for a in ends)
    terms = products + [plain(a.points) for a in ends]
    if len(terms) > 1:
        yield Step("sum", text_at(score.adjusted, index), {"terms": added(terms)})
    yield from rounding("final", rules.round.final, rules.rounding, score.adjusted, score.rounded, index)
    yield from bounds(*rules.bounds.final, score.rounded, score.score, index)


def _place(result: Tabulation, index: int) -> Iterator[Step]:
    """The ties somebody was in, at the line of a cut and at the end, and what told them apart."""
    if not result.contest.contestants[index].competing:
        return
    (group,) = (g for g in result.groups if g.group == result.contest.contestants[index].group)
    for cut in group.cuts:
        if index in cut.across:
            facts = {**_cut_facts(result, cut.cut), **_tied(result, cut)}
            yield Step("cut-tie", None, facts, cut_steps(result, cut, index))
    if index in result.places:
        yield from _tie(result, group, index)


def _tied(result: Tabulation, cut: CutResult) -> dict[str, str]:
    """Who is tied across a line, how many of them may go on, and by which rule."""
    names = ", ".join(result.contest.ids[i] for i in cut.across)
    return {"contestants": names, "free": str(cut.room), "cut_tie": cut.cut.tie}


def _tie(result: Tabulation, group: GroupResult, index: int) -> Iterator[Step]:
    """Where somebody stayed behind, and the tie they were in there or at the end."""
    cut = result.cut_of.get(index)
    if cut is not None:
        yield Step("stayed-behind", None, _cut_facts(result, cut.cut))
    ranking = group.ranking if cut is None else cut.ranking
    tied = next((tie for tie in ranking.ties if index in tie), None)
    if tied is not None:
        yield Step("tied", None, {"contestants": ", ".join(result.contest.ids[i] for i in tied)})
        yield from chain_steps(result, result.stage_of(index), tied, index)


def _awards(result: Tabulation, index: int) -> Iterator[Step]:
    for line in result.awards.reasons.get(index, ()):
        award = line.award
        facts = {"award": award.name, "quota": str(award.quota), "tie": award.tie, "cap": str(award.cap)}
        facts["min"] = "" if award.min is None else plain(award.min)
        if line.round is not None and line.round.rules.pass_mark is not None:
            facts |= {"round": label(line.round), "pass_mark": plain(line.round.rules.pass_mark)}
        named = award.named is not None
        yield Step(f"award-{'named' if named else line.outcome}", None, facts)
