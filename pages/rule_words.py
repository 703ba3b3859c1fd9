"""A rule sheet in sentences: for those who choose it, those judged by it and those who read the results.

Everything is read from the document of a contest file, so that rows and publications read alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from communities.wording import listed
from contests.clocks import clock_words
from contests.models import AwardTie, CutTie
from pages.wording import joined, short
from scoring.results.choices import choice

Document = Mapping[str, Any]
Rules = Mapping[str, Any]
DEFAULTS = {
    "trim": "total",
    "pool": "mean",
    "rounding": "half-up",
    "rank_on": "rounded",
    "places": "competition",
    "rooms": "raw",
}
STAGES = {
    "item": gettext_lazy("Mark of an item"),
    "weighted": gettext_lazy("Weighted item"),
    "sheet": gettext_lazy("Sheet total"),
    "panel": gettext_lazy("Panel score"),
    "round": gettext_lazy("Round score"),
    "final": gettext_lazy("Final score"),
}


def language() -> str:
    """The language of the registry that stands for the page's."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def rule_words(document: Document) -> list[str]:
    """What the rules of a set-up do, sentence by sentence, in the order it is reckoned."""
    return [
        *(_round(round_) for round_ in document["rounds"]),
        *_panels(document),
        *_together(document),
        *_cuts(document),
        *_ties(document),
        *_awards(document["awards"]),
    ]


def named(part: Document) -> str:
    """What a part is called."""
    return str(part.get("name") or part["id"])


def rule_of(rules: Rules, kind: str) -> str:
    """The rule that is chosen, or the default."""
    return str(rules.get(kind) or DEFAULTS[kind])


def _round(round_: Document) -> str:
    if round_.get("sealed"):
        return _("{round}: the score comes in ready.").format(round=named(round_))
    items = round_.get("items") or []
    full = sum((Decimal(item["max"]) * Decimal(item.get("weight") or 1) for item in items), Decimal(0))
    words = _("{round}: each judge marks {items}; {full} points at most.")
    said = words.format(round=named(round_), items=listed([named(item) for item in items]), full=short(full))
    clock = clock_words(round_.get("clock"))
    return joined([said, *([_("By the clock: {clock}.").format(clock=clock)] if clock else [])])


def _panels(document: Document) -> Iterator[str]:
    for panel in document["panels"]:
        yield _panel(panel, document["rules"], named(panel))
    for round_ in document["rounds"]:
        if round_.get("rules"):
            yield from (
                _panel(
                    {**panel, **round_["rules"]},
                    {**document["rules"], **round_["rules"]},
                    f"{named(round_)}, {named(panel)}",
                )
                for panel in document["panels"]
                if not round_.get("sealed") and (panel.get("rounds") is None or round_["id"] in panel["rounds"])
            )
    for panel in document["panels"]:
        if panel.get("rooms"):
            yield _("{panel} marks {rooms}, and no other room.").format(
                panel=named(panel), rooms=listed(panel["rooms"])
            )
    if any(_meet(one, other) for one, other in combinations(document["panels"], 2)):
        terms = " + ".join(f"{named(panel)} × {panel['weight']}" for panel in document["panels"])
        yield _("Panels that mark a round together: {terms}, divided by the sum of their weights.").format(terms=terms)


def _meet(one: Document, other: Document) -> bool:
    """Whether two panels can mark the same performance."""
    pairs = ((one.get(key), other.get(key)) for key in ("rounds", "rooms"))
    return all(mine is None or theirs is None or set(mine) & set(theirs) for mine, theirs in pairs)


def _panel(panel: Document, rules: Rules, name: str) -> str:
    """What one panel drops, and what is made of the rest."""
    high, low, least = (panel.get(key) or 0 for key in ("drop_high", "drop_low", "trim_from"))
    pool = choice("pool", panel.get("pool") or rule_of(rules, "pool"), language()).meaning
    if not high and not low:
        return _("{panel}: nothing is dropped; what counts is {pool}.").format(panel=name, pool=pool)
    if rule_of(rules, "trim") == "item":
        words = _(
            "{panel}: of the marks of each item, {high} highest and {low} lowest are dropped; what counts is {pool}."
        )
    else:
        words = _("{panel}: of the judges' totals, {high} highest and {low} lowest are dropped; what counts is {pool}.")
    needed = max(least, high + low + 1)
    alone = _("With fewer than {needed} valid ones nothing is dropped.").format(needed=needed)
    return joined([words.format(panel=name, high=high, low=low, pool=pool), alone])


