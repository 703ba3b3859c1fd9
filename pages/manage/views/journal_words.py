"""The verbs and details of the journal in words; what has none is shown as it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communities.wording import listed
from contests.models import ContestState, DecisionKind, JudgeKind, PublicLevel, Status
from contests.rules.presets import PRESETS

LONGEST = 240
"""Characters shown of one value; the whole of it stays in the journal."""

VERBS: dict[str, str | Promise] = {
    "contest-created": _("Contest begun"),
    "contest-copied": _("Contest begun as a copy"),
    "contest-imported": _("Contest imported from a file"),
    "contest-changed": _("Description of the contest changed"),
    "contest-removed": _("Contest thrown away"),
    "rules-set": _("Rules changed"),
    "contest-opened": _("Contest opened, rules sealed"),
    "contest-closed": _("Contest closed"),
    "contest-reopened": _("Contest re-opened"),
    "order-drawn": _("Running order drawn"),
    "order-entered": _("Running order entered"),
    "recused": _("Recusal entered:"),
    "recusal-withdrawn": _("Recusal withdrawn:"),
    "sealed-scores-entered": _("Scores entered for"),
    "card-issued": _("New card for"),
    "cards-issued": _("New cards made"),
    "judge-replaced": _("Judge replaced, now"),
    "judge-voided": _("Judge left, no mark counts:"),
    "performance-started": _("Called on stage:"),
    "start-cancelled": _("Call taken back:"),
    "clock-recorded": _("Time taken:"),
    "performance-closed": _("Performance closed:"),
    "performance-reopened": _("Performance re-opened:"),
    "status-set": _("State changed:"),
    "sheet-submitted": _("Sheet received:"),
    "sheet-reopened": _("Sheet re-opened:"),
    "paper-entered": _("Paper sheet entered:"),
    "paper-confirmed": _("Paper sheet confirmed:"),
    "adjusted": _("Points off or on:"),
    "adjustment-voided": _("Points off or on taken back:"),
    "decision-recorded": _("Decision recorded:"),
    "decision-withdrawn": _("Decision withdrawn:"),
    "results-published": _("Results published"),
    "results-superseded": _("Results published anew"),
    "certificates-issued": _("Certificates issued"),
    "certificate-revoked": _("Certificate revoked:"),
    "order-of-parts-changed": _("Order changed:"),
    "round-added": _("Round added:"),
    "round-changed": _("Round changed:"),
    "round-removed": _("Round removed:"),
    "item-added": _("Rubric item added:"),
    "item-changed": _("Rubric item changed:"),
    "item-removed": _("Rubric item removed:"),
    "panel-added": _("Panel added:"),
    "panel-changed": _("Panel changed:"),
    "panel-removed": _("Panel removed:"),
    "judge-added": _("Judge added:"),
    "judge-changed": _("Judge changed:"),
    "judge-corrected": _("Judge's name corrected:"),
    "judge-removed": _("Judge removed:"),
    "contestant-added": _("Contestant added:"),
    "contestants-added": _("Contestants added"),
    "contestant-changed": _("Contestant changed:"),
    "contestant-corrected": _("Contestant's name corrected:"),
    "contestant-removed": _("Contestant removed:"),
    "cut-added": _("Cut added:"),
    "cut-changed": _("Cut changed:"),
    "cut-removed": _("Cut removed:"),
    "award-added": _("Award added:"),
    "award-changed": _("Award changed:"),
    "award-removed": _("Award removed:"),
    "part-moved": _("Moved in its list:"),
}

DETAILS: dict[str, str | Promise] = {
    "reason": pgettext_lazy("journal", "reason"),
    "before": pgettext_lazy("journal", "before"),
    "points": pgettext_lazy("journal", "points"),
    "seconds": pgettext_lazy("journal", "seconds"),
    "status": pgettext_lazy("journal", "state"),
    "state": pgettext_lazy("journal", "state"),
    "scores": pgettext_lazy("journal", "scores"),
    "judges": pgettext_lazy("journal", "judges"),
    "contestants": pgettext_lazy("journal", "contestants"),
    "order": pgettext_lazy("journal", "order"),
    "seed": pgettext_lazy("journal", "seed"),
    "number": pgettext_lazy("journal", "number"),
    "numbers": pgettext_lazy("journal", "numbers"),
    "revoked": pgettext_lazy("journal", "revoked"),
    "serials": pgettext_lazy("journal", "serial numbers"),
    "fingerprint": pgettext_lazy("journal", "fingerprint"),
    "preset": pgettext_lazy("journal", "preset"),
    "source": pgettext_lazy("journal", "copied from"),
    "sheets": pgettext_lazy("journal", "sheets"),
    "retired": pgettext_lazy("journal", "sheets that no longer count"),
    "outstanding": pgettext_lazy("journal", "not received from"),
    "started_at": pgettext_lazy("journal", "called at"),
    "kind": pgettext_lazy("journal", "kind"),
    "by": pgettext_lazy("journal", "decided by"),
    "rules": pgettext_lazy("journal", "rules"),
    "factor": pgettext_lazy("journal", "factor"),
    "name": pgettext_lazy("journal", "name"),
    "post": pgettext_lazy("journal", "post"),
    "title": pgettext_lazy("journal", "title"),
    "theme": pgettext_lazy("journal", "theme"),
    "host": pgettext_lazy("journal", "host"),
    "venue": pgettext_lazy("journal", "venue"),
    "date": pgettext_lazy("journal", "date"),
    "slug": pgettext_lazy("journal", "short name"),
    "public_level": pgettext_lazy("journal", "shown to the public"),
    "weight": pgettext_lazy("journal", "weight"),
    "key": pgettext_lazy("journal", "key"),
    "position": pgettext_lazy("journal", "position"),
    "minimum": pgettext_lazy("journal", "minimum"),
    "maximum": pgettext_lazy("journal", "maximum"),
    "step": pgettext_lazy("journal", "step"),
    "guidance": pgettext_lazy("journal", "what to look for"),
    "clock": pgettext_lazy("journal", "clock"),
    "quota": pgettext_lazy("journal", "quota"),
    "named": pgettext_lazy("journal", "named"),
    "tie": pgettext_lazy("journal", "when equal"),
    "panel": pgettext_lazy("journal", "panel"),
    "chair": pgettext_lazy("journal", "chair"),
    "community": pgettext_lazy("journal", "community"),
    "street": pgettext_lazy("journal", "street"),
    "secretary": pgettext_lazy("journal", "secretary"),
    "group": pgettext_lazy("journal", "group"),
    "room": pgettext_lazy("journal", "room"),
    "drop_high": pgettext_lazy("journal", "highest dropped"),
    "drop_low": pgettext_lazy("journal", "lowest dropped"),
    "trim_from": pgettext_lazy("journal", "dropped from"),
    "pool": pgettext_lazy("journal", "pooled by"),
    "round": pgettext_lazy("journal", "round"),
    "rounds": pgettext_lazy("journal", "rounds"),
    "sealed": pgettext_lazy("journal", "scored from outside"),
    "about": pgettext_lazy("journal", "more"),
}

STORED: dict[str, str | Promise] = {
    value: label
    for choices in (Status, ContestState, DecisionKind, JudgeKind, PublicLevel)
    for value, label in choices.choices
}
"""Words that stand in the journal as they are stored."""
STORED_IN = {"status", "state", "kind", "before", "public_level"}


def words(verb: str) -> str:
    """A verb in words."""
    return str(VERBS.get(verb, verb))


def what(detail: Any) -> list[tuple[str, str]]:
    """What has changed: a label and a value each; what says nothing to a reader is left out."""
    if not isinstance(detail, Mapping):
        return []
    silent = {"submission", "adjustment"} | (
        {"number"} if detail.get("number") == 1 and "submission" in detail else set()
    )
    return list(_what({key: value for key, value in detail.items() if key not in silent}))


def _what(detail: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in detail.items():
        text = _text(key, value)
        if text:
            label = pgettext("journal", "{label}: ").format(label=DETAILS.get(key, key))
            yield label, text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _text(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return listed(f"{DETAILS.get(k, k)} {_text(k, v) or '–'}" for k, v in value.items())
    if isinstance(value, list):
        return listed(_text("", inner) or "–" for inner in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    text = "" if value is None else str(value)
    if key in STORED_IN and text in STORED:
        return str(STORED[text])
    if key == "preset" and text in PRESETS:
        return str(PRESETS[text].name)
    return _time(text) if key.endswith("_at") else text


def _time(text: str) -> str:
    at = parse_datetime(text)
    return f"{localtime(at):%H:%M:%S}" if at else text
