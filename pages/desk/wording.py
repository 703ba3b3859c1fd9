"""Who must do what next: the sentences of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.refused import Refused
from communities.wording import listed, sentence
from contests.models import Contest, Cut, Judge, Performance, PerformanceState, Round
from pages.desk.addresses import desk_address
from pages.desk.lacking import HeldUp, closed_without_sheets, held_up
from pages.desk.views.board import Board
from pages.desk.views.seats import Seat
from pages.wording.missing import and_more, scores_lacking, unsubmitted, votes_lacking
from pages.wording.unsettled import kept_text, papers_text, whose
from scoring.models import ScoreSheet
from scoring.queries import SheetFacts
from scoring.results import Tabulation
from scoring.rules import SheetState, counting, is_outstanding, lacks_time, stage_taken_by
from stage.models import Releasing
from stage.results import Alarm, AlarmKind, Outdated, Ready
from stage.steps import Step, StepKind

MOST_TIES = 5
"""Ties that are told one by one."""
MOST_LINES = 5
"""Closed performances without all sheets that are told one by one."""
MOST_ALARMS = 2
"""What stands out in one performance that is told on the board."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One sentence; `kind` is good, warn, bad or nothing, `address` leads to where it is done."""

    text: str
    kind: str = ""
    address: str = ""
    calls: Judge | None = None  # who asks for help, until somebody says that it is seen


def person(performance: Performance) -> str:
    """A contestant by number and name."""
    return str(performance.contestant)


def todos(board: Board) -> list[Todo]:
    """All that waits for somebody, the most urgent first."""
    if board.only_in is not None:
        return [*_calls(board), *_marking(board), *_reopened(board), *_papers(board), *_onwards(board)]
    found = [
        *_calls(board),
        *_broken(board),
        *_marking(board),
        *_outdated(board),
        *_release(board),
        *_closed(board),
        *_reopened(board),
        *_papers(board),
        *_kept(board),
        *_ties(board),
    ]
    return [*found, *_onwards(board)]


def _calls(board: Board) -> Iterator[Todo]:
    """Judges who ask for help: somebody goes there at once."""
    for judge in board.rows.calls:
        words = _("{judge} asks for help.").format(judge=judge)
        yield Todo(words, "bad", desk_address("judge", board.contest.pk, judge.pk), judge)


def _broken(board: Board) -> Iterator[Todo]:
    for problem in board.problems:
        words = _("The results cannot be calculated: {problem}").format(problem=problem)
        yield Todo(words, "bad", desk_address("decisions", board.contest.pk))


def _marking(board: Board) -> Iterator[Todo]:
    for round_, _sites in board.tours:
        yield from _touring(board, round_)
    if board.focus and board.focus.performance in board.rows.on() and not board.focus.performance.round.at_once:
        yield _of(board, board.focus.performance, board.focus.seats)
    for performance, seats in board.others:
        if not performance.round.at_once:
            yield _of(board, performance, seats)


def _touring(board: Board, round_: Round) -> Iterator[Todo]:
    """What a round that is marked all at once waits for: numbers, the table says the rest."""
    found = board.seats_in(round_)
    if not found:
        return
    address = desk_address("tour", board.contest.pk, round_.pk)
    due = sum(seat.due for _p, seats in found for seat in seats)
    missing = board.outstanding_in(round_)
    if not missing:
        yield Todo(
            _("All {count} sheets of “{round}” are in. Close all.").format(count=due, round=round_), "good", address
        )
        return
    whole = sum(not any(seat.outstanding for seat in seats) for _p, seats in found)
    words = _("“{round}”: {count} of {due} sheets received; {whole} of {all} contestants have all.")
    facts = {"count": due - missing, "due": due, "whole": whole, "all": len(found)}
    yield Todo(words.format(round=round_, **facts), "", address)


