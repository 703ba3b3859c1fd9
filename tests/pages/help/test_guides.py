"""The guides in the product: complete in both languages, and linked from every page to a paragraph that is there."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pages.help.guides import LANGUAGES, NAMES, guide_of
from pages.paragraphs import PAGES, ROOMS
from tests.addresses import JUDGE, ORGANISER, ROLES, VISITOR, all_addresses
from tests.catalogues import translations
from tests.house import ROOT

HELPED = ("account", "administration", "setup", "people", "rules", "recusals", "manage", "desk", "judge")
LINK = re.compile(r'<a class="help" href="([^"#]+)#?([a-z-]*)"')
BOLD = re.compile(r"\*\*(.+?)\*\*")
LABEL = re.compile(r'href="([^":]*)#([a-z-]+)"')


def anchors(name, language):
    return {heading.id for heading in guide_of(name, language).headings}


def read(path, language="en", client=None):
    response = (client or Client()).get(path, headers={"accept-language": language})
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_has_the_same_paragraphs_in_both_languages(name):
    chinese, english = (guide_of(name, language).headings for language in LANGUAGES)
    assert [(h.level, h.id) for h in chinese] == [(h.level, h.id) for h in english]
    assert len(anchors(name, "zh")) == len(chinese)


def test_every_guide_of_the_repository_is_in_the_product():
    assert {path.stem for path in (ROOT / "docs" / "guides").glob("*/*.md")} == set(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", [*PAGES, *ROOMS])
def test_the_paragraph_that_explains_a_page_is_there(where, language):
    paragraph = PAGES.get(where) or ROOMS[where]
    assert paragraph.anchor in anchors(paragraph.guide, language)


def test_every_page_that_is_explained_is_an_address():
    assert sorted(set(PAGES) - set(all_addresses())) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("language", "code"), [("zh-hans", "zh"), ("en", "en")])
def test_everybody_reads_a_guide_in_their_language(name, language, code):
    page, guide = read(reverse("help:guide", args=[name]), language), guide_of(name, code)
    assert f"<h1>{guide.title}</h1>" in page
    assert [heading.id for heading in guide.headings if f' id="{heading.id}"' not in page] == []
    assert guide.title in read(reverse("help:home"), language)


@pytest.mark.django_db
def test_links_and_pictures_of_a_guide_lead_into_the_product():
    page = read(reverse("help:guide", args=["organisers"]))
    assert 'href="../administrators/"' in page
    assert 'src="/static/pictures/desk.png"' in page
    assert "style=" not in page
    assert ".md" not in page


@pytest.mark.django_db
def test_no_link_leads_to_an_anchor_that_is_not_there():
    for name in NAMES:
        page = read(reverse("help:guide", args=[name]))
        ids = set(re.findall(r' id="([^"]+)"', page))
        assert [anchor for path, anchor in LABEL.findall(page) if not path and anchor not in ids] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_what_a_guide_sets_in_bold_is_what_a_page_says(name, language):
    text = (ROOT / "docs" / "guides" / language / f"{name}.md").read_text(encoding="utf-8")
    labels = {words if language == "zh" else key[1] for _path, key, words, _forms in translations()}
    assert [words for words in BOLD.findall(text) if words not in labels] == []


@pytest.mark.django_db
def test_there_is_no_other_guide():
    assert Client().get("/help/residents/").status_code == 404


def pages_of_the_rooms(places):
    """Every page of the rooms that are explained, as somebody who may read it sees it."""
    for name, address in all_addresses().items():
        if name.partition(":")[0] in HELPED and address.reads:
            who = next(role for role in (ORGANISER, JUDGE, VISITOR, *ROLES) if role in address.reads)
            with places.taken_back(who) as browser:
                answer = browser.get(reverse(name, kwargs=address.where(places)) + address.query)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield name, answer.content.decode()


SILENT = {
    "desk:state",
    "desk:ceremony-state",
    "desk:tour-state",
    "desk:ballots-state",
    "judge:state",
    "judge:sheet",
    "judge:home",
}
"""Parts of pages; and the sheet itself, which answers at `judge:home` while it is open: nothing there may lead a thumb
away from marking."""


@pytest.mark.sqlite_suffices
@pytest.mark.django_db
def test_every_page_links_to_its_paragraph(places):
    found = {name: LINK.search(page) for name, page in pages_of_the_rooms(places) if name not in SILENT}
    assert [name for name, link in found.items() if link is None] == []
    wrong = []
    for name, link in found.items():
        paragraph = PAGES.get(name) or ROOMS[name.partition(":")[0]]
        if link.groups() != (reverse("help:guide", args=[paragraph.guide]), paragraph.anchor):
            wrong.append(f"{name}: {link.groups()}")
    assert wrong == []
    assert len(found) > 40


@pytest.mark.django_db
def test_a_resident_finds_all_guides():
    link = LINK.search(read(reverse("public:home")))
    assert link is not None
    assert link[1] == reverse("help:home")
