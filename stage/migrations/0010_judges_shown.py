from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [("stage", "0009_questions")]

    operations = around(
        migrations.AddField(
            "show",
            "judges",
            models.CharField(
                choices=[
                    ("names", "Each judge’s total, with the name"),
                    ("seats", "Each judge’s total, with the number of the seat"),
                    ("nobody", "Only the result"),
                ],
                default="names",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            "show",
            models.CheckConstraint(
                condition=models.Q(("judges__in", ["names", "seats", "nobody"])), name="show_judges_is_known"
            ),
        ),
    )