def _of(board: Board, performance: Performance, seats: list[Seat]) -> Todo:
    """What one performance that is on waits for."""
    number, name = performance.contestant.number, performance.contestant.name
    absent = [str(seat.judge) for seat in seats if seat.outstanding and seat.state is not SheetState.PAPER]
    address = _shown(board, performance)
    if absent:
        words = ngettext(
            "For contestant {number}, {count} judge has not submitted: {judges}.",
            "For contestant {number}, {count} judges have not submitted: {judges}.",
            len(absent),
        )
        return Todo(words.format(number=number, count=len(absent), judges=listed(absent)), "warn", address)
    if any(seat.outstanding for seat in seats):
        return Todo(
            _("Contestant {number}: a paper sheet needs a second person to confirm it.").format(number=number), "warn"
        )
    facts = {"number": number, "name": name}
    if lacks_time(performance):
        words = _("All sheets for contestant {number} are in. Enter the time, then close the performance.")
        return Todo(words.format(**facts), "good", address)
    words = _("All sheets for contestant {number} are in. Close the performance.")
    return Todo(words.format(**facts), "good", address)


def _outdated(board: Board) -> Iterator[Todo]:
    """Released scores that the marks no longer say."""
    for found in board.hall.outdated:
        address = desk_address("correct-release", board.contest.pk, found.release.pk)
        yield Todo(outdated_text(found), "bad", address)


def _release(board: Board) -> Iterator[Todo]:
    """What stands in the way of the next release, and what stands out in it."""
    hall = board.hall
    if (obstacle := hall.obstacle) is not None:
        if lack := held_up(board):
            yield from _lacks(board, lack)
            return
        who = next(found.performance for found in hall.ready if found.refused is obstacle)
        yield Todo(sentence(obstacle), "warn", _shown(board, who))
    elif hall.alarms:
        numbers = ",".join(str(found.performance.pk) for found in hall.ready)
        address = f"{desk_address('release', board.contest.pk)}?performances={numbers}"
        chair = next((str(judge) for judge in board.rows.judges if judge.chair), "")
        for performance in dict.fromkeys(performance for performance, _alarm in hall.alarms):
            alarms = [alarm for p, alarm in hall.alarms if p == performance]
            yield Todo(alarm_text(performance, alarms, chair), "warn", address)
    elif not hall.ready and board.contest.is_live and _holds_scores(board):
        words = _("Scores are held: {way}.").format(way=hall.chosen.label)
        if hall.chosen == Releasing.BATCH:
            words = ngettext(
                "Scores are held: the first {count} of a round is released once closed.",
                "Scores are held: the first {count} of a round are released together.",
                hall.show.batch,
            ).format(count=hall.show.batch)
        yield Todo(words)


def _lacks(board: Board, lack: HeldUp) -> Iterator[Todo]:
    """What the next release waits for; a sheet that lies at the desk already is asked of nobody."""
    number = lack.performance.contestant.number
    if lack.missing:
        words = sentence(Refused("sheets-missing", contestant=number, judges=lack.missing))
        yield Todo(words, "warn", _shown(board, lack.performance))
    if lack.late:
        words = ngettext(
            "Contestant {number}: the sheet of {judges} was kept and does not count. Decide what becomes of it, then"
            " release the score.",
            "Contestant {number}: the sheets of {judges} were kept and do not count. Decide what becomes of them, then"
            " release the score.",
            len(lack.late),
        )
        kept = desk_address("kept", board.contest.pk)
        yield Todo(words.format(number=number, judges=listed(lack.late)), "warn", kept)


def _shown(board: Board, performance: Performance) -> str:
    """The board with this performance in the middle."""
    return f"{desk_address('board', board.contest.pk)}?show={performance.pk}"


def _holds_scores(board: Board) -> bool:
    """Whether somebody's performance is closed and the score not released."""
    return board.result is not None and any(
        p.is_closed and board.hall.release_of(p) is None for p in board.rows.performances
    )


def _closed(board: Board) -> Iterator[Todo]:
    """Whose sheets are missing though the performance is closed, and once all have performed, who lacks a score that
    comes in ready: without them the result is not final."""
    if board.result is None:
        return
    lines = list(_closed_without(board, board.result))
    yield from lines[:MOST_LINES]
    for text in and_more(len(lines) - MOST_LINES):
        yield Todo(text, "warn", _manage("results", board.contest))
    if board.following is None and not board.rows.on():
        for text in scores_lacking(board.result):
            yield Todo(text, "warn", reverse("people:ready-scores", args=[board.contest.pk]))
        for text in votes_lacking(board.result):
            yield Todo(text, "warn", desk_address("ballots", board.contest.pk))


def _closed_without(board: Board, result: Tabulation) -> Iterator[Todo]:
    """Each performance, but for the one that is told as what the next release waits for."""
    lack = held_up(board)
    for p, judges in closed_without_sheets(board, result):
        if lack is None or p != lack.performance:
            yield Todo(unsubmitted(person(p), str(p.round), judges), "warn", _shown(board, p))


