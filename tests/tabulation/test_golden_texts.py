"""Everything that is printed says what it said when somebody last read it (golden_texts)."""

from __future__ import annotations

import pytest

from tests.tabulation.golden_texts import TEXTS, kept, made


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_the_one_that_was_read(name: str) -> None:
    now, before = made(name).split("\n== "), kept(name).split("\n== ")
    changed = [(old, new) for old, new in zip(before, now, strict=False) if old != new]
    assert changed[:3] == []
    assert len(now) == len(before)
