"""What stands around every paper: whose it is, whether it counts, the fingerprint of the rules, when it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override, pgettext

from communities.language import active_language, in_chinese
from communities.refused import Refused
from communities.wording import listed
from contests.about import text_in
from contests.judged import spoken_of
from contests.models import Contest
from contests.rules.draw import draw_record
from scoring.results import TallySheet
from tabulation.contest import About

from .paper import Form, Paper, Sheet, aligned
from .spreadsheet import xlsx_of
from .typesetting import pdf_of
from .uses import Use, of_figures

MOST_CELLS = 50_000
"""Cells of a PDF: setting one takes about 12 kilobytes of memory while it is made."""


@contextmanager
def speaking(language: str, about: About | None) -> Iterator[None]:
    """The language of a paper, English or else Chinese, with the word of its contest for those who are judged."""
    with override("en" if language.startswith("en") else "zh-hans"), spoken_of(about):
        yield


def handed_out(paper: Paper, form: Form) -> bytes:
    """A paper as what it is asked for; Refused("too-long-to-print") where a PDF would take more than a server has."""
    if form is Form.XLSX:
        return xlsx_of(paper)
    if (cells := paper.cells) > MOST_CELLS:
        raise Refused("too-long-to-print", cells=cells, most=MOST_CELLS)
    return pdf_of("paper", paper.as_data(), at=paper.printed, files=paper.files)


def framed(
    sheets: Sequence[Sheet],
    *,
    kind: str,
    contest: str,
    fingerprint: str,
    now: datetime,
    rehearsal: bool = False,
    **more: Any,
) -> Paper:
    """Sheets with everything around them, in the language that is active; those of a rehearsal say so first."""
    if rehearsal:
        more["loud"] = " ".join(filter(None, (gettext("Rehearsal: nothing on this paper counts."), more.get("loud"))))
        more |= {"watermark": rehearsal_word(), "state": ""}
    return Paper(
        contest=contest,
        kind=kind,
        sheets=[replace(sheet, tables=[aligned(table) for table in sheet.tables]) for sheet in sheets],
        printed=now,
        printed_words=gettext("Printed {time}").format(time=moment(now)),
        fingerprint_words=fingerprint_words(fingerprint),
        language=active_language(),
        words={"page": gettext("Page {n} of {all}"), "colon": pgettext("paper", ": ")},
        **more,
    )


def of_tally(
    tally: TallySheet,
    sheets: Sequence[Sheet],
    *,
    kind: str,
    now: datetime,
    unpublished: str,
    landscape: bool = False,
    why: bool = True,
) -> Paper:
    """A paper with figures on it: it says what it is for while they are not published (`unpublished`), and loudly
    where they do not count. Without `why` the reason of a correction is left out: the paper is read aloud or posted."""
    use = of_figures(tally, unpublished) or Use(publication_text(tally, why=why))
    about = {"contest": tally.contest.title, "fingerprint": tally.fingerprint}
    rehearsal = (tally.contest.about or {}).get("rehearsal") is True
    return framed(sheets, kind=kind, now=now, rehearsal=rehearsal, landscape=landscape, **about, **_said(use))


def of_contest(
    contest: Contest, sheets: Sequence[Sheet], *, kind: str, now: datetime, use: Use, landscape: bool = False
) -> Paper:
    """A paper without figures, with what it is for."""
    about = {"contest": contest.title, "fingerprint": contest.fingerprint}
    return framed(sheets, kind=kind, now=now, rehearsal=contest.rehearsal, landscape=landscape, **about, **_said(use))


def _said(use: Use) -> dict[str, str]:
    return {"loud": use.words, "watermark": use.word} if use.loud else {"state": use.words}


def rehearsal_word() -> str:
    """The word on every paper of a rehearsal."""
    return pgettext("paper", "REHEARSAL")


def publication_text(tally: TallySheet, *, why: bool = True) -> str:
    """Which publication this is; with `why` also the reason for it, where one was given."""
    if tally.number is None or tally.at is None:
        return ""
    text = gettext("Publication no. {number}, {time}").format(number=tally.number, time=moment(tally.at))
    return f"{text}{gettext(': ')}{tally.reason}" if tally.reason and why else text


def fingerprint_words(fingerprint: str) -> str:
    """The fingerprint of the frozen rules, as it stands on every paper."""
    if not fingerprint:
        return gettext("The rules are not sealed yet.")
    return gettext("Fingerprint of the sealed rules (SHA-256): {fingerprint}").format(fingerprint=fingerprint)


def moment(at: datetime) -> str:
    """A time by the clock on the wall, to the second."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


def facts_of(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Host, place and day of a contest file's `about`, those that are known."""
    facts = {**about, "date": _day(text_in(about, "date"))}
    yield from ((label, text) for key, label in _labels().items() if (text := text_in(facts, key)))


def day_text(day: date | None) -> str:
    """A day as people write it: 2026年11月20日, 20 November 2026; "" for none."""
    return date_format(day, "Y年n月j日" if in_chinese() else "j F Y") if day else ""


def _day(text: str) -> str:
    """A day of a contest file; what is no date as it stands there."""
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return text


def _labels() -> dict[str, str]:
    return {"host": pgettext("paper", "Host"), "place": pgettext("paper", "Venue"), "date": pgettext("paper", "Date")}


def turns_text(contest: Contest) -> Iterator[str]:
    """That each goes through all rounds at once, where the running order of a contest goes so."""
    rounds = [str(round_) for round_ in contest.rounds.all() if not round_.external] if contest.by_contestant else []
    if len(rounds) > 1:
        yield gettext("Each goes through {rounds} before the next is called.").format(rounds=listed(rounds))


def draw_text(contest: Contest) -> Iterator[str]:
    """What the running order was drawn from; where it was not drawn here, how many seals there were before."""
    record = draw_record(contest)
    if record.seed.number:
        yield gettext(
            "Drawn from what was called out in the hall, “{called}”, and the sealed number {number}. Seal {count}, made"
            " known before: {seal}."
        ).format(
            called=record.seed.called, number=record.number_in_fours, count=record.number, seal=record.seal_in_fours
        )
    elif record.seed.called:
        yield gettext("Drawn from the recorded seed “{seed}”.").format(seed=record.seed.called)
    elif record.number and not contest.draw_sealed:
        yield gettext("The order was not drawn here. Seals made for a draw before: {count}.").format(
            count=record.number
        )
    if record.rooms:
        words = gettext("The draw gave the rooms, too, one contestant after the other: {rooms}.")
        yield words.format(rooms=listed(record.rooms))


def facts_of_contest(contest: Contest) -> list[tuple[str, str]]:
    """Host, venue and date of a contest, as the head of a paper names them."""
    day = contest.date.isoformat() if contest.date else ""
    return list(facts_of({"host": contest.host, "place": contest.venue, "date": day}))