def outdated_text(found: Outdated) -> str:
    """What is no longer so of a released score, and what to do."""
    number = found.release.content["contestant"]["number"]
    if found.standings:
        words = _("The standings have changed since contestant {number} was released. Correct the release.")
        return words.format(number=number)
    if found.before == found.now or found.now is None:
        words = _("What was released about contestant {number} has changed. Correct the release.")
        return words.format(number=number)
    words = _("The score of contestant {number} has changed since its release: {before} → {now}. Correct the release.")
    return words.format(number=number, before=found.before, now=found.now)


def alarm_text(performance: Performance, alarms: Sequence[Alarm], chair: str) -> str:
    """What stands out, of many things the first, and whom to ask to look."""
    words = _("Contestant {number}: {what} Ask {chair} to look before you release the score.")
    lines = [stands_out(alarm) for alarm in alarms[:MOST_ALARMS]]
    if more := len(alarms) - len(lines):
        lines.append(_("And {count} more.").format(count=more))
    what = " ".join(lines)
    return words.format(number=performance.contestant.number, what=what, chair=chair or _("the chair of the panel"))


def stands_out(alarm: Alarm) -> str:
    """What stands out among the sheets of a performance."""
    words = {
        AlarmKind.RANGE: _("the totals of {name} differ by {figure}, more than {limit}."),
        AlarmKind.DISTANCE: _("{name} differs from the mean of the others by {figure}, more than {limit}."),
        AlarmKind.EQUAL: _("{name} has given everybody {figure}."),
    }[alarm.kind]
    return words.format(name=alarm.name, figure=alarm.figure, limit=alarm.limit)


def release_text(ready: Sequence[Ready], *, rounds: int = 1) -> str:
    """What a release would say: one contestant with the score, or who of several; with the round it is about where
    their contest has several `rounds`."""
    about = {found.performance.round_id: found.performance.round.name for found in ready}
    if rounds > 1 and len(about) == 1:
        return _("{scores}, {round}").format(scores=_scores_text(ready), round=next(iter(about.values())))
    return _scores_text(ready)


def _scores_text(ready: Sequence[Ready]) -> str:
    if len(ready) == 1:
        found = ready[0]
        words = _("{number}: {score}")
        return words.format(number=found.performance.contestant.number, score=found.figures.score or "–")
    numbers = [found.performance.contestant.number for found in ready]
    ends = numbers if len(numbers) <= MOST_LINES else [numbers[0], "…", numbers[-1]]
    return ngettext("{numbers}: {count} score", "{numbers}: {count} scores", len(numbers)).format(
        numbers=listed(ends), count=len(numbers)
    )


def step_text(step: Step) -> str:
    """What a step of the ceremony puts on screen."""
    who = listed(f"{winner['number']} {winner['name']}".strip() for winner in step["winners"])
    texts = {
        StepKind.TITLE: _("Title: award ceremony"),
        StepKind.AWARD: _("{award}: the award is called"),
        StepKind.WINNERS: _("{award}: {winners}"),
        StepKind.TOGETHER: _("{award}: all winners together"),
        StepKind.PRESENTERS: _("{award}: presented by {presenters}"),
        StepKind.GROUP: _("All winners"),
    }
    words = texts[StepKind(step["kind"])]
    return words.format(award=step["award"], presenters=step["presenters"], winners=who)


def _reopened(board: Board) -> Iterator[Todo]:
    for judge, performance in board.rows.reopened():
        words = _("{judge} can send contestant {number}'s sheet ({round}) once more; the old one counts until then.")
        address = _shown(board, performance)
        sheet = board.rows.sheet(performance, judge)
        if sheet is None or counting(sheet.submissions.all()) is None:
            words = _("{judge} can send contestant {number}'s sheet ({round}) now.")
        facts = {"judge": judge, "number": performance.contestant.number, "round": performance.round}
        yield Todo(words.format(**facts), "", address)


def _papers(board: Board) -> Iterator[Todo]:
    if count := len(board.rows.papers):
        yield Todo(papers_text(count), "warn", desk_address("papers", board.contest.pk))


def _kept(board: Board) -> Iterator[Todo]:
    """Those that are not told as what the next release waits for."""
    lack = held_up(board)
    if count := board.rows.kept - (lack.kept if lack else 0):
        yield Todo(kept_text(count), "warn", desk_address("kept", board.contest.pk))


