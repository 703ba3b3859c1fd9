"""The registry of rules: what can be chosen, what it means, where it comes from, what computes it.

It is the settings page and the documentation at once (docs/rules.md is written from it), and the
pipeline looks its functions up here, so nothing can be chosen that is not computed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

KINDS = ("trim", "pool", "rounding", "rank_on", "places", "rooms", "tie_link", "cut_tie", "award_tie")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that can be chosen; `apply` is the function that computes it."""

    kind: str
    id: str
    name: Words
    meaning: Words
    source: str
    apply: Callable[..., Any]


REGISTRY: dict[str, dict[str, Rule]] = {kind: {} for kind in KINDS}


def rule(kind: str, id: str, *, name: Words, meaning: Words, source: str) -> Callable[[Function], Function]:
    """Enter the decorated function into the registry."""

    def enter(function: Function) -> Function:
        REGISTRY[kind][id] = Rule(kind, id, name, meaning, source, function)
        return function

    return enter


def options(kind: str) -> tuple[str, ...]:
    """The ids that may be chosen for a kind of rule, in the order they are documented."""
    return tuple(REGISTRY[kind])


def function_of(kind: str, id: str) -> Callable[..., Any]:
    """The function that computes a chosen rule."""
    return REGISTRY[kind][id].apply
