"""What stands on a certificate, in the wording that is usual in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from communities.names import place_parts
from contests.about import text_in
from contests.judged import judges_people
from contests.members import members_text, names_beside

DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """The variable text of one certificate."""

    name: str
    team: str = ""
    """Of one of a team, the name of the team or of who leads it."""

    led: bool = False
    """Whether the team is called by the name of one who is in it."""

    members: tuple[str, ...] = ()
    """Of a team as a whole, who is in it beside the one it is called by."""

    street: str
    community: str
    award: str
    contest: str
    theme: str
    host: str
    day: date
    serial: str
    person: bool = True
    """Whether a person is honoured, and not a service centre or a site."""


def honour_of(
    document: Mapping[str, Any], number: str, *, award: str, serial: str, issued: date, member: int = 0
) -> Honour:
    """What the document of a publication says of a contestant, or of a single member of a team, from 1 on; `issued` is
    the day where the contest has none."""
    (person,) = (person for person in document["contestants"] if person["id"] == number)
    about: Mapping[str, Any] = document.get("about") or {}
    called, members = person.get("name") or number, person.get("members") or ()
    name = members[member - 1]["name"] if member else called
    return Honour(
        name=name,
        team=called if member and name != called else "",
        led=any(each["name"] == called for each in members),
        members=() if member else tuple(names_beside(called, members)),
        street=person.get("street") or "",
        community=person.get("community") or "",
        award=award,
        contest=document["title"],
        theme=text_in(about, "theme"),
        host=text_in(about, "host"),
        day=_day(text_in(about, "date")) or issued,
        serial=serial,
        person=judges_people(about),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def lines_of(honour: Honour, *, honorific: str | None, chinese: bool) -> dict[str, str]:
    """The lines of a certificate, in the language that is active."""
    place = place_parts(honour.street, "" if _names_its_place(honour) else honour.community)
    return {
        "title": gettext("Certificate of Honour"),
        "opening": gettext("This is to certify that"),
        "name": honour.name,
        "honorific": ("" if honour.members else _honorific(honour, honorific, chinese=chinese)),
        "members": members_text(honour.members),
        "team": _of_a_team(honour),
        "place": "".join(place) if chinese else ", ".join(reversed(place)),
        "awarded": gettext("has been awarded"),
        "occasion": _occasion(honour),
        "award": honour.award,
        "closing": gettext("in recognition of which this certificate is given."),
        "host": honour.host,
        "day": _day_in_chinese(honour.day) if chinese else date_format(honour.day, "j F Y"),
        "serial": gettext("No. {serial}").format(serial=honour.serial),
        "verify": gettext("Scan to verify"),
    }


def _honorific(honour: Honour, asked: str | None, *, chinese: bool) -> str:
    """What stands after the name of one person."""
    return ("同志" if chinese and honour.person else "") if asked is None else asked


def _of_a_team(honour: Honour) -> str:
    """To which team one of its members belongs."""
    words = gettext("of the team led by {name}") if honour.led else gettext("of the team {name}")
    return words.format(name=honour.team) if honour.team else ""


def _names_its_place(honour: Honour) -> bool:
    """Whether the name of a centre or site begins with its community, which then need not stand before it."""
    return not honour.person and bool(honour.community) and honour.name.startswith(honour.community)


def _occasion(honour: Honour) -> str:
    """The contest, and its theme where the title does not name it already."""
    if not honour.theme or _bare(honour.theme) in _bare(honour.contest):
        return gettext("in {contest}").format(contest=honour.contest)
    theme = honour.theme.strip("“”").replace("“", "‘").replace("”", "’")
    return gettext("in {contest}, held under the theme “{theme}”").format(contest=honour.contest, theme=theme)


def _bare(text: str) -> str:
    return "".join(char for char in text if char not in "“”‘’\"' ")


def _day_in_chinese(day: date) -> str:
    """A date as it stands under a document.

    >>> _day_in_chinese(date(2026, 11, 20))
    '二〇二六年十一月二十日'
    """
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_counted(day.month)}月{_counted(day.day)}日"


def _counted(number: int) -> str:
    """A number below 100 as it is spoken."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return lead + (DIGITS[ones] if ones else "")
