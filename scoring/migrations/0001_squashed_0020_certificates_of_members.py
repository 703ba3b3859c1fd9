"""What the migrations that this one replaces leave; a database that has none of them yet takes this step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import communities.json_text
import communities.numbers
import communities.tables
from communities.triggers import installed
from scoring.guards import GUARDS


class Migration(migrations.Migration):
    replaces = [
        ("scoring", "0001_initial"),
        ("scoring", "0002_guards"),
        ("scoring", "0003_text_columns"),
        ("scoring", "0004_idempotency_key"),
        ("scoring", "0005_extra"),
        ("scoring", "0006_publication_title"),
        ("scoring", "0007_submission_holder"),
        ("scoring", "0008_holders"),
        ("scoring", "0009_certificates_as_issued"),
        ("scoring", "0010_submission_line"),
        ("scoring", "0011_kept_sheets"),
        ("scoring", "0012_kept_from_a_picture"),
        ("scoring", "0013_signatures"),
        ("scoring", "0014_kept_before_the_call"),
        ("scoring", "0015_ballots"),
        ("scoring", "0017_site_notes"),
        ("scoring", "0018_succession"),
        ("scoring", "0019_site_photos"),
        ("scoring", "0020_certificates_of_members"),
    ]

    initial = True

    dependencies = [
        ("communities", "0021_files_of_values"),
        ("contests", "0040_teams"),
    ]

    operations = [
        communities.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "data",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, encoder=communities.json_text.Writer
                            ),
                        ),
                        ("final", models.BooleanField()),
                        ("reason", models.CharField(blank=True, max_length=200)),
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
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="contests.contest",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("venue", models.CharField(blank=True, max_length=200)),
                        ("date", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("contest", "-number"),
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "number"), name="publication_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="publication_number_from_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("final", True), ("number", 1)),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="publication_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("award", models.CharField(max_length=60)),
                        ("serial", models.CharField(max_length=60)),
                        ("issued_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("revoke_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="scoring.publication",
                            ),
                        ),
                        ("member", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ("serial",),
                        "constraints": [
                            models.UniqueConstraint(fields=("serial",), name="certificate_serial_once"),
                            models.CheckConstraint(
                                condition=models.Q(("serial", ""), _negated=True), name="certificate_has_serial"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("award", ""), _negated=True), name="certificate_has_award"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("revoke_reason", ""),
                                        ("revoked_at__isnull", True),
                                        ("revoked_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                        models.Q(("revoke_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="certificate_revoked_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("contestant", "award", "member"),
                                name="certificate_one_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reopened_at", models.DateTimeField(blank=True, null=True)),
                        ("reopen_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "judge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="contests.judge"
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="contests.performance",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("performance", "judge__position", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("judge", "performance"), name="sheet_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_at__isnull", True),
                                    models.Q(("reopen_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sheet_reopened_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("tablet", "Tablet"),
                                    ("paper", "Paper sheet"),
                                    ("desk", "Desk"),
                                    ("import", "Contest file"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField()),
                        ("counts", models.BooleanField()),
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="scoring.scoresheet",
                            ),
                        ),
                        ("idempotency_key", models.CharField(max_length=64)),
                        ("holder", models.PositiveSmallIntegerField(default=0)),
                        (
                            "line",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="communities.journal",
                            ),
                        ),
                        ("signature", models.CharField(blank=True, default="", max_length=4096)),
                    ],
                    options={
                        "ordering": ("sheet", "number"),
                        "constraints": [
                            models.UniqueConstraint(fields=("sheet", "number"), name="submission_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("counts", True)), fields=("sheet",), name="submission_one_counts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="submission_number_from_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entered_by__isnull", True), ("source", "tablet")),
                                    models.Q(
                                        ("entered_by__isnull", False), ("source__in", ("paper", "desk", "import"))
                                    ),
                                    _connector="OR",
                                ),
                                name="submission_source_fits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("counts", False),
                                    models.Q(("source", "paper"), _negated=True),
                                    ("confirmed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="submission_paper_counts_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(
                                        ("source", "paper"),
                                        models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="submission_confirmed_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("counts", False), ("retired_at__isnull", True), _connector="OR"),
                                name="submission_retired_does_not_count",
                            ),
                            models.UniqueConstraint(fields=("sheet", "idempotency_key"), name="submission_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True), name="submission_has_key"
                            ),
                            models.UniqueConstraint(fields=("line",), name="submission_line_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("points", communities.numbers.DecimalText(null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to="contests.rubricitem",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to="scoring.submission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("submission", "item__position"),
                        "constraints": [
                            models.UniqueConstraint(fields=("submission", "item"), name="mark_once"),
                            models.CheckConstraint(
                                condition=models.Q(("points__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="mark_points_are_a_number",
                                violation_error_code="mark_points_are_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adjustment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("points", communities.numbers.DecimalText()),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "contestant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="contests.round",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("idempotency_key", models.CharField(blank=True, max_length=64)),
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
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("points__regex", "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="adjustment_points_are_a_number",
                                violation_error_code="adjustment_points_are_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("void_reason", ""), ("voided_at__isnull", True), ("voided_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("voided_at__isnull", False),
                                        ("voided_by__isnull", False),
                                        models.Q(("void_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="adjustment_voided_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True),
                                fields=("contest", "idempotency_key"),
                                name="adjustment_key_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeptSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("idempotency_key", models.CharField(max_length=64)),
                        (
                            "marks",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, encoder=communities.json_text.Writer
                            ),
                        ),
                        ("marks_hash", models.CharField(max_length=64)),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    (
                                        "late",
                                        "It arrived after the performance was closed or the start was taken back.",
                                    ),
                                    ("not-called", "The desk had not called the contestant when it arrived."),
                                    ("another", "Another sheet from this judge already counted when it arrived."),
                                    ("unseen", "The judge had not seen the sheet that counted when it arrived."),
                                    ("other-points", "Different points had already arrived under the same key."),
                                    ("card", "It was sent with a card that had been replaced."),
                                    ("successor", "It arrived from the tablet of the judge who took over the seat."),
                                    ("left", "The judge had left."),
                                    ("recused", "The judge was recused."),
                                    (
                                        "picture",
                                        "The tablet could not send it; the desk read it from a picture on the tablet.",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("holder", models.PositiveSmallIntegerField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "judge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_sheets",
                                to="contests.judge",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.journal"
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_sheets",
                                to="contests.performance",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="scoring.submission",
                            ),
                        ),
                        ("signature", models.CharField(blank=True, default="", max_length=4096)),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("line",), name="kept_sheet_line_once"),
                            models.UniqueConstraint(
                                fields=("judge", "performance", "idempotency_key", "marks_hash"), name="kept_sheet_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True), name="kept_sheet_has_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reason", ""),
                                        ("settled_at__isnull", True),
                                        ("settled_by__isnull", True),
                                        ("submission__isnull", True),
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("reason", ""),
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", True),
                                        ("submission__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="kept_sheet_settled_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BallotBox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True)),
                        (
                            "counts",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=dict,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "voted",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ballot_boxes",
                                to="contests.panel",
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ballot_boxes",
                                to="contests.performance",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("performance", "panel"),
                        "constraints": [
                            models.UniqueConstraint(fields=("performance", "panel"), name="ballot_box_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoterCard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("voter_class", models.CharField(max_length=40)),
                        ("batch", models.PositiveSmallIntegerField()),
                        ("secret_hash", models.CharField(max_length=64)),
                        ("code_hash", models.CharField(max_length=64)),
                        ("void", models.BooleanField(default=False)),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voter_cards",
                                to="contests.panel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("panel", "batch", "voter_class", "secret_hash"),
                        "constraints": [
                            models.UniqueConstraint(fields=("secret_hash",), name="voter_secret_once"),
                            models.UniqueConstraint(fields=("code_hash",), name="voter_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("secret_hash", ""), _negated=True),
                                    models.Q(("code_hash", ""), _negated=True),
                                ),
                                name="voter_card_has_hashes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("voter_class", ""), _negated=True), name="voter_card_has_class"
                            ),
                            models.CheckConstraint(condition=models.Q(("batch__gte", 1)), name="voter_batch_from_1"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("holder", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("idempotency_key", models.CharField(max_length=64)),
                        ("good", models.TextField(blank=True, max_length=2000)),
                        ("mend", models.TextField(blank=True, max_length=2000)),
                        ("written_at", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("left_out_at", models.DateTimeField(null=True)),
                        ("left_out_why", models.CharField(blank=True, max_length=200)),
                        (
                            "judge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="site_notes",
                                to="contests.judge",
                            ),
                        ),
                        (
                            "left_out_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.journal"
                            ),
                        ),
                        (
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="site_notes",
                                to="contests.performance",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("performance", "judge__position", "holder", "number"),
                        "constraints": [
                            models.UniqueConstraint(fields=("line",), name="site_note_line_once"),
                            models.UniqueConstraint(
                                fields=("judge", "performance", "idempotency_key"), name="site_note_key_once"
                            ),
                            models.UniqueConstraint(
                                fields=("judge", "performance", "number"), name="site_note_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("judge", "performance", "holder"),
                                name="site_note_one_counts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True), name="site_note_has_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="site_note_number_from_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("left_out_at__isnull", True),
                                        ("left_out_by__isnull", True),
                                        ("left_out_why", ""),
                                    ),
                                    models.Q(
                                        ("left_out_at__isnull", False),
                                        ("left_out_by__isnull", False),
                                        models.Q(("left_out_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="site_note_left_out_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("award", models.CharField(max_length=60)),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("declined", "Declined"),
                                    ("unsuitable", "Found unsuitable"),
                                    ("other", "Another ground"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("public", models.BooleanField(default=False)),
                        ("reason", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdraw_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "left",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contests.contestant"
                            ),
                        ),
                        (
                            "moved_up",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contests.contestant",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="scoring.publication",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("left", "award"),
                                name="succession_leaves_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("moved_up", "award"),
                                name="succession_moves_up_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("award", ""), _negated=True), name="succession_has_award"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="succession_says_why"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why__in", ["declined", "unsuitable", "other"])),
                                name="succession_ground_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("moved_up__isnull", True),
                                    models.Q(("moved_up", models.F("left")), _negated=True),
                                    _connector="OR",
                                ),
                                name="succession_of_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdraw_reason", ""),
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdraw_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="succession_withdrawn_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SitePhoto",
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
                            "performance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="site_photos",
                                to="contests.performance",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("performance", "pk"),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="sitephoto_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["png", "jpg", "webp", "pdf"])),
                                name="sitephoto_format_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "\\A[0-9a-f]{64}\\Z")),
                                name="sitephoto_digest_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("added_by__isnull", False),
                                    models.Q(("sent_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sitephoto_says_who",
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
                                name="sitephoto_has_its_size",
                            ),
                            models.UniqueConstraint(fields=("performance", "digest"), name="site_photo_once"),
                        ],
                    },
                ),
            ],
        ),
        installed(GUARDS),
    ]
