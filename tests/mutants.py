"""The small changes that can be made to the functions of the sums, and how one is put into effect.

mutmut makes them: of a module it writes one text with every changed copy of every function. Here that text is
compiled, and a change is put into effect by giving its code to the function that is alive, whoever holds it by now:
the registry, a property, a module that imported it. Nothing is imported twice, nothing stands between caller and sums.
"""

import ast
import gc
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import _lru_cache_wrapper
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from tests.house import ROOT, SUMS, Function, functions

UNDERSTOOD = {"classmethod", "staticmethod"}
KEPT = ROOT / ".mutation"
MARK = "__mutmut_"
CLASS = "ǁ"  # mutmut writes xǁPanelǁscore__mutmut_3 for the third change of Panel.score


class Mutant(NamedTuple):
    """A function with one change: `old lines → new lines`.

    `key` lasts as long as the function stays as it is. `lines` are those of the statement that is changed.
    """

    name: str
    module: str
    function: str
    key: str
    change: str
    lines: range
    code: CodeType
    defaults: str | None


def assignments(text: str, function: Function) -> list[str]:
    """What the decorators of a function do, as assignments that follow it."""
    indent = " " * function.col_offset
    calls = [ast.get_source_segment(text, decorator) for decorator in reversed(function.decorator_list)]
    return [f"{indent}{function.name} = {call}({function.name})\n" for call in calls]


def decorated(function: Function) -> bool:
    """Whether mutmut would pass over a function."""
    return any(ast.unparse(decorator) not in UNDERSTOOD for decorator in function.decorator_list)


def undecorated(path: Path) -> str:
    """The text of a module with its functions decorated by assignment."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for function in sorted(filter(decorated, functions(path)), key=lambda found: -found.lineno):
        lines[function.end_lineno : function.end_lineno] = assignments(text, function)
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "".join(lines)


def named(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """The functions of a module and the methods of its classes, by qualified name."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{inner.name}", inner) for inner in node.body if isinstance(inner, Function))


def plain(name: str) -> str:
    """The name of a function from what mutmut calls its copies.

    >>> plain("x_mean"), plain("xǁPanelǁscore")
    ('mean', 'Panel.score')
    """
    return name[2:].replace(CLASS, ".") if name.startswith(f"x{CLASS}") else name[2:]


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """A compiled text and everything compiled in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_in(constant)


def changed_lines(old: Sequence[str], new: Sequence[str]) -> tuple[int, str]:
    """The first line that differs, and the change as text: `old → new`."""
    edits = [edit for edit in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if edit[0] != "equal"]
    was = " ".join(line.strip() for _, first, last, _, _ in edits for line in old[first:last])
    now = " ".join(line.strip() for _, _, _, first, last in edits for line in new[first:last])
    return edits[0][1], f"{was} → {now}"


def statement_at(function: Function, line: int) -> range:
    """The lines of the innermost statement that holds a line: all of a simple one, the head of one with a body."""
    inside = range(function.lineno, (function.end_lineno or 0) + 1)
    for node in ast.walk(function):
        if isinstance(node, ast.stmt) and node is not function:
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno
            if node.lineno <= line <= max(node.lineno, last) and last - node.lineno < len(inside):
                inside = range(node.lineno, max(node.lineno, last) + 1)
    return inside


def mutated(path: Path) -> str:
    """What mutmut makes of a module; kept, since it takes a while."""
    text = undecorated(path)
    kept = KEPT / f"{path.stem}-{sha256(text.encode()).hexdigest()[:12]}.txt"
    if not kept.exists():
        from mutmut.mutation.file_mutation import mutate_file_contents  # noqa: PLC0415 - a whole parser comes with it

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = mutate_file_contents(str(path), text).code
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made, encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change to the functions of a module."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    text = mutated(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        codes = {code.co_name: code for code in codes_in(compile(text, str(path), "exec"))}
    originals = dict(named(ast.parse(path.read_text(encoding="utf-8"))))
    copies = {function.name: function for _, function in named(ast.parse(text)) if MARK in function.name}
    whole = text.splitlines()
    for name, copy in copies.items():
        function, _, number = name.partition(MARK)
        if number == "orig":
            continue
        before = copies[f"{function}{MARK}orig"]
        original = originals[plain(function)]
        first, change = changed_lines(*(body_of(whole, each) for each in (before, copy)))
        new_defaults = ast.unparse(copy.args) != ast.unparse(before.args)
        yield Mutant(
            f"{module}.{plain(function)}:{number}",
            module,
            plain(function),
            f"{module}.{plain(function)} {sha256(ast.unparse(before).encode()).hexdigest()[:12]} {number}",
            change,
            statement_at(original, original.lineno + first) if first else body_lines(original),
            codes[name],
            defaults_of(copy) if new_defaults else None,
        )


def defaults_of(function: Function) -> str:
    """A function that does nothing, with the same defaults."""
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.unparse(ast.Lambda(function.args, ast.Constant(None)))


def body_lines(function: Function) -> range:
    """All lines of a function below its head."""
    return range(function.body[0].lineno, (function.end_lineno or 0) + 1)


def body_of(lines: Sequence[str], function: Function) -> list[str]:
    """The lines of a copy of a function, under no name of its own."""
    return [line.replace(function.name, "") for line in lines[function.lineno - 1 : function.end_lineno]]


def alive() -> tuple[dict[tuple[str, str], list[FunctionType]], list[Any]]:
    """The functions that are in memory, by module and qualified name; and the caches of the sums."""
    gc.unfreeze()  # what is frozen is not listed
    found, caches = defaultdict(list), []
    for thing in gc.get_objects():
        if type(thing) is FunctionType:
            found[thing.__module__, thing.__qualname__].append(thing)
        elif type(thing) is _lru_cache_wrapper and (thing.__module__ or "").startswith(f"{SUMS.name}."):
            caches.append(thing)
    return found, caches


Living = Mapping[tuple[str, str], Sequence[FunctionType]]


def put_into_effect(mutant: Mutant, living: Living) -> None:
    """Change the living functions, and the named functions that they made before."""
    functions = living.get((mutant.module, mutant.function), ())
    if not functions:
        raise LookupError(mutant.name)
    for function in functions:
        give(function, mutant.code)
        if mutant.defaults:
            changed = eval(mutant.defaults, vars(import_module(mutant.module)))  # noqa: S307 - our own text
            function.__defaults__, function.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__
    for code in codes_in(mutant.code):
        if code is not mutant.code and not code.co_name.startswith("<"):
            name = code.co_qualname.replace(mutant.code.co_qualname, mutant.function, 1)
            for function in living.get((mutant.module, name), ()):
                give(function, code)


def give(function: FunctionType, code: CodeType) -> None:
    """Another code, with the variables from outside that the function holds, needed or not."""
    free = function.__code__.co_freevars
    function.__code__ = code if code.co_freevars else code.replace(co_freevars=free)
