"""Own scripts are served as they were written, but for comments, white space and the names of variables."""

import re

import pytest
from django.core.files.storage import FileSystemStorage

from config.short_names import with_short_names
from config.static_files import OWN, Minified
from tests.house import ROOT, files

STATIC = ROOT / "static"
SCRIPTS = [str(path.relative_to(STATIC)) for path in sorted(STATIC.rglob("*.js"))]
COMMENT = re.compile(r"^\s*//.*$|(?<=[;,{}\]])\s+// .*$", re.MULTILINE)
TOKEN = re.compile(r"[\w$]+|[^\w\s]")


def renamed(script, short):
    """What each name became; fails where anything else differs, or where two names could be taken for each other."""
    written, served = TOKEN.findall(COMMENT.sub("", script)), TOKEN.findall(short)
    became, place = {}, 0
    for token, after in zip(written, [*written[1:], ""], strict=True):
        if served[place] == token and served[place + 1 : place + 2] == [":"] and after != ":":
            place += 2  # { points } is { points: a } now
        found = served[place]
        place += 1
        if found != token:
            assert became.setdefault(token, found) == found
            assert re.fullmatch(r"[a-zA-Z]\w?", found)
            assert found not in written
    assert place == len(served)
    assert len(set(became.values())) == len(became)
    return became


def test_what_is_served_is_what_was_written_by_shorter_names():
    short = Minified(FileSystemStorage(STATIC))
    for name in filter(OWN.fullmatch, SCRIPTS):
        script = (STATIC / name).read_text()
        names = renamed(script, short.open(name).read().decode())
        assert bool(names) == ("const " in script), name


def test_all_that_a_tablet_loads_is_light():
    """But for what draws a QR code, what starts without a network and what writes for the report of a tour: these come
    once the page is up, the last on a tour alone.
    """
    short = Minified(FileSystemStorage(STATIC))
    names = [
        name for name in SCRIPTS if name.startswith("js/judge/") and not name.endswith(("/worker.js", "/report.js"))
    ]
    assert sum(short.open(name).size for name in ["js/lib/poller.js", *names]) <= 40 * 1024


WRITTEN_AND_SERVED = """
const points = row.points;  →  const a = row.points;
const { points, left = 0 } = row; put({ points, left });  →  const {points:a, left:b = 0} = row; put({points:a, left:b});
function put(row) { return (name) => row[name]; }  →  function put(a) { return (b) => a[b]; }
const text = `${row} ${one(`text ${row}`)}`; for (const row of text);  →  const a = `${row} ${one(`text ${row}`)}`; for (const row of a);
function go() { const name = 1; } go(name);  →  function go() { const name = 1; } go(name);
const put = (place = document) => place.body;  →  const b = (a = document) => a.body;
const a = 1; const row = b;  →  const a = 1; const c = b;
export const points = 1;  →  export const points = 1;
const points = ;  →  const points = ;
"""  # noqa: E501


@pytest.mark.parametrize("line", WRITTEN_AND_SERVED.strip().splitlines())
def test_only_what_a_script_declares_and_nobody_else_sees_is_renamed(line):
    written, served = line.split("  →  ")
    assert "".join(with_short_names(written).split()) == "".join(served.split())


def test_scripts_that_share_one_room_declare_only_functions_there():
    """Without type="module" what stands at the top is seen by all scripts of a page: two short names would meet."""
    loaded = re.compile(r"<script(?![^>]*type=\"module\")[^>]*\{% static '(js/[^']+)'")
    pages = (path.read_text() for path in files(ROOT / "templates") if path.suffix == ".html")
    names = {name for page in pages for name in loaded.findall(page) if OWN.fullmatch(name)}
    declared = re.compile(r"^(?:const|let|var|class) .*", re.MULTILINE)
    assert "js/judge/size.js" in names
    assert [name for name in names if declared.search((STATIC / name).read_text())] == []