def _ties(board: Board) -> Iterator[Todo]:
    waiting = [tie for tie in board.ties if not tie.provisional or tie.after is not None]
    for tie in waiting[:MOST_TIES]:
        words = _("{numbers} are tied: a decision is needed.").format(numbers=listed(tie.contestants))
        yield Todo(words, "warn", desk_address("decisions", board.contest.pk))
    if more := len(waiting) - len(waiting[:MOST_TIES]):
        words = ngettext("{count} more decision is needed.", "{count} more decisions are needed.", more)
        yield Todo(words.format(count=more), "warn", desk_address("decisions", board.contest.pk))


def _onwards(board: Board) -> Iterator[Todo]:
    """What comes after what is on."""
    contest, following = board.contest, board.following
    if board.only_in is not None and not contest.stage_open:
        yield Todo(_("Nothing is marked in this room now."))
    elif contest.is_setup:
        yield Todo(_("This contest is still being set up. Open it first."), "warn", _manage("contest", contest))
    elif contest.is_closed or contest.is_published:
        words = _("The contest is closed. Next: check the results, then publish them.")
        if contest.is_published and not board.published:
            words = _(
                "The results have changed since they were published; residents read the old ones. Publish a correction."
            )
        elif contest.is_published:
            words = _("The results are published. To change them, publish a correction.")
        yield Todo(words, "", _manage("results", contest))
    elif following is not None and following.round.at_once:
        words = _("“{round}”: open all for marking; judges then mark in any order.")
        yield Todo(words.format(round=following.round))
    elif following is not None and stage_taken_by(following, board.rows.performances) is None:
        who = person(following)
        if contest.by_contestant:
            who = _("{person}, {round}").format(person=who, round=following.round)
        yield Todo(_("Next on stage: {person}.").format(person=who))
    elif following is None and not board.rows.on():
        in_room = _("Everybody in this room has performed.")
        yield Todo(_("Everybody has performed. Close the contest.") if board.only_in is None else in_room, "good")


def _manage(page: str, contest: Contest) -> str:
    return reverse(f"manage:{page}", args=[contest.pk])


def after_a_cut(contest: Contest) -> list[str]:
    """What becomes of the place of somebody who leaves, where a cut has given one."""
    words = _(
        "A contestant who was marked in a round after a cut keeps their place in that round: the others only "
        "move up in the ranking. To let somebody move up into the round, record it under “Decisions”."
    )
    return [words] if Cut.objects.filter(round__contest=contest).exists() else []


def still_to_perform(performances: Iterable[Performance]) -> list[str]:
    """Who has not been called, a line for each round; `performances` are in running order."""
    words = _("{round}: still to perform: {people}")
    rounds: dict[Round, list[str]] = {}
    for performance in performances:
        rounds.setdefault(performance.round, []).append(person(performance))
    lines = [words.format(round=round_, people=listed(people)) for round_, people in rounds.items()]
    return [*lines, _("Without them the result is not final.")] if lines else []


def closed_without(sheets: Iterable[tuple[ScoreSheet, SheetFacts]]) -> list[str]:
    """Whose sheets are not in though the performance is closed: the result is not final without them."""
    absent = [whose(sheet, by_person=True) for sheet, facts in sheets if is_outstanding(facts) and not facts.reopened]
    words = _("Closed without the sheets of {judges}. The result is not final without them.")
    return [words.format(judges=listed(absent))] if absent else []


def refusal_text(refused: Refused, board_contest: Contest) -> str:
    """A refusal in one sentence, with people by name where it names their keys."""
    if refused.code == "stage-taken":
        on = board_contest.performances.filter(
            state=PerformanceState.ON_STAGE, contestant__number=refused.facts.get("contestant")
        ).select_related("contestant")
        names = [person(performance) for performance in on]
        words = _("{person} is on stage now. Enter the time or close that performance first; then call the next.")
        return words.format(person=listed(names) or refused.facts.get("contestant"))
    names_of = dict(board_contest.judges.values_list("key", "name"))
    keys = refused.facts.get("judges")
    if keys:
        named = [names_of.get(key) or key for key in keys]
        return sentence(Refused(refused.code, **{**refused.facts, "judges": named}))
    return sentence(refused)
