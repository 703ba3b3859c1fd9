"""Size budgets, banned names, and no floating point in the sums."""

import ast

from tests.house import ROOT, SUMS, at, files, functions, length, modules, tree_of

LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
LONGEST_PAGE = 200
PAGES = {".css", ".html", ".js", ".sh", ".typ"}
VAGUE = {"utils", "util", "common", "helpers", "helper", "services"}


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_functions_fit_on_a_page():
    long = [f"{at(m, f.lineno)} {f.name}" for m in modules() for f in functions(m) if length(f) > LONGEST_FUNCTION]
    assert long == []


def test_modules_are_short():
    assert [at(m, lines(m)) for m in modules() if lines(m) > LONGEST_MODULE] == []


def test_templates_and_scripts_are_short():
    pages = [path for path in files() if path.suffix in PAGES]
    assert [at(page, lines(page)) for page in pages if lines(page) > LONGEST_PAGE] == []


def test_every_name_says_what_it_is_for():
    names = [part for path in files() for part in path.relative_to(ROOT).parts]
    assert [name for name in names if name.partition(".")[0] in VAGUE] == []


def is_floating(node):
    """`float`, a literal such as 0.5, or the built-in `round()`, which rounds half to even."""
    match node:
        case ast.Name(id="float") | ast.Call(func=ast.Name(id="round")):
            return True
        case ast.Constant(value=value):
            return isinstance(value, float)
    return False


def test_the_sums_are_exact():
    found = [
        at(module, node.lineno) for module in modules(SUMS) for node in ast.walk(tree_of(module)) if is_floating(node)
    ]
    assert found == []


def test_floating_point_would_be_found():
    guilty = ast.parse('def mean(a: float):\n    "a float, round(a)"\n    return f"{round(a, 2)}" + str(0.5)')
    assert sorted(node.lineno for node in ast.walk(guilty) if is_floating(node)) == [1, 3, 3]
