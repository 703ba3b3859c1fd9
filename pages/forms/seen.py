"""Forms that carry what they have shown, so that two people who work side by side do not undo each other's work.

A form goes out with the values its fields had. When it comes back there are three values of each field: the one that
was shown, the one that is stored now and the one that was sent. What its sender left alone takes the value stored now;
what somebody else left alone takes the value sent; where both changed it to something different, the form says both
and asks which is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import TEMPLATE_PACK
from crispy_forms.utils import render_field
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communities.json_text import json_or_none
from communities.wording import listed

from .fields import VERBATIM

Text = str | list[str]
Texts = dict[str, Text]
SEEN = "seen"
ASKED = "?"
"""Under this name a form carries what its last question showed as stored."""
THERE = "*"
"""Under this name a form carries the rows beside which it adds one."""
THEIRS, MINE = "theirs", "mine"
NOTHING = "–"
CHOICES = (THEIRS, MINE)

if TYPE_CHECKING:
    Base = forms.Form
else:
    Base = object


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people changed: what it is called, what is stored now, what was typed, and the radio's name."""

    fields: tuple[str, ...]
    name: str
    label: str
    theirs: str
    mine: str


class AllFields:
    """The layout of a form that has none of its own: every field, one below the other."""

    def render(self, form: forms.Form, context: Any, template_pack: str = TEMPLATE_PACK, **_kwargs: Any) -> SafeString:
        """All fields as they are drawn by themselves."""
        drawn = (render_field(name, form, context, template_pack=template_pack) for name in form.fields)
        return SafeString("".join(drawn))


class SeenHelper(FormHelper):  # type: ignore[misc]
    """Draws the questions of a form above its fields, and what it carries with them."""

    render_hidden_fields = True
    layout = AllFields()

    def __bool__(self) -> bool:
        """There is always something to draw."""
        return True

    def render_layout(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK) -> SafeString:
        """Questions, fields, and what is hidden."""
        asked = render_to_string("parts/conflicts.html", {"form": form})
        return SafeString(asked + super().render_layout(form, context, template_pack=template_pack))


