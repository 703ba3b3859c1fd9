"""The words of the contest file stand in one place, and one idea has one word in each language."""

import ast
import json
import re

import pytest
from django.utils.translation import override

from contests.models import Award, Contestant, Cut, Decision, Judge
from tabulation import vocabulary
from tabulation.vocabulary import RULES, AwardTie, CutTie, DecisionKind, JudgeKind, RoundingStage, Status, Term
from tests.catalogues import catalogues, translations
from tests.house import ROOT, modules

ROOMS = ("tabulation", "communities", "contests", "scoring", "stage", "papers", "pages", "demo", "config")
KINDS = (Status, JudgeKind, DecisionKind, RoundingStage, *RULES.values())
PARTS = {"item", "round", "panel", "sheet", "final", "total", "sum", "award", "cut", "chair", "up", "down", "median"}
"""Ids that are keys of the file, columns or moves as well: beside one of them another id is no list of choices."""

ELSEWHERE = {"vocabulary.py", "presets.py"}
"""The list itself, and whole contests written out, each with a tie chain."""

OTHERWISE = {
    "缺席": ("未到场", "未到，", "缺赛"),
    "退赛": ("弃权", "退出比赛"),
    "不计名次": ("表演（",),
    "评委组得分": ("评委组成绩", "评委组的成绩"),
    "环节得分": ("环节成绩", "环节的成绩"),
    "最后得分": ("最终得分", "最后成绩为", "最终成绩"),
    "评分表总分": ("评委总分中位数",),
    "裁定": ("由决定", "待决定", "人决定", "评委组长决定", "出决定"),
    "直接录入": ("封存导入", "密封导入", "直接导入", "外部成绩", "场外评分"),
    "原因": ("理由",),
    "全部题目的校验码": ("题目的指纹",),
    "免评": ("免打分",),
    "已退出": ("评委已离席",),
    "去极值": ("去分规则", "去分办法"),
    "同分规则": ("同分排序规则", "同分处理办法"),
    "最低分数线": ("合格线", "及格线"),
    "考场系数": ("修正系数",),
    "扣分/加分": ("加减分", "扣分／加分", "扣分或加分"),
    "网址简称": ("短名", '"简称', "填写简称"),
    "满几人起去极值": ("起去人数",),
    "最小打分单位": ("打分间隔",),
    "抽签口令": ("抽签种子",),
    "规则校验码": ("规则指纹", "封存指纹"),
    "职责": ("角色",),
    "题目": ("展示题目", "标题"),
    "新增": ("添加",),
    "已定": ("已确定",),
    "开赛": ("比赛开启", "尚未开启"),
    "擂台比武": ("擂台赛",),
    "成绩公开范围": ("公开到什么程度", "居民能看到的内容"),
    "保留小数": ("取舍",),
    "不去掉最高最低分": ("不去极值",),
    "大屏": ("主屏",),
    "现场展示": ("亮分设置",),
    "实时赛况": ("在线观看", "比赛直播"),
    "出场": ("上场", "上台", "台上", "回到候场"),
}
"""One word for one idea, and the words it had as well."""


IDS = {term.value for kind in KINDS for term in kind} - PARTS


def ids(nodes):
    """Ids of the contest file among literals, those left out that are also something else."""
    return {node.value for node in nodes if isinstance(node, ast.Constant) and node.value in IDS}


def lists_of_ids():
    """Where a tuple, list, set or the keys of a mapping have two ids of one kind, or more."""
    for path in (path for room in ROOMS for path in modules(ROOT / room)):
        if "migrations" in path.parts or path.name in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = ids(node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else getattr(node, "keys", ()))
            if len(found) > 1 and any(len(found & {*kind}) > 1 for kind in KINDS):
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {sorted(found)}"


def test_no_other_place_lists_what_can_be_chosen():
    assert list(lists_of_ids()) == []


def test_such_a_list_would_be_found():
    (node,) = ast.parse("x = ('competing', 'guest')").body
    assert ids(node.value.elts) == {"competing", "guest"}


def test_no_catalogue_translates_a_term_otherwise():
    """Where a page has the English of a term, its Chinese is the vocabulary's."""
    words = {term.words.en.lower(): term.words.zh for kind in (Status, JudgeKind, CutTie, AwardTie) for term in kind}
    words |= {term.words.en: term.words.zh for term in RoundingStage if " " in term.words.en}
    other = [
        f"{path.parts[-4]}: {key[1]} {found}"
        for path, key, found, _forms in translations()
        if words.get(key[1].lower(), found) != found
    ]
    assert other == []


@pytest.mark.parametrize("word", OTHERWISE)
def test_one_idea_has_one_word_in_chinese(word):
    texts = [path.read_text(encoding="utf-8") for path in (*catalogues(), *modules(ROOT / "tabulation"))]
    assert any(word in text for text in texts)
    assert [other for other in OTHERWISE[word] if any(other in text for text in texts)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_term_has_words_in_both_languages_and_no_word_stands_for_two(kind):
    for language, letters in (("en", r"[a-z0-9]"), ("zh", r"[\u4e00-\u9fff]")):
        words = [term.words[language] for term in kind]
        assert len(set(words)) == len(words)
        assert [text for text in words if not re.match(letters, text)] == []


def test_links_that_are_decisions_are_called_like_the_decisions():
    for kind in vocabulary.BETWEEN_EQUALS:
        assert vocabulary.TieLink.of(kind).words == kind.words


FIELDS = {
    (Contestant, "status"): Status,
    (Judge, "kind"): JudgeKind,
    (Decision, "kind"): DecisionKind,
    (Cut, "tie"): CutTie,
    (Award, "tie"): AwardTie,
}


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize(("language", "short"), [("en", "en"), ("zh-hans", "zh")])
def test_columns_offer_the_terms_in_the_language_of_the_page(model, field, language, short):
    offered = model._meta.get_field(field).choices
    with override(language):
        for term in FIELDS[model, field]:
            assert (term.value, term.head[short]) in [(id, str(label)) for id, label in offered]
            assert getattr(model(**{field: term}), f"get_{field}_display")() == term.head[short]
    assert [id for id, _label in offered] == list(FIELDS[model, field])


def test_a_term_is_text_wherever_text_is_expected():
    assert json.dumps({Status.GUEST: Status.GUEST}) == '{"guest": "guest"}'
    assert (str(Status.GUEST), f"{Status.GUEST}", Status.of("guest") is Status.GUEST) == ("guest", "guest", True)
    with pytest.raises(ValueError, match="nobody"):
        Status.of("nobody")
    assert all(issubclass(kind, Term) for kind in KINDS)
