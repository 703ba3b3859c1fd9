from django.conf import settings
from django.db import migrations, models

from communities.triggers import around, removed

SHEETS = models.UniqueConstraint(fields=("sheet", "idempotency_key"), name="submission_key_once")
GIVEN = models.CheckConstraint(condition=models.Q(("idempotency_key", ""), _negated=True), name="submission_has_key")
ADJUSTMENTS = models.UniqueConstraint(
    condition=models.Q(("idempotency_key", ""), _negated=True),
    fields=("contest", "idempotency_key"),
    name="adjustment_key_once",
)


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0005_number"),
        ("scoring", "0003_text_columns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        removed("scoring"),
        *around(
            migrations.RemoveConstraint(model_name="submission", name="submission_key_once"),
            migrations.RemoveConstraint(model_name="submission", name="submission_has_key"),
            migrations.RemoveConstraint(model_name="adjustment", name="adjustment_key_once"),
            migrations.RenameField(model_name="submission", old_name="key", new_name="idempotency_key"),
            migrations.RenameField(model_name="adjustment", old_name="key", new_name="idempotency_key"),
            migrations.AddConstraint(model_name="submission", constraint=SHEETS),
            migrations.AddConstraint(model_name="submission", constraint=GIVEN),
            migrations.AddConstraint(model_name="adjustment", constraint=ADJUSTMENTS),
        ),
    ]
