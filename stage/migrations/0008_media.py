import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from communities.triggers import around, installed
from stage.guards import MEDIA_GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0022_declined_recusals"),
        ("stage", "0007_page_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *around(
            migrations.CreateModel(
                name="MediaFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "use",
                        models.CharField(
                            choices=[
                                ("slide", "Film or slide"),
                                ("sponsor", "Sponsor on the title"),
                                ("photo", "Photo of a contestant"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("title", models.CharField(max_length=120)),
                    (
                        "format",
                        models.CharField(
                            choices=[("png", "PNG"), ("jpg", "JPEG"), ("mp4", "MP4"), ("webm", "WebM")], max_length=10
                        ),
                    ),
                    ("digest", models.CharField(max_length=64)),
                    ("size", models.PositiveBigIntegerField()),
                    ("width", models.PositiveIntegerField()),
                    ("height", models.PositiveIntegerField()),
                    ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                    ("added_at", models.DateTimeField()),
                ],
                options={
                    "ordering": ("show", "title", "pk"),
                },
            ),
            migrations.RemoveConstraint(
                model_name="show",
                name="show_mode_is_known",
            ),
            migrations.RemoveConstraint(
                model_name="stagelink",
                name="link_mode_is_known",
            ),
            migrations.AddField(
                model_name="stagelink",
                name="silent",
                field=models.BooleanField(default=False),
            ),
            migrations.AlterField(
                model_name="show",
                name="mode",
                field=models.CharField(
                    choices=[
                        ("title", "Title"),
                        ("order", "Running order"),
                        ("on-stage", "On stage now"),
                        ("score", "Score"),
                        ("standings", "Standings so far"),
                        ("break", "Break"),
                        ("message", "Message"),
                        ("ceremony", "Award ceremony"),
                        ("media", "Film or slide"),
                        ("blank", "Blank"),
                    ],
                    default="title",
                    max_length=20,
                ),
            ),
            migrations.AlterField(
                model_name="stagelink",
                name="mode",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("title", "Title"),
                        ("order", "Running order"),
                        ("on-stage", "On stage now"),
                        ("score", "Score"),
                        ("standings", "Standings so far"),
                        ("break", "Break"),
                        ("message", "Message"),
                        ("ceremony", "Award ceremony"),
                        ("media", "Film or slide"),
                        ("blank", "Blank"),
                    ],
                    max_length=20,
                ),
            ),
            migrations.AddConstraint(
                model_name="stagelink",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("mode", ""),
                        (
                            "mode__in",
                            [
                                "title",
                                "order",
                                "on-stage",
                                "score",
                                "standings",
                                "break",
                                "message",
                                "ceremony",
                                "media",
                                "blank",
                            ],
                        ),
                        _connector="OR",
                    ),
                    name="link_mode_is_known",
                ),
            ),
            migrations.AddField(
                model_name="mediafile",
                name="added_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            migrations.AddField(
                model_name="mediafile",
                name="contestant",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="photos",
                    to="contests.contestant",
                ),
            ),
            migrations.AddField(
                model_name="mediafile",
                name="show",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="media", to="stage.show"
                ),
            ),
            migrations.AddField(
                model_name="cue",
                name="media",
                field=models.ManyToManyField(blank=True, related_name="cues", to="stage.mediafile"),
            ),
            migrations.AddField(
                model_name="show",
                name="picture",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="stage.mediafile",
                ),
            ),
            migrations.AddField(
                model_name="show",
                name="beside",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="stage.mediafile",
                ),
            ),
            migrations.AddConstraint(
                model_name="show",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        (
                            "mode__in",
                            [
                                "title",
                                "order",
                                "on-stage",
                                "score",
                                "standings",
                                "break",
                                "message",
                                "ceremony",
                                "media",
                                "blank",
                            ],
                        )
                    ),
                    name="show_mode_is_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.UniqueConstraint(fields=("contestant",), name="photo_one_each"),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.UniqueConstraint(fields=("show", "use", "digest"), name="media_file_once"),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.CheckConstraint(
                    condition=models.Q(("title", ""), _negated=True), name="media_file_has_title"
                ),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.CheckConstraint(
                    condition=models.Q(("use__in", ["slide", "sponsor", "photo"])), name="media_use_is_known"
                ),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.CheckConstraint(
                    condition=models.Q(("format__in", ["png", "jpg", "mp4", "webm"])), name="media_format_is_known"
                ),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.CheckConstraint(
                    condition=models.Q(("contestant__isnull", True), ("use", "photo"), _connector="OR"),
                    name="only_photos_show_somebody",
                ),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("use", "slide"), models.Q(("format__in", ("mp4", "webm")), _negated=True), _connector="OR"
                    ),
                    name="only_slides_are_films",
                ),
            ),
            migrations.AddConstraint(
                model_name="mediafile",
                constraint=models.CheckConstraint(
                    condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="media_digest_is_whole"
                ),
            ),
        ),
        installed(MEDIA_GUARDS),
    ]
