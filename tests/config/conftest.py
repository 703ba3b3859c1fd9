"""A `var` as it is after a first start, made once in a run, for tests that need a server and not its first start."""

import fcntl
import os
import shutil
import subprocess
import sys

import pytest

from tests.house import ROOT


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The folder with everything a first start makes; nobody changes it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    done = base / "prepared"
    with (base / "preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            variables = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
            code = "import django; django.setup(); from config.management.commands.serve import prepare; prepare()"
            variables |= {"LEITAI_VAR": str(base / "making"), "DJANGO_SETTINGS_MODULE": "config.settings"}
            (base / "making").mkdir()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=variables, check=True)
            (base / "making").rename(done)
    return done


@pytest.fixture(scope="module")
def hall(prepared, tmp_path_factory):
    """A folder of this module whose `var` is prepared."""
    folder = tmp_path_factory.mktemp("hall")
    shutil.copytree(prepared, folder / "var")
    return folder
