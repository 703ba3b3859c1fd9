"""Own scripts are served as they were written, but for comments and white space: nothing moves, nothing is renamed."""

import re

import pytest
from django.core.files.storage import FileSystemStorage

from config.static_files import OWN, Minified
from tests.house import ROOT

SCRIPTS = sorted(path for path in (ROOT / "static" / OWN).rglob("*.js") if "*/" not in path.read_text()[:400])
COMMENT = re.compile(r"^\s*//.*$|(?<=[;,{}\]])\s+// .*$", re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_what_is_served_is_what_was_written(script):
    short = Minified(FileSystemStorage(ROOT / "static")).open(str(script.relative_to(ROOT / "static"))).read().decode()
    assert "".join(short.split()) == "".join(COMMENT.sub("", script.read_text()).split())
