"""The sums: a million marks against `json.load` and pandas, growth, memory, and one ordinary contest."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django import setup
from django.core.management import call_command

from tabulation import Contest, explain, read_contest, tabulate

from . import Ratio, seconds

JUDGES, ITEMS = 9, 8
GIGABYTE = 1024 * 1024  # in the kilobytes that the operating system counts
LARGE, SMALL = 13_900, 139


def document(contestants: int, rounds: int = 1) -> dict[str, Any]:
    """Invented marks of a whole contest: nine judges, eight items, one highest and one lowest dropped."""
    random = Random(1)  # noqa: S311  invented marks, no secret
    ids = [f"{n:05d}" for n in range(1, contestants + 1)]
    rows = [
        [f"R{r}", f"J{j}", who, f"I{i}", f"{random.randrange(6, 10)}.{random.randrange(10)}"]
        for who in ids
        for r in range(rounds)
        for j in range(JUDGES)
        for i in range(ITEMS)
    ]
    items = [{"id": f"I{i}", "max": "10", "step": "0.1"} for i in range(ITEMS)]
    return {
        "format": "leitai-contest/1",
        "rules": {"tie_chain": ["decimals"]},
        "panels": [{"id": "P", "drop_high": 1, "drop_low": 1}],
        "rounds": [{"id": f"R{r}", "weight": "0.5", "items": items} for r in range(rounds)],
        "judges": [{"id": f"J{j}", "panel": "P"} for j in range(JUDGES)],
        "contestants": [{"id": who, "name": who} for who in ids],
        "marks": rows,
    }


def written(folder: str, contestants: int) -> Path:
    """A contest file on disk."""
    path = Path(folder) / f"{contestants}.json"
    path.write_text(json.dumps(document(contestants)), encoding="utf-8")
    return path


def loaded(path: Path) -> Any:
    """What Python's own reader makes of a file."""
    with path.open(encoding="utf-8") as file:
        return json.load(file)


def tabulated(path: Path) -> None:
    """The command, its output read and thrown away."""
    with redirect_stdout(StringIO()):
        call_command("tabulate", str(path), json=True)


def pandas_sums(rows: list[list[str]]) -> Any:
    """The plain float version on marks that are loaded already: groupby, trim, mean, rank."""
    import pandas as pd  # noqa: PLC0415  only the benchmark has it

    frame = pd.DataFrame(rows, columns=["round", "judge", "contestant", "item", "points"])
    frame["points"] = frame["points"].astype("float64")

    def sums() -> Any:
        sheets = frame.groupby(["contestant", "judge"], sort=False)["points"].sum()
        judged = sheets.groupby("contestant", sort=False)
        score = (judged.sum() - judged.max() - judged.min()) / (judged.count() - 2)
        return score.round(2).rank(method="min", ascending=False)

    return sums


def peak_memory(path: Path) -> int:
    """Kilobytes that the command takes at most, as a process of its own."""
    subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "tabulate", "--json", str(path)], stdout=subprocess.DEVNULL, check=True
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def sums_of(contest: Contest) -> Any:
    """All standings anew; a copy, since a contest keeps what it has looked up."""
    return tabulate(replace(contest))


def explained(contest: Contest) -> None:
    """The standings, and the explanation of every contestant."""
    result = sums_of(contest)
    for who in contest.ids:
        explain(result, who)


def measure() -> Iterator[Ratio]:
    """Every figure of the sums."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    ordinary = read_contest(document(10, rounds=2))
    yield Ratio(
        "standings, 10 contestants × 9 judges × 8 items × 2 rounds, ÷ 2 ms",
        seconds(lambda: sums_of(ordinary), 20) / 0.002,
        1,
    )
    yield Ratio("the same with every explanation, ÷ 10 ms", seconds(lambda: explained(ordinary), 20) / 0.010, 1)
    with TemporaryDirectory() as folder:
        large, small = written(folder, LARGE), written(folder, SMALL)
        yield Ratio("peak memory of the command, 1,000,000 marks, ÷ 1.5 GB", peak_memory(large) / (1.5 * GIGABYTE), 1)
        whole = seconds(lambda: tabulated(large))
        yield Ratio("tabulate, 1,000,000 marks, ÷ json.load", whole / seconds(lambda: loaded(large)), 2.5)
        growth = whole / seconds(lambda: tabulated(small), 10) / (LARGE / SMALL)
        yield Ratio("growth from 10,000 to 1,000,000 marks, ÷ linear", growth, 1.3)
        pandas_version = pandas_sums(loaded(large)["marks"])
        contest = read_contest(large.read_bytes())
    yield Ratio(
        "the sums alone, 1,000,000 marks, ÷ pandas",
        seconds(lambda: sums_of(contest), 5) / seconds(pandas_version, 5),
        1,
    )
