"""How long properties are tried: LEITAI_EXAMPLES each (the same ones under CI); `long` is for `make oracle`."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("LEITAI_EXAMPLES") or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("default"), derandomize=False, max_examples=100_000)
settings.load_profile("default")
