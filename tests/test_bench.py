"""The table of `make bench`, and what its figures count, without measuring anything."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import ModuleType

import pytest

from bench import Ratio, __main__, seconds
from bench.storm import Waits, line
from bench.submitting import on_end
from bench.weights import Browser


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


def test_the_slowest_sheets_and_the_unluckiest_judge_are_counted():
    p99, unlucky, longest = on_end([[0.1] * 99, [0.1] * 98 + [0.6], [0.1] * 33])
    assert p99.ratio == pytest.approx(1 / 3)
    assert (unlucky.ratio, unlucky.over) == (pytest.approx(77 / 33), True)
    assert (longest.ratio, longest.over) == (pytest.approx(6), True)


def test_a_storm_tells_of_a_stall_and_not_of_a_machine_that_is_slow_throughout():
    calm = Waits([0.05] * 150, [0.08] * 150, [0.01] * 600)
    slow = Waits(*([wait * 9 for wait in waits] for waits in calm))
    during, both = calm.and_those(calm), calm.and_those(slow)
    stall = during._replace(sheets=[0.05] * 297 + [0.2] * 3)
    once = during._replace(questions=[0.01] * 1199 + [1.1])
    assert [line("", *told) for told in ((during, both), (slow.and_those(slow), both))] == [True, True]
    assert [line("", told, during) for told in (stall, once)] == [False, False]


PAGES = {
    "/": b'<link href="/static/kept.css"><script type="module" src="/static/asked.js"></script><a href="/static/no">',
    "/static/kept.css": b"k" * 1000,
    "/static/asked.js": b"a" * 100,
}


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = PAGES[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if "kept" in self.path:
            self.send_header("Cache-Control", "max-age=315360000, public, immutable")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def served():
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_page_weighs_all_it_asks_for_and_the_next_time_what_was_not_kept():
    with served() as port:
        browser = Browser(port)
        first, again = browser.visit("/"), browser.visit("/")
        browser.connection.close()
    assert 1000 <= first - again < 1300
    assert again >= len(PAGES["/"]) + 100
