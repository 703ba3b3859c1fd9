import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import communities.json_text
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0011_kept_sheets"),
        ("stage", "0002_follow_the_stage"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = around(
        migrations.AddField(
            "release",
            "screens",
            communities.json_text.JsonText(
                blank=True,
                decoder=communities.json_text.Reader,
                default=dict,
                encoder=communities.json_text.Writer,
            ),
        ),
        migrations.AddField("show", "live_page", models.BooleanField(default=False)),
        migrations.AddField("show", "watch_equal", models.BooleanField(default=True)),
        migrations.CreateModel(
            "Recheck",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recheck", to="scoring.scoresheet"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="recheck_has_reason")
                ],
            },
        ),
    )
