from django.db import migrations

from communities.triggers import around

MODELS = ("contest", "round", "rubricitem", "panel", "judge", "contestant", "cut", "award", "decision")


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0006_frozen_and_external"),
    ]

    operations = around(
        *(migrations.RenameField(model_name=model, old_name="about", new_name="extra") for model in MODELS)
    )
