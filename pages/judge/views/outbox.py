"""Where tablets send what was confirmed: a small address whose answers say whose they are.

A hotel's sign-in page, a proxy's error or a cached copy is never taken for one of them (decision 46).
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Judge, Performance, PerformanceState
from pages.devices import device_of
from pages.judge.forms.sheet import typed_marks
from scoring.actions import keep_sheet
from scoring.models import KeptSheet, Submission, WhyKept

from .keeping import kept_text, waits_for_a_card
from .seat import SeatCookie, read_cookie, seat_cookie_of
from .sheet import number_in, refusal_text, submitted
from .tasks import JudgeTask, holder_of_draft, performance_of, seat_of_draft, sheet_of_draft, tasks_of

FORMAT = 1
"""The version of what is answered; a tablet reads no other."""
YEARS = range(1970, 2100)
"""What a tablet's clock may show, be it wrong: the end of the year 9999 has no time of day in China."""
WHY = {
    "not-open": WhyKept.LATE,
    "already-submitted": WhyKept.ANOTHER,
    "stale": WhyKept.UNSEEN,
    "key-used": WhyKept.OTHER_POINTS,
    "set-aside": WhyKept.OTHER_POINTS,
    "another-judges-sheet": WhyKept.CARD,
    "successor": WhyKept.SUCCESSOR,
    "judge-left": WhyKept.LEFT,
    "recused": WhyKept.RECUSED,
}
"""Why a refused sheet is kept. What cannot be read, or does not fit the rubric, is refused and not kept."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(no_store=True)
def outbox(request: HttpRequest) -> JsonResponse:
    """Take a confirmed sheet and say what has become of it; to who only asks, the token that sending needs."""
    if request.method != "POST":
        return _answer(200, token=get_token(request))
    at = now()
    try:
        return _taken(_stored(request, at), at)
    except Refused as refused:
        return _not_taken(request, refused, at)


def _not_taken(request: HttpRequest, refused: Refused, at: datetime) -> JsonResponse:
    """Kept for the desk, where it was confirmed with a card of this seat; else why it is refused."""
    key, cookie = request.POST.get("key", "").strip(), seat_cookie_of(request)
    if cookie is None:
        return _answer(403, key=key, state="seat", sentence=_no_card())
    try:
        kept = _kept(request, cookie, refused, at)
    except Refused as later:
        return _answer(429, key=key, sentence=sentence(later))
    pk = number_in(request.POST.get("sheet", "")) or _sheet_now(request)
    task = next((task for task in tasks_of(cookie.judge, here=pk) if task.sheet == pk), None) if pk else None
    open_to = task if cookie.good and refused.code != "successor" else None
    again = open_to is not None and open_to.takes_marks  # the judge looks at it once more and confirms
    if again and refused.code == "not-open":
        return _called_meanwhile(request, at) or _refused(key, cookie, refused, task)
    if kept is None or (again and refused.code != "set-aside"):
        return _refused(key, cookie, refused, task)
    return _kept_answer(key, cookie, kept, conflict=refused.code == "key-used")


def _called_meanwhile(request: HttpRequest, at: datetime) -> JsonResponse | None:
    """Stored after all, where the contestant was called while the sheet was being kept."""
    try:
        return _taken(_stored(request, at), at)
    except Refused:
        return None


def _stored(request: HttpRequest, at: datetime) -> Submission:
    """What is stored for it. A start that was taken back and given again has another sheet for the same draft, and who
    marked without the server knew the number of none.
    """
    if _of_another_seat(request):
        raise Refused("another-judges-sheet")
    if _of_who_sat_there_before(request):
        raise Refused("successor")
    pk = number_in(request.POST.get("sheet", "")) or 0
    confirmed = moment_sent(request.POST.get("confirmed_at", ""))
    try:
        return submitted(request, pk, now=at, submitted_at=confirmed)
    except Refused as refused:
        again = _sheet_now(request) if refused.code == "not-open" else None
        if again is None or again == pk:
            raise
    return submitted(request, again, now=at, submitted_at=confirmed)


def _of_another_seat(request: HttpRequest) -> bool:
    """Whether a tablet that has changed its seat, perhaps in another window, sends what was confirmed in the one
    before: a sheet without a number would count as that of who sits here.
    """
    seat, typed_in = read_cookie(request), seat_of_draft(request.POST.get("draft", ""))
    return seat is not None and typed_in is not None and typed_in != seat.judge


def _of_who_sat_there_before(request: HttpRequest) -> bool:
    """Whether a tablet in a seat sends what a predecessor had confirmed on it, and what has not been received."""
    seat, whose = read_cookie(request), holder_of_draft(request.POST.get("draft", ""))
    if seat is None or seat.holder is None or whose is None or whose >= seat.holder:
        return False
    key = request.POST.get("key", "").strip()
    return not Submission.objects.filter(sheet__judge=seat.judge, idempotency_key=key).exists()


def _sheet_now(request: HttpRequest) -> int | None:
    seat = read_cookie(request)
    return sheet_of_draft(seat.judge, request.POST.get("draft", "")) if seat is not None else None


def moment_sent(text: str) -> datetime | None:
    """When a tablet says that it was confirmed; None where that is no moment, or none that a clock can show."""
    try:
        moment = parse_datetime(text)
        found = moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.year in YEARS else None


def _taken(sent: Submission, at: datetime) -> JsonResponse:
    past = _("This sheet was received at {time} and no longer counts. Fill it in again if the desk asks you to.")
    words = "" if sent.counts else past.format(time=_clock(sent.received_at))
    state = "received" if sent.received_at == at else "known"
    return _received(sent.idempotency_key, sent.received_at, state=state, counts=sent.counts, sentence=words)


def _received(key: str, at: datetime, *, state: str, counts: bool, sentence: str, status: int = 200) -> JsonResponse:
    said = {"state": state, "counts": counts, "received_at": at.isoformat(), "time": _clock(at), "sentence": sentence}
    return _answer(status, key=key, **said)


def _clock(at: datetime) -> str:
    return f"{localtime(at):%H:%M:%S}"


def _refused(key: str, cookie: SeatCookie, refused: Refused, task: JudgeTask | None) -> JsonResponse:
    if not cookie.good:
        return _answer(403, key=key, state="seat", sentence=_left() if cookie.judge.left_at else _no_card())
    words = refusal_text(refused, task) if task is not None else sentence(refused)
    conflict = refused.code == "key-used"
    seen = refused.facts.get("seen") if refused.code == "stale" else None
    state = "conflict" if conflict else "refused"
    return _answer(409 if conflict else 200, key=key, state=state, code=refused.code, replaces=seen, sentence=words)


def _kept(request: HttpRequest, cookie: SeatCookie, refused: Refused, at: datetime) -> KeptSheet | None:
    """What is kept of a sheet that was refused; None where it is none to be kept. Refused("too-fast") to try later.

    The cookie of a seat is signed here: it proves that the tablet had a valid card of that seat, whose it was, too.
    """
    why, judge = WHY.get(refused.code), cookie.judge
    if why is None or (why is WhyKept.CARD and cookie.good):
        return None
    if not cookie.good and judge.left_at is not None:
        why = WhyKept.LEFT
    sheet, draft = number_in(request.POST.get("sheet", "")) or 0, request.POST.get("draft", "")
    performance = performance_of(judge, sheet=sheet, draft=draft)
    if performance is None:
        return None
    if why is WhyKept.LATE:
        why = _why_not_open(judge, performance)
    device, whose = device_of(request), holder_of_draft(draft)
    try:
        return keep_sheet(
            performance=performance,
            marks=typed_marks(request.POST, list(performance.round.items.all())),
            key=request.POST.get("key", "").strip(),
            why=why,
            holder=cookie.holder if whose is None else min(whose, cookie.holder),
            by=judge,
            now=at,
            submitted_at=moment_sent(request.POST.get("confirmed_at", "")),
            device=device.short if device else "",
            signature=request.POST.get("signature", ""),
        )
    except Refused as not_kept:
        if not_kept.code == "too-fast":
            raise
        return None


def _why_not_open(judge: Judge, performance: Performance) -> WhyKept:
    """A judge who went ahead without the server may have been recused meanwhile: there is no sheet, called or not."""
    if judge.recusals.filter(contestant=performance.contestant_id).exists():
        return WhyKept.RECUSED
    return WhyKept.NOT_CALLED if performance.state == PerformanceState.WAITING else WhyKept.LATE


def _kept_answer(key: str, cookie: SeatCookie, kept: KeptSheet, *, conflict: bool) -> JsonResponse:
    """It counts once the desk has claimed it. Where only the card is missing, it waits for the newest one."""
    judge, words = cookie.judge, kept_text(kept, cookie.judge)
    if kept.claimed and kept.submission is not None and kept.submission.counts:
        return _received(key, kept.received_at, state="known", counts=True, sentence="")
    if waits_for_a_card(kept, judge) and not cookie.good:
        return _answer(403, key=key, state="seat", sentence=words)
    status = 409 if conflict else 200
    return _received(key, kept.received_at, state="kept", counts=False, sentence=words, status=status)


def _no_card() -> str:
    return _(
        "This tablet has no valid card. The sheet is kept here: scan the newest card and it will be sent automatically."
    )


def _left() -> str:
    return _("This seat no longer marks, so the sheet was not sent. It is kept on this tablet: ask the desk.")


def _answer(status: int, **said: object) -> JsonResponse:
    return JsonResponse({"leitai": FORMAT} | said, status=status)
