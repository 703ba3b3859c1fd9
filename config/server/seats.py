"""Whether a request comes from a tablet in a judge's seat, told before a thread is taken."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from pages.judge.views.seat import COOKIE, seat_of_cookie


def brings_a_seat(cookies: str) -> bool:
    """Whether a Cookie header holds a seat that we signed. Whether it is still good, Django finds out."""
    if COOKIE not in cookies:
        return False
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return False
    return found is not None and seat_of_cookie(found.value) is not None
