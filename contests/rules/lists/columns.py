"""Which columns a list may have, and the headings people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NUMBER = ("编号", "序号", "号码", "选手编号", "选手序号", "选手号", "参赛编号", "参赛号", "准考证号", "no", "no.", "#")
SECRETARY = ("书记", "书记姓名", "社区书记", "党组织书记", "社区党组织书记")
SITE = ("党群服务中心", "党群服务中心名称", "服务中心", "服务中心名称", "观摩点", "观摩点位", "观摩点名称", "名称")
NAME = ("姓名", "选手", "选手姓名", "参赛选手", "参赛者", *SECRETARY, *SITE, "contestant")
COMMUNITY = ("社区", "所在社区", "所属社区", "社区名称", "单位", "所在单位", "单位名称")
STREET = ("街道", "所属街道", "所在街道", "街道名称")
BRACKETED = re.compile(r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]")
DECORATION = re.compile(r"[\s*:★※()\[\]【】〔〕<>《》\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of list by their name here: what may stand above them; and those it cannot do without."""

    headings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]

    def meaning(self, heading: str) -> str:
        """The column a heading means, "" for none; blanks, line breaks, stars and remarks in brackets do not matter.

        >>> CONTESTANTS.meaning("社 区\\n（必填）*"), CONTESTANTS.meaning("【编号】"), CONTESTANTS.meaning("备注")
        ('community', 'number', '')
        """
        whole = normalize("NFKC", heading).casefold()
        tries = (whole, BRACKETED.sub("", whole), BRACKETED.sub("", whole.strip().partition("\n")[0]))
        plain = [DECORATION.sub("", text) for text in tries]
        known = {"".join(word.split()): name for name, words in self.headings.items() for word in (name, *words)}
        return next((known[text] for text in plain if text in known), "")


LABELS: dict[str, Promise] = {
    "number": pgettext_lazy("column", "Number"),
    "name": pgettext_lazy("column", "Name"),
    "community": pgettext_lazy("column", "Community"),
    "street": pgettext_lazy("column", "Street"),
    "title": pgettext_lazy("column", "Presentation"),
    "theme": pgettext_lazy("column", "Theme"),
    "group": pgettext_lazy("column", "Group"),
    "room": pgettext_lazy("column", "Room"),
    "score": pgettext_lazy("column", "Score"),
    "order": pgettext_lazy("column", "Place in the order"),
    "secretary": pgettext_lazy("column", "In the register"),
}
"""What the product calls each column: in forms and in what is said of a list."""

CONTESTANTS = Columns(
    {
        "number": NUMBER,
        "name": NAME,
        "community": COMMUNITY,
        "street": STREET,
        "title": ("题目", "演讲题目", "展示题目", "课题", "presentation"),
        "theme": ("主题", "方向"),
        "group": ("组别", "分组", "组"),
        "room": ("考场", "赛场", "考场号", "赛场号"),
    },
    needed=("number", "name"),
)
SCORES = Columns(
    {
        "number": NUMBER,
        "name": NAME,
        "score": ("成绩", "得分", "分数", "总分", "总成绩", "points"),
        "community": COMMUNITY,
        "street": STREET,
    },
    needed=("number", "score"),
)
ORDER = Columns(
    {
        "order": ("出场顺序", "出场序号", "出场号", "顺序", "running order"),
        "number": NUMBER,
        "name": NAME,
        "community": COMMUNITY,
        "street": STREET,
        "title": ("题目", "演讲题目", "展示题目", "课题", "presentation"),
        "room": ("考场", "赛场", "考场号", "赛场号"),
    },
    needed=("number",),
)
