"""A show with its releases, run sheet, clocks and links."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.json_text import document
from communities.models import User
from communities.numbers import UNSIGNED, DecimalText, well_formed
from contests.models import Contest, Contestant, Performance
from scoring.models import ScoreSheet

LARGEST_BATCH = 50


class Releasing(models.TextChoices):
    """When the scores of a contest are released."""

    EACH = "each", _("After each performance")
    BATCH = "batch", _("The first few together, then each")
    BEHIND = "behind", _("One behind: after the next contestant has performed")
    END = "end", _("All at the end")


class JudgesShown(models.TextChoices):
    """What the hall is told of the judges with a score."""

    NAMES = "names", _("Each judge’s total, with the name")
    SEATS = "seats", _("Each judge’s total, with the number of the seat")
    NOBODY = "nobody", _("Only the result")


class ScreenMode(models.TextChoices):
    """What the stage screen shows."""

    TITLE = "title", _("Title")
    ORDER = "order", _("Running order")
    ON_STAGE = "on-stage", _("On stage now")
    SCORE = "score", _("Score")
    STANDINGS = "standings", _("Standings so far")
    BREAK = "break", _("Break")
    MESSAGE = "message", _("Message")
    CEREMONY = "ceremony", _("Award ceremony")
    MEDIA = "media", _("Film or slide")
    QUESTION = "question", _("Question drawn")
    ORDER_DRAW = "order-draw", _("Draw of the running order")
    BLANK = "blank", _("Blank")


class Show(models.Model):
    """How a contest is shown: when scores are released, and what the main screens show now.

    `version` rises with every change that somebody in the hall may see; order comes from it and never from a clock.
    What was chosen is shown until somebody else is called, unless the screens do not `follow` the stage: `called` is
    the number of the performance that had been called last by then, and is only compared.
    Totals of one performance further apart than `widest_range`, or one judge's further from the mean of the others
    than `widest_distance`, raise an alarm at the desk before the score is released; None for no alarm. `watch_equal`
    raises one where a judge gives everybody the same. Releases keep of the judges what `judges` says. Residents
    follow the contest while it runs where there is a `live_page`; they see the photos of contestants where these are
    `photos_public`.
    """

    contest = models.OneToOneField(Contest, models.CASCADE, related_name="show")
    releasing = models.CharField(max_length=20, choices=Releasing, default=Releasing.EACH)
    batch = models.PositiveSmallIntegerField(default=3)  # how many are held together; only for BATCH
    judges = models.CharField(max_length=20, choices=JudgesShown, default=JudgesShown.NAMES)
    widest_range: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True, blank=True)
    widest_distance: DecimalText[Decimal | str | None, Decimal | None] = DecimalText(null=True, blank=True)
    watch_equal = models.BooleanField(default=True)
    live_page = models.BooleanField(default=False)
    photos_public = models.BooleanField(default=False)
    between = models.PositiveIntegerField(default=120)  # seconds planned from one performance to the next
    begins = models.TimeField(null=True, blank=True)  # when the show is to begin, by the clock on the wall
    subtitle = models.CharField(max_length=200, blank=True)  # under the title on screen: sponsors, a slogan
    sentences = document(default=dict, blank=True)  # of the emcee, where the organiser changed them: id to text
    mode = models.CharField(max_length=20, choices=ScreenMode, default=ScreenMode.TITLE)
    performance = models.ForeignKey(Performance, models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.CharField(max_length=200, blank=True)
    picture = models.ForeignKey("stage.MediaFile", models.SET_NULL, null=True, blank=True, related_name="+")
    beside = models.ForeignKey("stage.MediaFile", models.SET_NULL, null=True, blank=True, related_name="+")
    prompt = models.CharField(max_length=200, blank=True)  # for the speaker, on the monitor alone
    follow = models.BooleanField(default=True)
    called = models.PositiveBigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(releasing__in=Releasing.values), name="show_releasing_is_known"),
            models.CheckConstraint(condition=Q(judges__in=JudgesShown.values), name="show_judges_is_known"),
            models.CheckConstraint(condition=Q(mode__in=ScreenMode.values), name="show_mode_is_known"),
            models.CheckConstraint(condition=Q(batch__gte=2, batch__lte=LARGEST_BATCH), name="show_batch_is_several"),
            well_formed("widest_range", name="show_range_is_a_number", form=UNSIGNED),
            well_formed("widest_distance", name="show_distance_is_a_number", form=UNSIGNED),
        )

    def __str__(self) -> str:
        return str(self.contest)


class ReleaseKind(models.TextChoices):
    """What a release lets the hall know."""

    SCORE = "score", _("Score")
    AWARDS = "awards", _("Awards")


class Release(models.Model):
    """What everybody in the hall may know from a moment on 亮分; word for word, as `content` has it.

    Screens, emcee, tablets and residents read contents of releases in force and nothing else of the marks. A correction
    takes one back and makes another; none is changed or deleted. `screens` is what the main screens showed before,
    which they show again where it is taken back.
    """

    show = models.ForeignKey(Show, models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=ReleaseKind)
    performance = models.ForeignKey(Performance, models.CASCADE, null=True, related_name="releases")
    content = document()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    screens = document(default=dict, blank=True)
    begun = models.PositiveIntegerField(default=0)  # how much of the run sheet had begun by then
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    why_taken_back = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("show", "number")
        constraints = (
            models.UniqueConstraint(fields=("show", "number"), name="release_number_once"),
            models.UniqueConstraint(
                fields=("performance",),
                condition=Q(taken_back_at__isnull=True, performance__isnull=False),
                name="release_one_in_force",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_number_from_1"),
            models.CheckConstraint(
                condition=Q(kind=ReleaseKind.SCORE, performance__isnull=False)
                | Q(kind=ReleaseKind.AWARDS, performance__isnull=True),
                name="release_kind_fits",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, why_taken_back="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(why_taken_back=""),
                name="release_taken_back_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.show_id} · {self.number}"

    @property
    def in_force(self) -> bool:
        """Whether the hall may know it now."""
        return self.taken_back_at is None


class Recheck(models.Model):
    """A judge was asked to look at a sheet once more before its score is released: once, and never again."""

    sheet = models.OneToOneField(ScoreSheet, models.CASCADE, related_name="recheck")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="recheck_has_reason"),)

    def __str__(self) -> str:
        return str(self.sheet)


class CueKind(models.TextChoices):
    """What happens between performances."""

    ADDRESS = "address", pgettext_lazy("run sheet", "Address")
    RULES = "rules", pgettext_lazy("run sheet", "Reading of the rules")
    FILM = "film", pgettext_lazy("run sheet", "Film")
    DRAW = "draw", pgettext_lazy("run sheet", "Drawing of questions")
    COMMENT = "comment", pgettext_lazy("run sheet", "Comment by a judge")
    BREAK = "break", pgettext_lazy("run sheet", "Break")
    CEREMONY = "ceremony", pgettext_lazy("run sheet", "Award ceremony")
    PHOTO = "photo", pgettext_lazy("run sheet", "Group photo")
    OTHER = "other", pgettext_lazy("run sheet", "Other")


class CueState(models.TextChoices):
    """Where an item of the run sheet stands."""

    WAITING = "waiting", pgettext_lazy("run sheet", "Waiting")
    ON = "on", pgettext_lazy("run sheet", "Now")
    DONE = "done", pgettext_lazy("run sheet", "Done")
    SKIPPED = "skipped", pgettext_lazy("run sheet", "Left out")


AFTER_ALL = 32_767
"""The slot of what comes after all performances, however many are added."""


class Cue(models.Model):
    """One item of the run sheet 流程项 between performances.

    It comes after `slot` performances of the running order, so that a new order leaves it where it was; in one slot
    the lower `position` is first. `planned` is in seconds. `called` is how many performances had been called when it
    began, so that no clock has to tell what came later. `began` is when it did by the steady clock of the machine since
    it was started, which `boot` names, where that was noted.
    """

    show = models.ForeignKey(Show, models.CASCADE, related_name="cues")
    slot = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=CueKind, default=CueKind.OTHER)
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=200, blank=True)
    planned = models.PositiveIntegerField(default=300)
    desk_notes = models.TextField(blank=True, max_length=2000)
    emcee_notes = models.TextField(blank=True, max_length=2000)  # what the emcee reads out
    said = models.TextField(blank=True, max_length=2000)  # of a comment: the sentence that is kept, and of whom
    media = models.ManyToManyField("stage.MediaFile", blank=True, related_name="cues")  # in the order of their titles
    contestant = models.ForeignKey(Contestant, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=CueState, default=CueState.WAITING)
    began_at = models.DateTimeField(null=True, blank=True)
    began = models.PositiveBigIntegerField(null=True, blank=True)
    boot = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    called = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("show", "slot", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("show",), condition=Q(state="on"), name="cue_one_at_a_time"),
            models.CheckConstraint(condition=~Q(title=""), name="cue_has_title"),
            models.CheckConstraint(condition=Q(kind__in=CueKind.values), name="cue_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "skipped"), began_at__isnull=True, ended_at__isnull=True)
                | Q(state="on", began_at__isnull=False, ended_at__isnull=True)
                | Q(state="done", began_at__isnull=False, ended_at__isnull=False),
                name="cue_state_fits",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to come."""
        return self.state == CueState.WAITING

    @property
    def is_on(self) -> bool:
        """Whether it is on now."""
        return self.state == CueState.ON

    @property
    def is_done(self) -> bool:
        """Whether it is over."""
        return self.state == CueState.DONE

    @property
    def is_skipped(self) -> bool:
        """Whether it is left out."""
        return self.state == CueState.SKIPPED

    @property
    def has_comment(self) -> bool:
        """Whether somebody comments in it, or did, so that what was said can be noted."""
        return self.kind == CueKind.COMMENT and self.state in {CueState.ON, CueState.DONE}


