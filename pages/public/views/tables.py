"""Tables that everybody reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community
from contests.members import FEW, members_text
from contests.models import Status, choices
from scoring.results.public import Entry

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
STATUSES = dict(choices(Status))


class FigureColumn(tables.Column):  # type: ignore[misc]  # django-tables2 has no types
    """One of the figures of every row, counted from 0."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__(
            verbose_name=name, orderable=False, attrs=NUMBER, default="–", accessor=f"figures__{number}__text"
        )


class ResultTable(tables.Table):  # type: ignore[misc]  # django-tables2 has no types
    """The standings, with a column for every figure that is shown."""

    place = tables.Column(verbose_name=_("Place"), orderable=False, empty_values=())
    name = tables.Column(verbose_name=_("Contestant"), orderable=False)
    awards = tables.Column(verbose_name=_("Award"), orderable=False, default="")

    class Meta:
        attrs = {"class": "table results"}  # noqa: RUF012 - django-tables2's own declaration

    def __init__(self, rows: Sequence[Entry], addresses: Mapping[str, str], **options: Any) -> None:
        """`addresses` are the pages of the contestants, by number."""
        names = [figure.name for figure in rows[0].figures] if rows else []
        figures = [(f"figure_{n}", FigureColumn(n, name)) for n, name in enumerate(names)]
        sequence = ("place", "name", *(name for name, _column in figures), "awards")
        super().__init__(rows, extra_columns=figures, sequence=sequence, **options)
        self.addresses = addresses

    def render_place(self, record: Entry) -> object:
        """The place, or why there is none."""
        if record.place is not None and record.status == Status.COMPETING:
            return record.place
        return format_html('<span class="soft">{}</span>', STATUSES.get(record.status, record.status))

    def render_name(self, record: Entry) -> SafeString:
        """The name, leading to the contestant's page, with the community."""
        address = self.addresses.get(record.number)
        who = format_html("{} {}", record.number, record.name)
        linked = format_html('<a href="{}">{}</a>', address, who) if address else who
        if record.others:
            linked = format_html("{}<br>{}", linked, members_text(record.others, FEW))
        cell = format_html('{}<br><span class="soft">{}</span>', linked, record.community or "")
        said = record.decided
        return format_html('{}<br><span class="soft">{}</span>', cell, said) if said else cell

    def render_awards(self, value: tuple[str, ...]) -> SafeString:
        """In gold."""
        return format_html_join(" ", '<span class="award">{}</span>', ((award,) for award in value))


class CommunityTable(tables.Table):  # type: ignore[misc]
    """The communities of a street."""

    name = tables.Column(verbose_name=pgettext_lazy("column", "Community"), orderable=False)
    secretaries = tables.Column(verbose_name=_("Secretary"), orderable=False)

    class Meta:
        attrs = {"class": "table"}  # noqa: RUF012
        empty_text = _("No community has been entered yet.")

    def render_name(self, record: Community) -> SafeString:
        """Leading to its page."""
        return format_html('<a href="{}">{}</a>', reverse("public:community", args=[record.pk]), record.name)

    def render_secretaries(self, record: Community) -> str:
        """Those in office."""
        return in_office(record)


def in_office(community: Community) -> str:
    """Who leads a community now; nothing where nobody does."""
    return "、".join(secretary.name for secretary in community.secretaries.all() if secretary.until is None)
