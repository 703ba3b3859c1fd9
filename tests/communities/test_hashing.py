"""Passwords are hashed as Django does it, by a thread that gives way to everybody else."""

import os
import threading

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from communities.hashing import GIVING_WAY, GivingWay


def niceness():
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_password_is_hashed_as_ever_and_gives_way():
    hasher, stored = get_hasher("pbkdf2_sha256"), PBKDF2PasswordHasher().encode("a password", "salt", 1000)
    assert isinstance(hasher, GivingWay)
    assert hasher.encode("a password", "salt", 1000) == stored
    assert (hasher.verify("a password", stored), hasher.verify("another", stored)) == (True, False)
    assert GivingWay.threads.submit(niceness).result() == min(niceness() + GIVING_WAY, 19)
