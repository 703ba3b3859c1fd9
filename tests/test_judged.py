"""Where service centres are judged, nothing speaks of a contestant or of a stage; elsewhere all still does."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from communities.refused import Refused
from communities.wording import sentence
from contests.judged import spoken_of
from contests.models import Contest
from papers.registry import printables
from tests.addresses import ORGANISER, all_addresses
from tests.browsers import client_of
from tests.cast import a_draft
from tests.printed import printed_pages
from tests.test_chinese import SHOWN, SKIPPED, asker

pytestmark = pytest.mark.django_db
OF_ALL = ("help:", "administration:", "account:", "public:home", "setup:contests", "setup:new", "supervise:", "trust:")
"""Addresses that are about no contest, or about several."""
OF_A_STAGE = "选手|出场|叫号|候场|上台|登台|下台|下场|舞台"


def judges_centres(contest):
    contest.extra = {**contest.extra, "preset": "standards"}
    contest.save(update_fields=["extra"])


def around(html, word):
    """Where a word stands on a page, for somebody who reads or hears it."""
    html = SKIPPED.sub(" ", html)
    text = " ".join([re.sub(r"<[^>]+>", " ", html), *SHOWN.findall(html)])
    return [text[max(0, at.start() - 20) : at.end() + 20].strip() for at in re.finditer(word, text)]


@pytest.mark.sqlite_suffices
def test_no_page_of_an_evaluation_of_centres_speaks_of_contestants(places):
    for contest in Contest.objects.all():
        judges_centres(contest)
    found = {}
    for name, address in all_addresses().items():
        role = asker(address)
        if role is None or name.startswith(OF_ALL):
            continue
        with places.taken_back(role) as browser:
            where = reverse(name, kwargs=address.where(places)) + address.query
            response = browser.get(where, headers={"accept-language": "zh-hans"})
        if response.headers.get("Content-Type", "").startswith("text/") and not response.streaming:
            found[name] = around(response.content.decode(), OF_A_STAGE)
    assert {name: places for name, places in found.items() if places} == {}
    assert len(found) > 60


@pytest.mark.sqlite_suffices
def test_no_paper_of_an_evaluation_of_centres_speaks_of_contestants(places):
    for contest in (places.closed, places.live, places.published):
        judges_centres(contest)
    said = {}
    for kind in printables():
        address = reverse("manage:paper", args=[places.printing(kind, places.closed).pk, kind.id, "pdf"])
        with places.taken_back(ORGANISER) as browser:
            response = browser.get(address, headers={"accept-language": "zh-hans"})
        said[kind.id] = " ".join(printed_pages(response.content))
    assert [kind for kind, text in said.items() if re.search(OF_A_STAGE, text)] == []
    assert "参评单位" in said["running-order"]
    assert "评议顺序表" in said["running-order"]


@pytest.mark.sqlite_suffices
def test_each_contest_has_its_word_and_leaves_none_behind(places):
    stage, centres, sites = places.draft, a_draft(places.cast, preset="standards"), places.tour
    wang = client_of(places.cast.wang)

    def heading(contest, language):
        address = reverse("people:contestants", args=[contest.pk])
        page = wang.get(address, headers={"accept-language": language}).content.decode()
        return re.sub(r"<[^>]+>", "", re.search(r"(?s)<title>(.*?)[·|]", page)[1]).strip()

    said = [(heading(contest, "zh-hans"), heading(contest, "en")) for contest in (stage, centres, stage, sites, stage)]
    people, others = ("选手", "Contestants"), [("参评单位", word) for word in ("Centres", "Sites")]
    assert said == [people, others[0], people, others[1], people]


def test_a_refusal_has_the_word_of_its_contest_and_what_people_typed_stays():
    refused = Refused("not-marked-now", contestant="选手之家", state="x")
    with translation.override("zh-hans"):
        usual = sentence(refused)
        with spoken_of({"preset": "standards"}):
            assert sentence(refused) == usual.replace("号选手", "号参评单位")
