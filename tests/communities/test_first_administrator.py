"""Who is asked for the first administrator may leave instead of answering."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from communities.models import Journal, User
from tests.house import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


ASKED_FOR_BOTH, ASKED_FOR_THE_PASSWORD = (), ("wu",)


class Interrupted(io.StringIO):
    """Standard input at which Ctrl-C is pressed."""

    def readline(self, *_size):
        raise KeyboardInterrupt


@pytest.mark.parametrize("given", [ASKED_FOR_BOTH, ASKED_FOR_THE_PASSWORD])
@pytest.mark.parametrize("leaving", [io.StringIO, Interrupted], ids=["end of input", "Ctrl-C"])
def test_leaving_is_one_sentence_and_stores_nothing(monkeypatch, given, leaving):
    monkeypatch.setattr("sys.stdin", leaving())
    with pytest.raises(CommandError) as told:
        call_command("first_administrator", *given)
    assert str(told.value) == "Stopped. Nothing was saved. Begin again with: make administrator"
    assert (told.value.returncode, User.objects.exists()) == (1, False)


@pytest.mark.parametrize("answers", ["wu\n", "wu\n\n", "wu\n吴晓\n"], ids=["name", "no name", "password"])
def test_leaving_between_the_questions_stores_nothing(monkeypatch, answers):
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    with pytest.raises(CommandError, match="Nothing was saved"):
        call_command("first_administrator")
    assert not User.objects.exists()


def test_the_first_administrator_has_a_name_in_the_journal(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("wu\n\n吴晓\ncorrect horse battery\n"))
    call_command("first_administrator")
    assert "姓名（显示在操作日志中）：" in capsys.readouterr().out
    assert str(User.objects.get(username="wu")) == "吴晓"
    assert Journal.objects.get().person.name == "吴晓"


def test_a_chinese_terminal_is_spoken_to_in_chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="已停止，没有保存"):
        call_command("first_administrator")


def test_before_there_is_a_database_a_command_says_so_in_one_sentence(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
    asked = [sys.executable, "manage.py", "first_administrator", "wu"]
    variables = {**kept, "LEITAI_VAR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    told = subprocess.run(asked, cwd=ROOT, env=variables, input="", capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr == "CommandError: The database has not been set up yet. Run this first: manage.py migrate\n"
