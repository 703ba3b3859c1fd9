"""The registry of rules: what can be chosen, where it comes from, what computes it; `vocabulary` has the words.

It is the settings page and the documentation at once (docs/rules.md is written from it), and the
pipeline looks its functions up here, so nothing can be chosen that is not computed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .vocabulary import RULES, Term, Words

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that can be chosen; `apply` is the function that computes it."""

    kind: str
    id: str
    name: Words
    meaning: Words
    source: str
    apply: Callable[..., Any]


REGISTRY: dict[str, dict[str, Rule]] = {kind: {} for kind in RULES}
KIND_OF = {terms: kind for kind, terms in RULES.items()}


def rule(term: Term, *, source: str) -> Callable[[Function], Function]:
    """Enter the decorated function into the registry as what computes a rule of the vocabulary."""
    kind = KIND_OF[type(term)]

    def enter(function: Function) -> Function:
        REGISTRY[kind][term.value] = Rule(kind, term.value, term.words, term.meaning, source, function)
        return function

    return enter


def function_of(kind: str, id: str) -> Callable[..., Any]:
    """The function that computes a chosen rule."""
    return REGISTRY[kind][id].apply
