"""The times that values are counted for: years, halves, quarters and months, exact, each inside the next longer one."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext, pgettext

from .language import in_chinese
from .refused import Refused
from .typed import folded

YEAR, HALF, QUARTER, MONTH = 12, 6, 3, 1
"""Months of each kind of period."""
SHORTER = {YEAR: HALF, HALF: QUARTER, QUARTER: MONTH}
YEARS = range(1900, 2200)
"""The years that anything here happens in: another one is a slip of the hand."""
FORM = r"\A(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?\Z"
"""What the code of a period looks like: 2025, 2025-H1, 2025-Q2, 2025-06."""
DIGITS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
ENGLISH = {name.casefold(): n for n, name in enumerate(month_name) if name}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
Y = r"(?P<year>(?:19|20|21)[0-9]{2})"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{Y}(?:年|年度|年全年|全年)?",
        rf"{Y}年?(?P<half>[上下])半年度?",
        rf"{Y}-?h(?P<half>[12])",
        rf"h(?P<half>[12])-?{Y}",
        rf"{Y}年?第?(?P<quarter>[一二三四1-4])季度?",
        rf"{Y}-?q(?P<quarter>[1-4])",
        rf"q(?P<quarter>[1-4])-?{Y}",
        rf"{Y}年(?P<month>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九])月份?",
        rf"{Y}[-/](?P<month>[0-9]{{1,2}})",
        rf"{Y}\.(?!1\Z)(?P<month>[0-9]{{1,2}})",  # a spreadsheet makes 2026.1 of October's 2026.10
        rf"(?P<half>first|second)halfof{Y}",
        rf"(?P<quarter>first|second|third|fourth)quarterof{Y}",
        rf"(?P<month>{'|'.join(ENGLISH)}){Y}",
        rf"{Y}年(?P<first>[0-9]{{1,2}})月?(?:-|~|至|到)(?P<last>[0-9]{{1,2}})月份?",
    )
)
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Period:
    """A year, half, quarter or month: `months` of them from the month `first` on.

    They stand in order of time, a longer one before those it begins with.

    >>> sorted([Period(2025, 4, 3), Period(2025, 1, 3), Period(2025)])[0], Period(2025).contains(Period(2025, 4, 3))
    (Period(year=2025, first=1, months=12), True)
    """

    year: int
    first: int = 1
    months: int = YEAR

    def __post_init__(self) -> None:
        whole = self.months in (YEAR, HALF, QUARTER, MONTH) and 1 <= self.first <= 12
        if not whole or (self.first - 1) % self.months or self.year not in YEARS:
            raise ValueError(f"no period: {self.months} months from {self.year}-{self.first}")

    def __lt__(self, other: Period) -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[int, int, int]:
        return self.year, self.first, -self.months

    @property
    def code(self) -> str:
        """As it is stored and stands in addresses and sheets.

        >>> Period(2025).code, Period(2025, 7, 6).code, Period(2025, 4, 3).code, Period(2025, 6, 1).code
        ('2025', '2025-H2', '2025-Q2', '2025-06')
        """
        number = (self.first - 1) // self.months + 1
        return {YEAR: f"{self.year}", MONTH: f"{self.year}-{self.first:02d}"}.get(
            self.months, f"{self.year}-{'H' if self.months == HALF else 'Q'}{number}"
        )

    @property
    def parts(self) -> tuple[Period, ...]:
        """The next shorter periods it consists of; none of a month."""
        shorter = SHORTER.get(self.months)
        return tuple(Period(self.year, m, shorter) for m in range(self.first, self.end, shorter)) if shorter else ()

    @property
    def end(self) -> int:
        """The month after its last one."""
        return self.first + self.months

    def begins_before(self, other: Period) -> bool:
        """Whether its first month is earlier."""
        return (self.year, self.first) < (other.year, other.first)

    def ends_before(self, other: Period) -> bool:
        """Whether it is over when another one begins."""
        return (self.year, self.end) <= (other.year, other.first)

    def contains(self, other: Period) -> bool:
        """Whether another one lies in it; each lies in itself."""
        return self.year == other.year and self.first <= other.first and other.end <= self.end

    def __str__(self) -> str:
        """In the words of the language: 2025年第二季度, second quarter of 2025."""
        number = (self.first - 1) // self.months
        match self.months:
            case 12:
                return pgettext("a period", "{year}").format(year=self.year)
            case 6:
                words = (gettext("first half of {year}"), gettext("second half of {year}"))[number]
            case 3:
                words = (
                    gettext("first quarter of {year}"),
                    gettext("second quarter of {year}"),
                    gettext("third quarter of {year}"),
                    gettext("fourth quarter of {year}"),
                )[number]
            case _:
                words = pgettext("a period", "{month} {year}")
        month = f"{self.first}月" if in_chinese() else MONTHS[self.first]
        return words.format(year=self.year, month=month)


def period_of(code: str) -> Period:
    """The period with a code; ValueError where it is none."""
    if not re.search(FORM, code):
        raise ValueError(code)
    year, kind, number = int(code[:4]), code[5:6], code[6:]
    match kind:
        case "":
            return Period(year)
        case "H" | "Q":
            months = HALF if kind == "H" else QUARTER
            return Period(year, (int(number) - 1) * months + 1, months)
    return Period(year, int(code[5:]), MONTH)


def read_period(text: str) -> Period:
    """The period somebody wrote. Refused("not-a-period") for anything that is not one whole year, half, quarter, month.

    >>> [read_period(text).code for text in ("2025年", "２０２５年上半年", "2025年第二季度", "2025 年 6 月", "2025H1")]
    ['2025', '2025-H1', '2025-Q2', '2025-06', '2025-H1']
    >>> [read_period(text).code for text in ("2025-Q2", "2025/6", "2025年1-6月", "Q3 2025", "2025年度", "2025年十二月")]
    ['2025-Q2', '2025-06', '2025-H1', '2025-Q3', '2025', '2025-12']
    """
    plain = "".join(folded(text).casefold().split())
    found = next((found for form in FORMS if (found := form.fullmatch(plain))), None)
    try:
        if found is not None:
            return _meant(found.groupdict())
    except ValueError:
        pass
    raise Refused("not-a-period", text=text.strip()[:LONGEST_SHOWN])


def _meant(said: dict[str, str | None]) -> Period:
    year = int(said["year"] or 0)
    if half := said.get("half"):
        return Period(year, 1 if half in {"上", "1", "first"} else 7, HALF)
    if quarter := said.get("quarter"):
        return Period(year, (_number(quarter) - 1) * QUARTER + 1, QUARTER)
    if month := said.get("month"):
        return Period(year, _number(month), MONTH)
    if (first := said.get("first")) and (last := said.get("last")):
        return Period(year, int(first), int(last) - int(first) + 1)
    return Period(year)


def _number(text: str) -> int:
    return DIGITS.get(text) or ENGLISH.get(text) or ORDINALS.get(text) or int(text)
