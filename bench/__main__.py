"""`python -m bench`: every ratio with its limit; exit 1 if one is over."""

import sys
from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import bench

from . import Ratio


def modules() -> list[ModuleType]:
    """The modules of this package that measure something, by name."""
    names = sorted(found.name for found in iter_modules(bench.__path__))
    loaded = [import_module(f"bench.{name}") for name in names if name != "__main__"]
    return [module for module in loaded if hasattr(module, "measure")]


def line(found: Ratio) -> str:
    """A row of the table."""
    return f"{found.ratio:8.2f}  {found.limit:8.2f}  {'OVER' if found.over else '':5}  {found.name}"


def report(ratios: Iterable[Ratio]) -> int:
    """Print the table; the number of ratios over their limit."""
    print(f"{'ratio':>8}  {'limit':>8}")
    over = 0
    for found in ratios:
        print(line(found), flush=True)
        over += found.over
    return over


def main() -> int:
    """Run them all."""
    measured = modules()
    if not measured:
        print("No module in bench/ has a function measure().")
        return 1
    over = report(ratio for module in measured for ratio in module.measure())
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
