"""`manage.py tabulate`: what it prints where, and how it ends; it needs no database, and rubbish does no harm."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import shake_256
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.utils import translation

from tabulation import as_json, as_table, as_text, explain, read_contest, tabulate
from tests.tabulation.support import Document, contest, marks

ROOT = Path(__file__).parents[2]
TIEXI = ROOT / "examples" / "tiexi.json"
TOUR = ROOT / "examples" / "observation-tour.json"
NOWHERE = {"DATABASE_URL": "postgres://nobody:nothing@192.0.2.1:1/nowhere", "PYTHONUTF8": "1"}


class Ending(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ending:
    """The command, within this process."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("tabulate", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return Ending(int(str(end.code)), out.getvalue(), err.getvalue())
    return Ending(0, out.getvalue(), err.getvalue())


def run_apart(*arguments: str | Path, stdin: bytes = b"") -> Ending:
    """The command as a process of its own, with a database that is not there."""
    command = [sys.executable, "manage.py", "tabulate", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | NOWHERE, input=stdin, capture_output=True, check=False)
    return Ending(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def saved(folder: Path, document: object, name: str = "contest.json") -> Path:
    """A document as a file."""
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def result_of(path: Path) -> Document:
    """What the answer to a file must be."""
    return as_json(tabulate(read_contest(path.read_bytes())))


TALK: Document = contest({"talk": {"01": marks("9 8 4"), "02": marks("7 7 7")}}, title="Two speakers")
BAD: Document = {**TALK, "format": "something/2", "panels": [{"id": "jury", "drop_high": -1}]}


# A process of its own


def test_good_file_and_database_that_is_not_there() -> None:
    ended = run_apart(TIEXI, "--language", "en")
    assert ended == (0, as_table(tabulate(read_contest(TIEXI.read_bytes())), "en") + "\n", "")


def test_bad_file_and_standard_input(tmp_path: Path) -> None:
    ended = run_apart(saved(tmp_path, BAD), "-", "--json", stdin=json.dumps(TALK).encode())
    assert ended.code == 2
    assert json.loads(ended.out) == as_json(tabulate(read_contest(TALK)))
    assert [line.rpartition("contest.json: ")[2].partition(":")[0] for line in ended.err.splitlines()] == [
        "format",
        "panels[0].drop_high",
    ]


def test_decision_that_does_not_fit_is_no_traceback(tmp_path: Path) -> None:
    document = {**TALK, "rules": {"pool": "median", "tie_chain": ["lot"]}, "decisions": [{"kind": "lot", "order": ["01", "02"]}]}
    ended = run(saved(tmp_path, document))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("decisions[0].order: ")


# Files


def test_several_files_are_all_tried(tmp_path: Path) -> None:
    gone = tmp_path / "gone.json"
    ended = run(gone, TIEXI, saved(tmp_path, BAD), TOUR, "--json")
    assert ended.code == 2
    assert [json.loads(line) for line in ended.out.splitlines()] == [result_of(TIEXI), result_of(TOUR)]
    assert ended.err.splitlines()[0] == f"{gone}: file: No such file or directory"
    assert all(line.startswith(f"{tmp_path}") for line in ended.err.splitlines())


@pytest.mark.parametrize(("name", "reason"), [("gone.json", "No such file or directory"), (".", "Is a directory")])
def test_file_that_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    assert run(tmp_path / name) == (2, "", f"file: {reason}\n")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TIEXI.read_bytes())))
    assert json.loads(run("-", "--json").out) == result_of(TIEXI)


def test_no_more_than_fifty_problems(tmp_path: Path) -> None:
    document = {**TALK, "marks": [["talk", "J1", "nobody", "mark", "1"]] * 99}
    assert len(run(saved(tmp_path, document)).err.splitlines()) == 50


# Ways to print


def test_json_is_one_line() -> None:
    ended = run(TIEXI, "--json")
    assert (ended.code, ended.err, ended.out.count("\n")) == (0, "", 1)
    assert json.loads(ended.out) == result_of(TIEXI)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_explanation(language: str) -> None:
    steps = explain(tabulate(read_contest(TIEXI.read_bytes())), "03")
    assert run(TIEXI, "--explain", "03", "--language", language) == (0, "\n".join(as_text(steps, language)) + "\n", "")


def test_explanation_as_json() -> None:
    answer = json.loads(run(TIEXI, "--explain", "03", "--json").out)
    explanation = answer.pop("explanation")
    assert answer == result_of(TIEXI)
    assert explanation == explain(tabulate(read_contest(TIEXI.read_bytes())), "03").as_data()


def test_unknown_contestant_in_one_of_two_files(tmp_path: Path) -> None:
    talk = saved(tmp_path, TALK)
    ended = run(talk, TIEXI, "--explain", "07", "--language", "en")
    assert (ended.code, ended.out.splitlines()[0]) == (2, "07 贺春晖: place 4, score 89.53")
    assert ended.err == f"{talk}: --explain: 07 is no contestant of this contest; there are 01, 02\n"


