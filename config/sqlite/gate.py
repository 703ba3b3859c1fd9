"""A gate that lets the writers of a database in one at a time and in turn, whichever thread or process they are of.

SQLite alone lets waiting writers sleep and try again, so that one unlucky writer among many waits for seconds while
others pass (decision 0016). Nothing but fairness depends on the gate: SQLite keeps its own lock behind it.
"""

from __future__ import annotations

import fcntl
import os
from collections import deque
from threading import Lock
from time import monotonic, sleep

from django.db.utils import OperationalError

INSIDE, THRESHOLD = 0, 1
"""Two bytes of the gate's file, each locked by one process. Who waits to get in holds the threshold, so that nobody
who has just come out is in again first. The system takes both from a process that dies, and gives none to its forks."""
PAUSE = 0.0003
"""Seconds between two looks at a byte another process holds; the system's own waiting knows no limit."""


class Line:
    """The threads of one process, in the order in which they came."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def join(self, seconds: float) -> bool:
        """Wait for the turn; whether it came in time."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        try:
            came = mine.acquire(timeout=max(seconds, 0))
        except BaseException:
            if not self._gave_up(mine):
                self.leave()
            raise
        return came or not self._gave_up(mine)

    def _gave_up(self, mine: Lock) -> bool:
        """Wait no longer; not possible when the turn has come at the last moment."""
        with self._lock:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return True
        return False

    def leave(self) -> None:
        """Hand the turn to who has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


class Lines:
    """The line of each gate in this process. A fork begins with none: the threads that stood there are not its own."""

    def __init__(self) -> None:
        self.anew()
        os.register_at_fork(after_in_child=self.anew)

    def anew(self) -> None:
        """Nobody waits anywhere."""
        self._lock = Lock()
        self._lines: dict[str, Line] = {}

    def at(self, path: str) -> Line:
        """The line before a gate."""
        with self._lock:
            return self._lines.setdefault(path, Line())


LINES = Lines()


class Gate:
    """The gate as one connection sees it: beside the database, with a patience of so many seconds."""

    def __init__(self, path: str, patience: float) -> None:
        self.path, self.patience = path, patience
        self._line: Line | None = None
        self._file = -1
        self._process = 0

    def enter(self) -> None:
        """Wait for the turn, or raise OperationalError once the patience is over. Who is inside stays inside."""
        if self._line is not None:
            return
        until = monotonic() + self.patience
        line = LINES.at(self.path)
        if not line.join(self.patience):
            raise self._locked()
        try:
            file = self._opened()
            try:
                self._pass(file, until)
            except BaseException:
                os.close(file)
                raise
        except BaseException:
            line.leave()
            raise
        self._line, self._file, self._process = line, file, os.getpid()

    def leave(self) -> None:
        """Let the next one in; nothing happens outside, or in a fork of the process that is inside."""
        line, self._line = self._line, None
        if line is not None:
            os.close(self._file)
            if self._process == os.getpid():
                line.leave()

    def _opened(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OperationalError(f"unable to open {self.path}: {error.strerror}") from error

    def _pass(self, file: int, until: float) -> None:
        """Over the threshold and in."""
        self._take(file, THRESHOLD, until)
        self._take(file, INSIDE, until)
        fcntl.lockf(file, fcntl.LOCK_UN, 1, THRESHOLD)

    def _take(self, file: int, byte: int, until: float) -> None:
        while True:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
            except (BlockingIOError, PermissionError):  # how systems say that somebody else holds it
                if monotonic() >= until:
                    raise self._locked() from None
                sleep(PAUSE)
            else:
                return

    def _locked(self) -> OperationalError:
        return OperationalError(f"database is locked: no turn at {self.path} within {self.patience:g} seconds")
