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


def _rooms() -> list[URLResolver]:
    """Every folder of `pages` that has addresses; those that begin at the root after all others, which a look at the
    first word tells apart: some of their addresses are asked twice a second.
    """
    return sorted(_found(), key=lambda room: str(room.pattern) == "")


def _found() -> Iterator[URLResolver]:
    for room in iter_modules(pages.__path__, "pages."):
        if room.ispkg and any(module.name == "urls" for module in iter_modules(import_module(room.name).__path__)):
            urls = import_module(f"{room.name}.urls")
            yield path(urls.ROOT, include(urls))


urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    *_rooms(),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
