"""What a tablet sends is read without a form, and as the form of the page reads it."""

from decimal import Decimal

import pytest

from contests.models import RubricItem
from pages.judge.forms.sheet import SheetForm, field_name, typed_marks
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]

ITEM = RubricItem(pk=7, key="content", name="内容", minimum=Decimal(0), maximum=Decimal(40), step=Decimal("0.5"))
TEXTS = ["36.5", "３６。５", "40", "40.5", "-1", "-0", "36.25", "", " ", "36,5", "1e3", "十", "36分", "9" * 40]
KEYS = ["k" * 22, "k" * 64, "k" * 65, " k ", "", "k k", "k\n", "钥", "k\x00"]


@pytest.mark.parametrize("text", TEXTS)
def test_points(text):
    sent = {"key": "k", field_name(ITEM): text}
    form = SheetForm([ITEM], sent)
    if form.is_valid():
        assert typed_marks(sent, [ITEM]) == {"content": form.points()[7]}
    else:
        with refused("incomplete", items=["内容"]):
            typed_marks(sent, [ITEM])


@pytest.mark.parametrize("key", KEYS)
def test_keys(key):
    sent = {"key": key, field_name(ITEM): "36"}
    if SheetForm([ITEM], sent).is_valid():
        assert typed_marks(sent, [ITEM]) == {"content": Decimal(36)}
    else:
        with refused("bad-key"):
            typed_marks(sent, [ITEM])
