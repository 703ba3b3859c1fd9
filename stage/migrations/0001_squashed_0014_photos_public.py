"""What the migrations that this one replaces leave; a database that has none of them yet takes this step."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import communities.json_text
import communities.numbers
import communities.tables
from communities.triggers import installed
from stage.guards import GUARDS

ways_kept = import_module("stage.migrations.0011_ways_kept").ways_kept


class Migration(migrations.Migration):
    replaces = [
        ("stage", "0001_initial"),
        ("stage", "0002_follow_the_stage"),
        ("stage", "0003_releases"),
        ("stage", "0004_light_screens"),
        ("stage", "0005_run_sheet"),
        ("stage", "0006_clocks"),
        ("stage", "0007_page_version"),
        ("stage", "0008_media"),
        ("stage", "0009_questions"),
        ("stage", "0010_judges_shown"),
        ("stage", "0011_ways_kept"),
        ("stage", "0012_when_items_began"),
        ("stage", "0013_sealed_questions"),
        ("stage", "0014_photos_public"),
    ]

    initial = True

    dependencies = [
        ("communities", "0021_files_of_values"),
        ("contests", "0040_teams"),
        ("scoring", "0020_certificates_of_members"),
    ]

    operations = [
        communities.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Recheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sheet",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recheck",
                                to="scoring.scoresheet",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="recheck_has_reason"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionBank",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "questions",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("again", models.BooleanField(default=False)),
                        (
                            "round",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="question_bank",
                                to="contests.round",
                            ),
                        ),
                        ("sealed", models.CharField(blank=True, max_length=64)),
                        ("seal", models.CharField(blank=True, max_length=64)),
                        ("seals", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Show",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "releasing",
                            models.CharField(
                                choices=[
                                    ("each", "After each performance"),
                                    ("batch", "The first few together, then each"),
                                    ("behind", "One behind: after the next contestant has performed"),
                                    ("end", "All at the end"),
                                ],
                                default="each",
                                max_length=20,
                            ),
                        ),
                        ("batch", models.PositiveSmallIntegerField(default=3)),
                        ("widest_range", communities.numbers.DecimalText(blank=True, null=True)),
                        ("widest_distance", communities.numbers.DecimalText(blank=True, null=True)),
                        ("between", models.PositiveIntegerField(default=120)),
                        ("subtitle", models.CharField(blank=True, max_length=200)),
                        (
                            "sentences",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("title", "Title"),
                                    ("order", "Running order"),
                                    ("on-stage", "On stage now"),
                                    ("score", "Score"),
                                    ("standings", "Standings so far"),
                                    ("break", "Break"),
                                    ("message", "Message"),
                                    ("ceremony", "Award ceremony"),
                                    ("media", "Film or slide"),
                                    ("question", "Question drawn"),
                                    ("order-draw", "Draw of the running order"),
                                    ("blank", "Blank"),
                                ],
                                default="title",
                                max_length=20,
                            ),
                        ),
                        ("message", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "contest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="show", to="contests.contest"
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="contests.performance",
                            ),
                        ),
                        ("called", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("follow", models.BooleanField(default=True)),
                        ("live_page", models.BooleanField(default=False)),
                        ("watch_equal", models.BooleanField(default=True)),
                        ("prompt", models.CharField(blank=True, max_length=200)),
                        ("begins", models.TimeField(blank=True, null=True)),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="stage.mediafile",
                            ),
                        ),
                        (
                            "beside",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="stage.mediafile",
                            ),
                        ),
                        (
                            "judges",
                            models.CharField(
                                choices=[
                                    ("names", "Each judge’s total, with the name"),
                                    ("seats", "Each judge’s total, with the number of the seat"),
                                    ("nobody", "Only the result"),
                                ],
                                default="names",
                                max_length=20,
                            ),
                        ),
                        ("photos_public", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("releasing__in", ["each", "batch", "behind", "end"])),
                                name="show_releasing_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("batch__gte", 2), ("batch__lte", 50)), name="show_batch_is_several"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("widest_range__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="show_range_is_a_number",
                                violation_error_code="show_range_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("widest_distance__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="show_distance_is_a_number",
                                violation_error_code="show_distance_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "mode__in",
                                        [
                                            "title",
                                            "order",
                                            "on-stage",
                                            "score",
                                            "standings",
                                            "break",
                                            "message",
                                            "ceremony",
                                            "media",
                                            "question",
                                            "order-draw",
                                            "blank",
                                        ],
                                    )
                                ),
                                name="show_mode_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("judges__in", ["names", "seats", "nobody"])),
                                name="show_judges_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("kind", models.CharField(choices=[("score", "Score"), ("awards", "Awards")], max_length=20)),
                        (
                            "content",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, encoder=communities.json_text.Writer
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("why_taken_back", models.CharField(blank=True, max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="releases",
                                to="contests.performance",
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="stage.show"
                            ),
                        ),
                        (
                            "screens",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("begun", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ("show", "number"),
                        "constraints": [
                            models.UniqueConstraint(fields=("show", "number"), name="release_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("performance__isnull", False), ("taken_back_at__isnull", True)),
                                fields=("performance",),
                                name="release_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="release_number_from_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "score"), ("performance__isnull", False)),
                                    models.Q(("kind", "awards"), ("performance__isnull", True)),
                                    _connector="OR",
                                ),
                                name="release_kind_fits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_at__isnull", True),
                                        ("taken_back_by__isnull", True),
                                        ("why_taken_back", ""),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                        models.Q(("why_taken_back", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="release_taken_back_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ceremony",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "steps",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, encoder=communities.json_text.Writer
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "show",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="ceremony", to="stage.show"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="AwardTier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("award", models.CharField(max_length=60)),
                        ("one_by_one", models.BooleanField(default=False)),
                        ("presenters", models.CharField(blank=True, max_length=200)),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tiers", to="stage.show"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("show", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("show", "award"), name="tier_once"),
                            models.CheckConstraint(
                                condition=models.Q(("award", ""), _negated=True), name="tier_has_award"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageClock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("performance", "Performance"),
                                    ("preparation", "Preparation"),
                                    ("break", "Break"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("limit", models.PositiveIntegerField(blank=True, null=True)),
                        ("passed", models.PositiveBigIntegerField(default=0)),
                        ("began", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("began_at", models.DateTimeField(blank=True, null=True)),
                        ("boot", models.CharField(blank=True, max_length=60)),
                        (
                            "performance",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clocks",
                                to="contests.performance",
                            ),
                        ),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="clocks", to="stage.show"
                            ),
                        ),
                        ("of_start", models.DateTimeField(blank=True, null=True)),
                        ("called", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("called_boot", models.CharField(blank=True, max_length=60)),
                        ("declined", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ("show", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("performance", "kind"), name="clock_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("performance__isnull", True)),
                                fields=("show", "kind"),
                                name="clock_of_the_show_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["performance", "preparation", "break"])),
                                name="clock_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("began__isnull", True), ("began_at__isnull", True), ("boot", "")),
                                    models.Q(
                                        ("began__isnull", False),
                                        ("began_at__isnull", False),
                                        models.Q(("boot", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_runs_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("screen", "Stage screen"),
                                    ("monitor", "Speaker's monitor"),
                                    ("overlay", "Overlay for a live stream"),
                                    ("emcee", "Emcee"),
                                    ("timekeeper", "Timekeeper"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("number", models.PositiveIntegerField(default=1)),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("title", "Title"),
                                    ("order", "Running order"),
                                    ("on-stage", "On stage now"),
                                    ("score", "Score"),
                                    ("standings", "Standings so far"),
                                    ("break", "Break"),
                                    ("message", "Message"),
                                    ("ceremony", "Award ceremony"),
                                    ("media", "Film or slide"),
                                    ("question", "Question drawn"),
                                    ("order-draw", "Draw of the running order"),
                                    ("blank", "Blank"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("identify", models.PositiveIntegerField(default=0)),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("size", models.CharField(blank=True, max_length=20)),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="stage.show"
                            ),
                        ),
                        ("light", models.BooleanField(default=False)),
                        ("page_version", models.CharField(blank=True, max_length=40)),
                        ("silent", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("show", "kind", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("show", "name"), name="link_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="link_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["screen", "monitor", "overlay", "emcee", "timekeeper"])
                                ),
                                name="link_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mode", ""),
                                    (
                                        "mode__in",
                                        [
                                            "title",
                                            "order",
                                            "on-stage",
                                            "score",
                                            "standings",
                                            "break",
                                            "message",
                                            "ceremony",
                                            "media",
                                            "question",
                                            "order-draw",
                                            "blank",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="link_mode_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MediaFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "use",
                            models.CharField(
                                choices=[
                                    ("slide", "Film or slide"),
                                    ("sponsor", "Sponsor on the title"),
                                    ("photo", "Photo of a contestant"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        (
                            "format",
                            models.CharField(
                                choices=[("png", "PNG"), ("jpg", "JPEG"), ("mp4", "MP4"), ("webm", "WebM")],
                                max_length=10,
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contestant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="media", to="stage.show"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("show", "title", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contestant",), name="photo_one_each"),
                            models.UniqueConstraint(fields=("show", "use", "digest"), name="media_file_once"),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="media_file_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("use__in", ["slide", "sponsor", "photo"])),
                                name="media_use_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["png", "jpg", "mp4", "webm"])),
                                name="media_format_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("contestant__isnull", True), ("use", "photo"), _connector="OR"),
                                name="only_photos_show_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("use", "slide"),
                                    models.Q(("format__in", ("mp4", "webm")), _negated=True),
                                    _connector="OR",
                                ),
                                name="only_slides_are_films",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="media_digest_is_whole"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slot", models.PositiveSmallIntegerField(default=0)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("address", "Address"),
                                    ("rules", "Reading of the rules"),
                                    ("film", "Film"),
                                    ("draw", "Drawing of questions"),
                                    ("comment", "Comment by a judge"),
                                    ("break", "Break"),
                                    ("ceremony", "Award ceremony"),
                                    ("photo", "Group photo"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("who", models.CharField(blank=True, max_length=200)),
                        ("planned", models.PositiveIntegerField(default=300)),
                        ("desk_notes", models.TextField(blank=True, max_length=2000)),
                        ("emcee_notes", models.TextField(blank=True, max_length=2000)),
                        ("said", models.TextField(blank=True, max_length=2000)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("on", "Now"),
                                    ("done", "Done"),
                                    ("skipped", "Left out"),
                                ],
                                default="waiting",
                                max_length=20,
                            ),
                        ),
                        ("began_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="cues", to="stage.show"
                            ),
                        ),
                        ("called", models.PositiveIntegerField(default=0)),
                        ("media", models.ManyToManyField(blank=True, related_name="cues", to="stage.mediafile")),
                        (
                            "contestant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="contests.contestant",
                            ),
                        ),
                        ("began", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("boot", models.CharField(blank=True, max_length=60)),
                    ],
                    options={
                        "ordering": ("show", "slot", "position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "on")), fields=("show",), name="cue_one_at_a_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="cue_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "address",
                                            "rules",
                                            "film",
                                            "draw",
                                            "comment",
                                            "break",
                                            "ceremony",
                                            "photo",
                                            "other",
                                        ],
                                    )
                                ),
                                name="cue_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("began_at__isnull", True),
                                        ("ended_at__isnull", True),
                                        ("state__in", ("waiting", "skipped")),
                                    ),
                                    models.Q(("began_at__isnull", False), ("ended_at__isnull", True), ("state", "on")),
                                    models.Q(
                                        ("began_at__isnull", False), ("ended_at__isnull", False), ("state", "done")
                                    ),
                                    _connector="OR",
                                ),
                                name="cue_state_fits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("question", models.PositiveIntegerField()),
                        ("text", models.CharField(max_length=200)),
                        ("seed", models.CharField(max_length=200)),
                        (
                            "pool",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, encoder=communities.json_text.Writer
                            ),
                        ),
                        ("bank", models.CharField(max_length=64)),
                        ("again", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        ("annulled_at", models.DateTimeField(blank=True, null=True)),
                        ("why_annulled", models.CharField(blank=True, max_length=200)),
                        (
                            "annulled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "of_bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draws",
                                to="stage.questionbank",
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draws",
                                to="contests.performance",
                            ),
                        ),
                        (
                            "show",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="draws", to="stage.show"
                            ),
                        ),
                        ("seal", models.CharField(blank=True, max_length=64)),
                        ("seal_number", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ("show", "position"),
                        "constraints": [
                            models.UniqueConstraint(fields=("show", "position"), name="draw_position_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("again", False)),
                                fields=("of_bank", "question"),
                                name="draw_question_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("annulled_at__isnull", True)),
                                fields=("performance",),
                                name="draw_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True), models.Q(("seed", ""), _negated=True)
                                ),
                                name="draw_has_text_and_seed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("annulled_at__isnull", True),
                                        ("annulled_by__isnull", True),
                                        ("why_annulled", ""),
                                    ),
                                    models.Q(
                                        ("annulled_at__isnull", False),
                                        ("annulled_by__isnull", False),
                                        models.Q(("why_annulled", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="draw_annulled_whole",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(ways_kept, migrations.RunPython.noop),
        installed(GUARDS),
    ]
