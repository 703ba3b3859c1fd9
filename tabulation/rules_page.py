"""The page docs/rules.md, written from the registry by `make docs`."""

from __future__ import annotations

from collections.abc import Iterator

from .registry import REGISTRY, Words

HEADS = {
    "trim": Words("What is dropped (`trim`)", "去极值的对象"),
    "pool": Words("How values are pooled (`pool`)", "合成方式"),
    "rounding": Words("How a number is rounded (`rounding`)", "取舍方式"),
    "rank_on": Words("What is ranked (`rank_on`)", "排名依据"),
    "places": Words("How places are counted (`places`)", "名次计法"),
    "rooms": Words("Several rooms (`rooms`)", "分考场"),
    "tie_link": Words("Links of the tie chain (`tie_chain`)", "同分规则"),
    "cut_tie": Words("A tie across a cut (`cuts[].tie`)", "晋级线上同分"),
    "award_tie": Words("A tie across an award line (`awards[].tie`)", "名额线上并列"),
}


def rules_page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The rules that can be chosen"
    yield ""
    yield "Written from the registry in `tabulation` by `make docs`;"
    yield "how they work together stands in [contest-file.md](contest-file.md)."
    for kind, head in HEADS.items():
        yield from ("", f"## {head.en} {head.zh}", "", "| id | name | meaning | source |", "|---|---|---|---|")
        for rule in REGISTRY[kind].values():
            meaning = f"{rule.meaning.en}<br>{rule.meaning.zh}"
            yield f"| `{rule.id}` | {rule.name.en}<br>{rule.name.zh} | {meaning} | {rule.source} |"
