"""What the migrations that this one replaces leave; a database that has none of them yet takes this step."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import communities.json_text
import communities.numbers
import communities.tables
from communities.triggers import installed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    replaces = [
        ("contests", "0001_initial"),
        ("contests", "0002_guards"),
        ("contests", "0003_text_columns"),
        ("contests", "0004_panel_rooms"),
        ("contests", "0005_number"),
        ("contests", "0006_frozen_and_external"),
        ("contests", "0007_extra"),
        ("contests", "0008_rehearsal"),
        ("contests", "0009_award_winners"),
        ("contests", "0010_ready_scores"),
        ("contests", "0011_judge_former"),
        ("contests", "0012_numbers_and_positions"),
        ("contests", "0013_ready_scores_wait"),
        ("contests", "0014_numbers_that_fit"),
        ("contests", "0015_what_judges_see"),
        ("contests", "0016_tablets"),
        ("contests", "0017_ready_scores_wait_before_opening"),
        ("contests", "0018_places_put_right"),
        ("contests", "0019_by_contestant"),
        ("contests", "0020_help"),
        ("contests", "0021_how_tablets_are"),
        ("contests", "0022_declined_recusals"),
        ("contests", "0023_signatures"),
        ("contests", "0024_called"),
        ("contests", "0025_draw_sealed"),
        ("contests", "0026_presentations"),
        ("contests", "0027_panel_ballot"),
        ("contests", "0029_tours"),
        ("contests", "0031_pledges"),
        ("contests", "0032_came_from"),
        ("contests", "0033_draw_rooms"),
        ("contests", "0034_room_desks"),
        ("contests", "0035_campaigns"),
        ("contests", "0036_season"),
        ("contests", "0038_evidence"),
        ("contests", "0039_grades_of_items"),
        ("contests", "0040_teams"),
    ]

    initial = True

    dependencies = [
        ("communities", "0021_files_of_values"),
    ]

    operations = [
        communities.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Contest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60)),
                        ("title", models.CharField(max_length=200)),
                        ("theme", models.CharField(blank=True, max_length=200)),
                        ("host", models.CharField(blank=True, max_length=200)),
                        ("venue", models.CharField(blank=True, max_length=200)),
                        ("date", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("setup", "Being set up"),
                                    ("open", "Ready to start"),
                                    ("live", "Live"),
                                    ("closed", "Closed"),
                                    ("published", "Published"),
                                ],
                                default="setup",
                                max_length=20,
                            ),
                        ),
                        (
                            "public_level",
                            models.CharField(
                                choices=[
                                    ("winners", "Winners only"),
                                    ("places", "Places and final scores"),
                                    ("everything", "Everything"),
                                ],
                                default="winners",
                                max_length=20,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("fingerprint", models.CharField(blank=True, max_length=64)),
                        ("draw_seed", models.CharField(blank=True, max_length=200)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contests",
                                to="communities.district",
                            ),
                        ),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "announced",
                            models.CharField(
                                choices=[
                                    ("nothing", "Nothing"),
                                    ("contest", "The contest without its contestants"),
                                    ("contestants", "The contest and its contestants"),
                                ],
                                default="contestants",
                                max_length=20,
                            ),
                        ),
                        ("rehearsal", models.BooleanField(default=False)),
                        ("judges_version", models.PositiveIntegerField(default=1)),
                        ("by_contestant", models.BooleanField(default=False)),
                        ("desk_version", models.PositiveIntegerField(default=1)),
                        ("signatures", models.BooleanField(default=False)),
                        ("draw_number", models.PositiveSmallIntegerField(default=0)),
                        ("draw_seal", models.CharField(blank=True, max_length=64)),
                        ("draw_sealed", models.CharField(blank=True, max_length=64)),
                        (
                            "draw_rooms",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-date", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "slug"), name="contest_slug_once"),
                            models.CheckConstraint(
                                condition=models.Q(("slug", ""), _negated=True), name="contest_has_slug"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="contest_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["setup", "open", "live", "closed", "published"])),
                                name="contest_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("public_level__in", ["winners", "places", "everything"])),
                                name="contest_level_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fingerprint", ""), ("frozen_at__isnull", True), ("state", "setup")),
                                    models.Q(
                                        models.Q(("state", "setup"), _negated=True),
                                        ("fingerprint__regex", "\\A[0-9a-f]{64}\\Z"),
                                        ("frozen_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="contest_frozen_when_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("announced__in", ["nothing", "contest", "contestants"])),
                                name="contest_announced_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rehearsal", False),
                                    models.Q(("state", "published"), _negated=True),
                                    _connector="OR",
                                ),
                                name="contest_rehearsal_unpublished",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("draw_sealed", ""),
                                    models.Q(
                                        ("draw_seal__regex", "\\A[0-9a-f]{64}\\Z"),
                                        ("draw_sealed__regex", "\\A[0-9a-f]{64}\\Z"),
                                        ("draw_seed", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="contest_draw_sealed_until_drawn",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Award",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("quota", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "named",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                encoder=communities.json_text.Writer,
                                null=True,
                            ),
                        ),
                        (
                            "tie",
                            models.CharField(
                                choices=[
                                    ("extend", "All who share the place get it"),
                                    ("withhold", "Those at the line get the next one"),
                                    ("decide", "A decision is recorded"),
                                ],
                                default="extend",
                                max_length=20,
                            ),
                        ),
                        ("uses_up", models.BooleanField(default=False)),
                        ("minimum", communities.numbers.DecimalText(blank=True, null=True)),
                        ("cap", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("group", models.CharField(blank=True, max_length=60, null=True)),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="awards",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "position"), name="award_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="award_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("named__isnull", False), ("quota__isnull", True)),
                                    models.Q(("named__isnull", True), ("quota__isnull", False)),
                                    _connector="OR",
                                ),
                                name="award_quota_or_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tie__in", ["extend", "withhold", "decide"])),
                                name="award_tie_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cap__isnull", True), ("cap__gte", 1), _connector="OR"),
                                name="award_cap_from_1",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="award_minimum_is_a_number",
                                violation_error_code="award_minimum_is_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contestant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("community", models.CharField(blank=True, max_length=60, null=True)),
                        ("street", models.CharField(blank=True, max_length=60, null=True)),
                        ("group", models.CharField(blank=True, max_length=60, null=True)),
                        ("room", models.CharField(blank=True, max_length=40, null=True)),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("theme", models.CharField(blank=True, max_length=200)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("competing", "Competing"),
                                    ("withdrawn", "Withdrawn"),
                                    ("no-show", "Did not appear"),
                                    ("disqualified", "Disqualified"),
                                    ("guest", "Out of competition"),
                                ],
                                default="competing",
                                max_length=20,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contestants",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "secretary",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="communities.secretary",
                            ),
                        ),
                        ("number", models.CharField(max_length=40)),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("number_before", models.CharField(blank=True, max_length=40)),
                        ("stop", models.CharField(blank=True, default="", max_length=120)),
                        ("stop_at", models.CharField(blank=True, default="", max_length=40)),
                        (
                            "came_from",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "members",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("secretary__isnull", False)),
                                fields=("contest", "secretary"),
                                name="contestant_person_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["competing", "withdrawn", "no-show", "disqualified", "guest"])
                                ),
                                name="contestant_status_is_known",
                            ),
                            models.UniqueConstraint(fields=("contest", "number"), name="contestant_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True), name="contestant_has_number"
                            ),
                            models.UniqueConstraint(fields=("contest", "position"), name="contestant_position_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("chair", "The chair's vote"),
                                    ("playoff", "A play-off"),
                                    ("lot", "Drawing lots"),
                                    ("cut", "Who goes on"),
                                    ("award", "Who gets an award"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "order",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, encoder=communities.json_text.Writer
                            ),
                        ),
                        ("by", models.CharField(blank=True, max_length=120)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "position"), name="decision_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["chair", "playoff", "lot", "cut", "award"])),
                                name="decision_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Panel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("weight", communities.numbers.DecimalText(default=Decimal(1))),
                        ("drop_high", models.PositiveSmallIntegerField(default=0)),
                        ("drop_low", models.PositiveSmallIntegerField(default=0)),
                        ("trim_from", models.PositiveSmallIntegerField(default=0)),
                        ("pool", models.CharField(blank=True, max_length=20)),
                        (
                            "rounds",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                encoder=communities.json_text.Writer,
                                null=True,
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="panels",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "rooms",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                encoder=communities.json_text.Writer,
                                null=True,
                            ),
                        ),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "ballot",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                encoder=communities.json_text.Writer,
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="panel_key_once"),
                            models.UniqueConstraint(fields=("contest", "position"), name="panel_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True), name="panel_has_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pool__in", ("", "mean", "sum", "median", "midrange"))),
                                name="panel_pool_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="panel_weight_is_a_number",
                                violation_error_code="panel_weight_is_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Judge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("post", models.CharField(blank=True, max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("official", "Official"), ("practice", "Practice"), ("observer", "Observer")],
                                default="official",
                                max_length=20,
                            ),
                        ),
                        ("chair", models.BooleanField(default=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("secret_hash", models.CharField(blank=True, max_length=64)),
                        ("code_hash", models.CharField(blank=True, max_length=64)),
                        ("replaced", models.PositiveSmallIntegerField(default=0)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "community",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="communities.community",
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="judges",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="communities.street",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="judges", to="contests.panel"
                            ),
                        ),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "former",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("help_asked_at", models.DateTimeField(blank=True, null=True)),
                        ("help_seen_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="judge_key_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("secret_hash", ""), _negated=True),
                                fields=("secret_hash",),
                                name="judge_secret_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("code_hash", ""), _negated=True),
                                fields=("contest", "code_hash"),
                                name="judge_code_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True), name="judge_has_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["official", "practice", "observer"])),
                                name="judge_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code_hash", ""), ("secret_hash", "")),
                                    models.Q(
                                        ("code_hash__regex", "\\A[0-9a-f]{64}\\Z"),
                                        ("left_at__isnull", True),
                                        ("secret_hash__regex", "\\A[0-9a-f]{64}\\Z"),
                                    ),
                                    _connector="OR",
                                ),
                                name="judge_card_is_whole",
                            ),
                            models.UniqueConstraint(fields=("contest", "position"), name="judge_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("help_asked_at__isnull", True), ("help_seen_at__isnull", True)),
                                    models.Q(("help_asked_at__isnull", False), ("left_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="judge_asks_while_there",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recusals",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "judge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recusals",
                                to="contests.judge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("judge__position", "contestant__position", "pk"),
                        "constraints": [models.UniqueConstraint(fields=("judge", "contestant"), name="recusal_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("weight", communities.numbers.DecimalText(default=Decimal(1))),
                        (
                            "clock",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                encoder=communities.json_text.Writer,
                                null=True,
                            ),
                        ),
                        (
                            "rules",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("guidance", models.TextField(blank=True)),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rounds",
                                to="contests.contest",
                            ),
                        ),
                        ("external", models.BooleanField(default=False)),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("at_once", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="round_key_once"),
                            models.UniqueConstraint(fields=("contest", "position"), name="round_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True), name="round_has_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="round_weight_is_a_number",
                                violation_error_code="round_weight_is_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Performance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("room", models.CharField(blank=True, max_length=40)),
                        ("order", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("on-stage", "On stage"),
                                    ("marking", "Being marked"),
                                    ("closed", "Closed"),
                                ],
                                default="waiting",
                                max_length=20,
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("factor", communities.numbers.DecimalText(blank=True, null=True)),
                        ("score", communities.numbers.DecimalText(blank=True, null=True)),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="performances",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="performances",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="performances",
                                to="contests.round",
                            ),
                        ),
                        ("called", models.PositiveBigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("round__position", "order", "contestant__position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contestant", "round"), name="performance_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("order__isnull", False)),
                                fields=("round", "room", "order"),
                                name="performance_order_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "on-stage")),
                                fields=("contest", "room"),
                                name="performance_alone_on_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("order__isnull", True), ("order__gte", 1), _connector="OR"),
                                name="performance_order_from_1",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("started_at__isnull", True), ("state", "waiting")),
                                    models.Q(("started_at__isnull", False), ("state__in", ("on-stage", "marking"))),
                                    ("state", "closed"),
                                    _connector="OR",
                                ),
                                name="performance_state_fits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("factor__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="performance_factor_is_a_number",
                                violation_error_code="performance_factor_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="performance_score_is_a_number",
                                violation_error_code="performance_score_is_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("keep", models.PositiveSmallIntegerField()),
                        (
                            "tie",
                            models.CharField(
                                choices=[
                                    ("extend", "All who share the score go on"),
                                    ("chain", "The tie-break rules decide first"),
                                    ("decide", "A decision is recorded"),
                                ],
                                default="extend",
                                max_length=20,
                            ),
                        ),
                        (
                            "weights",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                encoder=communities.json_text.Writer,
                                null=True,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="cuts", to="contests.round"
                            ),
                        ),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("round",), name="cut_once_after_a_round"),
                            models.CheckConstraint(condition=models.Q(("keep__gte", 1)), name="cut_keeps_somebody"),
                            models.CheckConstraint(
                                condition=models.Q(("tie__in", ["extend", "chain", "decide"])), name="cut_tie_is_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RubricItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("minimum", communities.numbers.DecimalText(default=Decimal(0))),
                        ("maximum", communities.numbers.DecimalText()),
                        ("step", communities.numbers.DecimalText(blank=True, null=True)),
                        ("weight", communities.numbers.DecimalText(default=Decimal(1))),
                        ("guidance", models.TextField(blank=True)),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="contests.round"
                            ),
                        ),
                        (
                            "extra",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "grades",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "key"), name="item_key_once"),
                            models.UniqueConstraint(fields=("round", "position"), name="item_position_once"),
                            models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="item_has_key"),
                            models.CheckConstraint(
                                condition=models.Q(("minimum__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="item_minimum_is_a_number",
                                violation_error_code="item_minimum_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("maximum__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="item_maximum_is_a_number",
                                violation_error_code="item_maximum_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step__regex", "\\A(?=.*[1-9])[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="item_step_is_positive",
                                violation_error_code="item_step_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="item_weight_is_a_number",
                                violation_error_code="item_weight_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.GreaterThan(
                                    django.db.models.functions.comparison.Cast(
                                        "maximum", models.DecimalField(decimal_places=15, max_digits=30)
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        "minimum", models.DecimalField(decimal_places=15, max_digits=30)
                                    ),
                                ),
                                name="item_maximum_above_minimum",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rules",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "contest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rule_sheet",
                                to="contests.contest",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ReadyScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("score", communities.numbers.DecimalText(null=True)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("entered_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("retired_at", models.DateTimeField(null=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ready_scores",
                                to="contests.performance",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("performance", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("confirmed_at__isnull", True), ("retired_at__isnull", True)),
                                fields=("performance",),
                                name="ready_score_one_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="ready_score_is_a_number",
                                violation_error_code="ready_score_is_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("retired_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ready_score_confirmed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="ready_score_confirmed_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tablet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=20)),
                        ("minute", models.BigIntegerField()),
                        (
                            "judge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tablets", to="contests.judge"
                            ),
                        ),
                        ("unsent", models.PositiveSmallIntegerField(null=True)),
                        ("battery", models.PositiveSmallIntegerField(null=True)),
                        ("page", models.CharField(default="", max_length=12)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("judge", "name"), name="tablet_once_in_a_seat")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeclinedRecusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "judge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contests.judge"
                            ),
                        ),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contests.contestant"
                            ),
                        ),
                        ("basis", models.TextField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("judge", "contestant"), name="declined_recusal_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presentation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("summary", models.CharField(max_length=300)),
                        ("text", models.TextField(max_length=20000)),
                        ("comment", models.TextField(blank=True, max_length=2000)),
                        ("changed_at", models.DateTimeField()),
                        ("agreed_how", models.CharField(blank=True, max_length=200)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contestant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presentation",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presentations",
                                to="communities.theme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-released_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("summary", ""), _negated=True), name="presentation_has_summary"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="presentation_has_text"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("agreed_at__isnull", True),
                                            ("agreed_by__isnull", True),
                                            ("agreed_how", ""),
                                            ("released_at__isnull", True),
                                        ),
                                        models.Q(
                                            ("agreed_at__isnull", False),
                                            ("agreed_by__isnull", False),
                                            models.Q(("agreed_how", ""), _negated=True),
                                        ),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        models.Q(("released_at__isnull", True), ("released_by__isnull", True)),
                                        models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                                        _connector="OR",
                                    ),
                                ),
                                name="presentation_agreed_then_released",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="communities.achievement",
                            ),
                        ),
                        (
                            "presentation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="contests.presentation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("presentation", "value"), name="citation_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("content", models.BinaryField()),
                        ("digest", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("pages", models.PositiveIntegerField()),
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
                            "presentation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="contests.presentation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("presentation", "digest"), name="attachment_once"),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="attachment_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "\\A[0-9a-f]{64}\\Z")),
                                name="attachment_digest_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                        ("agreed_how", models.CharField(blank=True, max_length=200)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("text", models.CharField(max_length=500)),
                        ("due", models.DateField()),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pledges",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("due", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="pledge_has_text"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("agreed_at__isnull", True),
                                            ("agreed_by__isnull", True),
                                            ("agreed_how", ""),
                                            ("released_at__isnull", True),
                                        ),
                                        models.Q(
                                            ("agreed_at__isnull", False),
                                            ("agreed_by__isnull", False),
                                            models.Q(("agreed_how", ""), _negated=True),
                                        ),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        models.Q(("released_at__isnull", True), ("released_by__isnull", True)),
                                        models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                                        _connector="OR",
                                    ),
                                ),
                                name="pledge_agreed_then_released",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("told_on", models.DateField()),
                        (
                            "fulfilment",
                            models.CharField(
                                choices=[("under-way", "Under way"), ("kept", "Kept"), ("not-kept", "Not kept")],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(max_length=2000)),
                        ("entered_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follow_ups",
                                to="contests.pledge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-told_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="follow_up_has_text"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fulfilment__in", ["under-way", "kept", "not-kept"])),
                                name="follow_up_fulfilment_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="follow_up_confirmed_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomDesk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("room", models.CharField(max_length=40)),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_desks",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_desks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "user", "room"), name="room_desk_once"),
                            models.CheckConstraint(
                                condition=models.Q(("room", ""), _negated=True), name="room_desk_has_room"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceLinks",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        (
                            "contest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence_links",
                                to="contests.contest",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ItemEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        (
                            "format",
                            models.CharField(
                                choices=[("png", "PNG"), ("jpg", "JPEG"), ("webp", "WebP"), ("pdf", "PDF")],
                                default="pdf",
                                max_length=10,
                            ),
                        ),
                        ("content", models.BinaryField()),
                        ("small", models.BinaryField(blank=True, default=bytes)),
                        ("digest", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("pages", models.PositiveIntegerField(blank=True, null=True)),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("added_at", models.DateTimeField()),
                        ("sent_by", models.CharField(blank=True, default="", max_length=120)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="contests.rubricitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("item__round__position", "item__position", "pk"),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="itemevidence_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["png", "jpg", "webp", "pdf"])),
                                name="itemevidence_format_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "\\A[0-9a-f]{64}\\Z")),
                                name="itemevidence_digest_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("added_by__isnull", False),
                                    models.Q(("sent_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="itemevidence_says_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("format", "pdf"),
                                        ("height__isnull", True),
                                        ("pages__isnull", False),
                                        ("width__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("format", "pdf"), _negated=True),
                                        ("height__isnull", False),
                                        ("pages__isnull", True),
                                        ("width__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="itemevidence_has_its_size",
                            ),
                            models.UniqueConstraint(fields=("contestant", "item", "digest"), name="item_evidence_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("theme", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField(blank=True, max_length=5000)),
                        ("began", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="campaigns",
                                to="communities.district",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-began", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "title"), name="campaign_title_once"),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="campaign_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gte", models.F("began")), _connector="OR"
                                ),
                                name="campaign_ends_after_it_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="campaign_published_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Banner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("says", models.CharField(max_length=200)),
                        ("format", models.CharField(choices=[("png", "PNG"), ("jpg", "JPG")], max_length=10)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("content", models.BinaryField()),
                        ("digest", models.CharField(max_length=64)),
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
                            "campaign",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="banner",
                                to="contests.campaign",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("says", ""), _negated=True), name="banner_says_what_it_shows"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["png", "jpg"])), name="banner_format_is_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "\\A[0-9a-f]{64}\\Z")),
                                name="banner_digest_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inclusions",
                                to="contests.campaign",
                            ),
                        ),
                        (
                            "contest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inclusion",
                                to="contests.contest",
                            ),
                        ),
                        ("weight", communities.numbers.DecimalText(default=Decimal(1))),
                    ],
                    options={
                        "ordering": ("position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "position"), name="inclusion_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("weight__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="inclusion_weight_is_a_number",
                                violation_error_code="inclusion_weight_is_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Season",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collects",
                            models.CharField(
                                choices=[("secretaries", "Secretaries"), ("communities", "Communities")],
                                default="secretaries",
                                max_length=20,
                            ),
                        ),
                        (
                            "places",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "awards",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("others", communities.numbers.DecimalText(default=Decimal(0))),
                        ("best", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("told_apart", models.BooleanField(default=True)),
                        ("public", models.BooleanField(default=False)),
                        (
                            "campaign",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="season",
                                to="contests.campaign",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("collects__in", ["secretaries", "communities"])),
                                name="season_collects_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("best__isnull", True), ("best__gte", 1), _connector="OR"),
                                name="season_best_from_1",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("others__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="season_others_is_a_number",
                                violation_error_code="season_others_is_a_number",
                            ),
                        ],
                    },
                ),
            ],
        ),
        installed(GUARDS),
    ]
