"""What those are called who are judged: contestants 选手, or entries 参评单位 where service centres or sites are.

The catalogues say everything of contestants. A page or paper of a contest that judges something else says so once
(`speak_of`, `spoken_of`), and each sentence taken from a catalogue until then has the contest's own word: what people
have typed is in no catalogue, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from functools import lru_cache

from django.utils.translation import trans_real

from tabulation.contest import About

from .about import text_in
from .visited import as_a_visit

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
CONTEXT = "\x04"
"""Stands in a catalogue between the context of a message and the message; it is there still where none was found."""


class Judged(Enum):
    """What a contest judges; the value is what one of them is called in English."""

    PEOPLE = "contestant"
    CENTRES = "centre"
    SITES = "site"


BY_PRESET = {"standards": Judged.CENTRES, "tour": Judged.SITES}
_spoken_of: ContextVar[Judged] = ContextVar("judged", default=Judged.PEOPLE)


def judged_in(about: About | None) -> Judged:
    """What a contest judges, by the preset it was made of.

    >>> judged_in({"preset": "standards"}).value, judged_in({"preset": "tour"}).value, judged_in(None).value
    ('centre', 'site', 'contestant')
    """
    return BY_PRESET.get(text_in(about, "preset"), Judged.PEOPLE)


def judges_people(about: About | None) -> bool:
    """Whether people are judged: they have a 姓名, are from the register and are called 同志; all else has a 名称."""
    return judged_in(about) is Judged.PEOPLE


def speak_of(about: About | None) -> None:
    """From here on sentences have the word of the contest with this `about`, to the end of the request."""
    _spoken_of.set(judged_in(about))


def judged_now() -> Judged:
    """What is judged in the contest that sentences are about now."""
    return _spoken_of.get()


@contextmanager
def spoken_of(about: About | None) -> Iterator[None]:
    """Sentences have the word of the contest with this `about`; afterwards that of before."""
    before = _spoken_of.set(judged_in(about))
    try:
        yield
    finally:
        _spoken_of.reset(before)


COUNTED: tuple[Rule, ...] = (
    (re.compile(r"(\{(?:count|without)\}|%\((?:count|cap|entered|shown)\)s)(\s*)人"), r"\1\2家"),
    (re.compile("(最多几|授予若干|每)人(?=获奖|限时|$)"), r"\1家"),
    (re.compile("最多人数"), "最多家数"),
    (re.compile("([上下])一?位(?!置)"), r"\1一家"),
    (re.compile("首位"), "首家"),
)
"""Entries are not counted as people are; judges are counted otherwise than both."""
CHINESE: tuple[Rule, ...] = (
    (re.compile("选手 (\\{\\w+\\}|%\\(\\w+\\)s) 人"), r"参评单位 \1 家"),
    (re.compile("正常参赛的选手"), "正常参评的单位"),
    (re.compile("[名位](参赛)?选手"), "家参评单位"),
    (re.compile("(正常参赛的|参赛)?选手"), "参评单位"),
    (re.compile("([一两三])名(?![次单称额])"), r"\1家"),
    (re.compile("姓名或名称|姓名"), "名称"),
)
NUMBER_OR_NAME = "编号或姓名"
"""Where somebody is looked for: the one text about the names of contestants that does not say whose they are."""
ENGLISH = re.compile(r"%\(\w+\)s|\{\w*\}|\b([Cc])ontestant")
"""A word of a sentence, and no name of something that is filled in."""


@lru_cache(maxsize=2_000)
def reworded(text: str, judged: Judged) -> str:
    """A sentence about contestants as one about what is judged instead; any other as it is.

    >>> reworded("还没有选手，请至少新增一名。", Judged.CENTRES), reworded("评委姓名", Judged.CENTRES)
    ('还没有参评单位，请至少新增一家。', '评委姓名')
    >>> reworded("新增{count}人", Judged.CENTRES), reworded("每人限时 {time}。", Judged.CENTRES)
    ('新增{count}家', '每家限时 {time}。')
    >>> reworded("排在首位", Judged.SITES), reworded("共 %(count)s 人，此处列前 %(shown)s 人。", Judged.SITES)
    ('排在首家', '共 %(count)s 家，此处列前 %(shown)s 家。')
    >>> reworded("Contestant %(contestant)s: the contestants", Judged.SITES)
    'Site %(contestant)s: the sites'
    >>> reworded("{person} 已出场，评委可以打分。", Judged.SITES), reworded("选手已全部出场", Judged.CENTRES)
    ('{person} 开始评议，评委可以打分。', '参评单位已全部评完')
    """
    text = as_a_visit(text)
    for pattern, words in (*(CHINESE if "选手" in text or text == NUMBER_OR_NAME else ()), *COUNTED):
        text = pattern.sub(words, text)

    def word(found: re.Match[str]) -> str:
        return (judged.value.capitalize() if found[1] == "C" else judged.value) if found[1] else found[0]

    return ENGLISH.sub(word, text)


class Catalogue(trans_real.DjangoTranslation):
    """A language's catalogue whose sentences have the word of the contest that is spoken of."""

    def gettext(self, message: str) -> str:
        """The translation of a message, which may begin with its context."""
        found = super().gettext(message)
        judged = _spoken_of.get()
        if judged is Judged.PEOPLE:
            return found
        usual = found.rpartition(CONTEXT)[2]
        said = reworded(usual, judged)
        return found if said == usual else said

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation of a message for a number."""
        found = super().ngettext(msgid1, msgid2, n)
        judged = _spoken_of.get()
        return found if judged is Judged.PEOPLE or CONTEXT in found else reworded(found, judged)


def install() -> None:
    """Let Django make the catalogues of every language of this kind, also those that its own models have asked for."""
    trans_real.DjangoTranslation = Catalogue  # type: ignore[misc]
    vars(trans_real).update(_translations={}, _default=None)  # as Django does when a file of theirs has changed
