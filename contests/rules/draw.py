"""A running order drawn from a seed that nobody could choose, so that anybody can draw it again.

Sealing: the machine makes a number of 64 hexadecimal digits that nobody is told, and makes known the seal, the SHA-256
of "number:list", where "list" is the SHA-256 of the contestants' numbers as they are before any draw gives others,
sorted as text, each with a line feed behind it. Then something is called out in the hall, and "number:called" is the
seed. Whoever calls does not know the number, and the number was fixed before the call: neither can try seeds.

Drawing: the numbers of the contestants are sorted as text. Then, for k = n, n − 1 … 2, the SHA-256 of the text
"seed:k" (UTF-8) is read as a whole number; its remainder after dividing by k, counted from 0, names the place that
changes with place k (Fisher–Yates).

    printf '%s' 'two neighbourhoods:10' | sha256sum

The remainder prefers no place by more than one part in 2^240.

Dealing, where the draw gives the rooms, too: the first of the order goes to the first room, the second to the next, and
so on, beginning again after the last, so that no room has two more than another. In each room the order is that drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from shlex import quote

from communities.refused import Refused
from contests.about import LATEST, names_in, text_in
from contests.models import Contest, Contestant, Performance
from tabulation.contest import About

LONGEST_CALLED = 100
SEALED_BYTES = 32
SEAL = re.compile(r"[0-9a-f]{64}")
SEALED_SEED = re.compile(r"([0-9a-f]{64}):(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Seed:
    """What a draw came from: the `number` that was sealed, "" where none was, and what was `called` out."""

    number: str
    called: str

    @property
    def text(self) -> str:
        """The seed itself.

        >>> Seed("", "dice 3 5 1").text
        'dice 3 5 1'
        """
        return f"{self.number}:{self.called}" if self.number else self.called


def seed_read(text: str) -> Seed:
    """The two parts of a seed.

    >>> seed_read("0f" * 32 + ":3:1").called, seed_read("3:1").called
    ('3:1', '3:1')
    """
    found = SEALED_SEED.fullmatch(text)
    return Seed(found[1], found[2]) if found else Seed("", text)


def called_out(typed: str) -> str:
    """What was called out, as it goes into a seed: with single blanks, so that a page or a paper shows all of it.

    Refused("bad-seed") where that is nothing or too long.

    >>> called_out(" 3  5\t1 ")
    '3 5 1'
    """
    called = " ".join(typed.split())
    if not called or len(called) > LONGEST_CALLED:
        raise Refused("bad-seed", most=LONGEST_CALLED)
    return called


def fingerprint_of(lines: Iterable[str]) -> str:
    r"""SHA-256 of all lines, each with a line feed behind it, as hexadecimal digits.

    >>> fingerprint_of(["a", "b"]) == sha256(b"a\nb\n").hexdigest()
    True
    """
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def seal_of(number: str, fingerprint: str) -> str:
    """What is made known of a sealed number beforehand: it says nothing, and fits no other number and no other list."""
    return sha256(f"{number}:{fingerprint}".encode()).hexdigest()


def in_fours(digits: str) -> str:
    """Hexadecimal digits in fours, to be read and compared.

    >>> in_fours("0123456789")
    '0123 4567 89'
    """
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """What everybody may know of a draw: which `seal` of the contest it was or is, and the seed once it is drawn;
    `rooms` are those into which it dealt the contestants."""

    number: int
    seal: str
    seed: Seed
    rooms: tuple[str, ...] = ()

    @property
    def drawn(self) -> bool:
        """Whether it was drawn here; else by hand, if at all."""
        return bool(self.seed.called)

    @property
    def to_hash(self) -> str:
        """What is hashed where ten places are left, as a shell reads it, whatever was called out."""
        return quote(f"{self.seed.text}:10")

    @property
    def seals_before(self) -> int:
        """How many seals the contest had before this one."""
        return max(self.number - 1, 0)

    @property
    def seal_in_fours(self) -> str:
        """The seal, to be read."""
        return in_fours(self.seal)

    @property
    def number_in_fours(self) -> str:
        """The number that was sealed, to be read; "" while nobody is told, and where none was sealed."""
        return in_fours(self.seed.number)


def draw_record(contest: Contest) -> DrawRecord:
    """What everybody may know of the draw of a running order."""
    return _record(contest.draw_number, contest.draw_seal, contest.draw_seed, contest.draw_rooms)


def draw_record_in(about: About | None) -> DrawRecord:
    """What the `about` of a contest file says of the draw of its running order."""
    number = (about or {}).get("draw_number")
    count = number if type(number) is int and 0 < number < LATEST else 0
    return _record(count, text_in(about, "draw_seal"), text_in(about, "draw_seed"), names_in(about, "draw_rooms"))


def _record(number: int, seal: str, seed: str, rooms: Iterable[str]) -> DrawRecord:
    """A seed without a seal was not sealed before, whatever it looks like: a file may have any."""
    sealed = number > 0 and SEAL.fullmatch(seal) is not None
    return DrawRecord(number, seal, seed_read(seed) if sealed else Seed("", seed), tuple(rooms))


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


def dealt(order: Iterable[str], rooms: Sequence[str]) -> dict[str, str]:
    """The room of each number of an order, one room after the other.

    >>> dealt(["02", "03", "01"], ["A", "B"])
    {'02': 'A', '03': 'B', '01': 'A'}
    """
    return {number: rooms[n % len(rooms)] for n, number in enumerate(order)}


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


def sealed_list(people: Iterable[Contestant]) -> list[str]:
    """The numbers that a draw is sealed with: those before any draw, sorted as text. Refused("numbers-collide")."""
    return sorted(numbers_before(people))


def is_sealed(contest: Contest, listed: Iterable[str]) -> bool:
    """Whether a number is sealed for the draw of a list of numbers and not drawn from yet."""
    sealed = contest.draw_sealed
    return bool(sealed) and seal_of(sealed, fingerprint_of(listed)) == contest.draw_seal
