"""Certificates for single members of a team."""

from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0040_teams"),
        ("scoring", "0019_site_photos"),
    ]

    operations = around(
        migrations.RemoveConstraint(model_name="certificate", name="certificate_one_in_force"),
        migrations.AddField(
            model_name="certificate",
            name="member",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("contestant", "award", "member"),
                name="certificate_one_in_force",
            ),
        ),
    )
