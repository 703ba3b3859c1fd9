"""What a tablet's page loads once it is up: words in the language of the page, at an address that says which."""

import re

import pytest

from tests.tablet import address, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.mark.parametrize(("language", "words"), [("en", "My notes"), ("zh-hans", "我的备注")])
def test_the_page_names_its_words_which_browsers_keep_and_does_not_carry_them(tablet, sheet, language, words):
    tablet.cookies["django_language"] = language
    page = text(tablet.get(address(sheet)))
    assert words not in page
    named = re.search(r'data-parts="([^"]+)"', page)[1]
    answer = tablet.get(named)
    assert words in answer.json()["beside"]
    assert "immutable" in answer["Cache-Control"]
    older = tablet.get(named.replace(named.split("/")[-2], "older"))  # of a page that the server was newer than
    assert older.json() == answer.json()
    assert "immutable" not in older["Cache-Control"]
    assert tablet.get("/judge/parts/tlh/older/").status_code == 404
