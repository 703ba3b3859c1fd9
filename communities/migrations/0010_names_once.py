from django.db import migrations


class Migration(migrations.Migration):
    """Guards were set up here; they name columns as they are today, so a later migration does."""

    dependencies = [("communities", "0009_journal_in_order")]

    operations = []
