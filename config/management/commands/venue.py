"""`manage.py venue`: https in the hall by itself, with an authority of the laptop's own (decision 49)."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from types import FrameType
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.management.terminal import TerminalCommand
from config.certificates import Authority, authority_in, may_speak_for, server_in
from pages.trust.authority import fingerprint, venue_folder
from papers.qr import qr_code

from . import serve

PLAIN = "config.server.plain_http:application"


class Command(TerminalCommand):
    """Make what https needs, tell what to do on the tablets, serve by https and explain by plain http."""

    needs_tables = False

    help = "Serves by https in the hall: an authority of this laptop's own, and a page on how tablets trust it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="0.0.0.0", help="0.0.0.0 for everybody, 127.0.0.1 for this machine")  # noqa: S104
        parser.add_argument("--port", type=int, default=8000, help="for https")
        parser.add_argument("--plain-port", type=int, default=0, help="for the page that explains; else the next one")

    def handle(self, *_args: Any, host: str, port: int, plain_port: int, **_options: Any) -> None:
        """Prepare, tell, serve until stopped."""
        plain_port = plain_port or port + 1
        if plain_port == port:
            raise CommandError(_("https and the page that explains it need a port each."))
        serve.refuse_taken(host, port)
        serve.refuse_taken(host, plain_port)
        serve.prepare()
        known = serve.addresses() if host == "0.0.0.0" else [host]  # noqa: S104
        authority = certified(known)
        reachable = [address for address in known if may_speak_for(authority.certificate, address)]
        self.stdout.write(welcome(reachable, port, plain_port, authority))
        self.stdout.flush()
        serve.allow_connections()
        sys.exit(serve_both(host, port, plain_port, serve.environment([*known, *own_names()])))


def own_names() -> list[str]:
    """What this laptop is called, and what it calls itself."""
    name = socket.gethostname().lower()
    return [name, f"{name.partition('.')[0]}.local", "localhost", "127.0.0.1"]


def certified(known: list[str]) -> Authority:
    """The authority, once there is a certificate by it for these addresses and the laptop's own names."""
    now, folder = timezone.now().replace(microsecond=0), venue_folder()
    authority = authority_in(folder, socket.gethostname().lower(), known, now)
    server_in(folder, authority, [*known, *own_names()], now)
    return authority


def welcome(known: list[str], port: int, plain_port: int, authority: Authority) -> str:
    """What to do: one address for the tablets, as text and as a QR code."""
    explains, first = f"http://{known[0]}:{plain_port}/", f"https://{known[0]}:{port}/"
    lines = [
        _("Leitai serves at {address}").format(address=first),
        *(_("or at {address}").format(address=f"https://{other}:{port}/") for other in known[1:]),
        "",
        _("1. On each tablet, once: open {address} (the QR code) and follow the pictures.").format(address=explains),
        _("   The page shows this fingerprint; if it shows another one, stop:"),
        *(f"   {line}" for line in fingerprint(authority.certificate)),
        _("2. Then open {address} on this laptop, and make the judges' cards there.").format(address=first),
        _("Without https nothing changes: make serve, with cards made there."),
    ]
    if authority.replaces:
        lines += ["", _("A new authority was made. Tablets that trusted an earlier one follow the pictures again.")]
    lines += serve.nobody_yet()
    return "\n".join([*lines, "", serve.drawn(qr_code(explains)), _("Stop with Ctrl-C. Everything is kept.")])


def serve_both(host: str, port: int, plain_port: int, variables: dict[str, str]) -> int:
    """Run both servers until the one of https ends, or this process is told to stop; its exit status."""
    folder = venue_folder()
    variables = {name: value for name, value in variables.items() if name != "LEITAI_HTTPS"}
    variables["LEITAI_VENUE"] = str(port)
    secure = serve.command(host, port, str(folder / "server.pem"), str(folder / "server.key"))
    plain = serve.command(host, plain_port, application=PLAIN, workers=1)
    running = [
        subprocess.Popen(secure, env={**variables, "LEITAI_HTTPS": "1"}),  # noqa: S603 - our own interpreter
        subprocess.Popen(plain, env=variables),  # noqa: S603
    ]

    def stop(_number: int = 0, _frame: FrameType | None = None) -> None:
        for server in running:
            server.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a terminal that closes does not end the contest, as under `serve`
    ended = running[0].wait()
    stop()
    running[1].wait()
    return max(ended, 0)
