"""How a tie was told apart: each link of the chain with its values, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from .contest import Contest, Item, Panel, Round
from .cuts import CutResult
from .exact import exact_text, plain
from .explain_round import item_marks_of, label
from .scores import Stage, stage_at
from .steps import Step, added
from .tabulate import Tabulation
from .ties import DECISION_LINKS, DecisionBook, Question, compare, find_item, item_means


def chain_steps(result: Tabulation, stage: Stage, tied: tuple[int, ...], index: int) -> Iterator[Step]:
    """The chain, link by link; after a split it starts again with those still tied."""
    ids = result.contest.ids
    decisions = DecisionBook(result.contest)
    while len(tied) > 1:
        for link in result.contest.rules.tie_chain:
            values = compare(Question(result.scores, stage, tied, decisions), link)
            texts = ", ".join(f"{ids[i]}: {_value_text(link, values.value(k))}" for k, i in enumerate(tied))
            split = len(set(values.nums)) > 1
            facts = {"link": link, "about": " / ".join(looked_at(result.contest, link)), "values": texts}
            behind = tuple(_behind(result, stage, link, index))
            yield Step("tie-decided" if split else "tie-equal", None, facts, behind)
            if split:
                own = values.nums[tied.index(index)]
                tied = tuple(i for i, num in zip(tied, values.nums, strict=True) if num == own)
                break
        else:
            yield Step("shared", None, {"contestants": ", ".join(ids[i] for i in tied)})
            return


def looked_at(contest: Contest, link: str) -> tuple[str, ...]:
    """What a link looks at, by name: a round, an item after its round, a panel; how many decimals; nothing else."""
    kind, _, rest = link.partition(":")
    if kind == "item":
        return tuple(map(label, find_item(contest, rest)))
    parts: Mapping[str, Sequence[Round | Panel]] = {"round": contest.rounds, "panel": contest.panels}
    return tuple(label(part) for part in parts.get(kind, ()) if part.id == rest) or ((rest,) if rest else ())


def _value_text(link: str, value: int | Fraction | None) -> str:
    """A link's value for one of the tied; of a decision the position in its order."""
    if value is None:
        return "–"
    return exact_text(Fraction(1 - value if link in DECISION_LINKS else value))


def _behind(result: Tabulation, stage: Stage, link: str, index: int) -> Iterator[Step]:
    """The own marks behind the mean of `item:`, judge by judge and panel by panel."""
    name, _, where = link.partition(":")
    if name != "item":
        return
    round_, item = find_item(result.contest, where)
    if round_.id not in stage.rounds:
        return
    means = item_means(result.scores, round_, item, index)
    for panel, mean in means:
        yield _panel(result, round_, item, panel, mean, index)
    weights = sum((Fraction(panel.weight) for panel, _ in means), Fraction(0))
    if len(means) > 1 and weights:
        value = sum((Fraction(panel.weight) * mean for panel, mean in means), Fraction(0)) / weights
        terms = " + ".join(f"{exact_text(mean)} × {plain(panel.weight)}" for panel, mean in means)
        yield Step("panels", exact_text(value), {"terms": terms, "weights": exact_text(weights)})


def _panel(result: Tabulation, round_: Round, item: Item, panel: Panel, mean: Fraction, index: int) -> Step:
    """All valid marks of one panel for the item, the dropped ones as well, and their mean."""
    marks = tuple(item_marks_of(result.contest, round_, panel, item, index))
    values = [mark.value for mark in marks if mark.value is not None]
    whole = exact_text(sum(map(Fraction, values), Fraction(0)))
    facts = {"terms": added(values), "sum": whole, "count": str(len(values))}
    steps = (*marks, Step("pool-mean", exact_text(mean), facts))
    return Step("panel-marks", exact_text(mean), {"panel": label(panel), "item": label(item)}, steps)


def cut_steps(result: Tabulation, cut: CutResult, index: int) -> tuple[Step, ...]:
    """What was done about a tie across the line of a cut, and whether somebody in it goes on."""
    steps: list[Step] = []
    if cut.cut.tie == "chain":
        steps += chain_steps(result, stage_at(result.contest, cut.cut), cut.across, index)
    for decision in result.contest.decisions:
        ids = [result.contest.ids[i] for i in cut.across]
        if cut.cut.tie == "decide" and decision.kind == "cut" and set(ids) <= set(decision.order):
            steps.append(Step("cut-decision", None, {"contestants": ", ".join(decision.order), "by": decision.by}))
    outcome = "open" if cut.undecided else "on" if index in cut.going else "behind"
    return (*steps, Step(f"cut-{outcome}", None, {}))
