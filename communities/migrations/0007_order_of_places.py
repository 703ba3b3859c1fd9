"""Streets and communities stand in the order in which they were entered, not in that of their code points."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """The order is asked for, not stored: no table changes."""

    dependencies = (("communities", "0006_district_description"),)

    operations = (
        migrations.AlterModelOptions(name="community", options={"ordering": ("pk",)}),
        migrations.AlterModelOptions(name="street", options={"ordering": ("pk",)}),
    )
