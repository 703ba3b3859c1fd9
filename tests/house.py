"""The files of the tree, for tests about the tree itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"var", "mutants", "node_modules", "__pycache__"}
TEXT = {
    "",
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".typ",
    ".yml",
}
SUMS = ROOT / "tabulation"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def ours(entry: Path) -> bool:
    """Whether somebody wrote it: not installed, not generated, not a cache."""
    return entry.name not in NOT_OURS and (not entry.name.startswith(".") or entry.name in {".ci", ".gitignore"})


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of ours below a folder."""
    for entry in sorted(filter(ours, folder.iterdir())):
        if entry.is_dir():
            yield from files(entry)
        else:
            yield entry


def texts() -> Iterator[Path]:
    """The files that hold text."""
    return (path for path in files() if path.suffix in TEXT)


def modules(folder: Path = ROOT) -> Iterator[Path]:
    """The Python files below a folder, apart from migrations, which Django writes."""
    return (path for path in files(folder) if path.suffix == ".py" and path.parent.name != "migrations")


def tree_of(path: Path) -> ast.Module:
    """A module as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a module, methods and inner ones too."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function, without decorators."""
    return (function.end_lineno or 0) - function.lineno + 1


def at(path: Path, line: int) -> str:
    """A place in the tree, as an editor understands it."""
    return f"{path.relative_to(ROOT)}:{line}"
