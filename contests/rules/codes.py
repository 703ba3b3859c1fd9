"""Where so many wrong codes of judges were typed, over all contests, that nobody can try another there."""

from __future__ import annotations

from communities.limits import CODES
from communities.queries import Made, Places, attempt_key, places_that_wait
from contests.models import Contest

from .cards import code_key


def code_places(made: Made) -> Places | None:
    """The addresses and devices that have to wait with the codes of every contest; None where none has.

    One query, and none while no place has made as many attempts at anything.
    """
    if places_that_wait(made, CODES) is None:
        return None
    keys = {attempt_key(code_key(pk)) for pk in Contest.objects.values_list("pk", flat=True)}
    return places_that_wait([attempt for attempt in made if attempt[0] in keys], CODES)
