"""What people type for a number, a time or a code, and what they mean: the one reader of all pages, lists and tablets.

What is clear is read; for the rest it is told what is unclear, so that a page can ask. Nothing is guessed.
`static/js/judge/sheet.js` reads points the same way while they are typed; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from unicodedata import category

from .numbers import SIGNED

WIDE = {0xFF01 + n: chr(0x21 + n) for n in range(94)} | {0x3000: " "}
"""Full-width letters, digits and signs. Not all that Unicode calls compatible: 36² is not 362."""
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Signs of no writing: control characters but for lines and tabs, halves of characters, and what Unicode keeps for
nobody. No page shows them, and with one of them in a name Excel opens no paper."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the writing after them, up to the end of what a page shows: with one in it a name can read as another
name, and a file's as another kind. What is written from right to left needs none."""
SIGNS = {"-": "−–—‐‑‒﹣", ".": "。｡﹒", ",": "、､﹐", ":": "∶︰"}
ALIKE = str.maketrans({typed: meant for meant, alike in SIGNS.items() for typed in alike})
"""Signs that an input method writes, and those that are meant."""
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
COMMA = re.compile(r"[+-]?[0-9]+(,[0-9]+)+")
OPEN = re.compile(r"[>≥<≤~约近超]*[0-9][0-9,.]*(\+|[余多]|以上|以下)?")
MOST_SHOWN = 40
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by what Unicode says of them, and blanks to everybody."""


class NumberFault(Enum):
    """Why a text is no number: a comma where a point may be meant; a percentage; not one number but many (1500+);
    blanks between digits; anything else."""

    COMMA = "comma"
    PERCENT = "percent"
    OPEN = "open"
    GAP = "gap"
    OTHER = "number"


def folded(text: str) -> str:
    """A text with full-width letters, digits and signs as plain ones, and without blanks around it.

    >>> folded(" ８８．５ "), folded("３６。５"), folded("−1"), folded("36²")
    ('88.5', '36.5', '-1', '36²')
    """
    return text.translate(WIDE).translate(ALIKE).strip()


def can_be_seen(text: str) -> bool:
    """Whether a text has a letter, digit or sign: one of blanks, marks of direction or stray accents alone is no name.

    >>> can_be_seen("王"), can_be_seen("👍"), can_be_seen(chr(0x200B)), can_be_seen(chr(0x301) + chr(0x202E))
    (True, True, False, False)
    >>> can_be_seen(chr(0x3164) + chr(0x2800))
    False
    """
    return any(category(sign)[0] in "LNPS" and sign not in BLANK for sign in text)


def unfit_in(text: str) -> str:
    """The first character of a text that no page or paper can show, by its number in Unicode; "" where there is none.

    >>> unfit_in("王强" + chr(0xFFFF)), unfit_in("a" + chr(0x1B)), unfit_in("䶮 á" + chr(10))
    ('U+FFFF', 'U+001B', '')
    """
    found = None if text.isascii() and text.isprintable() else UNFIT.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def turns(text: str) -> bool:
    """Whether a text has a mark that turns the writing of others.

    >>> turns("王" + chr(0x202E) + "gpj.exe"), turns("שלום"), turns(chr(0x200F) + "a")
    (True, False, False)
    """
    return not text.isascii() and TURNING.search(text) is not None


def without_turns(text: str) -> str:
    """A text without such marks; pasted from elsewhere, it often has some that its sender never saw.

    >>> without_turns(chr(0x202A) + "王强" + chr(0x202C))
    '王强'
    """
    return TURNING.sub("", text) if turns(text) else text


def without_the_unseen(text: str) -> str:
    """A text as a list has it: without signs that are not seen, without blanks around it, every line ending as one.

    >>> without_the_unseen(" a" + chr(0x200B) + chr(13) + chr(10) + "b ")
    'a\\nb'
    """
    if text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\t\n" or char.isprintable() or char.isspace()).strip()


def read_number(text: str, form: str = SIGNED) -> Decimal | NumberFault:
    """The number somebody wrote, with its digits, or why it is none that a column of this form takes.

    Read are full-width digits, the long minus, a comma between thousands, 36. and .5, and 分 behind it.

    >>> read_number("−０．５０"), read_number("１，２４７"), read_number(".5"), read_number("95分")
    (Decimal('-0.50'), Decimal('1247'), Decimal('0.5'), Decimal('95'))
    >>> [read_number(text).value for text in ("36,5", "1500+", "40%", "9 5", "1e3", "36²")]
    ['comma', 'open', 'percent', 'gap', 'number', 'number']
    """
    plain = folded(text).removesuffix("分").rstrip()
    if THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if NUMBER.fullmatch(plain):
        digits = re.sub(r"^([+-]?)\.", r"\g<1>0.", plain.removesuffix("."))
        return Decimal(digits) if re.search(form, digits) else NumberFault.OTHER
    return _number_fault(plain)


def number_or_none(text: str, form: str = SIGNED) -> Decimal | None:
    """The number somebody wrote; None where it cannot be taken, whatever the reason."""
    found = read_number(text, form)
    return found if isinstance(found, Decimal) else None


def _number_fault(plain: str) -> NumberFault:
    if COMMA.fullmatch(plain):
        return NumberFault.COMMA
    if plain.endswith(("%", "‰")):
        return NumberFault.PERCENT
    if OPEN.fullmatch(plain):
        return NumberFault.OPEN
    if NUMBER.fullmatch("".join(plain.split())):
        return NumberFault.GAP
    return NumberFault.OTHER


# ---- Times ----------------------------------------------------------------------------------------------------------

QUOTES = str.maketrans({**dict.fromkeys("’‘′´`ˊ", "'"), **dict.fromkeys("”“″〞〃", '"')})
UNITS = re.compile(
    r"(?:(?P<minutes>[0-9]{1,4})(?:分钟|分|mins?|m|'))?"
    r"(?:(?P<seconds>[0-9]{1,5})(?P<unit>秒钟|秒|secs?|s|\")?)?整?"
)
PARTS = re.compile(r"([0-9]{1,4})([:.,;/ -])([0-9]{1,2})")
THREE = re.compile(r"([0-9]{1,2}):([0-9]{1,2})([:.])([0-9]{1,2})")
DIGITS = re.compile(r"[0-9]{1,6}")


def read_clock(text: str) -> tuple[int, ...]:
    """The times in seconds that a text can mean: one if it is clear, several if somebody has to say, none if no time.

    >>> {read_clock(text) for text in ("8:21", "０８：２１", "8 21", "8.21", "8'21\\"", "8′21″", "8’21”", "8分21秒")}
    {(501,)}
    >>> read_clock("821"), read_clock("90"), read_clock("8:5"), read_clock("0:08:21"), read_clock("08:21.35")
    ((501, 821), (90, 5400), (485, 530), (501,), (501,))
    >>> read_clock("491"), read_clock("0821"), read_clock("505秒"), read_clock("8:61"), read_clock("-5")
    ((491,), (501,), (505,), (), ())
    """
    return tuple(dict.fromkeys(_times(_close(text))))


def names_minutes(text: str) -> bool:
    """Whether a time says itself which of its numbers are the minutes, so that nobody has to be asked.

    >>> [names_minutes(text) for text in ("8分21秒", "8′21″", "8 min", "501秒", "8.21", "821")]
    [True, True, True, False, False, False]
    """
    found = UNITS.fullmatch(_close(text))
    return found is not None and found["minutes"] is not None


def _close(text: str) -> str:
    plain = " ".join(folded(text).translate(QUOTES).replace("''", '"').casefold().split())
    return re.sub(r"(?<![0-9]) | (?![0-9])", "", plain)


def _times(text: str) -> Iterator[int]:
    if DIGITS.fullmatch(text):
        yield from _bare(text)
    elif found := PARTS.fullmatch(text):
        yield from _parted(int(found[1]), found[2], found[3])
    elif found := THREE.fullmatch(text):
        yield from _in_three(int(found[1]), int(found[2]), found[3], int(found[4]))
    elif text and (found := UNITS.fullmatch(text)) and (found["minutes"] or found["unit"]):
        minutes, seconds = int(found["minutes"] or 0), int(found["seconds"] or 0)
        if seconds < 60 or not found["minutes"]:
            yield minutes * 60 + seconds


def _bare(digits: str) -> Iterator[int]:
    """Digits alone: seconds, or minutes and seconds without a mark between them, or minutes."""
    number, hours, minutes, seconds = int(digits), int(digits[:-4] or 0), int(digits[-4:-2] or 0), int(digits[-2:])
    if len(digits) > 2 and seconds < 60 and (not hours or minutes < 60):
        yield hours * 3600 + minutes * 60 + seconds
    if len(digits) < 3 or not digits.startswith("0"):
        yield number
    if len(digits) < 3:
        yield number * 60


def _parted(minutes: int, mark: str, after: str) -> Iterator[int]:
    """Two numbers. Where the second has one digit, one may be lacking; behind a point it may be a part of a minute."""
    if len(after) == 1 and mark != ".":
        yield minutes * 60 + int(after)
        if int(after) < 6:
            yield minutes * 60 + int(after) * 10
    elif len(after) == 1:
        yield minutes * 60 + int(after) * 6
        yield minutes * 60 + int(after)
    elif int(after) < 60:
        yield minutes * 60 + int(after)
    elif mark == ".":
        yield minutes * 60 + int(after) * 60 // 100


def _in_three(first: int, second: int, mark: str, third: int) -> Iterator[int]:
    """Minutes, seconds and hundredths as a stopwatch shows them, or hours, minutes and seconds."""
    if second > 59:
        return
    if first or mark == ".":
        yield first * 60 + second
    if mark == ":" and third < 60:
        yield first * 3600 + second * 60 + third


# ---- Codes ----------------------------------------------------------------------------------------------------------


def read_code(text: str) -> str:
    """A code as it is compared: width, case, blanks and strokes do not matter.

    >>> read_code(" ｗxｙ3－4 679")
    'WXY34679'
    """
    return "".join(c for c in folded(text).upper() if c.isalnum())


def read_serials(text: str) -> tuple[str, ...]:
    """The serial numbers that a text can mean, likeliest first; case is not compared.

    Blanks stand for nothing or for the stroke between two groups. The last group counts: O in it is 0, I and l are 1.

    >>> read_serials("tx－2026－０oo１"), read_serials("TX 2026 0001")
    (('tx-2026-0oo1', 'tx-2026-0001'), ('TX20260001', 'TX-2026-0001'))
    """
    plain = folded(text)
    given = ("".join(plain.split()), "-".join(part for part in re.split(r"[\s-]+", plain) if part))
    return tuple(dict.fromkeys(each for serial in given for each in (serial, _counted(serial))))


def _counted(serial: str) -> str:
    head, stroke, last = serial.rpartition("-")
    digits = last.translate(str.maketrans("OoIl", "0011"))
    return head + stroke + digits if digits.isdecimal() else serial
