"""What the documents say can be done and read is there."""

import json
import re

from tabulation import as_json, read_contest, tabulate
from tests.house import ROOT, at, files

LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)
COMMAND = re.compile(r"^\s*make ([a-z]+)", re.MULTILINE)
PINNED = re.compile(r"([\w.\[\]-]+==[\w.]+|-r [\w.-]+\.txt)  # \S.+")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def documents():
    return [path for path in files() if path.suffix == ".md"]


def test_the_commands_of_the_readme_are_make_targets():
    commands = COMMAND.findall(text("README.md"))
    assert commands[:2] == ["setup", "demo"]
    assert set(commands) - set(TARGET.findall(text("Makefile"))) == set()


def test_the_contest_of_the_readme_is_computed():
    block = re.search(r"```json\n(.*?)```", text("README.md"), re.DOTALL)
    assert block is not None
    answer = as_json(tabulate(read_contest(json.loads(block[1]))))
    assert [(row["contestant"], row["score"]) for row in answer["standings"]] == [("01", "90.00")]
    assert answer["final"]


def test_every_target_is_phony_and_in_the_list():
    phony = re.search(r"^\.PHONY: (.*)", text("Makefile"), re.MULTILINE)
    assert phony is not None
    assert sorted(phony[1].split()) == sorted(TARGET.findall(text("Makefile")))


def canonical(name):
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_link_leads_to_a_file():
    links = [(path, link) for path in documents() for link in LINK.findall(path.read_text(encoding="utf-8"))]
    assert links != []
    assert [f"{at(path, 0)} {link}" for path, link in links if not (path.parent / link).exists()] == []


def test_every_dependency_is_pinned_and_says_what_it_is_for():
    lines = (text("requirements.txt") + text("requirements-dev.txt")).splitlines()
    assert [line for line in lines if line and not line.startswith("#") and not PINNED.fullmatch(line)] == []


def test_what_running_needs_is_installed_by_hash():
    pins = re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)", text("requirements.txt"), re.MULTILINE)
    locked = re.findall(
        r"^([\w-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", text("requirements.lock"), re.MULTILINE
    )
    assert {(canonical(name), version) for name, version, _hashes in locked} == {(canonical(n), v) for n, v in pins}


def test_every_setting_is_described():
    described = re.findall(r"^\| `LEITAI_(\w+)`", text("config/settings.py"), re.MULTILINE)
    listed = re.search(r"^VARIABLES = \((.*)\)", text("config/settings.py"), re.MULTILINE)
    assert listed is not None
    assert sorted(described) == re.findall(r"\w+", listed[1])
