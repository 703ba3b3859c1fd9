"""Standings are kept by contest and version; the contests of two tests share both."""

import pytest

from scoring import results
from tests.cast import Cast


@pytest.fixture(autouse=True)
def nothing_kept():
    results.forget()


@pytest.fixture
def cast():
    return Cast()
