from django.db import migrations

from communities.guards import GUARDS
from communities.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("communities", "0002_places_and_people")]

    operations = [installed(GUARDS)]
