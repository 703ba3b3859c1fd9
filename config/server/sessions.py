"""Whether a request comes from somebody who has signed in here, told before a thread is taken."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from django.conf import settings

from config.sessions import is_ours


def brings_a_session(cookies: str) -> bool:
    """Whether a Cookie header holds a session that was begun here. Whether it goes on, Django finds out.

    >>> brings_a_session("sessionid=made-up")
    False
    """
    if settings.SESSION_COOKIE_NAME not in cookies:
        return False
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    return found is not None and is_ours(found.value)
