"""The entry for Granian beside https: `config.server.plain_http:application` (decision 49).

By plain http it shows how to trust the laptop's authority, and nothing else: every other address leads to https.
"""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from .app import Server, Transport
from .gateway import Answer, Scope

OPEN = ("/trust/", "/static/", "/language/")
"""What is answered here, by how the address begins."""
FIRST = "/trust/"
SAFE = "/:@!$&'()*+,;=~-._"


def elsewhere(host: str, path: str, query: str) -> Answer:
    """The way to where an address is answered; 400 where the host is not this server's."""
    headers = [("cache-control", "no-store"), ("content-type", "text/plain; charset=utf-8")]
    domain, _port = split_domain_port(host)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return Answer(400, headers, b"")
    if path == "/" or not path.startswith("/"):  # "*", say, which would run together with the port
        return Answer(302, [*headers, ("location", FIRST)], b"")
    asked = quote(path, safe=SAFE) + (f"?{quote(query, safe=SAFE + '%?')}" if query else "")
    return Answer(302, [*headers, ("location", f"https://{domain}:{settings.VENUE}{asked}")], b"")


class PlainHttp:
    """Every request of this process."""

    def __init__(self) -> None:
        self.server = Server()

    async def __rsgi__(self, scope: Scope, transport: Transport) -> None:
        """Answer one request here, or send it on."""
        if scope.path.startswith(OPEN):
            await self.server.__rsgi__(scope, transport)
            return
        answer = elsewhere(scope.headers.get("host") or "", scope.path, scope.query_string)
        transport.response_bytes(answer.status, answer.headers, answer.body)


application = PlainHttp()
