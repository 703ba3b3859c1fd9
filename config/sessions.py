"""Sessions in the database, under keys that can be known for ours before anything is asked of it."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as Database
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

CHANCE, SIGNED = 24, 16
"""Characters of a key that nobody can guess (124 bits), and those that say that it was made here (64 bits)."""
KNOWN = 512
"""Keys that each process keeps as it has looked at them."""


def _signature(chance: str) -> str:
    return salted_hmac("session key", chance, algorithm="sha256").hexdigest()[:SIGNED]


@lru_cache(KNOWN)
def is_ours(key: str) -> bool:
    """Whether a session under this key was begun here. Whether it goes on, the database knows."""
    chance, signature = key[:CHANCE], key[CHANCE:]
    return key.isascii() and constant_time_compare(signature, _signature(chance))


class SessionStore(Database):
    """Django's own, but that its keys are signed: whoever makes one up is not among those who have signed in."""

    def _get_new_session_key(self) -> str:
        while True:
            chance = get_random_string(CHANCE, VALID_KEY_CHARS)
            key = chance + _signature(chance)
            if not self.exists(key):
                return key

    def _validate_session_key(self, key: str) -> bool:
        return bool(key) and is_ours(key)
