from django.db import migrations

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0004_idempotency_key"),
    ]

    operations = around(migrations.RenameField(model_name="adjustment", old_name="about", new_name="extra"))