@pytest.mark.parametrize(("language", "line"), [("zh-hans", "结果完整"), ("en", "final: nothing is missing")])
def test_language_of_the_settings(language: str, line: str) -> None:
    with translation.override(language):
        assert run(TOUR).out.splitlines()[-1] == line


def test_chinese_output_names_what_told_equals_apart(tmp_path: Path) -> None:
    found = run(TIEXI, TOUR, "--language", "zh").out
    assert found.count("比较评分项平均分：工作实绩与内容") == 2
    assert found.count("评委组长裁定") == 2
    assert "speech" not in found
    assert "chair" not in found
    rules = {"tie_chain": ["decimals", "untrimmed", "panel:jury", "round:talk"], "round": {"final": None}}
    document = contest({"talk": {"01": marks("9"), "02": marks("9")}}, rules=rules)
    ended = run(saved(tmp_path, document), "--forecast", "--language", "zh").out
    assert "“不去掉最高最低分” 永远分不出先后" in ended
    assert "decimals" not in ended
    assert "jury" not in ended.replace("比较评委组：jury", "")


def test_forecast(tmp_path: Path) -> None:
    found = run(saved(tmp_path, TALK), "--forecast", "--language", "en").out.splitlines()
    assert found[-2] == "two different scores differ by at least 0.01"
    assert found[-1].startswith("of 400 simulated contests ")


def test_forecast_in_chinese(tmp_path: Path) -> None:
    found = run(saved(tmp_path, contest({"talk": {"01": marks("9")}})), "--forecast", "--language", "zh").out
    assert found.splitlines()[-2] == "两个不同的得分至少相差 0.01"


def test_forecast_of_links_that_idle_and_scores_that_may_lie_close(tmp_path: Path) -> None:
    rules = {"tie_chain": ["decimals", "untrimmed", "round:talk"], "round": {"final": None}, "rooms": "equalised"}
    people = {"01": {"room": "A"}, "02": {"room": "B"}}
    document = contest({"talk": {"01": marks("9"), "02": marks("8")}}, rules=rules, people=people)
    found = run(saved(tmp_path, document), "--forecast", "--language", "en").out.splitlines()
    assert "two different scores may lie arbitrarily close" in found
    assert [line for line in found if line.startswith("untrimmed can never break a tie")] != []


def test_what_if_file_that_fits(tmp_path: Path) -> None:
    other = saved(tmp_path, {**TALK, "rules": {"pool": "median"}}, "other.json")
    ended = run(saved(tmp_path, TALK), "--what-if", other, "--language", "en")
    assert (ended.code, ended.err) == (0, "")
    assert [line.split() for line in ended.out.splitlines()[-3:]] == [
        ["no.", "today", "what", "if"],
        ["01", "1=", "7.00", "1", "8.00", "*"],
        ["02", "1=", "7.00", "2", "7.00", "*"],
    ]


def test_what_if_file_that_does_not_fit(tmp_path: Path) -> None:
    sheets = {"visit": {"01": [["9"]]}}
    other = contest(sheets, items={"visit": {"site": {}}}, rules={"tie_chain": ["item:visit/site"]})
    ended = run(saved(tmp_path, TALK), "--what-if", saved(tmp_path, other, "other.json"))
    assert ended.code == 2
    assert "visit/site" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_problems_name_the_file_they_are_in(tmp_path: Path) -> None:
    talk, bad = saved(tmp_path, TALK), saved(tmp_path, BAD, "bad.json")
    lines = run(talk, "--what-if", bad).err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [str(bad)] * 2
    assert run(bad, "--what-if", talk).err.startswith(f"{bad}: format: ")
    other = saved(tmp_path, contest({"visit": {"01": "9"}}, rounds={"visit": {"sealed": True}}, rules={"tie_chain": ["round:visit"]}), "other.json")
    assert run(talk, talk, "--what-if", other).err.startswith(f"{other}: rules.tie_chain[0]: ")


@pytest.mark.parametrize("document", [BAD, None], ids=["bad", "missing"])
def test_what_if_file_that_cannot_be_read(tmp_path: Path, document: Document | None) -> None:
    other = tmp_path / "gone.json" if document is None else saved(tmp_path, document, "other.json")
    ended = run(saved(tmp_path, TALK), "--what-if", other)
    assert (ended.code, ended.err.count("\n")) == (2, 1 if document is None else 2)


# Names and terminals


def test_a_name_cannot_break_the_table(tmp_path: Path) -> None:
    names = {"01": "Wang\r\nYi", "02": "\x1b[2JLi\u2028\u202e"}
    document = {**contest(
        {"talk": {"01": marks("9"), "02": marks("8")}}, title="Two\nspeakers", people={who: {"name": name} for who, name in names.items()},
        awards=[{"name": "first\nprize", "quota": 1}, {"name": "second", "quota": 9, "group": "\tA"}],
    )}
    document["contestants"][1]["group"] = "\tA"
    path = saved(tmp_path, document)
    for arguments in ([], ["--explain", "01"], ["--explain", "02"], ["--what-if", path]):
        out = run(path, *arguments, "--language", "en").out
        assert [line for line in out.split("\n") if not line.isprintable()] == []
    lines = run(path, "--language", "en").out.splitlines()
    assert len(lines) == 5
    assert lines[0] == "Two speakers"
    assert len({line.index(word) for line, word in zip(lines[1:4], ("score", "8.00", "9.00"), strict=True)}) == 1


