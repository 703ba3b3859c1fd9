"""The table of `make bench`, without measuring anything."""

from types import ModuleType

import pytest

from bench import Ratio, __main__, seconds


def run(monkeypatch, *ratios):
    module = ModuleType("bench.sample")
    module.measure = lambda: list(ratios)
    monkeypatch.setattr(__main__, "modules", lambda: [module])
    return __main__.main()


def test_within_the_limits(monkeypatch, capsys):
    assert run(monkeypatch, Ratio("tabulate : parse", 1.234, 3)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "   ratio     limit",
        "    1.23      3.00         tabulate : parse",
    ]


def test_one_over_its_limit_fails(monkeypatch, capsys):
    assert run(monkeypatch, Ratio("a", 1, 1), Ratio("b", 3.5, 3)) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "    1.00      1.00         a",
        "    3.50      3.00  OVER   b",
    ]


def test_nothing_to_measure_is_a_failure(monkeypatch):
    monkeypatch.setattr(__main__, "modules", list)
    assert __main__.main() == 1


def test_the_least_disturbed_run_counts():
    calls = []
    assert seconds(lambda: calls.append(0), times=4) == pytest.approx(0, abs=0.1)
    assert len(calls) == 4
