"""Terms of the contest file as the choices of models and forms; their words stand in the vocabulary of the sums.

>>> from django.utils.translation import override
>>> from tabulation.vocabulary import Status
>>> with override("zh-hans"):
...     str(label(Status.NO_SHOW)), dict(choices([Status.GUEST]))["guest"] == "不计名次"
('缺席', True)
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import lazy
from django.utils.translation import get_language

from communities.language import active_language
from tabulation.vocabulary import HEADS, Term, Words


def said(words: Words) -> str:
    """The words in the language that is active now; in English where none is, as when migrations are compared."""
    return words[active_language() if get_language() else "en"]


_said_when_read = lazy(said, str)


def label(term: Term) -> str:
    """What a term is called, in the language that is active when the label is read."""
    return _said_when_read(term.head)


def name(term: Term) -> str:
    """What a term is called within a sentence or a list."""
    return _said_when_read(term.words)


def head(kind: str) -> str:
    """What a kind of rules is about, in the language that is active when it is read."""
    return _said_when_read(HEADS[kind])


def choices(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """The terms as choices of a field: each id with its label."""
    return [(term.value, label(term)) for term in terms]
