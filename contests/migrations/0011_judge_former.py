from django.db import migrations

from communities.json_text import document
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0010_ready_scores"),
    ]

    operations = around(
        migrations.AddField(model_name="judge", name="former", field=document(blank=True, default=list))
    )
