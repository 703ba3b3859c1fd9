"""The tables on these pages: what stands in each cell, without counting anything."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contests.models import Judge
from pages.access import Access
from scoring.models import Certificate
from scoring.results import certified

from .standing import Row

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


def _round(name: str) -> dict[str, dict[str, str]]:
    """The look of a column of round scores; on a phone, where headings have no room, each says what it is of."""
    return {"th": {"class": "number round"}, "td": {"class": "number round", "data-round": name}}


def moment(at: Any) -> str:
    """A time by the clock on the wall, to the minute."""
    return date_format(localtime(at), "Y-m-d H:i")


def state(kind: str, text: object) -> SafeString:
    """A state: a shape and a word."""
    return format_html('<span class="state {}">{}</span>', kind, text)


class SeatTable(tables.Table):  # type: ignore[misc]  # django-tables2 has no types
    """Judges' seats, and whether each holds a card."""

    key = tables.Column(verbose_name=_("Seat"), orderable=False)
    name = tables.Column(verbose_name=pgettext_lazy("judge", "Name"), orderable=False)
    panel = tables.Column(verbose_name=_("Panel"), orderable=False)
    kind = tables.Column(verbose_name=pgettext_lazy("judge", "Kind"), orderable=False)
    secret_hash = tables.Column(verbose_name=pgettext_lazy("judge", "Card"), orderable=False, empty_values=())
    pk = tables.Column(verbose_name=_("New card"), orderable=False)

    class Meta:
        attrs = {"class": "table stacked across"}  # noqa: RUF012 - django-tables2's own declaration
        empty_text = _("There are no judges yet.")

    def __init__(self, rows: list[Judge], access: Access) -> None:
        super().__init__(rows, exclude=() if access.may_organise else ("pk",))
        self.contest = access.contest

    def render_name(self, record: Judge) -> object:
        """The name with the post below it."""
        return (
            format_html('{}<br><span class="soft">{}</span>', record.name, record.post) if record.post else record.name
        )

    def render_kind(self, record: Judge) -> object:
        """Official and so on; who chairs the panel."""
        kind, chair = record.get_kind_display(), pgettext("judge", "chair")
        return f"{kind} · {chair}" if record.chair else kind

    def render_secret_hash(self, record: Judge) -> SafeString:
        """Whether there is a card; never anything of it."""
        if record.left_at is not None:
            return state("", gettext("has left"))
        return state("good", gettext("has a card")) if record.secret_hash else state("warn", gettext("no card"))

    def render_pk(self, record: Judge) -> object:
        """The way to a new card."""
        if record.left_at is not None:
            return ""
        words = gettext("New card") if record.secret_hash else gettext("Make card")
        name = record.name or record.key
        address = reverse("manage:card", args=[self.contest.pk, record.pk])
        return format_html('<a href="{}">{}<span class="visually-hidden"> {}</span></a>', address, words, name)


