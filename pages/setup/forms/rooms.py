"""Who runs which room."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from communities.json_text import json_or_none
from communities.models import User
from pages.forms.plain import PlainForm

Desks = dict[str, list[int]]


class RoomsForm(PlainForm):
    """A box for each person of the desk in each room; `was` is who ran which room as the page has shown it."""

    was = forms.CharField(max_length=20_000, widget=forms.HiddenInput)

    def __init__(
        self, rooms: Sequence[str], people: Sequence[User], desks: Mapping[str, Sequence[int]], data: Any
    ) -> None:
        super().__init__(data, initial={"was": json.dumps(desks, ensure_ascii=False)})
        self.rooms = list(rooms)
        for n, room in enumerate(self.rooms):
            self.fields[self.field_of(n)] = forms.TypedMultipleChoiceField(
                label=room,
                choices=[(user.pk, str(user)) for user in people],
                coerce=int,
                required=False,
                initial=list(desks.get(room, ())),
                widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            )

    def field_of(self, n: int) -> str:
        """The name of the field of a room."""
        return f"room-{n}"

    def desks(self) -> Desks:
        """Who is to run which room."""
        return {room: sorted(self.cleaned_data[self.field_of(n)]) for n, room in enumerate(self.rooms)}

    def desks_before(self) -> Desks | None:
        """Who ran which room as the page has shown it; None where it does not say so."""
        found = json_or_none(self.cleaned_data["was"])
        if not isinstance(found, dict):
            return None
        sound = all(isinstance(pks, list) and all(type(pk) is int for pk in pks) for pks in found.values())
        return found if sound else None
