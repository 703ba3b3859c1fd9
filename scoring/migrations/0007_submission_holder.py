from django.db import migrations, models

from communities.triggers import removed


class Migration(migrations.Migration):
    """Whose marks they are. The guards come back with the next migration, which fills the column of old rows."""

    dependencies = [
        ("scoring", "0006_publication_title"),
        ("contests", "0011_judge_former"),
        ("communities", "0006_district_description"),
    ]

    operations = [
        removed("scoring"),
        migrations.AddField(model_name="submission", name="holder", field=models.PositiveSmallIntegerField(default=0)),
    ]
