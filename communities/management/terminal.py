"""Commands for people at a terminal: they speak its language, and say in one sentence that there is no database yet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from communities.models import User


def terminal_language(environment: Mapping[str, str]) -> str:
    """Chinese where the terminal's locale is Chinese (LC_ALL before LC_MESSAGES before LANG), else English."""
    given = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh-hans" if next(filter(None, given), "").lower().startswith("zh") else "en"


class TerminalCommand(BaseCommand):
    """A command that speaks the terminal's language; CommandError where it `needs_tables` and there are none."""

    needs_tables = True

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run it."""
        with translation.override(terminal_language(os.environ)):
            table = User._meta.db_table  # noqa: SLF001  Django has no other name for it
            if self.needs_tables and table not in connection.introspection.table_names():
                raise CommandError(_("The database has not been set up yet. Run this first: manage.py migrate"))
            return super().execute(*args, **options)
