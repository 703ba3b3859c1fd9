"""A running order drawn from a seed, so that anybody can draw it again.

The numbers of the contestants are sorted as text. Then, for k = n, n − 1 … 2, the SHA-256 of the text "seed:k" (UTF-8)
is read as a whole number; its remainder after dividing by k, counted from 0, names the place that changes with place k
(Fisher–Yates). The seed is made in public before the draw: dice, lottery numbers, a sentence from the audience.

    printf '%s' 'two neighbourhoods:10' | sha256sum

The remainder prefers no place by more than one part in 2^240.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


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
