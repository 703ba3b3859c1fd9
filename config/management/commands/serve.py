"""`manage.py serve`: the server as a hall needs it, on this laptop, for everybody in the same network."""

from __future__ import annotations

import os
import resource
import socket
import sys
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from communities.management.terminal import TerminalCommand
from communities.models import User
from config.translations import compile_changed
from pages.trust.authority import authority
from papers.qr import qr_code

WORKERS = 2
"""What did best on two cores (decision 0016); the threads of each are told in `config.server.lanes`."""
APPLICATION = "config.server.app:application"
BACKLOG, HEADERS = 8192, 20_000
"""Connections that may wait to be taken; milliseconds until a request's headers, or the next request, must be there."""


class Command(TerminalCommand):
    """Bring the database up to date, collect the static files, tell the address, serve until stopped."""

    needs_tables = False

    help = "Serves to everybody in the network: migrations and static files first, then Granian."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="0.0.0.0", help="0.0.0.0 for everybody, 127.0.0.1 for this machine")  # noqa: S104
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--certificate", default="", help="a file with a TLS certificate: serve by https")
        parser.add_argument("--key", default="", help="the file with its key")

    def handle(self, *_args: Any, host: str, port: int, certificate: str, key: str, **_options: Any) -> None:
        """Prepare, tell, become the server."""
        refuse_taken(host, port)
        refuse_half_https(certificate, key)
        prepare()
        known = addresses() if host == "0.0.0.0" else [host]  # noqa: S104
        self.stdout.write(welcome(known, port, "https" if certificate else "http"))
        self.stdout.flush()
        allow_connections()
        variables = environment(known) | ({"LEITAI_HTTPS": "1"} if certificate else {})
        os.execve(sys.executable, command(host, port, certificate, key), variables)  # noqa: S606 - our own interpreter


def refuse_half_https(certificate: str, key: str) -> None:
    """Say at once what https needs: browsers' forms would be refused later."""
    for option, path in (("--certificate", certificate), ("--key", key)):
        if path and not Path(path).is_file():
            raise CommandError(_("There is no file {path}: {option} names one.").format(path=path, option=option))
    if bool(certificate) != bool(key):
        raise CommandError(_("--certificate and --key belong together."))
    if settings.HTTPS and not certificate and not settings.PROXIES:
        raise CommandError(
            _(
                "LEITAI_HTTPS=1 needs to know who speaks https: set LEITAI_PROXY to the address of the proxy "
                "before this server, or give --certificate and --key."
            )
        )


def prepare() -> None:
    """What a first run and an upgrade need; files of an earlier version become their owner's alone."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    settings.VAR.chmod(0o700)
    compile_changed()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def refuse_taken(host: str, port: int) -> None:
    """Say at once that somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = _("Port {port} is not free ({why}). Choose another: PORT=8001.")
            raise CommandError(words.format(port=port, why=error.strerror)) from error


def allow_connections() -> None:
    """As many open connections as the system lets this process have; the usual 1,024 are few where hundreds idle."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def addresses() -> list[str]:
    """The addresses of this machine in its networks, the likeliest first."""
    found = dict.fromkeys([_outgoing(), *_named()])
    return [address for address in found if address] or ["127.0.0.1"]


def _outgoing() -> str:
    """The address the system would send from; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address reserved for examples (RFC 5737)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _named() -> list[str]:
    try:
        found = socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []
    return [address for address in found if not address.startswith("127.")]


def welcome(known: list[str], port: int, scheme: str = "http") -> str:
    """Where to go, as text and as a QR code to point a phone at."""
    first = f"{scheme}://{known[0]}:{port}/"
    lines = [
        _("Leitai serves at {address}").format(address=first),
        *(_("or at {address}").format(address=f"{scheme}://{other}:{port}/") for other in known[1:]),
    ]
    if scheme == "http" and authority():
        lines += [
            _("This is plain http. Cards made under make venue lead to https: for those, stop and run make venue.")
        ]
    lines += nobody_yet()
    code = qr_code(first)
    return "\n".join([*lines, "", drawn(code), _("Stop with Ctrl-C. Everything is kept.")])


def nobody_yet() -> list[str]:
    """What to do first where nobody can sign in."""
    if User.objects.filter(is_administrator=True, is_active=True).exists():
        return []
    return [_("Nobody can sign in yet. In another terminal: make administrator")]


def drawn(code: segno.QRCode) -> str:
    """A QR code in half blocks, dark on light whatever the terminal."""
    rows = [list(row) for row in code.matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    block = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(block[bool(a), bool(b)] for a, b in zip(*pair, strict=True)) for pair in pairs)


def environment(known: list[str]) -> dict[str, str]:
    """The server answers to the addresses it was told, unless somebody has said to which."""
    own = ",".join(dict.fromkeys([*settings.ALLOWED_HOSTS, *known, socket.gethostname().lower()]))
    return {**os.environ, "LEITAI_HOSTS": os.environ.get("LEITAI_HOSTS") or own}


def command(
    host: str,
    port: int,
    certificate: str = "",
    key: str = "",
    *,
    application: str = APPLICATION,
    workers: int = WORKERS,
) -> list[str]:
    """Granian before the lanes of `config.server`."""
    options = {"--interface": "rsgi", "--http": "1", "--host": host, "--port": str(port), "--log-level": "warning"}
    options |= {"--workers": str(workers), "--backlog": str(BACKLOG), "--http1-header-read-timeout": str(HEADERS)}
    options |= {"--workers-kill-timeout": "3"}  # without it Ctrl-C waits for ever where a worker does not hear it
    options |= {"--respawn-interval": "0.5"}
    options |= {"--ssl-certificate": certificate, "--ssl-keyfile": key} if certificate else {}
    flat = [part for pair in options.items() for part in pair]
    return [
        sys.executable,
        "-m",
        "granian",
        *flat,
        "--respawn-failed-workers",
        "--no-ws",
        application,
    ]
