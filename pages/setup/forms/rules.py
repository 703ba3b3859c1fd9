"""The rule sheet as forms: what can be chosen comes from the registry of rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.language import active_language
from communities.numbers import json_decimal
from contests.models import Panel, Round, head
from pages.forms.fields import CountField, NumberField, WeightField
from pages.forms.plain import PlainForm
from pages.forms.seen import CarriesSeen
from pages.wording.rules import STAGES
from scoring.results.choices import Choice, choices
from tabulation import read_draft
from tabulation.contest import Rules as RuleSheet
from tabulation.vocabulary import RULES

NONE = Decimal(0)
CHOSEN = tuple(kind for kind in RULES if hasattr(RuleSheet(), kind))
"""What of a rule sheet is chosen among rules of the registry."""


def options(kind: str) -> list[Choice]:
    """What can be chosen, in the language of the page."""
    return list(choices(kind, active_language()))


def worded(kind: str) -> list[tuple[str, str]]:
    """What can be chosen as a form shows it: name and meaning."""
    return [
        (found.id, _("{name}: {meaning}").format(name=found.name, meaning=found.meaning)) for found in options(kind)
    ]


def radios(kind: str) -> forms.ChoiceField:
    """One rule of a kind."""
    return forms.ChoiceField(label=head(kind), choices=lambda: worded(kind), widget=forms.RadioSelect)


class DecimalsField(forms.TypedChoiceField):
    """To how many decimal places; the value is None where nothing is rounded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=self.offered(None), coerce=int, required=False, empty_value=None, **options)

    def offered(self, also: int | None) -> list[tuple[Any, str]]:
        """Not rounded, 0 to 6, and what is chosen already."""
        numbers = [*range(7), *([also] if also is not None and also > 6 else [])]
        return [("", _("not rounded")), *((n, str(n)) for n in numbers)]


class RuleSheetForm(CarriesSeen, PlainForm):
    """What holds for the whole contest; the tie chain is a list of its own."""

    units = (("clip_distance", "clip_round"),)

    trim = radios("trim")
    pool = radios("pool")
    rounding = radios("rounding")
    rank_on = radios("rank_on")
    places = radios("places")
    rooms = radios("rooms")
    best_rounds = CountField(
        label=gettext_lazy("Only the best rounds count"),
        least=1,
        required=False,
        help_text=gettext_lazy("How many of the weighted round scores. Leave empty for all."),
    )
    clip_distance = NumberField(
        label=gettext_lazy("Hold values within this distance of the mean"), above=NONE, required=False
    )
    clip_round = DecimalsField(label=gettext_lazy("Decimals of values held so"))
    round_low = NumberField(label=gettext_lazy("Lowest round score"), required=False)
    round_high = NumberField(label=gettext_lazy("Highest round score"), required=False)
    final_low = NumberField(label=gettext_lazy("Lowest final score"), required=False)
    final_high = NumberField(label=gettext_lazy("Highest final score"), required=False)

    def __init__(self, *args: Any, rules: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(rules), **kwargs)
        self.rules = rules
        for stage, label in STAGES.items():
            field = DecimalsField(label=label)
            field.choices = field.offered(self.initial[f"places_{stage}"])
            self.fields[f"places_{stage}"] = field
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        decimals = [f"places_{stage}" for stage in STAGES]
        rare = ("clip_distance", "clip_round", "round_low", "round_high", "final_low", "final_high", "best_rounds")
        used = any(self.initial.get(name) is not None for name in rare if name != "round_low")
        stages, less = _("Decimal places at each stage"), _("Less common rules")
        opened = " open" if used or self.errors else ""
        return Layout(
            *map(Field, ("trim", "pool")),
            HTML(f"<h4>{stages}</h4>"),
            Div(*decimals, css_class="setup-numbers"),
            *map(Field, ("rounding", "rank_on", "places", "rooms")),
            HTML(f"<details{opened}><summary>{less}</summary>"),
            Div(*rare, css_class="setup-numbers"),
            HTML("</details>"),
        )

    def clean(self) -> dict[str, Any]:
        """Bounds that leave room between them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for what in ("round", "final"):
            low, high = cleaned.get(f"{what}_low"), cleaned.get(f"{what}_high")
            if low is not None and high is not None and low >= high:
                self.add_error(f"{what}_high", _("The highest score must be above the lowest."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The rule sheet; what this form does not know of stays as it is."""
        given = self.cleaned_data
        stages = {stage: given[f"places_{stage}"] for stage in STAGES}
        bounds = {
            what: [json_decimal(given[f"{what}_low"]), json_decimal(given[f"{what}_high"])]
            for what in ("round", "final")
        }
        clip = {
            **(self.rules.get("clip") or {}),
            "distance": json_decimal(given["clip_distance"]),
            "round": given["clip_round"],
        }
        found = {
            **self.rules,
            **{name: given[name] for name in CHOSEN},
            "best_rounds": given["best_rounds"],
            "round": {**(self.rules.get("round") or {}), **stages},
            "bounds": {**(self.rules.get("bounds") or {}), **bounds},
            "clip": clip if clip["distance"] is not None else None,
        }
        return {key: value for key, value in found.items() if value is not None}


