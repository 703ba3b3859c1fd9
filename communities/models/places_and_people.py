"""Localities, the people who lead them, their achievements, the people who sign in, the journal."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.json_text import document
from communities.numbers import UNSIGNED, DecimalText, well_formed
from communities.periods import FORM

SHA256 = r"\A[0-9a-f]{64}\Z"
CODE = r"\A[A-Z0-9]([A-Z0-9.-]{0,10}[A-Z0-9])?\Z"
"""What the code of an indicator looks like."""


class Pillar(models.TextChoices):
    """The four builds 四个打造, under which achievements are shown."""

    LINKAGE = "linkage", _("A regional Party-building linkage system")
    TEAM = "team", _("A strong team of lead geese")
    SERVICE = "service", _("Service carriers with character")
    POSITION = "position", _("Service positions for residents")


class AddsUp(models.TextChoices):
    """What several values of an indicator come to, of communities as of the parts of a period."""

    SUM = "sum", _("Added up: what has been done")
    LAST = "last", _("The latest counts: what is there")
    MEAN = "mean", _("The mean")
    NONE = "none", _("Not at all")


class ValueState(models.TextChoices):
    """How far a value has come; residents see what is published."""

    ENTERED = "entered", pgettext_lazy("a value", "To be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("a value", "Confirmed")
    PUBLISHED = "published", pgettext_lazy("a value", "Published")


class Role(models.TextChoices):
    """What somebody may do in a district."""

    ORGANISER = "organiser", _("Organiser")
    DESK = "desk", _("Desk")
    SUPERVISOR = "supervisor", _("Supervisor")
    STREET = "street", pgettext_lazy("role", "Street")


class District(models.Model):
    """A district hosts contests and is the boundary between tenants."""

    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    description = models.TextField(blank=True)
    totals = document(default=list, blank=True)  # rows of pillar, title, quantity as text, unit
    totals_source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("slug",), name="district_slug_once"),
            models.CheckConstraint(condition=~Q(slug=""), name="district_has_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="district_has_name"),
        )

    def __str__(self) -> str:
        return self.name


class Street(models.Model):
    """A street 街道, between district and community."""

    district = models.ForeignKey(District, models.PROTECT, related_name="streets")
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ("pk",)  # as they were entered: the order a district lists them in
        constraints = (
            models.UniqueConstraint(fields=("district", "name"), name="street_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="street_has_name"),
        )

    def __str__(self) -> str:
        return self.name


class Community(models.Model):
    """A community 社区."""

    street = models.ForeignKey(Street, models.PROTECT, related_name="communities")
    name = models.CharField(max_length=60)
    profile = models.TextField(blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)  # as they were entered: the order a district lists them in
        constraints = (
            models.UniqueConstraint(fields=("street", "name"), name="community_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="community_has_name"),
        )

    def __str__(self) -> str:
        return self.name


class Secretary(models.Model):
    """A person who leads a community 社区党组织书记."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="secretaries")
    name = models.CharField(max_length=60)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("community", "name"), name="secretary_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="secretary_has_name"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="secretary_until_after_since",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What values of a district count 指标: its unit, its pillar, and how values add up.

    `meaning` says what counts as one, `since` is the code of the first period it is counted for. Of what is counted in
    `whole` numbers nobody can enter a half.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    unit = models.CharField(max_length=20)
    pillar = models.CharField(max_length=20, choices=Pillar)
    adds_up = models.CharField(max_length=4, choices=AddsUp, default=AddsUp.SUM)
    whole = models.BooleanField(default=False)
    meaning = models.TextField(blank=True)
    since = models.CharField(max_length=7, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("district", "code"), name="indicator_code_once"),
            models.UniqueConstraint(fields=("district", "name"), name="indicator_name_once"),
            models.CheckConstraint(condition=Q(code__regex=CODE), name="indicator_code_is_plain"),
            models.CheckConstraint(condition=~Q(name=""), name="indicator_has_name"),
            models.CheckConstraint(condition=~Q(unit=""), name="indicator_has_unit"),
            models.CheckConstraint(condition=Q(pillar__in=Pillar.values), name="indicator_pillar_is_known"),
            models.CheckConstraint(condition=Q(adds_up__in=AddsUp.values), name="indicator_adds_up_is_known"),
            models.CheckConstraint(condition=Q(since="") | Q(since__regex=FORM), name="indicator_since_is_a_period"),
        )

    def __str__(self) -> str:
        return self.name


COUNTED = Q(indicator__isnull=False)
BY_STATE = (
    Q(state=ValueState.ENTERED, entered_by__isnull=False, confirmed_at__isnull=True, published_at__isnull=True)
    | Q(state=ValueState.CONFIRMED, entered_by__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False)
    & Q(published_at__isnull=True)
    | Q(state=ValueState.PUBLISHED)
    & (Q(entered_by__isnull=True) | Q(confirmed_by__isnull=False))
    & (Q(entered_by__isnull=True) | Q(published_by__isnull=False, published_at__isnull=False))
)
"""Which of a value's stations each state has behind it; what was public before there were stations has none."""


