from django.db import migrations, models

from communities.triggers import around, removed


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0004_panel_rooms"),
    ]

    operations = [
        removed("contests"),
        *around(
            migrations.RemoveConstraint(model_name="contestant", name="contestant_number_once"),
            migrations.RemoveConstraint(model_name="contestant", name="contestant_has_number"),
            migrations.RenameField(model_name="contestant", old_name="key", new_name="number"),
            migrations.AddConstraint(
                model_name="contestant",
                constraint=models.UniqueConstraint(fields=("contest", "number"), name="contestant_number_once"),
            ),
            migrations.AddConstraint(
                model_name="contestant",
                constraint=models.CheckConstraint(
                    condition=models.Q(("number", ""), _negated=True), name="contestant_has_number"
                ),
            ),
        ),
    ]
