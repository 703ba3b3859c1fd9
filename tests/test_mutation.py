"""The copy that is mutated computes what the tree computes."""

import ast

from tests.house import SUMS, functions, modules
from tests.mutation import decorated, undecorated

RULES = '''\
"""Rules."""

REGISTRY = {}


def rule(*, id):
    def enter(function):
        REGISTRY[id] = function
        return function

    return enter


@rule(
    id="twice",
)
def twice(value):
    return 2 * value


class Pair:
    @property
    @rule(id="left")
    def left(self):
        return 3

    @staticmethod
    def right():
        return 4
'''


def test_decorators_become_assignments(tmp_path):
    path = tmp_path / "rules.py"
    path.write_text(RULES, encoding="utf-8")
    text = undecorated(path)
    assert [line.strip() for line in text.splitlines() if "@" in line] == ["@staticmethod"]
    names = {}
    exec(compile(text, path, "exec"), names)  # noqa: S102 - what it does is what is tested
    assert names["REGISTRY"]["twice"](21) == names["twice"](21) == 42
    assert (names["Pair"]().left, names["Pair"].right()) == (3, 4)
    assert list(names["REGISTRY"]) == ["twice", "left"]


def test_no_function_of_the_sums_is_passed_over(tmp_path):
    copy = tmp_path / "module.py"
    for module in modules(SUMS):
        copy.write_text(undecorated(module), encoding="utf-8")
        assert [function.name for function in functions(copy) if decorated(function)] == []
        assert len(list(functions(copy))) == len(list(functions(module)))
        assert ast.get_docstring(ast.parse(copy.read_text(encoding="utf-8")))
