"""How passwords are hashed: as Django does, but so that whoever signs in slows nobody."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import PBKDF2PasswordHasher

GIVING_WAY = 10
"""How much less urgent hashing is (nice): where the machine is full it gets about a tenth of another thread's share."""


def give_way() -> None:
    """Let this thread compute when the others have nothing to do. Only on Linux has a thread a niceness of its own."""
    if sys.platform == "linux":
        ours = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, ours, os.getpriority(os.PRIO_PROCESS, ours) + GIVING_WAY)


class GivingWay(PBKDF2PasswordHasher):
    """Django's own hash, computed in a thread that gives way, one password at a time in each process.

    Only the hash: it needs neither the interpreter nor a row that others wait for, so it can be put off without holding
    anybody up. Stored hashes are the same as ever.
    """

    threads = ThreadPoolExecutor(1, "hashing", give_way)

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash as it is stored."""
        return self.threads.submit(super().encode, password, salt, iterations).result()
