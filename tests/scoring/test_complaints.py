"""What the sums refuse is told in the words of the desk: names for ids and places, in the language of who reads."""

import json
import re

import pytest
from django.utils import translation

from communities.refused import Refused
from communities.wording import sentence
from scoring.complaints import complaint
from scoring.results import read_file
from scoring.results.named import Named, named_in
from tests.tabulation.golden_texts import GOLDEN

FILE = {
    "format": "leitai-contest/1",
    "title": "擂台比武",
    "panels": [{"id": "p1", "name": "领导评委"}, {"id": "p2", "name": "专家评委"}],
    "rounds": [{"id": "r1", "name": "汇报", "items": [{"id": "i1", "name": "内容", "max": "40"}]}],
    "judges": [{"id": "J1", "name": "赵一", "panel": "p1"}],
    "contestants": [{"id": "01", "name": "王芳"}, {"id": "02", "name": "孙三", "room": 3}],
    "marks": [["r1", "J1", "01", "i1", "41"]],
    "rules": {"tie_chain": ["item:r1/i9"]},
}


def told(language):
    with translation.override(language), pytest.raises(Refused) as caught:
        read_file(json.dumps(FILE))
    with translation.override(language):
        return sentence(caught.value).splitlines()[1:]


def test_a_refused_file_names_people_and_rounds_in_either_language():
    chinese, english = told("zh-hans"), told("en")
    assert "评委组“专家评委”：没有正式评委" in chinese
    assert [line for line in chinese if re.search("[a-z]{3}", line)] == []
    assert not [line for line in english if "[" in line or "contestants." in line]


SAID = {
    "panels[1]: no official judge sits on p2": (
        "评委组“专家评委”：没有正式评委",
        "Panel “专家评委”: no official judge sits on this panel",
    ),
    "contestants[0].room: missing; scores are equalised between rooms": (
        "选手 01 王芳的考场：未填写；分数要在考场之间比较",
        "Contestant 01 王芳, room: missing; scores are compared between rooms",
    ),
    "marks[0][4]: 41 is above the maximum 40 of i1": (
        "第 1 个打分的分数：41 超过评分项“内容”的满分 40",
        "Mark no. 1, number of points: 41 is above 40, the maximum of “内容”",
    ),
    "rounds: expected at least one": ("环节：至少要有一项", "rounds: at least one is needed"),
}


@pytest.mark.parametrize("line", SAID)
def test_a_complaint_of_the_sums_in_both_languages(line):
    named = named_in(json.dumps(FILE))
    for language, words in zip(("zh-hans", "en"), SAID[line], strict=True):
        with translation.override(language):
            assert complaint(line, named) == words


def test_every_complaint_of_the_sums_has_words():
    lines = {
        line
        for file in ("problems", "wrong-values")
        for text in (GOLDEN / f"{file}.txt").read_text(encoding="utf-8").splitlines()
        for line in [re.sub(r"^(?:null|a number|a text): ", "", text)]
        if re.match(r"[\w.\[\]]+: ", line) and not line.startswith(("== ", "and "))
    }
    assert len(lines) > 300
    with translation.override("zh-hans"):
        assert sorted(line for line in lines if complaint(line, Named()) == line) == []
