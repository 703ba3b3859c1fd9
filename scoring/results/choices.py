"""The rules that can be chosen, in one language: what a page asks of the registry of the sums."""

from __future__ import annotations

from dataclasses import dataclass

from tabulation.registry import REGISTRY


@dataclass(frozen=True, slots=True)
class Choice:
    """One rule: its name, what it means, and where it is printed."""

    id: str
    name: str
    meaning: str
    source: str


def choices(kind: str, language: str) -> tuple[Choice, ...]:
    """The rules of a kind in the order they are documented; `language` is "zh" or "en"."""
    return tuple(Choice(r.id, r.name[language], r.meaning[language], r.source) for r in REGISTRY[kind].values())


def choice(kind: str, id: str, language: str) -> Choice:
    """One of them."""
    return next(found for found in choices(kind, language) if found.id == id)
