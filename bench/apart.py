"""Programs of the benchmarks that run apart, with a database of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any


@contextmanager
def own_environment() -> Iterator[dict[str, str]]:
    """An environment with a database of its own, gone afterwards."""
    with TemporaryDirectory() as var:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
        yield {**own, "LEITAI_VAR": var, "DJANGO_SETTINGS_MODULE": "config.settings"}


def answer_of(module: str, *words: str, environment: dict[str, str]) -> Any:
    """What a module of this package prints as JSON when it is run as a program with some words."""
    command = [sys.executable, "-m", f"bench.{module}", *words]
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603 - our own


def measured_apart(module: str) -> Any:
    """What a module prints when it is run as a program with a database of its own."""
    with own_environment() as environment:
        return answer_of(module, environment=environment)