class ClockKind(models.TextChoices):
    """What a clock measures."""

    PERFORMANCE = "performance", _("Performance")
    PREPARATION = "preparation", _("Preparation")
    BREAK = "break", _("Break")


class StageClock(models.Model):
    """A clock that the hall sees. It runs from `began` where that is there; `passed` is what was counted before.

    Both are milliseconds; `began` by the steady clock of the machine since it was started, which `boot` names, so that
    a change of the wall clock moves nothing. `began_at` is by the wall clock, for when the machine was started anew.

    `of_start` is which start of the performance it is for, as that performance has it: a clock of a start that was
    taken back counts no more. `called` and `called_boot` are that moment by the steady clock, where it was noted.
    `declined` says why the desk does not take what it shows as the time.
    """

    show = models.ForeignKey(Show, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=20, choices=ClockKind)
    performance = models.ForeignKey(Performance, models.CASCADE, null=True, blank=True, related_name="clocks")
    limit = models.PositiveIntegerField(null=True, blank=True)  # seconds
    passed = models.PositiveBigIntegerField(default=0)
    began = models.PositiveBigIntegerField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    boot = models.CharField(max_length=60, blank=True)
    of_start = models.DateTimeField(null=True, blank=True)
    called = models.PositiveBigIntegerField(null=True, blank=True)
    called_boot = models.CharField(max_length=60, blank=True)
    declined = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("show", "pk")
        constraints = (
            models.UniqueConstraint(fields=("performance", "kind"), name="clock_once"),
            models.UniqueConstraint(
                fields=("show", "kind"), condition=Q(performance__isnull=True), name="clock_of_the_show_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ClockKind.values), name="clock_kind_is_known"),
            models.CheckConstraint(
                condition=Q(began__isnull=True, began_at__isnull=True, boot="")
                | Q(began__isnull=False, began_at__isnull=False) & ~Q(boot=""),
                name="clock_runs_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.show_id} · {self.kind}"

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self.began is not None


class LinkKind(models.TextChoices):
    """Who uses a link without signing in."""

    SCREEN = "screen", _("Stage screen")
    MONITOR = "monitor", _("Speaker's monitor")
    OVERLAY = "overlay", _("Overlay for a live stream")
    EMCEE = "emcee", _("Emcee")
    TIMEKEEPER = "timekeeper", _("Timekeeper")


class StageLink(models.Model):
    """A link of its own for a screen, the emcee or the timekeeper; `number` rises where it is replaced.

    The address is signed and nothing secret is stored. `mode` is what a screen shows of its own, empty where it follows
    the main one.
    """

    show = models.ForeignKey(Show, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20, choices=LinkKind)
    name = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=1)
    mode = models.CharField(max_length=20, choices=ScreenMode, blank=True)
    light = models.BooleanField(default=False)  # for a bright hall; dark otherwise
    identify = models.PositiveIntegerField(default=0)  # rises each time the desk asks which one it is
    seen_at = models.DateTimeField(null=True, blank=True)
    size = models.CharField(max_length=20, blank=True)  # "1920×1080"
    page_version = models.CharField(max_length=40, blank=True)  # of the page that it has
    silent = models.BooleanField(default=False)  # its browser plays films without sound until somebody touches it

    class Meta:
        ordering = ("show", "kind", "pk")
        constraints = (
            models.UniqueConstraint(fields=("show", "name"), name="link_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="link_has_name"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind_is_known"),
            models.CheckConstraint(condition=Q(mode="") | Q(mode__in=ScreenMode.values), name="link_mode_is_known"),
        )

    def __str__(self) -> str:
        return self.name
