"""Marks: sent from a tablet, entered from paper, sent again after re-opening."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from communities.journal import Verb
from communities.journal.facts import named
from communities.models import Journal, User
from communities.refused import Refused
from communities.writing import insert, insert_all
from contests.actions.change import By, changed, reason_given, refuse_stale, refuse_unless_in
from contests.models import BEGUN, Judge, Performance, PerformanceState, RubricItem
from contests.rules.points import points_fault
from scoring import verbs
from scoring.models import KeptSheet, Mark, ScoreSheet, Source, Submission
from scoring.queries import SheetFacts, SheetRows, lock_contest_of, sheet_rows
from scoring.rules import (
    can_be_reopened,
    can_be_revised,
    counting,
    facts_of,
    paper_waiting,
    read_signature,
    takes_marks,
    waits_for_a_second_person,
    why_no_sheet,
    why_not_seated,
)

Marks = Mapping[str, Decimal | None]
"""Key of a rubric item: points; None is an excused mark, which only the desk enters."""
Typed = Callable[[SheetRows], Marks]
"""What makes marks of what somebody typed, once the sheet and its rubric are known; Refused where it cannot."""

LONGEST_KEY = 64


def _nothing(_contest: int) -> Container[int]:
    return ()


@transaction.atomic
def submit_sheet(
    *,
    sheet: ScoreSheet,
    marks: Marks | Typed,
    key: str,
    by: Judge,
    now: datetime,
    replaces: int | None = None,
    submitted_at: datetime | None = None,
    device: str = "",
    signature: str = "",
    revisable: Callable[[int], Container[int]] = _nothing,
) -> Submission:
    """A judge sends a sheet. The same key again gives back what is stored; with other marks it is refused.

    `replaces` is the number in the database of the submission that counted when the judge looked, None where there
    was none: what waited on a tablet from before a sheet was re-opened does not pass for the correction. `device` is
    the short name of the tablet, for the journal. `signature` is kept where the contest asks judges to sign.

    `revisable` gives, for the number of a contest, those of performances whose sheets a judge may change without the
    desk: then what `replaces` the judge's own sheet that counts takes its place. It is asked with the contest locked,
    and only where a sheet counts.

    Refused("another-judges-sheet"), "bad-key", "key-used", "set-aside" where somebody at the desk has decided that what
    was kept under this key does not count, "unknown-items", "incomplete", "bad-points", "not-signed"
    where the contest asks for a signature and there is none, "bad-signature" for what is none, "stale" where
    another submission counts than the judge had seen, and where it takes no marks "wrong-state", "judge-left",
    "recused", "already-submitted", "not-open".
    """
    current = LockedSheet(sheet)
    if callable(marks):
        marks = marks(current.rows)
    stored = current.sent_before(key, marks)
    if stored is not None:
        return stored
    if current.sheet.judge_id != by.pk:
        raise Refused("another-judges-sheet")
    if key in current.rows.set_aside:
        raise Refused("set-aside")
    counts = current.counting
    revised = counts if current.is_revised(replaces, revisable) else None
    if revised is None:
        current.refuse_unless_open()
    if counts is not None and counts.pk != replaces:
        raise Refused("stale", seen=counts.pk)
    current.check(marks)
    signed = current.signed(signature)
    current.retire_sent(now)
    instead = {"instead": revised.received_at.isoformat()} if revised is not None else {}
    line = current.note(verbs.SHEET_SUBMITTED, current.next_number, current.sheet.judge, now, device=device, **instead)
    sent: dict[str, Any] = {
        "idempotency_key": key,
        "received_at": now,
        "submitted_at": submitted_at,
        "signature": signed,
    }
    submission = current.store(marks, source=Source.TABLET, counts=True, line=line, **sent)
    current.overtake_kept(submission, now)
    return submission


@transaction.atomic
def reopen_sheet(*, sheet: ScoreSheet, reason: str, by: User, now: datetime, seen: int | None = None) -> ScoreSheet:
    """Let a judge send a sheet once more; until then what was sent counts.

    `seen` is the number in the database of the submission that counted when the caller looked, None for whichever it
    is. Refused("already") where it is re-opened, "stale" where the judge has sent another since, and "wrong-state",
    "judge-left", "recused", "nothing-to-reopen", "reason-needed", "not-open".
    """
    current = LockedSheet(sheet)
    if current.sheet.reopened_at is not None:
        raise Refused("already", reopened_at=current.sheet.reopened_at)
    current.refuse_unless_running()
    current.refuse_unless_seated()
    if not can_be_reopened(current.facts):
        raise Refused("nothing-to-reopen")
    refuse_stale(seen, current.counting.pk if current.counting else None)
    current.sheet.reopened_at, current.sheet.reopen_reason = now, reason_given(reason)
    current.sheet.save(update_fields=["reopened_at", "reopen_reason"])
    detail = {"reason": current.sheet.reopen_reason}
    changed(current.contest, verbs.SHEET_REOPENED, by=by, now=now, object=current.sheet, detail=detail)
    return current.sheet


@transaction.atomic
def enter_paper_sheet(
    *,
    sheet: ScoreSheet,
    marks: Marks,
    key: str,
    by: User,
    now: datetime,
    seen: int | None = None,
    holder: int | None = None,
) -> Submission:
    """The desk enters a paper sheet; it counts when a second person has confirmed it.

    `holder` says whose marks these are: how many had given up the seat when they were made. None is whoever sat there
    when the performance went on stage.

    `seen` is the number in the database of the entry that waited when the caller looked, None where none did: nobody
    replaces an entry without knowing it. Refused("stale") where another waits (`marks` and `by` say which) or none any
    more, "invalid" for a `holder` there never was, "bad-key", "key-used", "unknown-items", "incomplete", "bad-points",
    and where it takes no marks "wrong-state", "judge-left", "recused", "already-submitted", "not-open".
    """
    current = LockedSheet(sheet)
    stored = current.sent_before(key, marks)
    if stored is not None:
        return stored
    current.refuse_unless_open()
    current.check(marks)
    whose = current.holder_of_paper(holder)
    current.refuse_unseen_paper(seen)
    for waiting in (s for s in current.sent if s.retired_at is None and not s.counts):
        _retire(waiting, now)
    line = current.note(verbs.PAPER_ENTERED, current.next_number, by, now, **current.whose_marks(whose))
    entered = {"idempotency_key": key, "received_at": now, "entered_by": by}
    return current.store(marks, holder=whose, source=Source.PAPER, counts=False, line=line, **entered)


@transaction.atomic
def confirm_paper_sheet(*, submission: Submission, by: User, now: datetime) -> Submission:
    """A second person confirms what was entered from paper, also once the performance is closed.

    Refused("already") where it counts, and "already-submitted", "nothing-to-confirm", "needs-a-second-person",
    "wrong-state", "judge-left", "recused", "not-open".
    """
    current = LockedSheet(submission.sheet)
    entered = next(s for s in current.sent if s.pk == submission.pk)
    if entered.counts:
        raise Refused("already", received_at=entered.received_at)
    if entered.retired_at is not None and current.counting is not None:
        raise Refused("already-submitted", received_at=current.counting.received_at)
    if not waits_for_a_second_person(entered):
        raise Refused("nothing-to-confirm")
    if entered.entered_by_id == by.pk:
        raise Refused("needs-a-second-person")
    current.refuse_unless_confirmable()
    current.retire_sent(now, but=entered)
    entered.counts, entered.confirmed_by = True, by
    entered.save(update_fields=["counts", "confirmed_by"])
    first = User.objects.filter(pk=entered.entered_by_id or 0).first()
    more: dict[str, Any] = {**current.whose_marks(entered.holder), "entered_by": named(first) if first else None}
    current.note(verbs.PAPER_CONFIRMED, entered.number, by, now, **more)
    return entered


def excuse(sheet: ScoreSheet, *, by: User, now: datetime) -> Submission:
    """No marks at all from this judge for this performance; what was sent before no longer counts."""
    current = LockedSheet(sheet)
    current.retire_sent(now)
    marks = dict.fromkeys(current.items)
    key = f"excused {now.isoformat()}"[:LONGEST_KEY]
    return current.store(marks, idempotency_key=key, source=Source.DESK, received_at=now, entered_by=by, counts=True)


def retire_all(sheet: ScoreSheet, now: datetime) -> int:
    """Nothing that was sent for a sheet counts any more; how many submissions that are."""
    return LockedSheet(sheet).retire_sent(now)


def marks_of(submission: Submission) -> dict[str, Decimal | None]:
    """The marks of a submission by the keys of their items."""
    return dict(submission.marks.values_list("item__key", "points"))


def refuse_bad_key(key: str) -> None:
    """Refused("bad-key") for what no page makes."""
    if not key or len(key) > LONGEST_KEY or not key.isprintable():
        raise Refused("bad-key")


def refuse_unfit(marks: Marks, items: Mapping[str, RubricItem]) -> None:
    """Every item its points, within its range and step; otherwise Refused with what is wrong, by item."""
    unknown = sorted(set(marks) - set(items))
    if unknown:
        raise Refused("unknown-items", items=unknown)
    absent = [key for key in items if marks.get(key) is None]
    if absent:
        raise Refused("incomplete", items=absent)
    given = {key: points for key, points in marks.items() if points is not None}
    faults = {key: fault for key, points in given.items() if (fault := points_fault(items[key], points))}
    if faults:
        raise Refused("bad-points", items=faults)


def _retire(submission: Submission, now: datetime) -> None:
    submission.counts, submission.retired_at = False, now
    submission.save(update_fields=["counts", "retired_at"])


class LockedSheet:
    """A sheet with all that was sent for it, as it is now: its contest is locked until the transaction ends."""

    def __init__(self, sheet: ScoreSheet) -> None:
        rows = sheet_rows(sheet.pk) if lock_contest_of(sheet.pk) else None
        if rows is None:  # the start was cancelled, perhaps while this one waited for the contest
            who = sheet.performance.contestant.number if sheet.performance_id else ""
            raise Refused("not-open", contestant=who, state=str(PerformanceState.WAITING))
        self.rows, self.contest, self.sheet = rows, rows.contest, rows.sheet
        self.items, self.sent = rows.items, rows.sent

    @property
    def counting(self) -> Submission | None:
        """The submission that counts."""
        return counting(self.sent)

    @property
    def next_number(self) -> int:
        """The number of what is sent next."""
        return self.sent[-1].number + 1 if self.sent else 1

    @property
    def facts(self) -> SheetFacts:
        """What decides where it stands."""
        sheet = self.sheet
        return facts_of(sheet.performance, sheet.judge, sheet, self.sent, recused=self.rows.recused)

    def sent_before(self, key: str, marks: Marks) -> Submission | None:
        """What is stored under a key, if the marks are the same."""
        refuse_bad_key(key)
        stored = next((s for s in self.sent if s.idempotency_key == key), None)
        if stored is not None and marks_of(stored) != dict(marks):
            raise Refused("key-used", received_at=stored.received_at)
        return stored

    def refuse_unless_running(self) -> None:
        """Marks come in from the first performance on."""
        refuse_unless_in(self.contest, *BEGUN)

    def refuse_unless_seated(self) -> None:
        """Who left, or is recused, gives no marks."""
        judge, contestant = self.sheet.judge.key, self.sheet.performance.contestant.number
        if (refused := why_not_seated(self.facts, judge=judge, contestant=contestant)) is not None:
            raise refused

    def refuse_unless_open(self) -> None:
        """A sheet takes marks while its performance is under way, once; or when it was re-opened."""
        self.refuse_unless_running()
        judge, contestant = self.sheet.judge.key, self.sheet.performance.contestant.number
        received_at = self.counting.received_at if self.counting is not None else None
        refused = why_no_sheet(self.facts, judge=judge, contestant=contestant, received_at=received_at)
        if refused is not None:
            raise refused

    def is_revised(self, replaces: int | None, revisable: Callable[[int], Container[int]]) -> bool:
        """Whether what replaces a sheet is its judge's own change of what was confirmed, and may come. Refused as
        `refuse_unless_running` and `refuse_unless_seated` say."""
        counts = self.counting
        if counts is None or counts.pk != replaces or takes_marks(self.facts):
            return False
        if not can_be_revised(counts, holder=self.sheet.judge.replaced) or paper_waiting(self.sent) is not None:
            return False
        self.refuse_unless_running()
        self.refuse_unless_seated()
        return self.sheet.performance_id in revisable(self.contest.pk)

    def refuse_unless_confirmable(self) -> None:
        """What was entered while a sheet took marks can be confirmed as long as nothing else counts."""
        closed = self.sheet.performance.state == PerformanceState.CLOSED
        if not closed or self.counting is not None:
            self.refuse_unless_open()
        self.refuse_unless_running()
        self.refuse_unless_seated()

    def refuse_unseen_paper(self, seen: int | None) -> None:
        """Neither of two desks replaces what the other has entered without knowing it."""
        waiting = paper_waiting(self.sent)
        if seen == (waiting.pk if waiting else None):
            return
        facts = {"marks": marks_of(waiting), "by": str(waiting.entered_by)} if waiting else {}
        raise Refused("stale", seen=waiting.pk if waiting else None, **facts)

    def check(self, marks: Marks) -> None:
        """Every item its points, within its range and step; otherwise Refused with what is wrong, by item."""
        refuse_unfit(marks, self.items)

    def signed(self, signature: str) -> str:
        """The signature as it is kept; none where the contest asks for none."""
        if not self.contest.signatures:
            return ""
        signed = read_signature(signature)
        if not signed:
            raise Refused("not-signed")
        return signed

    def holder_of_paper(self, holder: int | None) -> int:
        """Who has filled in a paper sheet: as the caller says, else who sat there when the performance began."""
        if not self.sheet.judge.replaced:
            return 0
        began = Performance.objects.values_list("started_at", flat=True).get(pk=self.sheet.performance_id)
        found = Judge.objects.get(pk=self.sheet.judge_id).holder_at(began) if holder is None else holder
        if not 0 <= found <= self.sheet.judge.replaced:
            raise Refused("invalid", errors={"holder": ["invalid_choice"]})
        return found

    def retire_sent(self, now: datetime, *, but: Submission | None = None) -> int:
        """What counted, or waited for a second person, no longer does; the sheet is closed again."""
        gone = [s for s in self.sent if s.retired_at is None and s != but]
        for submission in gone:
            _retire(submission, now)
        if self.sheet.reopened_at is not None:
            self.sheet.reopened_at, self.sheet.reopen_reason = None, ""
            self.sheet.save(update_fields=["reopened_at", "reopen_reason"])
        return len(gone)

    def overtake_kept(self, submission: Submission, now: datetime) -> None:
        """What was kept of the same judge needs no decision any more: what is sent now is what the judge means."""
        past = [pk for pk, holder in self.rows.kept.items() if holder == submission.holder]
        if past:
            KeptSheet.objects.filter(pk__in=past).update(settled_at=now, submission=submission)

    def whose_marks(self, holder: int) -> dict[str, str]:
        """For the journal: the name of who sat there before, where a paper sheet is theirs."""
        if holder == self.sheet.judge.replaced:
            return {}
        return {"judge": Judge.objects.get(pk=self.sheet.judge_id).predecessor(holder)}

    def store(self, marks: Marks, *, holder: int | None = None, **values: Any) -> Submission:
        """Keep what was sent, under the next number: marks of who sits there now, or sat there as `holder`."""
        whose = self.sheet.judge.replaced if holder is None else holder
        submission = insert(Submission(sheet=self.sheet, number=self.next_number, holder=whose, **values))
        numbers = {item: self.items[item].pk for item in marks}
        insert_all([Mark(submission_id=submission.pk, item_id=numbers[item], points=marks[item]) for item in marks])
        return submission

    def note(self, verb: Verb, number: int, by: By, now: datetime, *, device: str = "", **more: Any) -> Journal:
        """Raise the version and write the journal; what is sent comes after its line, which the database asks for."""
        detail = {"number": number, **more}
        return changed(self.contest, verb, by=by, now=now, object=self.sheet, detail=detail, device=device)
