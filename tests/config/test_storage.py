"""A disk that is full, a folder that is none or not ours: the terminal says one sentence."""

import os
import resource
import subprocess
import sys

import pytest

from tests.house import ROOT


def said_by(var, room=None):
    """What `manage.py migrate` says where it cannot write; `room` is how large a file may become."""

    def small():
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**variables, "LEITAI_VAR": str(var), "LEITAI_SECRET_KEY": "k" * 60},
        capture_output=True,
        text=True,
        preexec_fn=small,
        check=False,
    )
    return done.returncode, done.stderr.strip()


@pytest.fixture
def var(tmp_path):
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


def test_a_disk_or_folder_that_cannot_be_written_is_told_in_one_sentence(var):
    file = var / "file"
    file.write_text("a file")
    damaged = var / "damaged"
    damaged.mkdir()
    (damaged / "leitai.sqlite3").write_text("this is somebody's letter" * 100)
    told = {
        "is no folder that this account can write into": said_by(file / "inside"),
        "is damaged, or is no database": said_by(damaged),
        "cannot be written: it is full, or faulty": said_by(var, room=60_000),
    }
    for words, (code, text) in told.items():
        assert code == 1
        assert (words in text, len(text.splitlines())) == (True, 1), text