def _together(document: Document) -> Iterator[str]:
    """From round scores to places."""
    rules = document["rules"]
    clip = rules.get("clip")
    if clip:
        yield _("A value further than {distance} from the mean is moved to that distance.").format(**clip)
    if rule_of(rules, "rooms") != "raw":
        yield _("Rooms: {meaning}.").format(meaning=choice("rooms", "equalised", language()).meaning)
    yield _("Final score = {terms}{rounding}.").format(terms=_terms(document), rounding=_rounding(rules, "final"))
    early = [
        f"{label}{_rounding(rules, stage)}"
        for stage, label in STAGES.items()
        if stage != "final" and _places(rules, stage)
    ]
    if early:
        yield _("Rounded before that: {stages}.").format(stages=listed(early))
    for what, label in (("round", STAGES["round"]), ("final", STAGES["final"])):
        low, high = (rules.get("bounds") or {}).get(what) or ((None, None) if what == "final" else ("0", None))
        yield from _bounds(label, low, high)
    ranked = choice("rank_on", rule_of(rules, "rank_on"), language()).name
    counted = choice("places", rule_of(rules, "places"), language()).name
    yield _("Ranked is {ranked}; places are counted {counted}.").format(ranked=ranked, counted=counted)


def _terms(document: Document) -> str:
    best = document["rules"].get("best_rounds")
    weighted = [f"{named(round_)} × {round_['weight']}" for round_ in document["rounds"]]
    if best:
        words = ngettext("the best {count} of {rounds}", "the best {count} of {rounds}", best)
        return words.format(count=best, rounds=listed(weighted))
    return " + ".join(weighted)


def _bounds(label: Any, low: str | None, high: str | None) -> Iterator[str]:
    if low is not None:
        yield _("{score}: never below {least}.").format(score=label, least=low)
    if high is not None:
        yield _("{score}: never above {most}.").format(score=label, most=high)


def _places(rules: Rules, stage: str) -> bool:
    return (rules.get("round") or {}).get(stage) is not None


def _rounding(rules: Rules, stage: str) -> str:
    """How a stage is rounded, to follow its name."""
    places = (rules.get("round") or {}).get(stage, 2 if stage == "final" else None)
    if places is None:
        return _(", not rounded")
    how = choice("rounding", rule_of(rules, "rounding"), language()).name
    words = ngettext(", rounded to {places} decimal ({how})", ", rounded to {places} decimals ({how})", places)
    return words.format(places=places, how=how)


def _cuts(document: Document) -> Iterator[str]:
    rounds = {round_["id"]: named(round_) for round_ in document["rounds"]}
    for cut in document["cuts"]:
        words = _("After {round} the first {keep} go on; equal scores across the line: {tie}.")
        after = rounds.get(cut["after"], cut["after"])
        yield words.format(round=after, keep=cut["keep"], tie=CutTie(cut.get("tie") or "extend").label)


def _ties(document: Document) -> Iterator[str]:
    chain = document["rules"].get("tie_chain") or []
    if not chain:
        yield _("Equal scores share the place.")
        return
    links = " → ".join(link_words(link, document) for link in chain)
    yield _("Equal scores are told apart in this order: {links}. Who is still equal shares the place.").format(
        links=links
    )


def _awards(awards: Sequence[Document]) -> Iterator[str]:
    """Awards with one tie policy and pass mark together; then those for who is named."""
    alike: dict[tuple[str, str | None], list[Document]] = {}
    for award in awards:
        if award.get("named") is None:
            alike.setdefault((award.get("tie") or "extend", award.get("min")), []).append(award)
    for (tie, least), some in alike.items():
        names = listed([f"{award['name']} {award['quota']}" for award in some])
        said = _("Down the places: {awards}. Equal places across the line: {tie}.")
        mark = [] if least is None else [_("Pass mark {minimum}.").format(minimum=least)]
        yield joined([said.format(awards=names, tie=AwardTie(tie).label), *mark])
    named_ones = [award["name"] for award in awards if award.get("named") is not None]
    if named_ones:
        yield _("For those who are named: {awards}.").format(awards=listed(named_ones))


def link_words(link: str, document: Document) -> str:
    """A link of the tie chain with the names of what it compares."""
    kind, _colon, argument = link.partition(":")
    name = choice("tie_link", kind, language()).name if kind in KINDS else link
    if not argument:
        return name
    if kind == "decimals":
        return _("more decimals, to {places} places").format(places=argument)
    return _("{name}: {what}").format(name=name, what=targets(document).get(link, argument))


KINDS = ("decimals", "round", "item", "panel", "untrimmed", "median", "majority", "chair", "playoff", "lot")


def targets(document: Document) -> dict[str, str]:
    """Every link that names a part of the contest, with the names of the part."""
    rounds = document["rounds"]
    items = {
        f"item:{round_['id']}/{item['id']}": f"{named(round_)} / {named(item)}"
        for round_ in rounds
        for item in round_.get("items") or []
    }
    return (
        {f"round:{round_['id']}": named(round_) for round_ in rounds}
        | items
        | {f"panel:{panel['id']}": named(panel) for panel in document["panels"]}
    )


def gone(link: str, document: Document) -> bool:
    """Whether a link names a round, item or panel that is not there."""
    kind, colon, _argument = link.partition(":")
    return bool(colon) and kind != "decimals" and link not in targets(document)
