"""A running order drawn from a seed, so that anybody can draw it again.

The numbers of the contestants, as they are before any draw gives others, are sorted as text. Then, for k = n, n − 1 …
2, the SHA-256 of the text "seed:k" (UTF-8) is read as a whole number; its remainder after dividing by k, counted from
0, names the place that changes with place k (Fisher–Yates). The seed is made in public before the draw: dice, lottery
numbers, a sentence from the audience.

    printf '%s' 'two neighbourhoods:10' | sha256sum

The remainder prefers no place by more than one part in 2^240.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from communities.refused import Refused
from contests.models import Contestant, Performance


def drawn(numbers: Iterable[str], *, seed: str) -> list[str]:
    """The order that a seed gives.

    >>> drawn(["03", "01", "02"], seed="two neighbourhoods") == drawn(["01", "02", "03"], seed="two neighbourhoods")
    True
    """
    order = sorted(numbers)
    for k in range(len(order), 1, -1):
        other = int.from_bytes(sha256(f"{seed}:{k}".encode()).digest()) % k
        order[k - 1], order[other] = order[other], order[k - 1]
    return order


def numbers_before(people: Iterable[Contestant]) -> dict[str, Contestant]:
    """The contestants by their numbers before any draw gave them others.

    Refused("numbers-collide") where somebody who came in after the draw has the number that another had before it.
    """
    found: dict[str, Contestant] = {}
    twice = []
    for person in people:
        number = person.number_before or person.number
        if number in found:
            twice.append(number)
        found[number] = person
    if twice:
        raise Refused("numbers-collide", numbers=sorted(twice))
    return found


def numbers_along(along: Sequence[Contestant], rooms: Sequence[str]) -> Iterator[tuple[str, Contestant]]:
    """The numbers 01, 02 … that an order gives, room after room: those of panels in their order, then the others."""
    known = {room: n for n, room in enumerate(dict.fromkeys(rooms))}
    placed = sorted(along, key=lambda person: (known.get(person.room or "", len(known)), person.room or ""))
    width = max(2, len(str(len(placed))))
    for n, person in enumerate(placed, start=1):
        yield f"{n:0{width}d}", person


def gives_numbers(performances: Iterable[Performance]) -> bool:
    """Whether a draw is to give the contestants their numbers unless somebody chooses otherwise.

    As the last draw did; before the first one, yes, but where scores come in ready: their lists name people by the
    numbers they have had from the start.
    """
    rows = list(performances)
    if any(row.contestant.number_before for row in rows):
        return True
    return not any(row.order or row.round.external for row in rows)
