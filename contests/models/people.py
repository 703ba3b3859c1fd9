"""Who judges and who is judged."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from communities.json_text import document
from communities.models import Community, Secretary, Street
from communities.names import number_fits
from communities.numbers import UNSIGNED, DecimalText, well_formed
from contests.members import FEW, members_fit, members_text, names_beside, team_text
from contests.origin import Origin, origin_in
from tabulation.vocabulary import PERFORMING, JudgeKind, Pool, Status

from .contest import SHA256, Contest
from .terms import choices


class Panel(models.Model):
    """Judges who are pooled together 评委组; without `rounds` it sits in all that are not external.

    Without `rooms` it marks everybody, else only the contestants of these rooms. With a `ballot`, as in the contest
    file, it is a mass jury 大众评审: no judge sits on it.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="panels")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    weight: DecimalText[Decimal | str, Decimal] = DecimalText(default=Decimal(1))
    drop_high = models.PositiveSmallIntegerField(default=0)
    drop_low = models.PositiveSmallIntegerField(default=0)
    trim_from = models.PositiveSmallIntegerField(default=0)
    pool = models.CharField(max_length=20, blank=True)
    rounds = document(null=True, blank=True)  # keys of rounds
    rooms = document(null=True, blank=True)  # names of rooms
    ballot = document(null=True, blank=True)  # what a mass jury is asked; None where judges mark
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contest", "key"), name="panel_key_once"),
            models.UniqueConstraint(fields=("contest", "position"), name="panel_position_once"),
            models.CheckConstraint(condition=~Q(key=""), name="panel_has_key"),
            models.CheckConstraint(condition=Q(pool__in=("", *map(str, Pool))), name="panel_pool_is_known"),
            well_formed("weight", name="panel_weight_is_a_number", form=UNSIGNED),
        )

    def __str__(self) -> str:
        return self.name or self.key

    @property
    def votes(self) -> bool:
        """Whether it is a mass jury, whose score comes from ballots."""
        return self.ballot is not None


def judge_label(key: str, name: str) -> str:
    """How a judge is called where a journal must tell one from another: key of the seat and name."""
    return f"{key} {name}".strip()


