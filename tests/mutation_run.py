"""Tries every change in a process of its own, forked where everything is imported and collected already.

A test can notice a change only if it runs the changed statement. So all tests run once, and coverage notes which test
reaches which line. A change is then shown to those tests alone, quick ones first, and before them the tests that
noticed the changes made to the same function just before.
"""

import gc
import os
import re
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import coverage
import pytest
from hypothesis import Phase, settings

from tests.house import SUMS
from tests.mutants import Mutant, alive, put_into_effect

KILLED, SURVIVED, TIMEOUT, UNREACHED, UNTRIED = "killed", "survived", "timeout", "no tests", "untried"
MEMORY = 4 * 1024**3
SECONDS = 3
"""What a test may take beyond ten times its usual time."""

OF_READING = "checks|collector|contest|fields|json_text|marks|objects|reader"
ABOUT = {
    r"test_(laws|generated|oracle|oracle_places|real_data).py": "nothing",
    r"test_every_place_left_out|test_wrong_type_in_every_place": "nothing",
    r"test_command.py::(test_forecast$|test_(rubbish|good_file|bad_file|a_reader_that)_)": "nothing",
    r"test_the_counts_are_those_of_a_simulation_written_apart\[(?!0.5)": "nothing",
    r"test_every_contest_adds_up|test_together_they_have_every_sentence": "explain|explain_round|steps|wording",
    r"test_bad_input.py": OF_READING,
    r"test_writer.py": f"writer|{OF_READING}",
    r"test_certainty.py": "certainty|completeness",
    r"test_forecast.py": "forecast",
    r"test_simulation.py": "simulation",
    r"test_whatif.py": "whatif",
    r"test_rules_page.py": "registry|rules_page",
}
"""Tests that run nearly everything, and the few modules that they are about: the changes of others they are not shown.
Shown nothing are those that would only find what a test nearer by should find (laws, real marks), those about the
generator and the oracle, those that start a process of their own, and more of a kind that takes long."""

FAILED, ALL_PASSED, BROKEN = 1, 0, 2


class Outcome(NamedTuple):
    """What became of a change, and the test that noticed it."""

    mutant: Mutant
    result: str
    test: str | None = None


Report = Callable[[Outcome], None]


class Try(NamedTuple):
    """A change that is being tried: the tests in their order, and the pipe that tells where it is."""

    mutant: Mutant
    tests: Sequence[str]
    told: int


@cache
def reaches(test: str, module: str) -> bool:
    """Whether a test is shown the changes of a module.

    >>> [reaches("tests/tabulation/test_whatif.py::test_a", module) for module in ("whatif", "exact")]
    [True, False]
    """
    return all(re.fullmatch(about, module) for tests, about in ABOUT.items() if re.search(tests, test))


class Tries:
    """A pytest plugin that, instead of running the tests once, runs them for every change."""

    def __init__(self, mutants: Sequence[Mutant], report: Report, jobs: int) -> None:
        self.mutants, self.report, self.jobs = mutants, report, jobs
        self.seconds: dict[str, float] = {}
        self.reach: dict[str, dict[int, list[str]]] = {}
        self.noticed: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=[str(SUMS)])

    def pytest_configure(self) -> None:
        """The same examples every time, and no looking for smaller ones."""
        settings.register_profile(
            "mutation",
            settings.get_profile("default"),
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
        )
        settings.load_profile("mutation")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what is slow, and what is shown none of the changes."""
        modules = {mutant.module.rpartition(".")[2] for mutant in self.mutants}
        items[:] = [item for item in items if any(reaches(item.nodeid, each) for each in modules)]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all once, then each change."""
        self.items = {item.nodeid: item for item in session.items}
        self.run_clean(session)
        self.living, self.caches = alive()
        gc.collect()
        gc.freeze()
        self.try_all(session)
        return True

    def run_clean(self, session: pytest.Session) -> None:
        """All tests once, noting what each reaches and how long it takes."""
        self.coverage.start()
        for item, after in zip(session.items, [*session.items[1:], session.items[0]], strict=True):
            began = time.process_time()
            self.coverage.switch_context(item.nodeid)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            self.seconds[item.nodeid] = time.process_time() - began
            if session.testsfailed:
                raise session.Failed(f"{item.nodeid} fails without any change")
        self.coverage.stop()
        data = self.coverage.get_data()
        self.reach = {path: data.contexts_by_lineno(path) for path in data.measured_files()}

    def tests_for(self, mutant: Mutant) -> list[str]:
        """The tests that run the changed statement, the likeliest to notice first."""
        by_line = self.reach.get(mutant.code.co_filename, {})
        module = mutant.module.rpartition(".")[2]
        tests = {test for line in mutant.lines for test in by_line.get(line, ())} & self.items.keys()
        reached = [test for test in tests if reaches(test, module)]
        noticed = self.noticed[mutant.module, mutant.function]
        return sorted(reached, key=lambda test: (-noticed.get(test, -1), self.seconds[test], test))

    def try_all(self, session: pytest.Session) -> None:
        """Some at a time."""
        running: dict[int, Try] = {}
        for mutant in self.mutants:
            tests = self.tests_for(mutant)
            if not tests:
                self.report(Outcome(mutant, UNREACHED))
                continue
            if len(running) == self.jobs:
                self.finish(running)
            pid, told = self.begin(session, mutant, tests)
            running[pid] = Try(mutant, tests, told)
        while running:
            self.finish(running)

    def begin(self, session: pytest.Session, mutant: Mutant, tests: Sequence[str]) -> tuple[int, int]:
        """A process with the change in effect, and a pipe in which it tells which tests it has come to."""
        sys.stdout.flush()
        told, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os._exit(self.noticed_by(session, mutant, tests, tell))
            finally:
                os._exit(BROKEN)
        os.close(tell)
        return pid, told

    def noticed_by(self, session: pytest.Session, mutant: Mutant, tests: Sequence[str], tell: int) -> int:
        """In the new process: put the change into effect, run the tests, stop at the first that fails."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        put_into_effect(mutant, self.living)
        for cache_ in self.caches:
            cache_.cache_clear()
        for number, (test, after) in enumerate(zip(tests, [*tests[1:], ""], strict=True)):
            os.write(tell, f"{number} ".encode())
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS + 10 * self.seconds[test])
            item, following = self.items[test], self.items.get(after, session.items[0])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return FAILED
        return ALL_PASSED

    def finish(self, running: dict[int, Try]) -> None:
        """Wait for a process to end; learn which test noticed."""
        pid, status = os.wait()
        mutant, tests, told = running.pop(pid)
        with os.fdopen(told) as told_by:
            numbers = told_by.read().split()
        if os.WIFSIGNALED(status):
            self.report(Outcome(mutant, TIMEOUT))
        elif os.WEXITSTATUS(status) == ALL_PASSED:
            self.report(Outcome(mutant, SURVIVED))
        elif not numbers:
            self.report(Outcome(mutant, UNTRIED))
        else:
            test, noticed = tests[int(numbers[-1])], self.noticed[mutant.module, mutant.function]
            noticed[test] = len(noticed)
            self.report(Outcome(mutant, KILLED, test))


def run(arguments: Sequence[str], mutants: Sequence[Mutant], report: Report, jobs: int) -> int:
    """Try the changes with the tests that pytest collects with these arguments."""
    quiet = ["-q", "-q", "--no-header", "--no-summary", "--assert=plain", "--tb=no", "-s"]
    keep_nothing = ["-o", "tmp_path_retention_policy=none", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    return int(pytest.main([*quiet, *keep_nothing, *arguments], plugins=[Tries(mutants, report, jobs)]))
