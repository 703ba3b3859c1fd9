from django.db import migrations

from communities.triggers import installed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("contests", "0001_initial")]

    operations = [installed(GUARDS)]
