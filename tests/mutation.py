"""`make mutate`: changes the sums in many small ways, one at a time, and tells which changes no test notices.

mutmut passes over decorated functions, and every rule of the registry is one. So the tree is copied, each decorator
of the sums becomes an assignment behind its function, and mutmut runs in the copy. What it has done stays there:
a second run tries only what has changed since.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house import ROOT, Function, functions, modules

COPY = ROOT / ".mutation"
MUTMUT = [sys.executable, "-m", "mutmut"]
UNDERSTOOD = {"classmethod", "staticmethod"}


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


def settings() -> dict[str, list[str]]:
    """What pyproject.toml tells mutmut."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]


def copy_tree() -> None:
    """The tree as it is now, beside what earlier runs found out."""
    COPY.mkdir(exist_ok=True)
    for name in [*settings()["also_copy"], "tests", "pyproject.toml"]:
        if (ROOT / name).is_dir():
            shutil.rmtree(COPY / name, ignore_errors=True)
            shutil.copytree(ROOT / name, COPY / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, COPY / name)
    for folder in settings()["source_paths"]:
        for path in modules(COPY / folder):
            path.write_text(undecorated(path), encoding="utf-8")


def mutmut(*arguments: str, capture: bool = False) -> str:
    """Run it in the copy; few examples, since every mutant runs them."""
    environment = {"LEITAI_EXAMPLES": "25", "CI": "1", **os.environ}
    output = subprocess.PIPE if capture else None
    ran = subprocess.run([*MUTMUT, *arguments], cwd=COPY, env=environment, check=True, stdout=output, text=True)
    return ran.stdout or ""


def report() -> None:
    """The mutants that were tried and live, and the numbers."""
    results = mutmut("results", capture=True).splitlines()
    print("\n".join(line for line in results if not line.endswith("not checked")))
    mutmut("export-cicd-stats", capture=True)
    numbers = json.loads((COPY / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    print(
        ", ".join(f"{numbers[name]} {name.replace('_', ' ')}" for name in ("total", "killed", "survived", "no_tests"))
    )
    print(f"To see one: cd {COPY.name} && ../.venv/bin/python -m mutmut show NAME")


def main() -> None:
    """Copy, mutate, report."""
    copy_tree()
    mutmut("run", *sys.argv[1:])
    report()


if __name__ == "__main__":
    main()
