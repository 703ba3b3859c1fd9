"""What stands on a judge's card: a secret behind the QR code, and a short code to type where a camera is missing.

Only hashes of both are kept; whose card it is, is asked here.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from string import ascii_uppercase, digits

from communities.typed import read_code
from contests.models import Contest, ContestState, Judge

Chance = Callable[[int], bytes]
"""That many bytes nobody can guess, such as `secrets.token_bytes`."""

ALPHABET = "346789ACDEFGHJKMNPQRTWXY"
"""Without 0 and O, 1, I and L, 2 and Z, 5 and S, B, U and V: none is taken for another."""
NEVER = "".join(sorted({*digits, *ascii_uppercase} - {*ALPHABET}))
"""What is in no code, so that whoever types it has misread something."""
CODE_LENGTH = 8
SECRET_BYTES = 24
OTHERS = 200
"""How many contests are looked through for a card that was typed at the wrong address."""


@dataclass(frozen=True, slots=True)
class Card:
    """Secret and code; the code is shown in two groups of four."""

    secret: str
    code: str

    @property
    def printed_code(self) -> str:
        """The code as it is printed."""
        return f"{self.code[:4]}-{self.code[4:]}"


def new_card(chance: Chance) -> Card:
    """A card that nobody can guess: a secret of 192 bits, a code of 36.

    >>> new_card(lambda count: bytes(range(count))).printed_code
    'MDJ3-YR9Y'
    """
    return Card(urlsafe_b64encode(chance(SECRET_BYTES)).decode(), _code(int.from_bytes(chance(16))))


def _code(number: int) -> str:
    """The last eight digits of a number, written in the alphabet."""
    code = ""
    for _ in range(CODE_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        code += ALPHABET[digit]
    return code


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def code_hash(contest_id: int, code: str) -> str:
    """What is kept of a short code, which is good in its contest only; case, blanks and strokes do not matter."""
    return sha256(f"{contest_id}:{read_code(code)}".encode(errors="replace")).hexdigest()


def code_key(contest_id: int) -> str:
    """The key under which wrong codes of a contest are counted."""
    return f"judge-code {contest_id}"


def address_key(contest_id: int) -> str:
    """The key under which those are counted once more, address by address, of devices that were never right."""
    return f"judge-code {contest_id} from an address"


def cards_tag(seats: Iterable[Judge]) -> str:
    """The cards of some seats as a caller sees them: another text once one of them was made anew."""
    return sha256("".join(f"{seat.pk}{seat.secret_hash}" for seat in seats).encode()).hexdigest()[:24]


def judge_by_secret(secret: str) -> Judge | None:
    """Whose card carries a secret."""
    return Judge.objects.filter(secret_hash=secret_hash(secret)).select_related("contest").first()


def judge_by_code(contest: Contest, code: str) -> Judge | None:
    """Whose card carries a short code in a contest."""
    return contest.judges.filter(code_hash=code_hash(contest.pk, code)).select_related("contest").first()


def contest_of_code(code: str, *, but: Contest) -> Contest | None:
    """The contest that a code is good in, of those that still take marks."""
    rows = Contest.objects.exclude(pk=but.pk).exclude(state=ContestState.PUBLISHED).order_by("-pk")
    hashes = [code_hash(pk, code) for pk in rows.values_list("pk", flat=True)[:OTHERS]]
    found = Judge.objects.filter(code_hash__in=hashes).select_related("contest").first()
    return found.contest if found is not None else None
