"""`manage.py first_administrator`: who may enter everybody else, asked for once."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions import create_person
from communities.management.terminal import TerminalCommand
from communities.models import User
from communities.refused import Refused
from communities.wording import field_sentence, sentence


class Command(TerminalCommand):
    """Enter the first administrator; refused once there is one."""

    help = "Enters the first administrator, who enters everybody else on the pages under /administration/."

    def add_arguments(self, parser: CommandParser) -> None:
        """User name and name, asked for in a terminal; the password is always, or it is read from standard input."""
        parser.add_argument("username", nargs="?", help="to sign in with")
        parser.add_argument("--name", default="", help="as others see it")

    def handle(self, *_args: Any, username: str | None, name: str, **_options: Any) -> None:
        """Ask and enter; nothing happens when whoever is asked leaves instead."""
        if User.objects.filter(is_administrator=True, is_active=True).exists():
            raise CommandError(_("There is an administrator already; more are entered on the pages."))
        try:
            asked = not username or sys.stdin.isatty()
            username = username or input(_("User name of the first administrator:") + " ").strip()
            name = name or (_name() if asked else username)
            values = {"username": username, "name": name, "is_administrator": True}
            create_person(values=values, password=_password(), by=None, now=timezone.now())
        except Refused as refused:
            raise CommandError(_words(refused)) from refused
        except (EOFError, KeyboardInterrupt):
            self.stdout.write()  # ends the line of the question
            raise CommandError(_("Stopped. Nothing was saved. Begin again with: make administrator")) from None
        self.stdout.write(_("{name} is an administrator and can sign in.").format(name=name))


def _name() -> str:
    """A name, asked for until there is one: the journal calls people by it."""
    name = ""
    while not name:
        name = input(_("Name, as shown in the journal:") + " ").strip()
    return name


def _password() -> str:
    if not sys.stdin.isatty():
        return input()
    first = getpass(_("Password (at least 8 characters):") + " ")
    if first != getpass(_("Once more:") + " "):
        raise CommandError(_("The two passwords differ; nothing was stored."))
    return first


def _words(refused: Refused) -> str:
    errors: dict[str, list[str]] = refused.facts.get("errors", {})
    lines = [f"{field}: {field_sentence(code)}" for field, codes in errors.items() for code in codes]
    return " ".join(lines) or sentence(refused)
