"""`manage.py import_contest FILE --district SLUG --by NAME`: a contest file becomes a contest."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, TypeVar

from django.core.management.base import CommandError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.management.terminal import TerminalCommand
from communities.models import District, User
from communities.refused import Refused
from communities.wording import sentence
from scoring.actions import import_contest
from scoring.management.reading import bytes_of
from scoring.wording import misfits, problem_lines

Row = TypeVar("Row", bound=models.Model)


class Command(TerminalCommand):
    """Store a contest from a file; exit 2 where anything is wrong, and then nothing is stored."""

    help = "A contest file (docs/contest-file.md) becomes a new contest of a district."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where it goes, and in whose name."""
        parser.add_argument("file", metavar="FILE", help="a contest file; - reads standard input")
        parser.add_argument("--district", required=True, metavar="NAME", help="short name of the district")
        parser.add_argument("--by", required=True, metavar="NAME", help="user name of an organiser, for the journal")
        parser.add_argument("--slug", metavar="NAME", help="short name of the contest; otherwise made from the time")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line with the number of the new contest."""
        now = timezone.now()
        slug = options["slug"] or ""
        district = _found(
            District.objects.filter(slug=options["district"]),
            _("There is no district with the short name {name}.").format(name=options["district"]),
        )
        by = _found(
            User.objects.filter(username=options["by"], is_active=True),
            _("There is no user with the user name {name}.").format(name=options["by"]),
        )
        try:
            contest = import_contest(source=_read(options["file"]), district=district, slug=slug, by=by, now=now)
        except Refused as refused:
            raise CommandError("\n".join(_lines(refused)), returncode=2) from None
        words = _("Contest {number}: {title} ({state})")
        self.stdout.write(words.format(number=contest.pk, title=contest.title, state=contest.get_state_display()))


def _found(rows: models.QuerySet[Row], otherwise: str) -> Row:
    row = rows.first()
    if row is None:
        raise CommandError(otherwise, returncode=2)
    return row


def _read(file: str) -> bytes:
    try:
        return bytes_of(file)
    except OSError as error:
        words = _("{file} cannot be read: {why}.").format(file=file, why=error.strerror)
        raise CommandError(words, returncode=2) from None


def _lines(refused: Refused) -> list[str]:
    """A line for everything that is wrong."""
    return problem_lines(refused.facts) or misfits(refused.facts) or [sentence(refused)]
