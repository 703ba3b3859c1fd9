"""Changes are made to every function of the sums and take effect wherever the function is used already."""

import ast
import gc
import re
from functools import cache

import pytest

from tabulation import explain_tie
from tests import mutation
from tests.house import SUMS, functions, modules
from tests.mutants import (
    Mutant,
    alive,
    changed_lines,
    decorated,
    defaults_of,
    mutants_of,
    put_into_effect,
    statement_at,
    undecorated,
)
from tests.mutation import Reason, idle, reasons
from tests.mutation_run import reaches

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


@cache
def mutants_of_module(name):
    return list(mutants_of(SUMS / f"{name}.py"))


def test_a_change_is_told_with_the_statement_it_is_in():
    found = {mutant.change: mutant for mutant in mutants_of_module("rounding")}
    change = "nearest = (2 * abs(num) + den) // (2 * den) → nearest = (2 * abs(num) - den) // (2 * den)"
    mutant = found[change]
    assert (mutant.module, mutant.function) == ("tabulation.rounding", "half_up")
    lines = (SUMS / "rounding.py").read_text(encoding="utf-8").splitlines()
    assert [lines[line - 1].strip() for line in mutant.lines] == [change.partition(" → ")[0]]


def test_functions_and_caches_of_the_sums_are_found_although_the_collector_passes_them_over():
    gc.freeze()
    living, caches = alive()
    gc.freeze()
    assert explain_tie.chain_steps in living["tabulation.explain_tie", "chain_steps"]
    assert any(thing.__module__ == "tabulation.exact" for thing in caches)


def test_a_change_takes_effect_where_the_function_was_put_already():
    def mean(kept):
        return sum(kept), len(kept)

    pool = {"pool": mean}
    (mutant,) = (
        m
        for m in mutants_of_module("pooling")
        if m.change == "return sum(kept), len(kept) → return sum(None), len(kept)"
    )
    put_into_effect(mutant, {(mutant.module, "mean"): [mean]})
    with pytest.raises(TypeError):
        pool["pool"]([1])


def test_a_change_takes_effect_in_functions_that_were_made_before():
    def keeper(needed, low, high):
        def kept(values):
            return values, needed, low, high

        return kept

    kept = keeper(3, 1, 1)
    change = "ascending = sorted(values) → ascending = None"
    (mutant,) = (m for m in mutants_of_module("pooling") if m.change == change and m.function == "Dropping.keeper")
    made = {(mutant.module, "Dropping.keeper"): [keeper], (mutant.module, "Dropping.keeper.<locals>.kept"): [kept]}
    put_into_effect(mutant, made)
    with pytest.raises(TypeError):
        kept([1, 2, 3])


def test_a_changed_default_takes_effect():
    def from_ratios(ratios, den=1):
        return ratios, den

    (mutant,) = (m for m in mutants_of_module("exact") if m.function == "from_ratios" and m.defaults)
    put_into_effect(mutant, {(mutant.module, "from_ratios"): [from_ratios]})
    assert from_ratios.__defaults__ == (2,)


def test_a_change_to_a_function_that_is_not_there_cannot_be_tried():
    with pytest.raises(LookupError, match="pooling"):
        put_into_effect(mutants_of_module("pooling")[0], {})


@pytest.mark.parametrize(
    ("line", "statement"),
    [(2, [2, 3]), (3, [2, 3]), (4, [4]), (5, [5]), (6, [6, 7]), (8, [8])],
)
def test_the_lines_of_a_statement_end_where_its_body_begins(line, statement):
    loop = "    for c in b:\n        d = c\n        if (d and\n            c):\n            return 1"
    text = f"def f(a):\n    b = [\n        a]\n{loop}"
    (function,) = ast.parse(text).body
    assert list(statement_at(function, line)) == statement


def test_defaults_without_annotations():
    (function,) = ast.parse("def f(a: int, b: str = 'x', *, c: int = 2): pass").body
    assert defaults_of(function) == "lambda a, b='x', *, c=2: None"


def test_changed_lines_are_told_old_and_new():
    assert changed_lines(["a = (", "    1,", ")"], ["a = (", "    2,", ")"]) == (1, "1, → 2,")


def change_of(function, change):
    return Mutant(
        f"{function}:1", "tabulation.places", function, "key", change, range(1), compile("", "", "exec"), None
    )


def test_a_reason_holds_for_its_function_and_change_alone():
    reason = Reason("places.*", "~ (.*)strict=True(.*) → \\1(?:strict=None|)\\2", "why")
    assert reason.holds_for(change_of("rank", "zip(a, strict=True) → zip(a, )"))
    assert not reason.holds_for(change_of("rank", "zip(a, strict=True) → zip(b, )"))
    assert not Reason("ties.*", reason.change, "why").holds_for(change_of("rank", "zip(a, strict=True) → zip(a, )"))
    assert Reason("places.rank", "a[0] → a[1]", "why").holds_for(change_of("rank", "a[0] → a[1]"))
    assert idle([change_of("rank", "a → b")], [reason]) == [reason]


def test_every_explained_survivor_has_a_reason():
    """Whether the change can be made (still) is told by `make mutate` itself."""
    listed = reasons()
    assert [reason.function for reason in listed if len(reason.why) < 20 or "→" not in reason.change] == []
    assert all(re.compile(reason.change[1:].strip()) for reason in listed if reason.change.startswith("~"))


def test_a_survivor_that_nobody_explained_fails(capsys):
    mutant = change_of("rank", "a → b")
    for result, left in (("killed", 0), ("timeout", 0), ("survived", 1), ("no tests", 1), ("untried", 1)):
        assert mutation.report([mutation.Outcome(mutant, result)], before=3, explained=2) == left
    assert (
        "6 changes: 3 noticed (3 of them in an earlier run, 0 by not ending), 2 explained, 1 left"
        in capsys.readouterr().out
    )


def test_what_is_shown_to_whom():
    assert reaches("tests/tabulation/test_awards.py::test_a", "exact")
    assert not reaches("tests/tabulation/test_laws.py::test_a", "exact")
    assert reaches("tests/tabulation/test_whatif.py::test_a", "whatif")
    assert not reaches("tests/tabulation/test_whatif.py::test_a", "exact")
