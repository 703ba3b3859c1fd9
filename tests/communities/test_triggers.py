"""A later migration can change a guarded table, and the guards come back."""

import pytest
from django.db import connection, models

from communities.triggers import append_only, around, installed
from contests.models import Contest, Round
from tests.guards import GUARDS
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


def test_guards_that_stand_are_made_anew_and_those_of_tables_to_come_wait():
    before = triggers_there()
    to_come = append_only("stage_still_to_come", name="kept")
    with connection.schema_editor() as editor:
        installed([*GUARDS, to_come]).database_forwards("stage", editor, None, None)
    assert triggers_there() == before
