from django.db import migrations

from communities.triggers import installed
from scoring.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]

    operations = [installed(GUARDS)]
