"""What many residents ask at the same moment is asked of Django once.

After an announcement a hall and half a district open one page. It is the same for all who bring no cookie, and its
answer says so: it has a tag, is never private and differs only by what `VARY` names (pages/public/views/kept.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from .gateway import Answer, Scope
from .lanes import PUBLIC, Lane
from .turns import LaneFull

MOMENT = 0.5
"""Seconds for which an answer is given again: so long may a page be older than what it shows."""
ROOM = 200
"""Answers kept at a time; more are asked of Django as ever."""
BYTES = 8 * 1024 * 1024
"""What these may take together: who asks for none compressed, under addresses of their own, gets none kept."""
VARY = ("host", "x-forwarded-host", "x-forwarded-proto", "accept-language", "accept-encoding")
"""The headers an answer that is the same for all may depend on."""
OWN = ("cookie", "authorization", "content-length")
"""The headers of those whose answer may be their own."""
NO_BODY = ("content-length", "0")
"""What programs and proxies may say with a question that has none."""
OF_A_BODY = {"content-length", "content-encoding", "content-type"}
Key = tuple[str | None, ...]


def same_for_all(scope: Scope, lane: Lane) -> Key | None:
    """What two requests have in common that get the same page; None where a page may be somebody's own."""
    if lane is not PUBLIC or scope.method != "GET":
        return None
    said: dict[str, str] = {}
    for name, value in scope.headers.items():
        if (
            name in OWN and (name, value) != NO_BODY
        ) or name in said:  # Django reads all lines of a name: the first does not tell what it answers
            return None
        if name in VARY:
            said[name] = value
    return scope.scheme, scope.path, scope.query_string, *map(said.get, VARY)


class Shared:
    """The answers of this moment, and those that are being made."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[float, Answer]] = {}
        self._coming: dict[Key, asyncio.Future[Answer | None]] = {}

    async def answer(self, key: Key, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of this moment: kept, made by whoever asks first, or `ask`ed as ever where it cannot be shared.

        Raises what `ask` raises, to whoever asked; LaneFull to all who wait for it.
        """
        while True:
            until, found = self._kept.get(key, (0.0, None))
            if found is not None and monotonic() < until:
                return found
            coming = self._coming.get(key)
            if coming is None:
                return await self._first(key, ask)
            await asyncio.wait([coming])
            if not coming.cancelled():
                if coming.exception() is not None:
                    raise LaneFull
                made = coming.result()
                return made if made is not None else await ask()

    async def _first(self, key: Key, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Ask, and tell those who wait. What is full is full for all of them; where asking fails otherwise, such as
        when this one hangs up, the next of them asks.
        """
        coming = self._coming[key] = asyncio.get_running_loop().create_future()
        try:
            answer = await ask()
            coming.set_result(answer if is_shared(answer) else None)
        except LaneFull as full:  # were they to try one after the other, a thousand would wake a thousand times
            coming.set_exception(full)
            coming.exception()  # it may be that nobody waits
            raise
        finally:
            del self._coming[key]
            coming.cancel()
        if is_shared(answer):
            self._keep(key, answer)
        return answer

    def _keep(self, key: Key, answer: Answer) -> None:
        now = monotonic()
        if len(self._kept) >= ROOM or self._size() + len(answer.body) > BYTES:
            self._kept = {key: kept for key, kept in self._kept.items() if now < kept[0]}
        if len(self._kept) < ROOM and self._size() + len(answer.body) <= BYTES:
            self._kept[key] = now + MOMENT, answer

    def _size(self) -> int:
        return sum(len(answer.body) for _until, answer in self._kept.values())


def is_shared(answer: Answer) -> bool:
    """Whether an answer says itself that it is the same for all."""
    headers = {name.lower(): value for name, value in answer.headers}
    alike = answer.status == 200 and answer.file is None and headers.get("cache-control") == "no-cache"
    return alike and "etag" in headers and "set-cookie" not in headers


def unless_known(answer: Answer, known: str | None) -> Answer:
    """The answer, or 304 without it to a browser that has it (If-None-Match)."""
    tag = {name.lower(): value for name, value in answer.headers}.get("etag")
    if not known or not tag or tag not in (each.strip() for each in known.split(",")):
        return answer
    return Answer(304, [(name, value) for name, value in answer.headers if name.lower() not in OF_A_BODY])