class Judge(models.Model):
    """One seat on a panel 评委. Who replaces a judge takes the seat; the seat's secret is kept as a hash."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="judges")
    panel = models.ForeignKey(Panel, models.CASCADE, related_name="judges")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=choices(JudgeKind), default=JudgeKind.OFFICIAL.value)
    chair = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()  # by post or by strokes of the surname, set by hand
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True, related_name="+")
    street = models.ForeignKey(Street, models.PROTECT, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    replaced = models.PositiveSmallIntegerField(default=0)
    former = document(default=list, blank=True)  # who sat here before, first to last: name, post, until
    left_at = models.DateTimeField(null=True, blank=True)
    help_asked_at = models.DateTimeField(null=True, blank=True)  # by whoever sits here now, the last time
    help_seen_at = models.DateTimeField(null=True, blank=True)  # when that was settled
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contest", "key"), name="judge_key_once"),
            models.UniqueConstraint(fields=("contest", "position"), name="judge_position_once"),
            models.UniqueConstraint(fields=("secret_hash",), condition=~Q(secret_hash=""), name="judge_secret_once"),
            models.UniqueConstraint(
                fields=("contest", "code_hash"), condition=~Q(code_hash=""), name="judge_code_once"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="judge_has_key"),
            models.CheckConstraint(condition=Q(kind__in=[*map(str, JudgeKind)]), name="judge_kind_is_known"),
            models.CheckConstraint(
                condition=Q(secret_hash="", code_hash="")
                | Q(secret_hash__regex=SHA256, code_hash__regex=SHA256, left_at__isnull=True),
                name="judge_card_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(help_asked_at__isnull=True, help_seen_at__isnull=True)
                | Q(help_asked_at__isnull=False, left_at__isnull=True),
                name="judge_asks_while_there",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.key

    @property
    def label(self) -> str:
        """Key of the seat and name: two judges of one name are told apart."""
        return judge_label(self.key, self.name)

    def predecessor(self, holder: int | None) -> str:
        """The name of who sat here when so many had given up the seat; "" for whoever sits here now, and for None."""
        return str(self.former[holder]["name"]) if holder is not None and holder < len(self.former) else ""

    def holder_at(self, moment: datetime | None) -> int:
        """How many had given up the seat at a moment, None for now; of whom that time is not kept, had done so."""
        left = [person.get("until") for person in self.former]
        return sum(moment is None or until is None or datetime.fromisoformat(until) <= moment for until in left)

    @property
    def asks_for_help(self) -> bool:
        """Whether somebody at the desk is asked to come, and nobody has said that it is seen."""
        return self.help_asked_at is not None and self.help_seen_at is None

    @property
    def official(self) -> bool:
        """Whether these marks count."""
        return self.kind == JudgeKind.OFFICIAL

    @property
    def practises(self) -> bool:
        """Whether these marks are given for practice."""
        return self.kind == JudgeKind.PRACTICE

    @property
    def observes(self) -> bool:
        """Whether this is an observer."""
        return self.kind == JudgeKind.OBSERVER


class Tablet(models.Model):
    """A tablet that has asked from a judge's seat, by its short name, and when it last did: in minutes since 1970.

    What it said of itself then, None or empty where it did not: how many confirmed sheets waited on it, how full its
    battery was, in per cent, and of which version its page was (`pages.tablet_page`).
    """

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="tablets")
    name = models.CharField(max_length=20)
    minute = models.BigIntegerField()
    unsent = models.PositiveSmallIntegerField(null=True)
    battery = models.PositiveSmallIntegerField(null=True)
    page = models.CharField(max_length=12, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("judge", "name"), name="tablet_once_in_a_seat"),)

    def __str__(self) -> str:
        return self.name


def contestant_label(number: str, name: str) -> str:
    """How a contestant is called everywhere: number and name, or the number alone while there is no name."""
    return f"{number} {name}".strip()


class Contestant(models.Model):
    """A secretary in a contest 选手: name and place as they were then, so that a later move changes no result.

    With `members` it is a team 团队, called by the name of who leads it or by one of its own.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="contestants")
    number = models.CharField(max_length=40)
    number_before = models.CharField(max_length=40, blank=True)  # where the draw gave another, as in the list
    secretary = models.ForeignKey(Secretary, models.PROTECT, null=True, blank=True, related_name="entries")
    name = models.CharField(max_length=60, blank=True)
    members = document(default=list, blank=True)  # of a team: who is in it, see `contests.members`
    community = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001 - absent is not empty in the file
    street = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001
    group = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001
    room = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    title = models.CharField(max_length=200, blank=True)
    theme = models.CharField(max_length=200, blank=True)
    # where judges come to see it, and when, as the route says
    stop = models.CharField(max_length=120, blank=True, default="")
    stop_at = models.CharField(max_length=40, blank=True, default="")
    came_from = document(default=dict, blank=True)  # the result that brought them here, see `contests.origin`
    status = models.CharField(max_length=20, choices=choices(Status), default=Status.COMPETING.value)
    position = models.PositiveSmallIntegerField()
    extra = document(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contest", "number"), name="contestant_number_once"),
            models.UniqueConstraint(fields=("contest", "position"), name="contestant_position_once"),
            models.UniqueConstraint(
                fields=("contest", "secretary"), condition=Q(secretary__isnull=False), name="contestant_person_once"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="contestant_has_number"),
            models.CheckConstraint(condition=Q(status__in=[*map(str, Status)]), name="contestant_status_is_known"),
        )

    def __str__(self) -> str:
        return contestant_label(self.number, self.name)

    def clean(self) -> None:
        """A number that no address carries is none; what was stored before can be corrected, with a reason."""
        if self.number and not number_fits(self.number):
            raise ValidationError({"number": ValidationError("", code="unfit-number")})
        if self.members and not members_fit(self.members):
            raise ValidationError({"members": ValidationError("", code="unfit-members")})

    @property
    def team(self) -> str:
        """Who is in it beside the one it is called by, behind the word for it; "" of a person."""
        return team_text(self.name, self.members)

    @property
    def team_names(self) -> list[str]:
        """The names of who is in it beside the one it is called by."""
        return names_beside(self.name, self.members)

    @property
    def team_in_short(self) -> str:
        """These in a line of a long list."""
        return members_text(self.team_names, FEW)

    @property
    def number_is_to_be_corrected(self) -> bool:
        """Whether the number is one from before that no address carries, and nothing has been published under it."""
        return not number_fits(self.number) and not self.contest.is_published

    @property
    def origin(self) -> Origin | None:
        """The published result that this contestant was taken over with, if there is one."""
        return origin_in(self.came_from)

    @property
    def competing(self) -> bool:
        """Whether places and awards are open to this contestant."""
        return self.status == Status.COMPETING

    @property
    def performs(self) -> bool:
        """Whether this contestant is called on stage and marked."""
        return self.status in PERFORMING


class Recusal(models.Model):
    """This judge does not mark this contestant 回避, and why."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="recusals")
    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="recusals")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("judge__position", "contestant__position", "pk")
        constraints = (models.UniqueConstraint(fields=("judge", "contestant"), name="recusal_once"),)

    def __str__(self) -> str:
        return f"{self.judge.label} / {self.contestant}"


class DeclinedRecusal(models.Model):
    """A recusal that was proposed, and that somebody decided against.

    It holds for the people and places it was decided on, which `basis` names: another judge in the seat, or another
    street, is proposed again.
    """

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="+")
    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="+")
    basis = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("judge", "contestant"), name="declined_recusal_once"),)

    def __str__(self) -> str:
        return f"{self.judge.label} / {self.contestant}"
