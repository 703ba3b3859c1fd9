"""In Chinese nothing speaks English: no page, paper or refusal has a Latin word that is not on a short list."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from communities.wording import FIELD_SENTENCES, SENTENCES
from papers.registry import printables
from tests.addresses import DESK, JUDGE, ORGANISER, VISITOR, all_addresses
from tests.printed import printed_pages

OURS = {
    *[
        "PDF",
        "PNG",
        "JPEG",
        "WebP",
        "WebM",
        "AAC",
        "Excel",
        "CSV",
        "QR",
        "UTF",
        "GBK",
        "SHA",
        "Cookie",
        "JSON",
        "MB",
        "json",
        "xlsx",
        "xls",
        "csv",
        "PUBLIC",
        "URL",
        "localhost",
        "tabulate",
        "http",
        "https",
        "make",
        "venue",
        "Ctrl",
    ]
}
"""Names of formats and things that have no Chinese name."""

TYPED = {
    *[
        "English",
        "Address",
        "emcee",
        "monitor",
        "overlay",
        "screen",
        "timekeeper",
        "District",
        "contest",
        "Community",
        "Secretary",
        "Judge",
        "Admin",
        "Wang",
        "wang",
        "li",
        "Li",
        "Zhao",
        "Sun",
        "Zhou",
        "Tiexi",
        "Street",
        "Zhufeng",
        "Qidixiang",
    ],
    *["Favourite", "Pairs", "pairs", "TX", "two", "neighbourhoods", "prompted", "same", "street", "testserver"],
}
"""What people have typed in the sample, and the name of the other language."""

WORD = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z'’]+(?![0-9A-Za-z])")
SKIPPED = re.compile(r"(?s)<(script|style|svg|code)\b.*?</\1>|<!--.*?-->|<nav[^>]*languages.*?</nav>")
SHOWN = re.compile(r"\b(?:title|aria-label|placeholder|alt)=\"([^\"]*)\"")


def words_of_page(html):
    """The Latin words somebody reads or hears on a page."""
    html = SKIPPED.sub(" ", html)
    return WORD.findall(unescape(" ".join([re.sub(r"<[^>]+>", " ", html), *SHOWN.findall(html)])))


def foreign(words):
    return sorted({word for word in words if word not in OURS | TYPED and not re.fullmatch("[a-f]+", word)})


def asker(address):
    return next((role for role in (ORGANISER, DESK, JUDGE, VISITOR) if role in address.reads), None)


@pytest.mark.sqlite_suffices
@pytest.mark.django_db
def test_no_page_speaks_english_to_who_reads_chinese(places):
    found = {}
    for name, address in all_addresses().items():
        role = asker(address)
        if role is None:
            continue
        with places.taken_back(role) as browser:
            where = reverse(name, kwargs=address.where(places)) + address.query
            response = browser.get(where, headers={"accept-language": "zh-hans"})
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            found[name] = foreign(words_of_page(response.content.decode()))
    assert {name: words for name, words in found.items() if words} == {}


def test_no_refusal_speaks_english():
    with translation.override("zh-hans"):
        said = {code: str(words) for code, words in {**SENTENCES, **FIELD_SENTENCES}.items() if not callable(words)}
    found = {code: foreign(WORD.findall(re.sub(r"{\w*}", "", text))) for code, text in said.items()}
    assert {code: words for code, words in found.items() if words} == {}


@pytest.mark.sqlite_suffices
@pytest.mark.django_db
@pytest.mark.parametrize("kind", printables(), ids=lambda kind: kind.id)
def test_no_paper_speaks_english(places, kind):
    address = reverse("manage:paper", args=[places.printing(kind, places.published).pk, kind.id, "pdf"])
    with places.taken_back(ORGANISER) as browser:
        response = browser.get(address, headers={"accept-language": "zh-hans"})
    text = " ".join(printed_pages(response.content))
    assert foreign(WORD.findall(text)) == []
