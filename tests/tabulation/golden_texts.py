"""What is printed, kept word for word in golden/: one file for each kind of text, a section for each case.

A change of words shows there as a difference to be read. After a change that is meant:
`python -m tests.tabulation.golden_texts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tabulation import (
    Assumptions,
    BadContestFile,
    as_comparison,
    as_line,
    as_table,
    as_text,
    count_ties,
    explain,
    fingerprint,
    forecast,
    forecast_text,
    place_ranges,
    public_copy,
    read_contest,
    tabulate,
    what_if,
    write_contest,
)
from tabulation.contest import Rules
from tests.tabulation.bad_input import BAD, UNTIED
from tests.tabulation.bad_texts import RAW
from tests.tabulation.explained import SOME
from tests.tabulation.good_contest import GOOD, Document, changed, paths, place_of, put

GOLDEN = Path(__file__).parent / "golden"
CONTESTS: dict[str, Document] = {"the good contest": GOOD(), **SOME}
LANGUAGES = ("en", "zh")
WRONG = {"null": None, "a number": 1.5, "a text": "no such thing"}
ODD: dict[str, Any] = {
    **{"an object": {"a": 1}, "no object": {}, "a list": ["a"], "no list": [], "true": True, "false": False},
    **{"null": None, "a number": 1.5, "a whole number": 7, "a long text": "长" * 200},
}
MOST_LINES = 3
RUNS = 6
HUGE = 2_100_000

Sections = Iterator[tuple[str, str]]


def problems_of(given: Document | str | bytes) -> str:
    """The first lines of what reading or computing finds wrong, and how many more there are."""
    try:
        tabulate(read_contest(given))
    except BadContestFile as bad:
        more = len(bad.problems) - MOST_LINES
        return "\n".join([*bad.problems[:MOST_LINES], *([f"and {more} more"] if more > 0 else [])])
    return ""


def problems() -> Sections:
    """What is said of contests that must be refused."""
    for bad in (*BAD, *UNTIED):
        yield bad.id, problems_of(changed(bad.change))
    for kind, value in ODD.items():
        for place in ("title", "rules.trim", "rounds"):
            yield f"{place} that is {kind}", problems_of(changed(put(place, value)))
    for raw in RAW:
        given = raw.make()
        if len(given) < HUGE:
            yield f"text: {raw.id}", problems_of(given)


def wrong_values() -> Sections:
    """What is said of a value of the wrong kind in every place."""
    every = set(paths(GOOD()))
    for path in paths(GOOD()):
        if path[-1] == "about" or any((*path[:k], 0, *path[k + 1 :]) in every for k, step in enumerate(path) if step):
            continue  # an object, or one of a kind that an entry before it has too
        place = place_of(path)
        found = (f"{kind}: {problems_of(changed(put(place, value)))}" for kind, value in WRONG.items())
        yield place, "\n".join(found)


def explanations(language: str) -> Sections:
    """Everybody's result in every contest, step by step."""
    for name, document in CONTESTS.items():
        result = tabulate(read_contest(document))
        for standing in result.standings:
            yield f"{name}: {standing.contestant}", "\n".join(as_text(explain(result, standing.contestant), language))


def tables(language: str) -> Sections:
    """The standings on the terminal."""
    for name, document in CONTESTS.items():
        yield name, as_table(tabulate(read_contest(document)), language)


def answers() -> Sections:
    """The standings as JSON."""
    for name, document in CONTESTS.items():
        yield name, as_line(tabulate(read_contest(document)))


def forecasts(language: str) -> Sections:
    """What the rule sheets will do, with a short simulation."""
    for name, document in CONTESTS.items():
        contest = read_contest(document)
        ties = count_ties(contest, Assumptions(runs=RUNS))
        yield name, "\n".join(forecast_text(forecast(contest), ties, language))


def comparisons(language: str) -> Sections:
    """Every contest under a plain rule sheet."""
    other = Rules(pool="median", places="dense")
    for name, document in CONTESTS.items():
        yield name, as_comparison(what_if(read_contest(document), lambda today: replace(today, rules=other)), language)


def unfinished() -> Iterator[tuple[str, Document]]:
    """Contests in which the last sheets are not there yet."""
    for name, document in CONTESTS.items():
        for share in (2, 4):
            rows = document["marks"]
            yield f"{name}, 1/{share} missing", {**document, "marks": rows[: len(rows) - len(rows) // share], "decisions": []}


def certain_places() -> Sections:
    """The places still possible in contests that are not complete."""
    for name, document in unfinished():
        result = tabulate(read_contest(document))
        places = (f"{r.contestant} {r.best}-{r.worst}{' certain' if r.certain else ''}" for r in place_ranges(result))
        yield name, "\n".join(places)


def files() -> Sections:
    """Contests written as files, their public copies and fingerprints."""
    for name, document in CONTESTS.items():
        contest = read_contest(document)
        yield f"{name}: fingerprint", fingerprint(contest)
        yield f"{name}: written", write_contest(contest)
        yield f"{name}: public copy", write_contest(public_copy(contest, "评委 {}"))


TEXTS: dict[str, Callable[[], Sections]] = {
    "problems": problems,
    "wrong-values": wrong_values,
    "answers": answers,
    "certain-places": certain_places,
    "files": files,
    **{
        f"{name}.{language}": lambda text=text, language=language: text(language)
        for name, text in (
            *(("explanations", explanations), ("tables", tables)),
            *(("forecasts", forecasts), ("comparisons", comparisons)),
        )
        for language in LANGUAGES
    },
}


def kept(name: str) -> str:
    """One of the texts as it is kept."""
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def made(name: str) -> str:
    """One of the texts as it is now."""
    return "\n".join(f"== {title}\n{text.rstrip()}\n" for title, text in TEXTS[name]())


if __name__ == "__main__":
    for each in TEXTS:
        (GOLDEN / f"{each}.txt").write_text(made(each), encoding="utf-8")
