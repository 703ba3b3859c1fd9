from django.db import migrations

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0005_text_columns"),
    ]

    operations = around(migrations.RenameField(model_name="district", old_name="about", new_name="description"))
