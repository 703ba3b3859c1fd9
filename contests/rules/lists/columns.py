"""Which columns a list may have, and the headings people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from contests.judged import Judged, judged_in
from tabulation.contest import About

NUMBER = ("编号", "序号", "号码", "选手编号", "选手序号", "选手号", "参赛编号", "参赛号", "准考证号", "no", "no.", "#")
SECRETARY = ("书记", "书记姓名", "社区书记", "党组织书记", "社区党组织书记")
SITE = ("党群服务中心", "党群服务中心名称", "服务中心", "服务中心名称", "观摩点", "观摩点位", "观摩点名称", "名称")
NAME = ("姓名", "选手", "选手姓名", "参赛选手", "参赛者", *SECRETARY, *SITE, "contestant")
COMMUNITY = ("社区", "所在社区", "所属社区", "社区名称", "单位", "所在单位", "单位名称")
STREET = ("街道", "所属街道", "所在街道", "街道名称")
TITLE = ("题目", "演讲题目", "展示题目", "课题", "presentation", "presentation title")
MEMBERS = ("团队成员", "成员", "队员", "参赛队员", "参赛成员", "小组成员", "团队成员姓名", "队员姓名", "team members")
BRACKETED = re.compile(r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]")
DECORATION = re.compile(r"[\s*:★※()\[\]【】〔〕<>《》\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of list by their name here: what may stand above them; and those it cannot do without."""

    headings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Headings of a column that name it and nothing else: a column under one goes before those under a common one."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """The key in `LABELS` of a column that is called otherwise than by its name here."""

    rounded: frozenset[str] = frozenset()
    """Columns in which a cell may display another number than it holds: who sends the list is asked which is meant."""

    by_word: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The column that each word means, without what does not matter in it."""

    def term(self, name: str) -> str:
        """The key in `LABELS` of what a column is called."""
        return self.terms.get(name, name)

    def owned(self, name: str, heading: str) -> bool:
        """Whether a heading that means a column is one of its own."""
        return bool(_plain(heading).keys() & {bare(word) for word in self.own.get(name, ())})

    def words(self, name: str) -> tuple[str, ...]:
        """What may stand above a column, in short."""
        return (*self.own.get(name, ())[:1], *self.headings[name])[:2]

    def meaning(self, heading: str) -> str:
        """The column a heading means, "" for none; blanks, line breaks, stars and remarks in brackets do not matter.

        >>> CONTESTANTS.meaning("社 区\\n（必填）*"), CONTESTANTS.meaning("【编号】"), CONTESTANTS.meaning("备注")
        ('community', 'number', '')
        """
        return next((self.by_word[text] for text in _plain(heading) if text in self.by_word), "")

    def __post_init__(self) -> None:
        own = {bare(word): name for name, words in self.own.items() for word in words}
        common = {bare(word): name for name, words in self.headings.items() for word in (name, *words)}
        object.__setattr__(self, "by_word", {**own, **common})


def _plain(heading: str) -> dict[str, None]:
    """A heading without what does not matter: whole, without remarks in brackets, and its first line alone."""
    whole = normalize("NFKC", heading).casefold()
    tries = (whole, BRACKETED.sub("", whole), BRACKETED.sub("", whole.strip().partition("\n")[0]))
    return dict.fromkeys(DECORATION.sub("", text) for text in tries)


def bare(word: str) -> str:
    """A heading or a word for one as they are compared: without blanks, stars and brackets, in one case."""
    return DECORATION.sub("", normalize("NFKC", word).casefold())


LABELS: dict[str, Promise] = {
    "number": pgettext_lazy("column", "Number"),
    "name": pgettext_lazy("column", "Name"),
    "centre": pgettext_lazy("column, a service centre", "Name"),
    "members": pgettext_lazy("column", "Team members"),
    "community": pgettext_lazy("column", "Community"),
    "street": pgettext_lazy("column", "Street"),
    "title": pgettext_lazy("column", "Presentation title"),
    "theme": pgettext_lazy("column", "Theme"),
    "group": pgettext_lazy("column", "Group"),
    "room": pgettext_lazy("column", "Room"),
    "score": pgettext_lazy("column", "Score"),
    "order": pgettext_lazy("column", "Place in the order"),
    "question": pgettext_lazy("column", "Question"),
    "secretary": pgettext_lazy("column", "In the register"),
    "stop_at": pgettext_lazy("route", "Time"),
    "stop": pgettext_lazy("route", "Place"),
}
"""What the product calls each column: in forms and in what is said of a list."""


def of_centres(known: Columns, about: About | None) -> Columns:
    """The columns of a list of a contest: where service centres are judged, the name is theirs and no person's; a
    site may be entered under the name of who is responsible for it, and with its stop on the route.

    >>> of_centres(CONTESTANTS, {"preset": "standards"}).words("name"), of_centres(CONTESTANTS, {}).words("name")
    (('名称', '姓名'), ('姓名', '选手'))
    """
    match judged_in(about):
        case Judged.PEOPLE:
            return known
        case Judged.CENTRES:
            names: tuple[str, ...] = SITE
        case Judged.SITES:
            names = NAME
            known = replace(known, headings={**known.headings, **ROUTE}) if known is CONTESTANTS else known
    known = replace(known, headings={name: words for name, words in known.headings.items() if name != "members"})
    return replace(known, own={**known.own, "name": ("名称", *names)}, terms={"name": "centre"})


def label_of(name: str, about: About | None) -> str:
    """What a contest's forms, tables and lists call a column of its contestants."""
    return str(LABELS[of_centres(CONTESTANTS, about).term(name)])


CONTESTANTS = Columns(
    {
        "number": NUMBER,
        "name": NAME,
        "community": COMMUNITY,
        "street": STREET,
        "members": MEMBERS,
        "title": TITLE,
        "theme": ("主题", "方向"),
        "group": ("组别", "分组", "组"),
        "room": ("考场", "赛场", "考场号", "赛场号"),
    },
    needed=("number", "name"),
)
ROUTE = {
    "stop_at": ("时间", "观摩时间", "到达时间", "time"),
    "stop": ("地点", "观摩地点", "集合地点", "地址", "place"),
}
"""Where judges come to see a site, and when: of people nobody means that."""
SCORES = Columns(
    {
        "number": NUMBER,
        "name": NAME,
        "score": ("成绩", "得分", "分数", "总分", "总成绩", "points"),
        "community": COMMUNITY,
        "street": STREET,
    },
    needed=("number", "score"),
    rounded=frozenset(("score",)),
)
OF_A_SCORE = ("成绩", "得分", "分数")


def of_round(name: str) -> Columns:
    """The columns of a list of scores of one round, whose column may be called like the round.

    >>> of_round("笔试").meaning("笔试成绩"), of_round("擂台成绩").meaning("擂台得分"), of_round("笔试").meaning("实绩")
    ('score', 'score', '')
    """
    stem = next((short for end in OF_A_SCORE if (short := name.removesuffix(end)) not in {"", name}), name)
    return replace(SCORES, own={"score": (name, stem, *(stem + end for end in OF_A_SCORE))})


ORDER = Columns(
    {
        "order": ("出场顺序", "评议顺序", "出场序号", "出场号", "顺序", "running order", "place in the order"),
        "number": NUMBER,
        "name": NAME,
        "community": COMMUNITY,
        "street": STREET,
        "title": TITLE,
        "room": ("考场", "赛场", "考场号", "赛场号"),
    },
    needed=("number",),
)
QUESTIONS = Columns(
    {"question": ("题目", "试题", "问题", "抽题题目", "题目内容", "考题"), "number": ("题号", *NUMBER)},
    needed=("question",),
)
