"""What the migrations that this one replaces leave; a database that has none of them yet takes this step."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import communities.json_text
import communities.numbers
import communities.tables
from communities.guards import GUARDS
from communities.triggers import installed


class Migration(migrations.Migration):
    replaces = [
        ("communities", "0001_initial"),
        ("communities", "0002_places_and_people"),
        ("communities", "0003_guards"),
        ("communities", "0004_attempts"),
        ("communities", "0005_text_columns"),
        ("communities", "0006_district_description"),
        ("communities", "0007_order_of_places"),
        ("communities", "0008_devices_and_own_passwords"),
        ("communities", "0009_journal_in_order"),
        ("communities", "0010_names_once"),
        ("communities", "0011_who_a_line_is_about"),
        ("communities", "0012_inspections"),
        ("communities", "0013_values_of_indicators"),
        ("communities", "0014_values_of_an_indicator"),
        ("communities", "0015_a_role_for_streets"),
        ("communities", "0016_counted_in_whole_numbers"),
        ("communities", "0017_themes"),
        ("communities", "0018_exchanges"),
        ("communities", "0019_versions_of_what_is_read"),
        ("communities", "0021_files_of_values"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        communities.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "A user with that username already exists."},
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="username",
                            ),
                        ),
                        ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                        ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        ("is_administrator", models.BooleanField(default=False)),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("must_change_password", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "user",
                        "verbose_name_plural": "users",
                        "abstract": False,
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="District",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=40)),
                        ("name", models.CharField(max_length=60)),
                        (
                            "totals",
                            communities.json_text.JsonText(
                                blank=True,
                                decoder=communities.json_text.Reader,
                                default=list,
                                encoder=communities.json_text.Writer,
                            ),
                        ),
                        ("totals_source", models.CharField(blank=True, max_length=200)),
                        ("description", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ("name", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("slug",), name="district_slug_once"),
                            models.CheckConstraint(
                                condition=models.Q(("slug", ""), _negated=True), name="district_has_slug"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="district_has_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Street",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="streets",
                                to="communities.district",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "name"), name="street_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="street_has_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Community",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("profile", models.TextField(blank=True)),
                        ("invented", models.BooleanField(default=False)),
                        (
                            "street",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="communities",
                                to="communities.street",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("street", "name"), name="community_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="community_has_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Journal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("who_label", models.CharField(max_length=120)),
                        ("contest_id", models.BigIntegerField(null=True)),
                        ("contest_label", models.CharField(blank=True, max_length=200)),
                        ("verb", models.CharField(max_length=40)),
                        ("object", models.CharField(blank=True, max_length=200)),
                        (
                            "detail",
                            communities.json_text.JsonText(
                                decoder=communities.json_text.Reader, default=dict, encoder=communities.json_text.Writer
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="communities.district",
                            ),
                        ),
                        (
                            "who",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("account", models.CharField(blank=True, default="", max_length=150)),
                        ("device", models.CharField(blank=True, default="", max_length=20)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("seat", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "ordering": ("pk",),
                        "indexes": [
                            models.Index(fields=["contest_id", "id"], name="journal_of_a_contest"),
                            models.Index(
                                condition=models.Q(("seat__isnull", False)),
                                fields=["seat", "id"],
                                name="journal_of_a_seat",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("verb", ""), _negated=True), name="journal_has_verb"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("who_label", ""), _negated=True), name="journal_has_who"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("organiser", "Organiser"),
                                    ("desk", "Desk"),
                                    ("supervisor", "Supervisor"),
                                    ("street", "Street"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="communities.district",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="communities.street",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("district__name", "role", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "district", "role"), name="membership_once"),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["organiser", "desk", "supervisor", "street"])),
                                name="membership_role_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("role__in", ["organiser", "desk", "supervisor", "street"]), _negated=True
                                    ),
                                    models.Q(("role", "street"), ("street__isnull", False)),
                                    models.Q(models.Q(("role", "street"), _negated=True), ("street__isnull", True)),
                                    _connector="OR",
                                ),
                                name="membership_has_its_street",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Secretary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("invented", models.BooleanField(default=False)),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secretaries",
                                to="communities.community",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("name", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("community", "name"), name="secretary_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="secretary_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="secretary_until_after_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64)),
                        ("at", models.DateTimeField(db_index=True)),
                        ("source", models.CharField(blank=True, default="", max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["key", "at"], name="attempts_at_a_key"),
                            models.Index(fields=["source", "at"], name="attempts_from_a_source"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "\\A[0-9a-f]{64}\\Z")), name="attempt_key_is_a_hash"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", ""), ("source__regex", "\\A[0-9a-f]{64}\\Z"), _connector="OR"
                                ),
                                name="attempt_source_is_a_hash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.district"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.journal"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inspections",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("user", "district"), name="inspection_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12)),
                        ("name", models.CharField(max_length=60)),
                        ("unit", models.CharField(max_length=20)),
                        (
                            "pillar",
                            models.CharField(
                                choices=[
                                    ("linkage", "A regional Party-building linkage system"),
                                    ("team", "A strong team of lead geese"),
                                    ("service", "Service carriers with character"),
                                    ("position", "Service positions for residents"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "adds_up",
                            models.CharField(
                                choices=[
                                    ("sum", "Added up: what has been done"),
                                    ("last", "The latest counts: what is there"),
                                    ("mean", "The mean"),
                                    ("none", "Not at all"),
                                ],
                                default="sum",
                                max_length=4,
                            ),
                        ),
                        ("meaning", models.TextField(blank=True)),
                        ("since", models.CharField(blank=True, max_length=7)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="communities.district",
                            ),
                        ),
                        ("whole", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "code"), name="indicator_code_once"),
                            models.UniqueConstraint(fields=("district", "name"), name="indicator_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "\\A[A-Z0-9]([A-Z0-9.-]{0,10}[A-Z0-9])?\\Z")),
                                name="indicator_code_is_plain",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="indicator_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit", ""), _negated=True), name="indicator_has_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pillar__in", ["linkage", "team", "service", "position"])),
                                name="indicator_pillar_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("adds_up__in", ["sum", "last", "mean", "none"])),
                                name="indicator_adds_up_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", ""),
                                    ("since__regex", "\\A(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?\\Z"),
                                    _connector="OR",
                                ),
                                name="indicator_since_is_a_period",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Achievement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pillar",
                            models.CharField(
                                choices=[
                                    ("linkage", "A regional Party-building linkage system"),
                                    ("team", "A strong team of lead geese"),
                                    ("service", "Service carriers with character"),
                                    ("position", "Service positions for residents"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("quantity", communities.numbers.DecimalText()),
                        ("unit", models.CharField(max_length=20)),
                        ("period", models.CharField(max_length=40)),
                        ("evidence", models.TextField(blank=True)),
                        ("evidence_link", models.URLField(blank=True, max_length=400)),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="achievements",
                                to="communities.community",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "To be confirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("published", "Published"),
                                ],
                                default="published",
                                max_length=10,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="communities.indicator",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pillar", "title", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period", ""), _negated=True), name="achievement_has_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__regex", "\\A[0-9]{1,15}(\\.[0-9]{1,15})?\\Z")),
                                name="achievement_quantity_is_a_number",
                                violation_error_code="achievement_quantity_is_a_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("indicator__isnull", False), _negated=True),
                                fields=("community", "title", "period"),
                                name="achievement_once_a_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pillar__in", ["linkage", "team", "service", "position"]),
                                    models.Q(("indicator__isnull", False), ("pillar", "")),
                                    _connector="OR",
                                ),
                                name="achievement_pillar_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("indicator__isnull", False),
                                    models.Q(("title", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="achievement_has_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("indicator__isnull", False), models.Q(("unit", ""), _negated=True), _connector="OR"
                                ),
                                name="achievement_has_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["entered", "confirmed", "published"])),
                                name="achievement_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("indicator__isnull", False),
                                    models.Q(("retired_at__isnull", True), ("state", "published")),
                                    _connector="OR",
                                ),
                                name="achievement_in_words_is_public",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("indicator__isnull", False), _negated=True),
                                    ("period__regex", "\\A(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?\\Z"),
                                    _connector="OR",
                                ),
                                name="value_period_is_a_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    ("entered_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="value_confirmed_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        ("entered_by__isnull", False),
                                        ("published_at__isnull", True),
                                        ("state", "entered"),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("entered_by__isnull", False),
                                        ("state", "confirmed"),
                                        ("published_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("state", "published"),
                                        models.Q(
                                            ("entered_by__isnull", True),
                                            ("confirmed_by__isnull", False),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("entered_by__isnull", True),
                                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(("state__in", ["entered", "confirmed", "published"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="value_has_its_stations",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("retired_at__isnull", True), ("state__in", ("entered", "confirmed"))
                                ),
                                fields=("indicator", "community", "period"),
                                name="value_waits_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True), ("state", "published")),
                                fields=("indicator", "community", "period"),
                                name="value_published_once",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("indicator__isnull", False), ("retired_at__isnull", True)),
                                fields=["period", "indicator"],
                                name="values_of_a_period",
                            ),
                            models.Index(
                                condition=models.Q(("indicator__isnull", False), ("retired_at__isnull", True)),
                                fields=["indicator", "state", "period"],
                                name="values_of_an_indicator",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        (
                            "pillar",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("linkage", "A regional Party-building linkage system"),
                                    ("team", "A strong team of lead geese"),
                                    ("service", "Service carriers with character"),
                                    ("position", "Service positions for residents"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="themes",
                                to="communities.district",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "name"), name="theme_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="theme_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pillar", ""),
                                    ("pillar__in", ["linkage", "team", "service", "position"]),
                                    _connector="OR",
                                ),
                                name="theme_pillar_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exchange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pair", "Mutual-aid pair"),
                                    ("visit", "Learning visit"),
                                    ("tour", "Observation tour"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("began", models.DateField()),
                        ("ended", models.DateField(blank=True, null=True)),
                        ("beyond", models.CharField(blank=True, max_length=200)),
                        ("who", models.CharField(blank=True, max_length=300)),
                        ("text", models.TextField(blank=True, max_length=5000)),
                        ("outcome", models.TextField(blank=True, max_length=5000)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exchanges",
                                to="communities.district",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "communities",
                            models.ManyToManyField(
                                related_name="exchanges",
                                through="communities.Participation",
                                to="communities.community",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ("-began", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["pair", "visit", "tour"])),
                                name="exchange_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="exchange_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended__isnull", True), ("ended__gte", models.F("began")), _connector="OR"
                                ),
                                name="exchange_ended_after_it_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="exchange_published_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="communities.community",
                            ),
                        ),
                        (
                            "exchange",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="communities.exchange",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("community", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("exchange", "community"), name="participation_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValueFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        (
                            "format",
                            models.CharField(
                                choices=[("png", "PNG"), ("jpg", "JPEG"), ("webp", "WebP"), ("pdf", "PDF")],
                                default="pdf",
                                max_length=10,
                            ),
                        ),
                        ("content", models.BinaryField()),
                        ("small", models.BinaryField(blank=True, default=bytes)),
                        ("digest", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("pages", models.PositiveIntegerField(blank=True, null=True)),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("added_at", models.DateTimeField()),
                        ("sent_by", models.CharField(blank=True, default="", max_length=120)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "values",
                            models.ManyToManyField(
                                related_name="files", through="communities.ValueEvidence", to="communities.achievement"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="valuefile_has_title"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["png", "jpg", "webp", "pdf"])),
                                name="valuefile_format_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "\\A[0-9a-f]{64}\\Z")),
                                name="valuefile_digest_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("added_by__isnull", False),
                                    models.Q(("sent_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="valuefile_says_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("format", "pdf"),
                                        ("height__isnull", True),
                                        ("pages__isnull", False),
                                        ("width__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("format", "pdf"), _negated=True),
                                        ("height__isnull", False),
                                        ("pages__isnull", True),
                                        ("width__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="valuefile_has_its_size",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValueEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence_files",
                                to="communities.achievement",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="communities.valuefile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("file",),
                        "constraints": [models.UniqueConstraint(fields=("value", "file"), name="value_evidence_once")],
                    },
                ),
            ],
        ),
        installed(GUARDS),
    ]
