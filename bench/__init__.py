"""Benchmarks. A module here with a function `measure() -> Iterable[Ratio]` is found and run by `make bench`.

Machines differ, so nothing is judged in seconds: a ratio sets our time against that of something everybody
has, such as parsing the same file, and a limit says how many times as long ours may take.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any, NamedTuple


class Ratio(NamedTuple):
    """One measured ratio; lower is better, and over the limit is a failure."""

    name: str
    ratio: float
    limit: float

    @property
    def over(self) -> bool:
        """Whether it took too long."""
        return self.ratio > self.limit


def seconds(work: Callable[[], Any], times: int = 3) -> float:
    """The shortest of several runs: the one the machine disturbed least."""

    def once() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return min(once() for _ in range(times))