class Achievement(models.Model):
    """One countable thing a community has done 工作实绩.

    With an indicator it is a value: of that indicator, for the period whose code is `period`. A value is never changed:
    another takes its place and it is retired, a published one when the other is published. Without an indicator it
    says itself what it is, in `pillar`, `title` and `unit`, and is public; so it was before there were indicators.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="achievements")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="values")
    pillar = models.CharField(max_length=20, choices=Pillar)
    title = models.CharField(max_length=120)
    quantity: DecimalText[Decimal | str, Decimal] = DecimalText()
    unit = models.CharField(max_length=20)
    period = models.CharField(max_length=40)
    evidence = models.TextField(blank=True)
    evidence_link = models.URLField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=ValueState, default=ValueState.PUBLISHED)
    source = models.CharField(max_length=200, blank=True, default="")  # the name of the file it came in
    entered_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pillar", "title", "pk")
        indexes = (
            models.Index(
                fields=("period", "indicator"),
                condition=COUNTED & Q(retired_at__isnull=True),
                name="values_of_a_period",
            ),
            models.Index(
                fields=("indicator", "state", "period"),
                condition=COUNTED & Q(retired_at__isnull=True),
                name="values_of_an_indicator",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("community", "title", "period"), condition=~COUNTED, name="achievement_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(pillar__in=Pillar.values) | COUNTED & Q(pillar=""), name="achievement_pillar_is_known"
            ),
            models.CheckConstraint(condition=COUNTED | ~Q(title=""), name="achievement_has_title"),
            models.CheckConstraint(condition=COUNTED | ~Q(unit=""), name="achievement_has_unit"),
            models.CheckConstraint(condition=~Q(period=""), name="achievement_has_period"),
            well_formed("quantity", name="achievement_quantity_is_a_number", form=UNSIGNED),
            models.CheckConstraint(condition=Q(state__in=ValueState.values), name="achievement_state_is_known"),
            models.CheckConstraint(
                condition=COUNTED | Q(state=ValueState.PUBLISHED, retired_at__isnull=True),
                name="achievement_in_words_is_public",
            ),
            models.CheckConstraint(condition=~COUNTED | Q(period__regex=FORM), name="value_period_is_a_period"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(entered_by__isnull=True)
                | ~Q(confirmed_by=models.F("entered_by")),
                name="value_confirmed_by_another",
            ),
            models.CheckConstraint(condition=BY_STATE | ~Q(state__in=ValueState.values), name="value_has_its_stations"),
            models.UniqueConstraint(
                fields=("indicator", "community", "period"),
                condition=Q(retired_at__isnull=True, state__in=(ValueState.ENTERED, ValueState.CONFIRMED)),
                name="value_waits_once",
            ),
            models.UniqueConstraint(
                fields=("indicator", "community", "period"),
                condition=Q(retired_at__isnull=True, state=ValueState.PUBLISHED),
                name="value_published_once",
            ),
        )

    def __str__(self) -> str:
        if self.indicator is not None:
            return f"{self.indicator.name}: {self.quantity} {self.indicator.unit}"
        return f"{self.title}: {self.quantity} {self.unit}"

    @property
    def place(self) -> tuple[int, int, str]:
        """Where a value stands: the numbers of its indicator and community, and its period; 0 for no indicator."""
        return self.indicator_id or 0, self.community_id, self.period


class User(AbstractUser):
    """Somebody who signs in. Our own from the first migration on, so that it can grow (decision 0004)."""

    name = models.CharField(max_length=60, blank=True)
    is_administrator = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)  # somebody else has chosen it

    def __str__(self) -> str:
        return self.name or self.username


class Membership(models.Model):
    """What a person may do in a district; in the role of a street, for the communities of this street alone."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    district = models.ForeignKey(District, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    street = models.ForeignKey(Street, models.PROTECT, null=True, blank=True, related_name="memberships")

    class Meta:
        ordering = ("district__name", "role", "pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "district", "role"), name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=~Q(role__in=Role.values)
                | Q(role=Role.STREET, street__isnull=False)
                | ~Q(role=Role.STREET) & Q(street__isnull=True),
                name="membership_has_its_street",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    @property
    def words(self) -> str:
        """The role in words, with its street."""
        return f"{self.get_role_display()} {self.street}" if self.street else str(self.get_role_display())


class Journal(models.Model):
    """Who did what, and when 操作日志. Only added to: the database refuses to change or delete a line.

    `who_label` and `account` are name and user name of who did it, as they were then; who has no account, such as a
    judge's seat, has a label alone. `device` is the short name of the tablet it came from. `person` is whose account a
    line is about, `seat` which judge's seat.
    """

    at = models.DateTimeField()
    who = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    who_label = models.CharField(max_length=120)
    account = models.CharField(max_length=150, blank=True, default="")  # older lines have none
    device = models.CharField(max_length=20, blank=True, default="")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seat = models.BigIntegerField(null=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    contest_id = models.BigIntegerField(null=True)
    contest_label = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=40)
    object = models.CharField(max_length=200, blank=True)
    detail = document(default=dict)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("contest_id", "id"), name="journal_of_a_contest"),
            models.Index(fields=("seat", "id"), condition=Q(seat__isnull=False), name="journal_of_a_seat"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(verb=""), name="journal_has_verb"),
            models.CheckConstraint(condition=~Q(who_label=""), name="journal_has_who"),
        )

    def __str__(self) -> str:
        return f"{self.who_label} {self.verb} {self.object}"


class Inspection(models.Model):
    """That a supervisor has looked at what happened in a district, up to a line of the journal 已查看."""

    user = models.ForeignKey(User, models.CASCADE, related_name="inspections")
    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    line = models.ForeignKey(Journal, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "district"), name="inspection_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"


class Attempt(models.Model):
    """One try at something that could be guessed: a password, a short code. Rows older than a day go."""

    key = models.CharField(max_length=64)  # a hash: people type passwords into the field above
    source = models.CharField(max_length=64, blank=True, default="")  # a hash of the address or device it came from
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (
            models.Index(fields=("key", "at"), name="attempts_at_a_key"),
            models.Index(fields=("source", "at"), name="attempts_from_a_source"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(key__regex=SHA256), name="attempt_key_is_a_hash"),
            models.CheckConstraint(condition=Q(source="") | Q(source__regex=SHA256), name="attempt_source_is_a_hash"),
        )

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at}"