class StandingTable(tables.Table):  # type: ignore[misc]  # django-tables2 has no types
    """Standings: places, scores, what is certain."""

    place = tables.Column(verbose_name=_("Place"), orderable=False)
    number = tables.Column(verbose_name=_("No."), orderable=False)
    name = tables.Column(verbose_name=_("Contestant"), orderable=False)
    score = tables.Column(verbose_name=pgettext_lazy("standings", "Final score"), orderable=False, attrs=NUMBER)
    awards = tables.Column(
        verbose_name=_("Award"), orderable=False, default=format_html('<span class="none">{}</span>', "–")
    )
    certain = tables.Column(verbose_name=_("Certain"), orderable=False)
    steps = tables.Column(verbose_name=_("Steps"), orderable=False)

    class Meta:
        attrs = {"class": "table standings"}  # noqa: RUF012
        empty_text = _("There are no contestants yet.")
        sequence = ("place", "number", "name", "...", "score", "awards", "certain", "steps")

    def __init__(self, rows: list[Row], rounds: list[tuple[str, str]], *, certain: bool = True) -> None:
        columns = [
            (
                f"round{n}",
                tables.Column(accessor=f"rounds__{n}", verbose_name=name, orderable=False, attrs=_round(name)),
            )
            for n, (_key, name) in enumerate(rounds)
        ]
        super().__init__(rows, extra_columns=columns, exclude=() if certain else ("certain",))

    def render_name(self, record: Row) -> object:
        """The name with the community below it."""
        return (
            format_html('{}<br><span class="soft">{}</span>', record.name, record.home) if record.home else record.name
        )

    def render_score(self, record: Row) -> object:
        """The score, and what told it from an equal one."""
        if not record.decided:
            return format_html("<strong>{}</strong>", record.score)
        return format_html('<strong>{}</strong><br><span class="soft">{}</span>', record.score, record.decided)

    def render_awards(self, value: str) -> SafeString:
        """In gold."""
        return format_html('<span class="award">{}</span>', value)

    def render_certain(self, record: Row) -> object:
        """Whether the place can still change, and between which."""
        return state("good", record.certain) if record.settled else state("", record.certain)

    def render_steps(self, record: Row) -> SafeString:
        """The way to how it came about."""
        hidden = format_html('<span class="visually-hidden"> {} {}</span>', record.number, record.name)
        return format_html('<a href="{}">{}{}</a>', record.steps, pgettext("score", "Show calculation"), hidden)


class CertificateTable(tables.Table):  # type: ignore[misc]  # django-tables2 has no types
    """Certificates, and whether each is in force."""

    serial = tables.Column(verbose_name=pgettext_lazy("certificate", "Serial number"), orderable=False)
    contestant = tables.Column(verbose_name=_("Contestant"), orderable=False)
    award = tables.Column(verbose_name=_("Award"), orderable=False)
    issued_at = tables.Column(verbose_name=pgettext_lazy("certificate", "Issued"), orderable=False)
    revoked_at = tables.Column(verbose_name=_("State"), orderable=False, empty_values=())
    pk = tables.Column(verbose_name=_("Action"), orderable=False)

    class Meta:
        attrs = {"class": "table certificates"}  # noqa: RUF012
        empty_text = _("No certificate has been issued yet.")

    def __init__(self, rows: list[Certificate], access: Access) -> None:
        super().__init__(rows)
        self.contest, self.access = access.contest, access

    def render_contestant(self, record: Certificate) -> str:
        """As the certificate has it, whatever was corrected since."""
        return certified(record).label

    def render_award(self, value: str) -> SafeString:
        """In gold."""
        return format_html('<span class="award">{}</span>', value)

    def render_issued_at(self, record: Certificate) -> str:
        """When, and by whom."""
        return f"{moment(record.issued_at)} · {record.issued_by}"

    def render_revoked_at(self, record: Certificate) -> SafeString:
        """In force, or revoked and why."""
        if record.revoked_at is None:
            return state("good", gettext("in force"))
        text = state("bad", pgettext("certificate", "revoked"))
        return format_html(
            '{}<br><span class="soft">{} · {}</span>', text, moment(record.revoked_at), record.revoke_reason
        )

    def render_pk(self, record: Certificate) -> object:
        """One PDF; revoking."""
        if record.revoked_at is not None:
            return ""
        pdf = reverse("manage:certificate-pdf", args=[self.contest.pk, record.pk])
        hidden = format_html('<span class="visually-hidden"> {}</span>', record.serial)
        button = format_html(
            '<button class="btn btn-secondary btn-sm" form="print" formaction="{}">PDF{}</button>', pdf, hidden
        )
        if not self.access.may_organise:
            return button
        revoke = reverse("manage:revoke", args=[self.contest.pk, record.pk])
        return format_html(
            '<span class="row-actions">{} <a href="{}">{}{}</a></span>', button, revoke, gettext("Revoke"), hidden
        )
