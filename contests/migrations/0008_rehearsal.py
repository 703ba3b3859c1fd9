from django.db import migrations, models

from communities.triggers import around, removed

ANNOUNCED = (
    ("nothing", "Nothing"),
    ("contest", "The contest without its contestants"),
    ("contestants", "The contest and its contestants"),
)
UNPUBLISHED = models.CheckConstraint(
    condition=models.Q(("rehearsal", False), models.Q(("state", "published"), _negated=True), _connector="OR"),
    name="contest_rehearsal_unpublished",
)


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0007_extra"),
    ]

    operations = [
        removed("contests"),
        *around(
            migrations.AddField(
                model_name="contest",
                name="announced",
                field=models.CharField(choices=ANNOUNCED, default="contestants", max_length=20),
            ),
            migrations.AddField(model_name="contest", name="rehearsal", field=models.BooleanField(default=False)),
            migrations.AddConstraint(
                model_name="contest",
                constraint=models.CheckConstraint(
                    condition=models.Q(("announced__in", ["nothing", "contest", "contestants"])),
                    name="contest_announced_is_known",
                ),
            ),
            migrations.AddConstraint(model_name="contest", constraint=UNPUBLISHED),
        ),
    ]
