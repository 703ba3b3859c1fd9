"""From a contest file to a `Contest`: every key checked, all problems told together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from .ballots import read_ballots
from .checks import check
from .collector import collector_paused
from .contest import FORMAT, Contest, Panel, Rules
from .fields import Fields, Problems, Unheeded, value_text
from .json_text import document_of
from .marks import ROWS, Columns, read_marks
from .objects import (
    read_adjustment,
    read_award,
    read_contestant,
    read_cut,
    read_decision,
    read_judge,
    read_panel,
    read_round,
    read_rules,
)

TOP = {
    "format", "title", "rules", "panels", "rounds", "judges", "contestants", "marks",
    "ballots", "recusals", "factors", "times", "adjustments", "cuts", "decisions", "awards",
}  # fmt: skip


def read_contest(source: bytes | str | Mapping[str, Any]) -> Contest:
    """A contest from a file's bytes, its text, or the parsed document.

    Raises BadContestFile with a line for every problem (at most fifty) that names its path.
    """
    document = document_of(source)
    problems = Problems()
    with collector_paused():
        top = Fields(document, "", problems, TOP)
        if top.raw("format") != FORMAT:
            top.fault("format", f'{value_text(top.raw("format"))} where "{FORMAT}" was expected')
        contest = _set_up(top)
        check(contest, problems)
        contest = _with_rows(top, contest)
        problems.stop()
    return contest


def with_marks(contest: Contest, rows: list[Any], before: Columns | None = None) -> Contest:
    """A contest whose set-up was read before, with the marks of some `rows` as a file has them, and no others. `before`
    are marks of the same set-up that were read in this way: those that are still so are not checked again.

    Raises BadContestFile as `read_contest` does.

    >>> document = {"format": FORMAT, "rounds": [{"id": "R", "sealed": True}], "contestants": [{"id": "01"}]}
    >>> with_marks(read_contest(document), [["R", None, "01", None, "88.5"]]).marks
    {('R', None, None): {'01': '88.5'}}
    """
    problems = Problems()
    with collector_paused():
        found = read_marks(Fields({"marks": rows}, "", problems, TOP), contest, before)
        problems.stop()
    return found


def read_draft(document: Mapping[str, Any]) -> Contest:
    """A set-up as far as it is written, for what is asked before it can be computed: its rules, who sits, who marks.

    Nothing is refused: whatever is absent or cannot be used has its default, and marks, factors and times are left out.

    >>> draft = read_draft({"rules": {"pool": "sum", "trim": "?"}, "panels": [{"id": "P", "drop_high": 1}]})
    >>> draft.rules.pool, draft.rules.trim, draft.panels[0].drop_high, draft.rounds
    ('sum', 'total', 1, ())
    """
    top = Fields(document, "", Unheeded(), TOP)
    contest = _set_up(top)
    return replace(contest, recusals=_recusals(top, contest))


def _set_up(top: Fields) -> Contest:
    """Everything but the rows that name people and rounds: what the rows are checked against."""
    contest = Contest(
        title=top.text("title") or "",
        rules=top.object("rules", read_rules) or Rules(),
        panels=top.objects("panels", read_panel),
        rounds=top.objects("rounds", read_round),
        judges=top.objects("judges", read_judge),
        contestants=top.objects("contestants", read_contestant),
        adjustments=top.objects("adjustments", read_adjustment),
        cuts=top.objects("cuts", read_cut),
        decisions=top.objects("decisions", read_decision),
        awards=top.objects("awards", read_award),
        about=top.about(),
    )
    _weights_given(top, contest)
    return contest


def _with_rows(top: Fields, contest: Contest) -> Contest:
    """The contest with recusals, factors, times and marks."""
    contest = replace(
        contest,
        recusals=_recusals(top, contest),
        factors=_by_performance(top, "factors", contest),
        times=_by_performance(top, "times", contest),
        ballots=read_ballots(top, contest),
    )
    return read_marks(top, contest)


def _weights_given(top: Fields, contest: Contest) -> None:
    """Only a lone round, or a panel that sits alone wherever it sits, may leave its weight out."""
    for k, round_ in enumerate(contest.rounds):
        if len(contest.rounds) > 1 and _left_out(top.rows("rounds")[k]):
            top.fault(f"rounds[{k}].weight", f"missing; {round_.id} is not the only round")
    for k, panel in enumerate(contest.panels):
        if _left_out(top.rows("panels")[k]) and _beside_another(contest, panel):
            top.fault(f"panels[{k}].weight", f"missing; {panel.id} is not the only panel of its rounds")


def _beside_another(contest: Contest, panel: Panel) -> bool:
    """Whether another panel can mark the same contestant in the same round."""
    sitting = [panels for r in contest.rounds if panel in (panels := contest.panels_of(r))]
    return any(p is not panel and _share_a_room(p, panel) for panels in sitting for p in panels)


def _share_a_room(one: Panel, other: Panel) -> bool:
    return one.rooms is None or other.rooms is None or not set(one.rooms).isdisjoint(other.rooms)


def _left_out(value: Any) -> bool:
    return isinstance(value, dict) and value.get("weight") is None


def _recusals(top: Fields, contest: Contest) -> dict[tuple[str, str], str]:
    known_judges, known_contestants = {j.id for j in contest.judges}, set(contest.ids)
    found: dict[tuple[str, str], str] = {}
    for k, row in enumerate(top.rows("recusals")):
        where = f"recusals[{k}]"
        if not isinstance(row, list) or len(row) not in (2, 3) or not all(isinstance(v, str) for v in row[:2]):
            top.fault(where, f"expected judge, contestant and reason such as {ROWS['recusals']}")
            continue
        judge, contestant, reason = row[0], row[1], row[2] if len(row) == 3 else None
        if reason is not None and not isinstance(reason, str):
            top.fault(f"{where}[2]", f"{value_text(reason)} where a reason was expected")
        _known(top, f"{where}[0]", judge, known_judges, "judge")
        _known(top, f"{where}[1]", contestant, known_contestants, "contestant")
        if (judge, contestant) in found:
            top.fault(where, f"the recusal of {judge} from {contestant} is here twice")
        found[judge, contestant] = reason if isinstance(reason, str) else ""
    return found


def _known(top: Fields, where: str, value: str, known: Collection[str], what: str) -> None:
    if value not in known:
        top.fault(where, f"{value_text(value)} is no {what} of this contest")


def _by_performance(top: Fields, key: str, contest: Contest) -> dict[tuple[str, str], Any]:
    """`factors` and `times`: rows of round, contestant and a value."""
    known_rounds, known_contestants = {r.id for r in contest.rounds}, set(contest.ids)
    found: dict[tuple[str, str], Any] = {}
    for k, row in enumerate(top.rows(key)):
        where = f"{key}[{k}]"
        if not isinstance(row, list) or len(row) != 3 or row[2] is None or not all(isinstance(v, str) for v in row[:2]):
            top.fault(where, f"expected a row such as {ROWS[key]}")
            continue
        round_, contestant, given = row
        _known(top, f"{where}[0]", round_, known_rounds, "round")
        _known(top, f"{where}[1]", contestant, known_contestants, "contestant")
        if (round_, contestant) in found:
            top.fault(where, f"{round_} of {contestant} is here twice")
        path = f"{where}[2]"
        whole = key == "times"
        read = top.whole_in(given, path) if whole else top.decimal_in(given, path, Decimal(0))
        found[round_, contestant] = read
    return found
