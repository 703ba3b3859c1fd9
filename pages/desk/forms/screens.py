"""What the desk chooses for screens: what they show, and the links."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms.fields import TextLine
from pages.forms.plain import PlainForm, WordedForm
from stage.models import ClockKind, LinkKind, ScreenMode

MODES = [choice for choice in ScreenMode.choices if choice[0] != ScreenMode.CEREMONY]
FOLLOWING = ("", _("The same as the stage screens"))
COUNTED_DOWN = (ClockKind.BREAK, ClockKind.PREPARATION)
LONGEST_BREAK = 600
"""Minutes."""
OF_SCREENS = (LinkKind.SCREEN, LinkKind.OVERLAY)
"""The kinds that can show something of their own."""


class ShowForm(WordedForm):
    """What the stage screens show; a button each, so nothing is drawn of this form. `seen` is what had been chosen."""

    mode = forms.ChoiceField(choices=ScreenMode.choices)
    performance = forms.IntegerField(required=False, min_value=1)
    picture = forms.IntegerField(required=False, min_value=1)
    message = TextLine(longest=200, required=False)
    beside = forms.IntegerField(required=False, min_value=1)
    seen = forms.CharField(required=False)


class PromptForm(WordedForm):
    """A word to the speaker."""

    prompt = TextLine(longest=200, required=False)


class CountdownForm(WordedForm):
    """A break or preparation of some minutes; None takes the countdown away."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in COUNTED_DOWN])
    minutes = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_BREAK)


class LinkForm(PlainForm):
    """A link: what for, its name and, of a screen, what it shows and how bright it is."""

    kind = forms.ChoiceField(label=pgettext_lazy("link", "For"), choices=LinkKind.choices, widget=forms.RadioSelect)
    name = TextLine(label=pgettext_lazy("link", "Name"), longest=60)
    mode = forms.ChoiceField(label=_("Shows"), choices=[FOLLOWING, *MODES], required=False)
    light = forms.BooleanField(label=_("Light colours, for a bright hall"), required=False)

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind:
            del self.fields["kind"]
            if kind not in OF_SCREENS:
                del self.fields["mode"]
            if kind != LinkKind.SCREEN:
                del self.fields["light"]

    def clean(self) -> dict[str, Any]:
        """Only a screen has a mode of its own, or colours."""
        given = super().clean() or {}
        kind = given.get("kind")
        if kind is not None and kind not in OF_SCREENS:
            given["mode"] = ""
        if kind is not None and kind != LinkKind.SCREEN:
            given["light"] = False
        return given
