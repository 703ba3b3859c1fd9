"""What the database keeps of files that are evidence."""

import pytest
from django.db import DatabaseError, transaction

from communities.models import Achievement, ValueEvidence, ValueFile
from contests.models import Contest, ItemEvidence, RubricItem
from tests.cast import NOW
from tests.test_guards import delete_rows, elsewhere
from tests.world import HASH, copied

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


def test_what_judges_see_beside_an_item_is_of_its_contest_and_there_before_it_opens(world):
    other = elsewhere(world)
    item = world.make(RubricItem, round=other["round"], key="answer", position=0, maximum="20")
    with pytest.raises(DatabaseError, match="item_evidence_one_contest"), transaction.atomic():
        ItemEvidence.objects.update(item=item)
    Contest.objects.filter(pk=world.contest.pk).update(state="open", frozen_at=NOW, fingerprint=HASH)
    with pytest.raises(DatabaseError, match="item_evidence_before_opening"), transaction.atomic():
        copied(world.itemevidence, digest="b" * 64).save(force_insert=True)
