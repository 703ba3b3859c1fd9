"""How a result came about: a tree of steps from the marks to the place and the award.

Every number is read from the columns the standings were computed from; nothing is computed a
second way. `as_text` in `wording` puts the tree into sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .exact import exact_text, plain
from .explain_round import bounds, explain_round, label, rounding, text_at
from .scores import Stage, StageScore
from .steps import Step, added
from .tabulate import Tabulation
from .ties import DECISION_LINKS, DecisionBook, Question, compare


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
            facts = {"round": missing.round, "judge": missing.judge or "", "item": missing.item or ""}
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
        return Step("cut-score", value, {"round": stage.cut.after, "keep": str(stage.cut.keep)}, tuple(steps))
    return Step("final" if value is not None else "final-open", value, {}, tuple(steps))


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
    yield Step("sum", text_at(score.adjusted, index), {"terms": added(terms)})
    yield from rounding("final", rules.round.final, rules.rounding, score.adjusted, score.rounded, index)
    yield from bounds(*rules.bounds.final, score.rounded, score.score, index)


def _place(result: Tabulation, index: int) -> Iterator[Step]:
    """The tie somebody was in, and what each link of the chain said, until one decided."""
    if index not in result.places:
        return
    cut = result.cut_of.get(index)
    if cut is not None:
        yield Step("stayed-behind", None, {"round": cut.cut.after, "keep": str(cut.cut.keep)})
    group = next(g for g in result.groups if any(index in block for block in g.blocks))
    ranking = group.ranking if cut is None else cut.ranking
    tied = next((tie for tie in ranking.ties if index in tie), None)
    if tied is not None:
        yield from _tie_steps(result, result.stage_of(index), tied, index)


def _tie_steps(result: Tabulation, stage: Stage, tied: tuple[int, ...], index: int) -> Iterator[Step]:
    """The tie, link by link; after a split the chain starts again with those still tied."""
    ids = result.contest.ids
    yield Step("tied", None, {"contestants": ", ".join(ids[i] for i in tied)})
    decisions = DecisionBook(result.contest)
    while len(tied) > 1:
        for link in result.contest.rules.tie_chain:
            values = compare(Question(result.scores, stage, tied, decisions), link)
            told = ", ".join(f"{ids[i]}: {_told(link, values.value(k))}" for k, i in enumerate(tied))
            split = len(set(values.nums)) > 1
            yield Step("tie-decided" if split else "tie-equal", None, {"link": link, "values": told})
            if split:
                own = values.nums[tied.index(index)]
                tied = tuple(i for i, num in zip(tied, values.nums, strict=True) if num == own)
                break
        else:
            yield Step("shared", None, {"contestants": ", ".join(ids[i] for i in tied)})
            return


def _told(link: str, value: int | Fraction | None) -> str:
    """A link's value for one of the tied; of a decision the position in its order."""
    if value is None:
        return "–"
    return exact_text(Fraction(1 - value if link in DECISION_LINKS else value))


def _awards(result: Tabulation, index: int) -> Iterator[Step]:
    for line in result.awards.reasons.get(index, ()):
        award = line.award
        facts = {"award": award.name, "quota": str(award.quota), "tie": award.tie, "cap": str(award.cap)}
        facts["min"] = "" if award.min is None else plain(award.min)
        named = award.named is not None
        yield Step(f"award-{'named' if named else line.outcome}", None, facts)
