"""The journal as a page shows it: lines in words, newest first, a page at a time."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.journal.wording import details_of, done_to, line_text, who_did
from communities.models import Journal

LINES = 50
"""On a page."""


def page_of(request: HttpRequest, lines: QuerySet[Journal]) -> Page[Journal]:
    """The page that is asked for; the first where the address says something else."""
    return Paginator(lines, LINES).get_page(request.GET.get("page"))


class JournalTable(tables.Table):  # type: ignore[misc]  # django-tables2 has no types
    """Who did what, and when."""

    at = tables.Column(verbose_name=pgettext_lazy("journal", "When"), orderable=False)
    who_label = tables.Column(verbose_name=_("Who"), orderable=False)
    verb = tables.Column(verbose_name=pgettext_lazy("journal", "What"), orderable=False)
    detail = tables.Column(verbose_name=_("In detail"), orderable=False, empty_values=())

    class Meta:
        attrs = {"class": "table journal"}  # noqa: RUF012
        empty_text = _("Nothing has happened yet.")

    def render_at(self, value: Any) -> str:
        """To the second: the order matters here."""
        return date_format(localtime(value), "Y-m-d H:i:s")

    def render_who_label(self, record: Journal) -> str:
        """Who it was, as they were called then, with the account."""
        return who_did(record)

    def render_verb(self, record: Journal) -> object:
        """The verb in words, and what it was done to."""
        text = line_text(record)
        between = "" if text.endswith("：") else " "
        return format_html("{}{}<strong>{}</strong>", text, between, done_to(record)) if record.object else text

    def render_detail(self, record: Journal) -> object:
        """What has changed, one thing a line."""
        lines = format_html_join("", '<li><span class="soft">{}</span>{}</li>', details_of(record))
        return format_html("<ul>{}</ul>", lines) if lines else ""


class DistrictsJournalTable(JournalTable):
    """With the district a line is about, where it is about one."""

    district = tables.Column(verbose_name=_("District"), orderable=False, default="")

    class Meta(JournalTable.Meta):
        sequence = ("at", "who_label", "verb", "district", "detail")
