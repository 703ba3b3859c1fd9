from django.db import migrations, models

from communities.triggers import around, removed

FROZEN_WHEN_OPEN = models.CheckConstraint(
    condition=models.Q(("fingerprint", ""), ("frozen_at__isnull", True), ("state", "setup"))
    | models.Q(
        models.Q(("state", "setup"), _negated=True),
        ("fingerprint__regex", "\\A[0-9a-f]{64}\\Z"),
        ("frozen_at__isnull", False),
    ),
    name="contest_frozen_when_open",
)


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0005_number"),
    ]

    operations = [
        removed("contests"),
        *around(
            migrations.RemoveConstraint(model_name="contest", name="contest_sealed_when_open"),
            migrations.RenameField(model_name="contest", old_name="sealed_at", new_name="frozen_at"),
            migrations.RenameField(model_name="round", old_name="sealed", new_name="external"),
            migrations.AddConstraint(model_name="contest", constraint=FROZEN_WHEN_OPEN),
        ),
    ]
