"""What stands around every paper: whose it is, whether it counts, the fingerprint of the rules, when it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override, pgettext

from communities.language import active_language
from communities.refused import Refused
from contests.models import Contest
from scoring.results import TallySheet

from .paper import Form, Paper, Sheet, aligned
from .spreadsheet import xlsx_of
from .typesetting import pdf_of

MOST_CELLS = 50_000
"""Cells of a PDF: setting one takes about 12 kilobytes of memory while it is made."""


def speaking(language: str) -> override:
    """The language of a paper: English, or else Chinese."""
    return override("en" if language.startswith("en") else "zh-hans")


def handed_out(paper: Paper, form: Form) -> bytes:
    """A paper as what it is asked for; Refused("too-long-to-print") where a PDF would take more than a server has."""
    if form is Form.XLSX:
        return xlsx_of(paper)
    if (cells := paper.cells) > MOST_CELLS:
        raise Refused("too-long-to-print", cells=cells, most=MOST_CELLS)
    return pdf_of("paper", paper.as_data(), at=paper.printed)


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


def of_tally(tally: TallySheet, sheets: Sequence[Sheet], *, kind: str, now: datetime, landscape: bool = False) -> Paper:
    """A paper with figures on it: it says loudly whether they count."""
    loud, watermark = warning(tally)
    return framed(
        sheets,
        kind=kind,
        contest=tally.contest.title,
        fingerprint=tally.fingerprint,
        now=now,
        rehearsal=(tally.contest.about or {}).get("rehearsal") is True,
        landscape=landscape,
        loud=loud,
        watermark=watermark,
        state="" if loud else publication_text(tally),
    )


def of_contest(
    contest: Contest, sheets: Sequence[Sheet], *, kind: str, now: datetime, landscape: bool = False
) -> Paper:
    """A paper from before the first mark: until the contest is opened it is a draft."""
    draft = "" if contest.frozen else gettext("Draft: the contest is not open yet, this may still change.")
    return framed(
        sheets,
        kind=kind,
        contest=contest.title,
        fingerprint=contest.fingerprint,
        now=now,
        rehearsal=contest.rehearsal,
        landscape=landscape,
        loud=draft,
        watermark=pgettext("paper", "DRAFT") if draft else "",
    )


def rehearsal_word() -> str:
    """The word on every paper of a rehearsal."""
    return pgettext("paper", "REHEARSAL")


def warning(tally: TallySheet) -> tuple[str, str]:
    """What nobody may miss, and the word behind the table; empty where the figures count."""
    if tally.superseded:
        return gettext("Superseded by a later publication. Do not use."), pgettext("paper", "VOID")
    if tally.number is not None and not tally.final:
        text = gettext("Published incomplete, no. {number}: {reason}")
        if not tally.missing:
            text = gettext("Published with a decision still open, no. {number}: {reason}")
        return text.format(number=tally.number, reason=tally.reason), pgettext("paper", "INCOMPLETE")
    if not tally.final:
        return _open(tally.missing), pgettext("paper", "PROVISIONAL")
    if tally.number is None:
        return gettext("Complete, but not published yet. For checking only."), pgettext("paper", "NOT PUBLISHED")
    return "", ""


def _open(missing: int) -> str:
    if not missing:
        return gettext("Provisional: a decision between equals is waited for. Not an official result.")
    text = ngettext(
        "Provisional: {count} mark is still missing. Not an official result.",
        "Provisional: {count} marks are still missing. Not an official result.",
        missing,
    )
    return text.format(count=missing)


def publication_text(tally: TallySheet) -> str:
    """Which publication this is."""
    if tally.number is None or tally.at is None:
        return ""
    text = gettext("Publication no. {number}, {time}").format(number=tally.number, time=moment(tally.at))
    return f"{text}{gettext(': ')}{tally.reason}" if tally.reason else text


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
    yield from ((label, str(about[key])) for key, label in _labels().items() if about.get(key))


def _labels() -> dict[str, str]:
    return {"host": pgettext("paper", "Host"), "place": pgettext("paper", "Venue"), "date": pgettext("paper", "Date")}


def facts_of_contest(contest: Contest) -> list[tuple[str, str]]:
    """Host, venue and date of a contest, as the head of a paper names them."""
    day = date_format(contest.date, "Y-m-d") if contest.date else ""
    return list(facts_of({"host": contest.host, "place": contest.venue, "date": day}))
