"""What stands on a judge's card: a secret behind the QR code, and a short code to type where a camera is missing."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

Chance = Callable[[int], bytes]
"""That many bytes nobody can guess, such as `secrets.token_bytes`."""

ALPHABET = "346789ACDEFGHJKMNPQRTWXY"
"""Without 0 and O, 1, I and L, 2 and Z, 5 and S, B, U and V: none is taken for another."""
CODE_LENGTH = 8
SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Card:
    """Secret and code; the code is shown in two groups of four."""

    secret: str
    code: str

    @property
    def shown(self) -> str:
        """The code as it is printed."""
        return f"{self.code[:4]}-{self.code[4:]}"


def new_card(chance: Chance) -> Card:
    """A card that nobody can guess: a secret of 192 bits, a code of 36.

    >>> new_card(lambda count: bytes(range(count))).shown
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


def plain_code(code: str) -> str:
    """A code as it is compared: case, blanks, strokes and the width of the letters do not matter.

    >>> plain_code(" ｗxｙ3－4 679")
    'WXY34679'
    """
    return "".join(c for c in normalize("NFKC", code).upper() if c.isalnum())
