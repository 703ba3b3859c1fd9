"""Pictures beside the PDFs of a presentation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0040_teams"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = around(
        migrations.AddField(
            model_name="attachment",
            name="format",
            field=models.CharField(
                choices=[("png", "PNG"), ("jpg", "JPEG"), ("webp", "WebP"), ("pdf", "PDF")],
                default="pdf",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="height",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="sent_by",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="attachment",
            name="small",
            field=models.BinaryField(blank=True, default=bytes),
        ),
        migrations.AddField(
            model_name="attachment",
            name="width",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="pages",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["png", "jpg", "webp", "pdf"])), name="attachment_format_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("added_by__isnull", False), models.Q(("sent_by", ""), _negated=True), _connector="OR"
                ),
                name="attachment_says_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("format", "pdf"), ("height__isnull", True), ("pages__isnull", False), ("width__isnull", True)
                    ),
                    models.Q(
                        models.Q(("format", "pdf"), _negated=True),
                        ("height__isnull", False),
                        ("pages__isnull", True),
                        ("width__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="attachment_has_its_size",
            ),
        ),
    )
