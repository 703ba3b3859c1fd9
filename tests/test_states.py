"""No page and no action compares a state with a word: enums and the models' own questions say what is meant."""

import ast
import re

import pytest

from contests.models import ContestState, JudgeKind, PerformanceState, Status
from scoring.models import Source
from scoring.rules import SheetState
from tests.house import ROOT, at, files, modules, tree_of

WORDS = {
    str(member) for enum in (ContestState, JudgeKind, PerformanceState, SheetState, Source, Status) for member in enum
}
LOOKUPS = re.compile(r"(^|__)(state|status|kind|source)(__\w+)?$")
IN_TEMPLATES = re.compile(r"\.(state|status|kind|source|why) +(==|!=|in|not in) +[\"']")
FOLDERS = ("pages", "papers", "scoring/actions", "scoring/queries", "scoring/results", "demo")


def literals(node):
    """The words of a state that something is, or that it holds."""
    inner = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return [each for each in inner if isinstance(each, ast.Constant) and each.value in WORDS]


def compared(tree):
    """Words of a state in a comparison (but with the code of a refusal) or in a lookup of rows."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=ast.Attribute(attr="code")):
                pass
            case ast.Compare(left=left, comparators=others):
                for operand in (left, *others):
                    yield from literals(operand)
            case ast.keyword(arg=str(name), value=value) if LOOKUPS.search(name):
                yield from literals(value)


def in_tree(folder):
    return [at(module, node.lineno) for module in modules(ROOT / folder) for node in compared(tree_of(module))]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_state_is_compared_with_a_word(folder):
    assert in_tree(folder) == []


def test_no_template_compares_a_state_with_a_word():
    templates = [path for path in files(ROOT / "templates") if path.suffix == ".html"]
    found = [
        at(path, n)
        for path in templates
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if IN_TEMPLATES.search(line)
    ]
    assert found == []


def test_such_a_word_would_be_found():
    guilty = ast.parse(
        'a.state == "live"\nrows.filter(judge__kind="official")\nb in ("open", "x")\nc.status != "guest"'
    )
    assert sorted(node.lineno for node in compared(guilty)) == [1, 2, 3, 4]
    fine = ast.parse('e.code == "recused"\nf = "live"\npath("open/", name="open")\ng.state == State.LIVE')
    assert list(compared(fine)) == []
    assert IN_TEMPLATES.search('{% if contest.state == "live" %}')
