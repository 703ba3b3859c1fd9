from django.db import migrations


class Migration(migrations.Migration):
    """A release is what the hall may know; what a screen has is a version of its page."""

    dependencies = [("stage", "0006_clocks")]
    operations = [migrations.RenameField("stagelink", old_name="release", new_name="page_version")]
