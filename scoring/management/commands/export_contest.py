"""`manage.py export_contest NUMBER`: a contest as a contest file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communities.management.terminal import TerminalCommand
from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest
from scoring.actions import export_contest
from scoring.results import public_text


class Command(TerminalCommand):
    """Write a contest file; exit 2 where there is none."""

    help = "A contest as a contest file (docs/contest-file.md), on standard output or into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which contest, where to, and which copy."""
        parser.add_argument("contest", type=int, metavar="NUMBER", help="the number in the addresses of its pages")
        parser.add_argument("--output", metavar="FILE", help="the file to write; one that is there is not replaced")
        parser.add_argument("--public", action="store_true", help="judges by number, no reasons of recusals")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Nothing is written unless the whole file can be."""
        contest = Contest.objects.filter(pk=options["contest"]).first()
        if contest is None:
            words = _("There is no contest with the number {number}.").format(number=options["contest"])
            raise CommandError(words, returncode=2)
        try:
            text = (
                public_text(contest, judge_name=_("Judge {}")) if options["public"] else export_contest(contest=contest)
            )
        except Refused as refused:
            raise CommandError(sentence(refused), returncode=2) from None
        if options["output"] is None:
            self.stdout.write(text)
            return
        self._keep(Path(options["output"]), text)

    def _keep(self, path: Path, text: str) -> None:
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            words = _("{file} already exists. Choose another name.").format(file=path)
            raise CommandError(words, returncode=2) from None
        except OSError as error:
            words = _("{file} cannot be written: {why}.").format(file=path, why=error.strerror)
            raise CommandError(words, returncode=2) from None
