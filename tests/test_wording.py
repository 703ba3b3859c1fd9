"""Whatever is refused, somebody is told in a sentence what to do; in Chinese as well."""

import ast
import re
from collections import Counter

from django.utils import translation

from communities.refused import Refused
from communities.wording import FIELD_SENTENCES, SENTENCES, sentence
from scoring.results.named import Named
from scoring.wording import misfits
from tests.catalogues import homes, missing, translations, used
from tests.house import ROOT, modules

APPS = ("communities", "contests", "scoring", "stage", "papers", "pages", "demo", "config")
IN_EXAMPLES = {"closed"}
FIELDS = re.compile(r"{(\w+)}|%\((\w+)\)s|(%[sd])")


def calls():
    """Every call in every module."""
    for path in (path for app in APPS for path in modules(ROOT / app)):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        yield from (node for node in nodes if isinstance(node, ast.Call))


def codes():
    """Every code that some module refuses with."""
    refusals = (call.args[0] for call in calls() if getattr(call.func, "id", "") == "Refused" and call.args)
    return {code.value for code in refusals if isinstance(code, ast.Constant)}


def test_every_refusal_has_a_sentence():
    assert sorted(codes() - set(SENTENCES) - IN_EXAMPLES) == []


def test_a_sentence_says_its_facts():
    with translation.override("en"):
        told = sentence(Refused("sheets-outstanding", judges=["Wang", "Li"]))
    assert told == "Still missing: Wang, Li. Wait for them, or give a reason to close without."


def test_lists_are_told_with_the_comma_of_the_language():
    with translation.override("zh-hans"):
        assert "王评委、李评委" in sentence(Refused("sheets-outstanding", judges=["王评委", "李评委"]))


def test_what_does_not_fit_in_a_file_is_called_by_its_name():
    errors = {"__all__": ["contestant_number_once"], "name": ["max_length"]}
    file = Named({"contestants": [{"id": "01"}, {"id": "02", "name": "王一"}]})
    with translation.override("zh-hans"):
        row, field = misfits({"place": "contestants[1]", "errors": errors, "named": file})
        assert (row.partition("：")[0], field) == ("选手 02 王一", "选手 02 王一的姓名：内容过长。")
        assert misfits({"errors": {"slug": ["required"]}}) == ["网址简称：请填写此项。"]


def test_an_unknown_code_is_still_a_sentence():
    with translation.override("en"):
        assert sentence(Refused("never-heard-of")) == "This was not possible (never-heard-of). Nothing was changed."


def test_everything_is_translated():
    assert "\n".join(missing()) == ""


def test_nothing_is_translated_that_nobody_says():
    said = set(used())
    assert [f"{path.parts[-4]}: {key[1]}" for path, key, _words, _forms in translations() if key not in said] == []


def test_every_string_stands_in_the_catalogue_of_its_room():
    home = homes()
    astray = [
        f"{path.parts[-4]}: {key[1]}"
        for path, key, *_ in translations()
        if home.get(key, path.parts[-4]) != path.parts[-4]
    ]
    assert astray == []


def test_what_stands_twice_is_translated_alike():
    words = {(key, text) for _path, key, text, _forms in translations()}
    twice = Counter(key for key, _text in words)
    assert sorted(text for key, text in words if twice[key] > 1) == []


def test_a_translation_has_the_same_gaps_to_fill():
    wrong = [words for _path, _key, words, forms in translations() if gaps(words) != gaps(forms)]
    assert wrong == []


def gaps(text):
    return {name for found in FIELDS.findall(text) for name in found}


def test_field_sentences_end_like_sentences():
    with translation.override("en"):
        assert [words for words in map(str, FIELD_SENTENCES.values()) if not words.endswith(".")] == []
