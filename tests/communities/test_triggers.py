"""A later migration can change a guarded table, and the guards come back."""

import pytest
from django.db import connection, models

from communities.triggers import around
from contests.models import Contest, Round
from tests.test_guards import triggers_there

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("model", [Contest, Round])
def test_a_guarded_table_is_changed(model):
    before = triggers_there()
    lift, restore = around()
    field = models.CharField(max_length=9, default="x")
    field.set_attributes_from_name("scratch")
    field.model = model
    for change in ("add_field", "remove_field"):
        with connection.schema_editor() as editor:
            lift.database_forwards("contests", editor, None, None)
            getattr(editor, change)(model, field)
            restore.database_forwards("contests", editor, None, None)
    assert triggers_there() == before
