"""What the database keeps of files that are evidence."""

import pytest
from django.db import DatabaseError, transaction

from communities.models import Achievement, ValueEvidence, ValueFile
from tests.cast import NOW
from tests.test_guards import delete_rows
from tests.world import copied

pytestmark = pytest.mark.django_db


def test_a_value_keeps_the_files_it_was_confirmed_with(world):
    with pytest.raises(DatabaseError, match="evidence_as_entered"), transaction.atomic():
        ValueEvidence.objects.update(value=world.achievement)
    with pytest.raises(DatabaseError, match="evidence_kept"), transaction.atomic():
        delete_rows(ValueEvidence)
    Achievement.objects.filter(pk=world.counted.pk).update(
        state="confirmed", confirmed_by=world.other, confirmed_at=NOW
    )
    another = copied(world.valuefile)
    another.save(force_insert=True)
    with pytest.raises(DatabaseError, match="evidence_before_confirming"), transaction.atomic():
        copied(world.valueevidence, file=another).save(force_insert=True)
    with pytest.raises(DatabaseError, match="evidence_file_as_it_came"), transaction.atomic():
        ValueFile.objects.update(title="Another")
    with pytest.raises(DatabaseError, match="evidence_file_kept"), transaction.atomic():
        delete_rows(ValueFile, "id NOT IN (SELECT file_id FROM communities_valueevidence)")