def test_a_terminal_that_takes_no_chinese(tmp_path: Path) -> None:
    path = saved(tmp_path, contest({"talk": {"01": marks("9")}}, people={"01": {"name": "王😀"}}, awards=[{"name": "一等奖😀", "quota": 1}]))
    plain = {key: value for key, value in os.environ.items() if key != "PYTHONUTF8"} | {"PYTHONUTF8": "0"}
    ascii_only, of_c = {"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    for chosen, more in ((ascii_only, ["--language", "zh", "--explain", "01"]), (of_c, ["--what-if", str(path)]), (of_c, ["--json"])):
        command = [sys.executable, "manage.py", "tabulate", str(path), *more]
        ended = subprocess.run(command, cwd=ROOT, env=plain | chosen, capture_output=True, check=False)
        assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout) == result_of(path)
    assert ended.stdout.isascii()


# Rubbish


SIZE = 8_000_000
MEASURED = """
import os, sys
import django, manage
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
for path in map(str.strip, sys.stdin):
    told, tells = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(tells, 2)
        sys.argv = ["manage.py", "tabulate", path]
        sys.exit(manage.main())
    os.close(tells)
    with os.fdopen(told, "rb") as lines:
        problems = len(lines.read().splitlines())
    _, status, usage = os.wait4(child, 0)
    print(os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024, problems, usage.ru_utime, flush=True)
"""


def some_bytes() -> bytes:
    """Bytes without any order, always the same ones."""
    return shake_256(b"rubbish").digest(SIZE)


def some_text() -> bytes:
    """Letters without any order, some of them wide."""
    letters = 'abc 一二😀{}[]\\",:\n'
    return ("".join(letters[byte % len(letters)] for byte in some_bytes()[: SIZE // 200]) * 100).encode()


def keys() -> bytes:
    """Ever new keys."""
    return ",".join(f'"k{n}":{n}' for n in range(SIZE // 15)).encode()


DECIMALS, SHORT = b"1.5," * (SIZE // 4) + b"1.5", b'"ab",' * (SIZE // 5) + b'"ab"'
RUBBISH: dict[str, Callable[[], bytes]] = {
    "bytes": some_bytes,
    "text": some_text,
    "one character makes all of them wide": lambda: b"{" + b"x" * SIZE + "😀".encode(),
    "brackets": lambda: b'{"marks": ' + b"[" * SIZE,
    "half a contest": lambda: b'{"marks": [' + b'["r","j","c","i","1"],' * (SIZE // 22),
    "decimals for rows": lambda: b'{"marks": [' + DECIMALS + b"]}",
    "decimals in about": lambda: b'{"about": {"x": [' + DECIMALS + b"]}}",
    "empty objects": lambda: b'{"about": {"x": [' + b"{}," * (SIZE // 3) + b"{}]}}",
    "a key twice, at the very end": lambda: b"{" + keys() + b',"k0":0}',
    "keys at the top": lambda: b"{" + keys() + b"}",
    "rows of short texts": lambda: b'{"marks": [' + b'["ab","cd","ef","gh","12"],' * (SIZE // 27) + b"[]]}",
    "objects in objects": lambda: b'{"rounds": [' + b'{"items":[{"id":"a1"}]},' * (SIZE // 24) + b"1]}",
}


@pytest.fixture(scope="module")
def measured() -> Iterator[Callable[[Path], str]]:
    """A function that gives how the command ended for a file: each time in a process of its own, of one that is ready."""
    command = [sys.executable, "-c", MEASURED]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | NOWHERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as ready:
        asks, answers = ready.stdin, ready.stdout
        assert asks is not None
        assert answers is not None

        def ended(path: Path) -> str:
            asks.write(f"{path}\n")
            asks.flush()
            return answers.readline()

        yield ended


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_ends_soon_and_takes_little(tmp_path: Path, measured: Callable[[Path], str], kind: str) -> None:
    path = tmp_path / "rubbish"
    path.write_bytes(RUBBISH[kind]())
    told = measured(path)
    code, peak, problems, seconds = map(float, told.split())
    assert (code, 1 <= problems <= 50) == (2, True)
    assert peak < 70_000_000 + 40 * path.stat().st_size
    assert seconds < 6  # of the processor: how busy the machine is does not count


def test_a_file_without_end_is_refused_by_its_size() -> None:
    ended = run_apart(Path("/dev/zero"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "file: larger than 50 MB, the most that is read\n"


def test_json_goes_with_explanations_only() -> None:
    for more in (["--forecast"], ["--what-if", str(TOUR)]):
        ended = run_apart(TIEXI, "--json", *more)
        assert (ended.code, ended.out) == (2, "")
        assert "--json goes with --explain only" in ended.err


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    command = f"{sys.executable} manage.py tabulate {TIEXI} {TIEXI} --explain 03 | head -n 1"
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    assert (ended.returncode, ended.stderr) == (0, "")
