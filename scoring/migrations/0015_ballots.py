import django.db.models.deletion
from django.db import migrations, models

import communities.json_text
from communities.triggers import installed
from scoring.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0027_panel_ballot"),
        ("scoring", "0014_kept_before_the_call"),
    ]

    operations = [
        migrations.CreateModel(
            name="BallotBox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballot_boxes", to="contests.panel"
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
                "constraints": [models.UniqueConstraint(fields=("performance", "panel"), name="ballot_box_once")],
            },
        ),
        migrations.CreateModel(
            name="VoterCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voter_class", models.CharField(max_length=40)),
                ("batch", models.PositiveSmallIntegerField()),
                ("secret_hash", models.CharField(max_length=64)),
                ("code_hash", models.CharField(max_length=64)),
                ("void", models.BooleanField(default=False)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voter_cards", to="contests.panel"
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
                            models.Q(("secret_hash", ""), _negated=True), models.Q(("code_hash", ""), _negated=True)
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
        installed(GUARDS),
    ]
