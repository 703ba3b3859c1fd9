"""`manage.py tabulate FILE…`: standings from contest files, without a database."""

from __future__ import annotations

import codecs
import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communities.language import active_language
from scoring.management.reading import bytes_of
from scoring.results import by_name, decided_text
from tabulation import (
    Assumptions,
    BadContestFile,
    Forecast,
    Standing,
    Tabulation,
    as_comparison,
    as_json,
    as_line,
    as_table,
    as_text,
    count_ties,
    explain,
    forecast,
    forecast_text,
    read_contest,
    tabulate,
    under_rules_of,
    what_if,
)


class Command(BaseCommand):
    """Print the standings of contest files; exit 2 where one is bad."""

    help = "Standings from contest files (docs/contest-file.md). Touches no database."
    requires_system_checks: list[str] = []  # noqa: RUF012  Django's own declaration
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, how to print them, and whose result to explain."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="contest files; - reads standard input")
        parser.add_argument("--json", action="store_true", help="one line of JSON per file")
        parser.add_argument("--explain", metavar="CONTESTANT", help="how this contestant's result came about")
        parser.add_argument("--forecast", action="store_true", help="what the rule sheet will do, with a simulation")
        parser.add_argument("--what-if", metavar="FILE", help="the same marks under the rules and panels of this file")
        parser.add_argument("--language", choices=["en", "zh"], help="of tables and explanations")

    def handle(self, *_: Any, **options: Any) -> None:
        """Every file is tried; a bad one does not keep the others from being printed."""
        language = options["language"] or active_language()
        if options["json"] and (options["forecast"] or options["what_if"]):
            raise CommandError("--json goes with --explain only", returncode=2)
        several = len(options["files"]) > 1 or options["what_if"] is not None
        _encode_everything(self.stdout)
        try:
            results = [self._print(file, several, options, language) for file in options["files"]]
            self.stdout.flush()
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if not all(results):
            sys.exit(2)

    def _print(self, file: str, several: bool, options: dict[str, Any], language: str) -> bool:
        """One file; False where it is bad, with a line for each problem on standard error."""
        asked = file
        try:
            result = tabulate(read_contest(_read(file)))
            self.stdout.write(_printed(result, options["json"], options["explain"], language))
            if options["forecast"]:
                ties = count_ties(result.contest, Assumptions())
                self.stdout.write("\n".join(forecast_text(_foreseen(result, language), ties, language)))
            if options["what_if"]:
                asked = options["what_if"]
                other = read_contest(_read(asked))
                self.stdout.write(as_comparison(what_if(result.contest, under_rules_of(other)), language))
        except BadContestFile as bad:
            name = f"{asked}: " if several else ""
            self.stderr.write("\n".join(name + problem for problem in bad.problems))
            return False
        return True


def _encode_everything(out: Any) -> None:
    """Where a terminal or pipe cannot take a character, it gets \\uXXXX, which JSON reads as that character."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors=ESCAPED)


ESCAPED = "leitai-escaped"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(ESCAPED, _escaped)


def _read(file: str) -> bytes:
    try:
        return bytes_of(file)
    except OSError as error:
        raise BadContestFile((f"file: {error.strerror}",)) from None


def _printed(result: Tabulation, wants_json: bool, contestant: str | None, language: str) -> str:
    if contestant is None:
        return as_line(result) if wants_json else as_table(_in_language(result, language), language)
    try:
        steps = explain(result, contestant)
    except LookupError:
        numbers = ", ".join(result.contest.ids[:20])
        problem = f"--explain: {contestant} is no contestant of this contest; there are {numbers}"
        raise BadContestFile((problem,)) from None
    if wants_json:
        return json.dumps({**as_json(result), "explanation": steps.as_data()}, ensure_ascii=False)
    return "\n".join(as_text(steps, language))


class InWords(Tabulation):
    """A result that calls things by name, in Chinese; JSON and the English table have the ids of the file."""

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Everybody's result as it is printed, best first."""
        return tuple(
            s._replace(decided_by=decided_text(self.contest, s.decided_by, chinese=True) if s.decided_by else None)
            for s in super().standings
        )


def _in_language(result: Tabulation, language: str) -> Tabulation:
    if language != "zh":
        return result
    parts = {f.name: getattr(result, f.name) for f in fields(result)}
    return InWords(**parts | {"warnings": tuple(by_name(result.contest, remark) for remark in result.warnings)})


def _foreseen(result: Tabulation, language: str) -> Forecast:
    """What the rule sheet will do; in Chinese with its links by name."""
    found = forecast(result.contest)
    if language != "zh":
        return found
    named = (replace(idle, link=f"“{decided_text(result.contest, idle.link, chinese=True)}”") for idle in found.idle)
    return replace(found, idle=tuple(named))
