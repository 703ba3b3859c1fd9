"""The gate before SQLite: in turn, one at a time, and nobody waits for ever. With real threads and processes."""

import os
import subprocess
import sys
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, lockf
from threading import Thread
from time import monotonic

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from communities.models import District
from config.sqlite.gate import LINES, THRESHOLD, Gate
from tests.house import ROOT

PATIENCE = 30
ENTER = "import sys; from config.sqlite.gate import Gate; gate = Gate(sys.argv[1], 30); gate.enter(); "
HOLD = ENTER + "print('in', flush=True); sys.stdin.read()"
SIGN = ENTER + "open(sys.argv[2], 'a').write('other '); gate.leave()"
COUNT = """
import sys
from threading import Thread
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "config.sqlite", "NAME": sys.argv[1], "OPTIONS": {
    "init_command": "PRAGMA journal_mode=WAL", "transaction_mode": "IMMEDIATE", "timeout": 60}}})
from django.db import connection, transaction

def count():
    for _ in range(20):
        with transaction.atomic(), connection.cursor() as cursor:
            (number,) = cursor.execute("SELECT number FROM counter").fetchone()
            cursor.execute("UPDATE counter SET number = %s", [number + 1])
    connection.close()

threads = [Thread(target=count) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def other(code, *arguments, **pipes):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, text=True, **pipes)


@contextmanager
def held_by_another_process(path):
    """Somebody else is inside until the block ends; yields the process."""
    process = other(HOLD, path, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout.readline() == "in\n"
        yield process
    finally:
        process.communicate()


def until(true):
    """Ask again until something is so."""
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end


def free(path):
    """Whether somebody who does not wait gets in."""
    gate = Gate(path, 0)
    try:
        gate.enter()
    except OperationalError:
        return False
    gate.leave()
    return True


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "gate")


def test_threads_go_in_as_they_came(path):
    order, threads = [], []
    gate = Gate(path, PATIENCE)
    gate.enter()

    def enter(number):
        own = Gate(path, PATIENCE)
        own.enter()
        order.append(number)
        own.leave()

    for number in range(8):
        threads.append(Thread(target=enter, args=[number]))
        threads[-1].start()
        until(lambda: len(LINES.at(path)._waiting) == len(threads))
    gate.leave()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_who_comes_out_is_not_in_again_before_another_process_that_waits(path, tmp_path):
    gate, signed = Gate(path, PATIENCE), tmp_path / "signed"
    gate.enter()
    process = other(SIGN, path, signed)
    with open(path, "r+") as file:  # noqa: PTH123 - its number is needed
        # A file of its own would let go of the gate when it is closed: it belongs to the same process.
        def waits():
            try:
                lockf(file, LOCK_EX | LOCK_NB, 1, THRESHOLD)
            except BlockingIOError:
                return True
            lockf(file, LOCK_UN, 1, THRESHOLD)
            return False

        until(waits)
        gate.leave()
        gate.enter()
        assert signed.read_text() == "other "
        gate.leave()
    assert process.wait() == 0


def test_a_process_that_is_killed_inside_holds_nobody_up(path):
    with held_by_another_process(path) as process:
        assert not free(path)
        process.kill()
        process.wait()
        assert free(path)


def test_a_holder_that_is_stuck_is_told_after_a_while_and_the_line_goes_on(path):
    with held_by_another_process(path), pytest.raises(OperationalError, match=r"database is locked: no turn .* 0.05 s"):
        Gate(path, 0.05).enter()
    assert free(path)


def test_a_thread_that_has_lost_patience_leaves_the_line(path):
    gate = Gate(path, PATIENCE)
    gate.enter()
    with pytest.raises(OperationalError, match="database is locked"):
        Gate(path, 0.01).enter()
    assert not LINES.at(path)._waiting
    gate.leave()
    assert free(path)


def test_entering_and_leaving_twice_is_once(path):
    gate = Gate(path, PATIENCE)
    gate.enter()
    gate.enter()
    assert not free(path)
    gate.leave()
    gate.leave()
    assert free(path)


def test_a_fork_is_neither_inside_nor_stuck_in_the_line(path):
    gate = Gate(path, PATIENCE)
    gate.enter()
    heard, say = os.pipe()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        gate.leave()  # what the parent holds is not the child's to give back
        os.write(say, b"in" if free(path) else b"out")
        os.read(told, 1)
        os._exit(0 if free(path) else 3)
    assert os.read(heard, 3) == b"out"
    gate.leave()
    os.write(tell, b".")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    for end in (heard, say, told, tell):
        os.close(end)


def test_a_gate_that_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(OperationalError, match=r"unable to open .*nowhere"):
        Gate(str(tmp_path / "nowhere" / "gate"), 1).enter()
    assert LINES.at(str(tmp_path / "nowhere" / "gate")).join(0)


def test_eight_writers_of_two_processes_lose_nothing(tmp_path):
    import sqlite3  # noqa: PLC0415 - only here

    database = tmp_path / "counter.sqlite3"
    with sqlite3.connect(database) as plain:
        plain.execute("PRAGMA journal_mode=WAL")  # turning it on takes the file for oneself, as the first start does
        plain.execute("CREATE TABLE counter (number INTEGER)")
        plain.execute("INSERT INTO counter VALUES (0)")
    processes = [other(COUNT, database) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert plain.execute("SELECT number FROM counter").fetchone() == (160,)
    plain.close()


def gate_of_the_database():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has a gate")
    connection.ensure_connection()
    return connection._gate.path


@pytest.mark.django_db(transaction=True)
def test_a_transaction_is_inside_until_it_ends():
    path = gate_of_the_database()
    with transaction.atomic():
        assert not free(path)
        with transaction.atomic():
            District.objects.create(slug="a", name="A")
        assert not free(path)
    assert free(path)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert free(path)
    District.objects.count()
    assert free(path)


@pytest.mark.django_db(transaction=True)
def test_what_is_done_on_commit_is_done_outside():
    path, found = gate_of_the_database(), []
    with transaction.atomic():
        transaction.on_commit(lambda: found.append(free(path)))
    assert found == [True]


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_leaves_the_gate():
    path = gate_of_the_database()
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO communities_street (name, district_id) VALUES ('nowhere', 999999)"
        )  # foreign keys are looked at when the transaction ends
    assert free(path)


@pytest.mark.django_db(transaction=True)
def test_a_connection_closed_inside_leaves_the_gate():
    path = gate_of_the_database()
    with transaction.atomic():
        connection.close()
        assert free(path)
    with transaction.atomic():
        assert not free(path)
    assert free(path)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_begin_leaves_the_gate():
    path = gate_of_the_database()
    connection.cursor().execute("BEGIN")
    with pytest.raises(OperationalError, match="within a transaction"), transaction.atomic():
        pass
    connection.cursor().execute("ROLLBACK")
    assert free(path)


@pytest.mark.parametrize("name", [":memory:", "file:of_a_test?mode=memory&cache=shared"])
def test_a_database_in_memory_has_no_gate(name):
    from config.sqlite.base import DatabaseWrapper  # noqa: PLC0415 - only here

    wrapper = DatabaseWrapper({**connection.settings_dict, "NAME": name, "OPTIONS": {}}, "memory")
    opened = wrapper.get_new_connection(wrapper.get_connection_params())
    assert wrapper._gate is None
    opened.close()
