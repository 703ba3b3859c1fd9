"""`make mutate`: changes the sums in many small ways, one at a time, and tells which changes no test notices.

The changes that no test can notice stand in tests/tabulation/survivors.txt, each with the reason. What was found out is
kept: a second run tries only functions that have changed, and again what no test had noticed.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from tests.house import ROOT, SUMS, modules
from tests.mutants import Mutant, mutants_of
from tests.mutation_run import KILLED, TIMEOUT, Outcome, run

NOTICED = {KILLED, TIMEOUT}
EXPLAINED = ROOT / "tests" / "tabulation" / "survivors.txt"
FOUND_OUT = ROOT / ".mutation" / "noticed.json"
TESTS = ["tests/tabulation", "tabulation", "--doctest-modules"]
EXAMPLES = "20"


class Reason(NamedTuple):
    """Why a change to a function (`*` stands for anything) cannot be noticed; `~` begins a regular expression."""

    function: str
    change: str
    why: str

    def holds_for(self, mutant: Mutant) -> bool:
        """Whether it is about a change."""
        name = f"{mutant.module}.{mutant.function}".removeprefix("tabulation.")
        if not fnmatchcase(name, self.function):
            return False
        if self.change.startswith("~"):
            return bool(re.fullmatch(self.change[1:].strip(), mutant.change))
        return self.change == mutant.change


def reasons(path: Path = EXPLAINED) -> list[Reason]:
    """The explained survivors; `#` begins a remark."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = ([part.strip() for part in line.split("¦")] for line in lines if line and not line.startswith("#"))
    return [Reason(function, change, why) for function, change, why in parts]


class Ledger:
    """What was found out in this run and in those before it."""

    def __init__(self, path: Path = FOUND_OUT) -> None:
        self.path = path
        self.noticed: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.outcomes: list[Outcome] = []

    def enter(self, outcome: Outcome) -> None:
        """Keep what became of a change, and tell at once if nothing noticed it."""
        self.outcomes.append(outcome)
        if outcome.result in NOTICED:
            self.noticed[outcome.mutant.key] = outcome.test or outcome.result
        else:
            print(f"{outcome.result}: {outcome.mutant.name} | {outcome.mutant.change}", flush=True)
        if len(self.outcomes) % 100 == 0:
            self.save()

    def save(self) -> None:
        """For the next run."""
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(self.noticed, indent=0), encoding="utf-8")


def wanted(patterns: Sequence[str]) -> list[Mutant]:
    """The changes whose names fit one of the patterns; all without patterns."""
    prefix = "tabulation."
    named = {pattern.removeprefix(prefix).split(".")[0] for pattern in patterns or ["*"]}
    paths = (path for path in modules(SUMS) if any(fnmatchcase(path.stem, name) for name in named))
    found = (mutant for path in paths for mutant in mutants_of(path))
    return [m for m in found if any(fnmatchcase(m.name, pattern) for pattern in patterns or ["*"])]


def idle(mutants: Sequence[Mutant], known: Sequence[Reason]) -> list[Reason]:
    """The reasons for changes that cannot be made any more."""
    return [reason for reason in known if not any(map(reason.holds_for, mutants))]


def report(outcomes: Sequence[Outcome], before: int, explained: int) -> int:
    """The survivors, the numbers, and how many survivors there are."""
    left = [outcome for outcome in outcomes if outcome.result not in NOTICED]
    for mutant, result, _ in left:
        print(f"\n{mutant.name}: {result}\n    {mutant.change}")
    endless = sum(outcome.result == TIMEOUT for outcome in outcomes)
    print(
        f"\n{before + explained + len(outcomes)} changes: {before + len(outcomes) - len(left)} noticed "
        f"({before} of them in an earlier run, {endless} by not ending), {explained} explained, {len(left)} left"
    )
    return len(left)


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("names", nargs="*", help="which changes, such as 'tabulation.pooling.*'; default: all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many are tried at a time")
    parser.add_argument("--again", action="store_true", help="also those that were noticed before")
    return parser.parse_args(arguments)


def main() -> int:
    """Try what has not been noticed and is not explained; 1 if something survives."""
    options = asked(sys.argv[1:])
    os.environ.setdefault("LEITAI_EXAMPLES", EXAMPLES)
    os.environ["CI"] = "1"
    ledger, known, mutants = Ledger(), reasons(), wanted(options.names)
    open_ones = [m for m in mutants if not any(reason.holds_for(m) for reason in known)]
    waiting = [m for m in open_ones if options.again or m.key not in ledger.noticed]
    try:
        failed = run(TESTS, waiting, ledger.enter, options.jobs) if waiting else 0
    finally:
        ledger.save()
    left = report(ledger.outcomes, len(open_ones) - len(waiting), len(mutants) - len(open_ones))
    for reason in [] if options.names else idle(mutants, known):
        print(f"In the list, but not a change that can be made: {reason.function} ¦ {reason.change}")
    return int(bool(left or failed))


if __name__ == "__main__":
    sys.exit(main())
