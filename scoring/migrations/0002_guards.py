from django.db import migrations


class Migration(migrations.Migration):
    """Guards were set up here; they name columns as they are today, so the last migration that renames one does."""

    dependencies = [("scoring", "0001_initial")]

    operations = []