class CarriesSeen(Base):
    """A form that carries what it has shown. To be named before the form it is mixed into.

    `initial` is what is stored now, also when the form is bound. Fields in one tuple of `units` mean something only
    together: changed in any of them by two people, they are asked about as one.
    """

    helper_of: Any = SeenHelper
    units: tuple[tuple[str, ...], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    _asked: Mapping[str, Text] = MappingProxyType({})

    def __init__(self, *args: Any, there: Mapping[int, str] | None = None, **kwargs: Any) -> None:
        """`there` are the rows beside which one is added, by their numbers in the database, with their names."""
        super().__init__(*args, **kwargs)
        self.there = there or {}
        carried = forms.CharField(required=False, widget=forms.HiddenInput, initial=self.carried)
        self.fields[SEEN] = carried

    def shown_fields(self) -> list[str]:
        """The fields that somebody fills in."""
        named = self.fields.items()
        return [name for name, field in named if not (field.widget.is_hidden or isinstance(field, forms.FileField))]

    def carried(self) -> str:
        """What the form shows, as the hidden field has it."""
        return self._carrying({name: self._stored(name) for name in self.shown_fields()})

    def _carrying(self, texts: Mapping[str, Any]) -> str:
        beside = {THERE: sorted(map(str, self.there))} if self.there else {}
        return json.dumps({**texts, **beside}, ensure_ascii=False)

    def full_clean(self) -> None:
        """Bring what was sent together with what is stored now, before anything is checked."""
        added = self._added_meanwhile() if self.is_bound else []
        if self.is_bound:
            self.conflicts = tuple(self._brought_together())
        super().full_clean()
        if self.is_bound:
            self._keep_what_was_left_alone()
        for name in added:
            words = _("Somebody else has just added “{name}” too. Cancel, or save again to have both.")
            self.add_error("name", words.format(name=name))
        if self.is_bound:
            self.cleaned_data.pop(SEEN, None)
        for conflict in self.conflicts:
            words = _("Somebody else has changed this in the meantime. Choose which of the two is right.")
            self.add_error(conflict.fields[0], words)

    def typed(self) -> list[tuple[str, str]]:
        """What its sender changed: each field's label, and the value sent."""
        then = self._seen() or {}
        return [
            (str(self.fields[name].label or self[name].label), self._worded(name, self._sent(name)))
            for name in self.shown_fields()
            if not self._same(name, self._sent(name), then.get(name, self._stored(name)))
        ]

    def _keep_what_was_left_alone(self) -> None:
        """A text that comes back as it is stored stays so to the letter, whatever its field does to one just typed."""
        for name in self.shown_fields():
            field, cleaned = self.fields[name], self.cleaned_data.get(name)
            stored = self.get_initial_for_field(field, name)
            texts = type(field) in VERBATIM and isinstance(cleaned, str) and isinstance(stored, str)
            if texts and self._sent(name) == self._stored(name):
                self.cleaned_data[name] = stored

    # ---- Three values of a field

    def _stored(self, name: str) -> Text:
        field = self.fields[name]
        return _text(field.prepare_value(self.get_initial_for_field(field, name)))

    def _sent(self, name: str) -> Text:
        field = self.fields[name]
        return _text(field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def _seen(self) -> Texts | None:
        """What the form had shown; None where it does not say so."""
        seen = json_or_none(self.data.get(self.add_prefix(SEEN)) or "null")
        self._asked = _texts(seen.pop(ASKED, None)) if isinstance(seen, dict) else {}
        return _texts(seen) if isinstance(seen, dict) else None

    def _same(self, name: str, one: Text, other: Text) -> bool:
        """Whether two texts of a field mean one value: 2.5 is 2.50."""
        if one == other:
            return True
        try:
            return bool(self.fields[name].clean(one) == self.fields[name].clean(other))
        except ValidationError:
            return False

    def _units(self) -> Iterator[tuple[str, ...]]:
        """The fields, those that mean something only together as one."""
        names = self.shown_fields()
        groups = [tuple(name for name in group if name in names) for group in self.units]
        taken = {name for group in groups for name in group}
        yield from (group for group in groups if group)
        yield from ((name,) for name in names if name not in taken)

    def _brought_together(self) -> Iterable[Conflict]:
        """The conflicts; everything else of `data` is put right, and so is what the form will carry on."""
        seen = self._seen()
        if seen is None:
            return []
        conflicts: list[Conflict] = []
        carried: dict[str, Any] = {}
        questions: Texts = {}
        for names in self._units():
            now = {name: self._stored(name) for name in names}
            then = {name: seen.get(name, [] if isinstance(now[name], list) else "") for name in names}
            found = self._conflict_of(names, now, then)
            carried |= then if found else now
            if found:
                conflicts.append(found)
                questions |= now
        self._put({SEEN: self._carrying({**carried, ASKED: questions} if questions else carried)})
        return conflicts

    def _added_meanwhile(self) -> list[str]:
        """The name that is sent, where somebody else has added a row of this name since the form was shown."""
        before = (self._seen() or {}).get(THERE, [] if self.there and self._seen() is not None else None)
        if before is None:
            return []
        new = [name for pk, name in self.there.items() if str(pk) not in before]
        return [name for name in new if self._same("name", self._sent("name"), name)][:1]

    def _conflict_of(self, names: tuple[str, ...], now: Texts, then: Texts) -> Conflict | None:
        sent = {name: self._sent(name) for name in names}
        if all(self._same(name, sent[name], then[name]) for name in names):
            self._put({name: now[name] for name in names if now[name] != then[name]})
            return None
        if now == then or all(self._same(name, sent[name], now[name]) for name in names):
            return None
        radio = self.add_prefix(f"keep-{names[0]}")
        chosen = self.data.get(radio)
        if chosen in CHOICES and all(self._asked.get(name) == now[name] for name in names):
            self._put(now if chosen == THEIRS else {})
            return None
        return Conflict(names, radio, self.label_of(names), self._in_words(names, now), self._in_words(names, sent))

    def _put(self, values: Mapping[str, Any]) -> None:
        """Put other values into what was sent."""
        if not values:
            return
        data = cast("QueryDict", self.data).copy()
        for name, value in values.items():
            key = self.add_prefix(name)
            data.pop(key, None)
            if isinstance(value, list):
                data.setlist(key, value)
            elif value != "" or not isinstance(self.fields[name], forms.BooleanField):
                data[key] = value
        self.data = data

    # ---- In words

    def label_of(self, names: tuple[str, ...]) -> str:
        """What fields that belong together are called together."""
        return listed(str(self.fields[name].label) for name in names)

    def _in_words(self, names: tuple[str, ...], texts: Texts) -> str:
        words = [self._worded(name, texts[name]) for name in names]
        return " · ".join(word for word in words if word != NOTHING) or NOTHING

    def _worded(self, name: str, text: Text) -> str:
        """A value as a person reads it."""
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return pgettext("of a tick box", "yes") if text else pgettext("of a tick box", "no")
        offered = dict(_flat(getattr(field, "choices", ())))
        parts = [offered.get(part, part) for part in (text if isinstance(text, list) else [text])]
        return listed(str(part) for part in parts if part) or NOTHING


def _text(value: Any) -> Text:
    """A value as a form sends it."""
    if isinstance(value, list | tuple | set):
        return sorted(str(part) for part in value)
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value).replace("\r\n", "\n")


def _texts(given: Any) -> Texts:
    """The texts among what came back; a page that somebody has tampered with may hold anything."""
    whole = given if isinstance(given, dict) else {}
    return {name: text for name, text in whole.items() if isinstance(text, str) or _is_list(text)}


def _is_list(text: Any) -> bool:
    return isinstance(text, list) and all(isinstance(part, str) for part in text)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Value and words of all choices, out of their groups."""
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield str(value), words
