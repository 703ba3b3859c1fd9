"""The page docs/rules.md, written from the registry by `make docs`."""

from __future__ import annotations

from collections.abc import Iterator

from .registry import REGISTRY
from .vocabulary import HEADS

KEYS = {"tie_link": "tie_chain", "cut_tie": "cuts[].tie", "award_tie": "awards[].tie"}
"""Where the contest file has a kind of rules that is called otherwise there."""


def rules_page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The rules that can be chosen"
    yield ""
    yield "Written from the registry in `tabulation` by `make docs`;"
    yield "how they work together stands in [contest-file.md](contest-file.md)."
    for kind, head in HEADS.items():
        yield from (
            "",
            f"## {head.en} (`{KEYS.get(kind, kind)}`) {head.zh}",
            "",
            "| id | name | meaning | source |",
            "|---|---|---|---|",
        )
        for rule in REGISTRY[kind].values():
            meaning = f"{rule.meaning.en}<br>{rule.meaning.zh}"
            yield f"| `{rule.id}` | {rule.name.en}<br>{rule.name.zh} | {meaning} | {rule.source} |"
