"""The tree stands anywhere, and the sums stand on the standard library alone."""

import ast
import os
import re
import sys

from tests.house import ROOT, SUMS, at, files, modules, texts, tree_of

ELSEWHERE = re.compile(r"(?<![\w.:/~$})-])/(?:wor[k]|tm[p]|roo[t]|hom[e]/\w+|User[s]/\w+)\b")
REGISTRY = re.compile(r"pyp[i]\.org|pythonhoste[d]|npmj[s]\.")


def places(pattern):
    return [
        at(path, number)
        for path in texts()
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(text)
    ]


def test_no_file_names_a_folder_of_somebodys_machine():
    assert places(ELSEWHERE) == []


def test_no_file_names_a_package_registry():
    assert places(REGISTRY) == []


def test_such_a_folder_would_be_found():
    inside = ['"/tm' + 'p/x"', "see /hom" + "e/li/a", "a/work/b", "rm -r work/"]
    assert [bool(ELSEWHERE.search(text)) for text in inside] == [True, True, False, False]


def imported(module):
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def test_the_sums_import_the_standard_library_only():
    allowed = {*sys.stdlib_module_names, "tabulation"}
    names = {name.split(".")[0] for module in modules(SUMS) for name in imported(module)}
    assert names - allowed == set()


def test_the_check_of_a_change_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


LOCKS = {"atomic", "code_hash", "locked", "locked_in", "new_card", "secret_hash", "secrets", "select_for_update"}
"""What belongs to the actions, so that whoever calls them is safe: a page, a phone, an outbox, a clock."""


def words_in(tree):
    """Every name a module uses or imports; `judge.secret_hash` is a column, and may be read."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr="atomic" | "select_for_update" as name):
                yield name
            case ast.Import(names=names):
                yield from (part for alias in names for part in alias.name.split("."))
            case ast.ImportFrom(module=module, names=names):
                yield from [*(module or "").split("."), *(alias.name for alias in names)]


def test_pages_hold_no_locks_and_make_no_secrets():
    assert [at(m, word) for m in modules(ROOT / "pages") for word in words_in(tree_of(m)) if word in LOCKS] == []


def test_a_lock_in_a_page_would_be_found():
    guilty = "from django.db import transaction as t\nimport secrets\nwith t.atomic():\n    rows.select_for_update()"
    assert LOCKS & set(words_in(ast.parse(guilty))) == {"atomic", "secrets", "select_for_update"}


HIDDEN_LINK = re.compile(r"\{% url [^%]* as \w+ %\}")


def test_no_template_hides_a_broken_link():
    """An address put into a variable is empty where it is wrong, and the page says nothing; written out, it raises."""
    found = [path for path in files(ROOT / "templates") if HIDDEN_LINK.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_browser_test_waits_in_a_way_that_a_quick_machine_alone_can_pass():
    """Asked a second time, Playwright evaluates text in the page, which our Content-Security-Policy refuses."""
    waits = "wait_for_" + "function("
    assert [path for path in files(ROOT / "tests") if waits in path.read_text(encoding="utf-8", errors="ignore")] == []
