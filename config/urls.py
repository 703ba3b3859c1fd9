"""All addresses. Each room of pages lists its own and the ROOT at which they begin; who may see which is told in
tests/addresses, where an address that answers in the place of another fails.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

import pages

FIRST = ("pages.judge", "pages.desk", "pages.screen", "pages.emcee", "pages.clock")
"""Rooms with an address that is asked twice a second: all before it are looked at each time."""


def _rooms() -> Iterator[URLResolver]:
    """Every folder of `pages` that has addresses."""
    found = {room.name for room in iter_modules(pages.__path__, "pages.") if room.ispkg}
    for room in (*FIRST, *sorted(found.difference(FIRST))):
        if any(module.name == "urls" for module in iter_modules(import_module(room).__path__)):
            urls = import_module(f"{room}.urls")
            yield path(urls.ROOT, include(urls))


urlpatterns: list[URLPattern | URLResolver] = [
    *_rooms(),
    path("language/", csrf_exempt(login_not_required(set_language)), name="set_language"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
