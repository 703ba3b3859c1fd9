"""What all tests begin with: a cast, a contest, a tablet, somebody at the desk; how long properties are tried.

LEITAI_EXAMPLES examples each (the same ones under CI); the profile `long` is for `make oracle`.
"""

import gc
import os
import sys
from copy import deepcopy

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import TransactionTestCase
from django.test import client as test_client
from django.test.utils import ContextList
from django.utils.translation import deactivate
from hypothesis import HealthCheck, settings

from config.translations import compile_changed
from pages.desk.views import seldom
from scoring import results
from tests.browsers import client_of
from tests.cast import Cast, an_open_contest, sheet_of, started
from tests.guards import empty_the_database
from tests.places import Places
from tests.remembered import begun
from tests.tablet import card_for, seated
from tests.world import World

settings.register_profile(
    "default",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("LEITAI_EXAMPLES") or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("default"), derandomize=False, max_examples=100_000)
settings.load_profile("default")
compile_changed()


def _noted(store, signal, sender, template, context, **more):  # noqa: ARG001 - as Django calls it
    """Keep what a template was given, but no copy of all it holds for each of the hundred templates of a page."""
    store.setdefault("context", ContextList()).append(context)


test_client.store_rendered_templates = _noted
TransactionTestCase._fixture_teardown = lambda _self: empty_the_database()  # after each test that commits
django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # a server of a whole run asks for it before any test


def pytest_collection_finish():
    """What was imported stays, so the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    """What is marked `no_cover` is not traced. In a worker of xdist pytest-cov has begun twice; where it pauses, the
    measuring that was begun first goes on, and all takes twice as long.
    """
    tracing = sys.gettrace()
    if item.get_closest_marker("no_cover"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracing)


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Static files under their own names; hashed ones need collectstatic."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session", autouse=True)
def _films_and_pictures(tmp_path_factory):
    """Where they lie in a run."""
    django_settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """The real hash is slow on purpose; tests/test_database.py signs in with it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def nothing_kept():
    """Standings are kept by contest and version, who has to wait by contest; those of two tests share both. So does
    the thread of both the language of the last page.
    """
    results.forget()
    seldom.forget()
    deactivate()


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):  # noqa: ARG001
    """One of everything, held by a module; what a test does to it must be taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = begun(Places)
        made.sign_in()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sound_rows(django_db_setup, django_db_blocker):  # noqa: ARG001
    """One sound row of every table, held by a module; what a test does to them must be taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield begun(World)
        transaction.set_rollback(True)


@pytest.fixture
def world(db, sound_rows):  # noqa: ARG001
    """The same rows, held by this test alone."""
    return deepcopy(sound_rows)


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
