"""How long properties are tried: LEITAI_EXAMPLES each (the same ones under CI); `long` is for `make oracle`."""

import os

import pytest
from hypothesis import HealthCheck, settings

from communities.translations import compile_changed

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


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Static files under their own names; hashed ones need collectstatic (tests/test_static.py)."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
