"""A judge's signature under a sheet 签名: strokes drawn by finger, or the name typed by who cannot draw.

Strokes are kept as the path of an SVG in a field of 600 × 200, so that they can be drawn at any size and are small:
`M12 90L15 88L21 80M140 60L141 61`. It proves no more than ink on paper does; nothing but people looks at it.
"""

from __future__ import annotations

import re

from communities.refused import Refused
from communities.typed import can_be_seen, unfit_in, without_turns

LONGEST = 4096
"""Characters of a drawn signature; the tablet leaves points out until it fits."""
LONGEST_NAME = 60
STROKES = re.compile(r"(M[0-5]?[0-9]{1,2} 1?[0-9]{1,2}(L[0-5]?[0-9]{1,2} 1?[0-9]{1,2})+)+")


def is_drawn(signature: str) -> bool:
    """Whether a signature was drawn; otherwise it is a name.

    >>> is_drawn("M12 90L15 88"), is_drawn("M12 90"), is_drawn("M600 90L15 88"), is_drawn("Miriam")
    (True, False, False, False)
    """
    return STROKES.fullmatch(signature) is not None


def read_signature(text: str) -> str:
    """A signature as it is kept; "" where there is none. Raises Refused("bad-signature") for what is neither strokes
    nor a name.

    >>> read_signature(" 王强" + chr(0x202E)), read_signature("M1 1L2 2")
    ('王强', 'M1 1L2 2')
    """
    plain = without_turns(text).strip()
    if len(plain) <= LONGEST and is_drawn(plain):
        return plain
    if plain and (len(plain) > LONGEST_NAME or "\n" in plain or unfit_in(plain) or not can_be_seen(plain)):
        raise Refused("bad-signature")
    return plain


def signature_svg(signature: str) -> str:
    """A drawn signature as a picture of its own, ink on nothing.

    >>> signature_svg("M1 1L2 2")[:44]
    '<svg xmlns="http://www.w3.org/2000/svg" view'
    """
    look = 'fill="none" stroke="#1f1a17" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path d="{signature}" {look}/></svg>'