def _initial(given: Mapping[str, Any]) -> dict[str, Any]:
    """The rules that hold now, as the sums read them: what a rule sheet leaves out has its default."""
    rules = read_draft({"rules": given}).rules
    (low, high), (least, most) = rules.bounds.round, rules.bounds.final
    return {
        **{name: getattr(rules, name) for name in CHOSEN},
        **{f"places_{stage}": getattr(rules.round, stage) for stage in STAGES},
        "best_rounds": rules.best_rounds,
        "clip_distance": rules.clip.distance if rules.clip else None,
        "clip_round": rules.clip.round if rules.clip else None,
        "round_low": low,
        "round_high": high,
        "final_low": least,
        "final_high": most,
    }


class DropsForm(CarriesSeen, PlainForm):
    """What is dropped, and from how many values on."""

    drop_high = CountField(label=gettext_lazy("Highest dropped"), most=30)
    drop_low = CountField(label=gettext_lazy("Lowest dropped"), most=30)
    trim_from = CountField(
        label=gettext_lazy("Only from so many judges on"),
        most=1000,
        help_text=gettext_lazy("With fewer valid marks nothing is dropped, and the result says so. 0: no such limit."),
    )


class PanelRulesForm(DropsForm):
    """What a panel drops, how it is pooled, and what it weighs."""

    weight = WeightField(label=gettext_lazy("Weight"))
    pool = forms.ChoiceField(label=head("pool"), required=False)

    def __init__(self, *args: Any, panel: Panel, others: Sequence[Panel], **kwargs: Any) -> None:
        names = ("drop_high", "drop_low", "trim_from", "weight", "pool")
        super().__init__(*args, initial={name: getattr(panel, name) for name in names}, **kwargs)
        self.others = others
        self.offer("pool", [("", _("as the rule sheet says")), *worded("pool")])
        self.helper.layout = Layout(
            Div("drop_high", "drop_low", "trim_from", "weight", css_class="setup-numbers"), Field("pool")
        )

    def clean(self) -> dict[str, Any]:
        """Weights that count for something."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("weight") == 0 and not any(other.weight for other in self.others):
            self.add_error("weight", _("All panels would weigh 0. Give one of them a weight above 0."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in self.shown_fields()}


class RoundRulesForm(DropsForm):
    """What one round does differently; left empty, the rule sheet and the panels hold."""

    trim = forms.ChoiceField(label=head("trim"), required=False)
    pool = forms.ChoiceField(label=head("pool"), required=False)
    field_order = ("trim", "pool", "drop_high", "drop_low", "trim_from")

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(round_.rules), **kwargs)
        self.rules = round_.rules
        for kind in ("trim", "pool"):
            self.offer(kind, [("", _("as the rule sheet says")), *worded(kind)])
        for name in ("drop_high", "drop_low", "trim_from"):
            self.fields[name].required = False
        self.fields["trim_from"].help_text = _("Leave empty to use the rule of each panel.")
        self.fields["pool"].help_text = _("A panel that has chosen this for itself keeps its own.")
        self.helper.layout = Layout(
            Field("trim"), Field("pool"), Div("drop_high", "drop_low", "trim_from", css_class="setup-numbers")
        )

    def values(self) -> dict[str, Any]:
        """What the action takes: the round's rules, without what says nothing."""
        found = {**self.rules, **{name: self.cleaned_data[name] for name in self.shown_fields()}}
        return {"rules": {key: value for key, value in found.items() if value not in (None, "")}}


class LinkForm(PlainForm):
    """One more link at the end of the tie chain; it carries the chain it was shown beside."""

    chain = forms.CharField(required=False, widget=forms.HiddenInput)
    link = forms.ChoiceField(label=gettext_lazy("When scores are equal, then compare"))

    def __init__(self, *args: Any, links: Iterable[tuple[str, Any]], chain: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"chain": chain_text(chain)}, **kwargs)
        self.offer("link", [("", _("choose…")), *links])


def chain_text(chain: Sequence[str]) -> str:
    """A tie chain as forms carry it.

    >>> chain_text(["chair", "item:speech/content"])
    '["chair", "item:speech/content"]'
    """
    return json.dumps(list(chain), ensure_ascii=False)
