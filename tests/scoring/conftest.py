"""What the tests of pages begin with: a cast, a performance on stage, a judge's tablet, somebody at the desk."""

import pytest

from scoring import results
from tests.cast import Cast, an_open_contest, sheet_of, started
from tests.desk import client_of
from tests.tablet import card_for, seated


@pytest.fixture(autouse=True)
def nothing_kept():
    """Standings are kept by contest and version; the contests of two tests share both."""
    results.forget()


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def contest(cast):
    return an_open_contest(cast)


@pytest.fixture
def performance(cast, contest):
    """The first performance, on stage."""
    return started(cast, contest)


@pytest.fixture
def sheet(cast, performance):
    """The first judge's sheet for it; the judge has a card."""
    return card_for(cast, sheet_of(performance))


@pytest.fixture
def tablet(sheet):
    """A browser in that judge's seat."""
    return seated(sheet.judge)


@pytest.fixture
def desk(cast):
    """A browser of Li, who sits at the desk."""
    return client_of(cast.li)
