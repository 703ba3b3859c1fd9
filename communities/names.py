"""Numbers, names and places as people write them in lists, and when two of them mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, normalize

from .typed import WIDE

HAN = r"⺀-〇〡-〩㐀-䶿一-鿿豈-﫿𠀀-𳿿"
PADDING = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
BESIDE_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")
DOTS = re.compile(r"\s*[·•・．‧∙]\s*")
OF_A_STREET = ("街道办事处", "街道党工委", "街道办", "街道")
OTHER_UNITS = ("镇", "乡", "苏木")
"""What else stands where a street stands, as their names end."""
OF_A_COMMUNITY = ("社区居民委员会", "社区居委会", "社区党委", "社区党总支", "社区")
DISTRICT_IN_FRONT = re.compile(
    rf"((?:[{HAN}]{{2,7}}?[省市州盟])*[{HAN}]{{2,4}}?(?<![社小园校厂景院库])[区县])(?=[{HAN}])"
)
"""A district or county with what it lies in; 小区 and 园区 are no districts, nor is a single sign before 区."""
STREET_IN_FRONT = re.compile(rf"([{HAN}]{{2,8}}?街道(?:办事处|办)?)(?=[{HAN}])")


def number_text(text: str) -> str:
    """A contestant's number: full-width digits and letters as plain ones, no blanks.

    >>> number_text(" ０ １ ")
    '01'
    """
    return "".join(normalize("NFKC", text).split())


IN_AN_ADDRESS = (
    r"\A(?!\.{1,2}\Z)[^\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]*\Z"
)
"""What a number looks like that the database takes: on one line, every sign of it to be seen, and no way up."""


def number_fits(text: str) -> bool:
    """Whether a contestant's number can be printed, looked for and stand in an address: composed, on one line.

    >>> [number_fits(text) for text in ("01", "A-7/甲", "..", "0" + chr(10) + "1", "e" + chr(0x301))]
    [True, True, False, False, False]
    """
    return text.isprintable() and text == normalize("NFC", text) and bool(re.search(IN_AN_ADDRESS, text))


def number_key(text: str) -> str:
    """What two numbers that mean the same have in common.

    >>> number_key("０１") == number_key("1"), number_key("a1") == number_key("A1"), number_key("10") == number_key("1")
    (True, True, False)
    """
    return number_text(text).casefold().lstrip("0") or "0"


def meant_number(text: str, known: Iterable[str]) -> str | None:
    """The known number that is meant: itself, or 01 for 1 where only one can be meant; else None.

    >>> meant_number("1", ["01", "02"]), meant_number("1", ["01", "001"]), meant_number("01", ["01", "001"])
    ('01', None, '01')
    """
    numbers = list(known)
    exact = number_text(text)
    if exact in numbers:
        return exact
    alike = [number for number in numbers if number_key(number) == number_key(text)]
    return alike[0] if len(alike) == 1 else None


def name_text(text: str) -> str:
    """A name or place without padding: none between Chinese characters, one blank between other words.

    >>> name_text(" 王　强 "), name_text("Anna  Lind")
    ('王强', 'Anna Lind')
    """
    return PADDING.sub("", " ".join(text.split()))


def name_key(text: str) -> str:
    """What two spellings of one name have in common, whichever dot stands in it, however wide its letters and digits.

    >>> name_key("第１２社区") == name_key(" 第 12 社区"), name_key("Anna Lind") == name_key("AnnaLind")
    (True, False)
    """
    return BESIDE_HAN.sub("", DOTS.sub("·", name_text(text.translate(WIDE)))).casefold()


def person_key(text: str) -> str:
    """What two names have in common that people read as one: width, case, blanks and what cannot be seen are nothing.

    >>> person_key(" ＷＡＮＧ 强 ") == person_key("Wang强"), person_key("王强") == person_key("王强（信息科）")
    (True, False)
    """
    return "".join(sign for sign in normalize("NFKC", text).casefold() if category(sign)[0] not in "CZ")


def street_key(text: str) -> str:
    """What two ways to name a street 街道 have in common, with its district or without.

    >>> street_key("工人村街道") == street_key(" 工人村 ") == street_key("沈阳市铁西区工人村街道办事处")
    True
    """
    _district, own = _parted(DISTRICT_IN_FRONT, text, OF_A_STREET)
    return _without(name_key(own), OF_A_STREET)


def community_key(text: str) -> str:
    """What two ways to name a community 社区 have in common, with its district and street or without.

    >>> community_key("铁西区兴工街道麦子屯社区") == community_key("铁西区麦子屯社区") == community_key("麦子屯")
    True
    """
    return _without(name_key(written_community(text).own), OF_A_COMMUNITY)


@dataclass(frozen=True, slots=True)
class WrittenCommunity:
    """A community as somebody wrote it: the district and the street in front, "" for none, and its own name."""

    district: str
    street: str
    own: str


def written_community(text: str | None) -> WrittenCommunity:
    """What stands in front of a community's own name; an own name is never left empty.

    >>> written_community("铁西区兴工街道麦子屯社区")
    WrittenCommunity(district='铁西区', street='兴工街道', own='麦子屯社区')
    >>> [written_community(name).own for name in ("开发区社区", "幸福小区东社区", "街道社区", "城市花园社区")]
    ['开发区社区', '幸福小区东社区', '街道社区', '城市花园社区']
    """
    district, rest = _parted(DISTRICT_IN_FRONT, text or "", OF_A_COMMUNITY)
    street, own = _parted(STREET_IN_FRONT, rest, OF_A_COMMUNITY)
    return WrittenCommunity(district, street, own)


def street_of(street: str | None, community: str | None) -> str:
    """The street somebody is from: as it is given, else as the community is written with it; "" where neither says.

    >>> street_of("", "铁西区兴工街道麦子屯社区"), street_of("兴工", "麦子屯社区"), street_of(None, "麦子屯社区")
    ('兴工街道', '兴工', '')
    """
    return street or written_community(community).street


def _parted(front: re.Pattern[str], text: str, endings: Iterable[str]) -> tuple[str, str]:
    """A text in two where it begins with more than itself: what stands in front, and a rest that is a name."""
    plain = name_text(text)
    found = front.match(plain)
    if found is None or plain[found.end() :] in endings:
        return "", plain
    return found[1], plain[found.end() :]


def street_beside(street: str | None, community: str | None) -> str:
    """The street as it stands beside a community; nothing where the community's name says it already.

    >>> street_beside("兴工街道", "奉天区兴工街道麦子屯社区"), street_beside("麦子屯街道", "麦子屯社区")
    ('', '麦子屯街道')
    """
    if not street or not community:
        return street or ""
    whole, short = name_key(community), street_key(street)
    own = name_key(_parted(DISTRICT_IN_FRONT, street, OF_A_STREET)[1])
    plain = own == short and not own.endswith(OTHER_UNITS) and re.search(f"[{HAN}]", own) is not None
    return "" if f"{short}街道" in whole or (own in whole and not plain) else street


def place_parts(street: str | None, community: str | None) -> list[str]:
    """Street and community as they stand together, from the larger to the smaller, nothing said twice.

    >>> "".join(place_parts("兴工街道", "兴工街道麦子屯社区")), "".join(place_parts("启工街道", "启新社区"))
    ('兴工街道麦子屯社区', '启工街道启新社区')
    >>> place_parts("兴工街道", "铁西区麦子屯社区"), place_parts("铁西区兴工街道", "铁西区麦子屯社区")
    (['铁西区兴工街道', '麦子屯社区'], ['铁西区兴工街道', '麦子屯社区'])
    """
    beside, written = street_beside(street, community), written_community(community)
    if beside and written.district:
        district, own = _parted(DISTRICT_IN_FRONT, beside, OF_A_STREET)
        return [f"{district or written.district}{own}", written.own]
    return [part for part in (beside, community) if part]


def _without(text: str, endings: Iterable[str]) -> str:
    return next((short for ending in endings if (short := text.removesuffix(ending)) not in {"", text}), text)
