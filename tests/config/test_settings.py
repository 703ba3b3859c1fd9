"""Settings come from the environment, and a wrong one stops the start with one sentence."""

import os
import runpy
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from tests.house import ROOT

LONG_KEY = "k" * 50


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Read the settings afresh in an environment that holds nothing but what is given."""
    for name in [name for name in os.environ if name.startswith("LEITAI_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)

    def read(**environment):
        for name, value in {"LEITAI_VAR": str(tmp_path / "var"), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return read


def test_nothing_need_be_set(start, tmp_path):
    settings = start()
    database = settings["DATABASES"]["default"]
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (database["ENGINE"], database["NAME"]) == ("config.sqlite", tmp_path / "var" / "leitai.sqlite3")


def test_the_secret_key_is_made_once_and_kept_from_others(start, tmp_path):
    first, second = start()["SECRET_KEY"], start()["SECRET_KEY"]
    kept = tmp_path / "var" / "secret_key"
    assert first == second == kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_of_two_first_runs_at_once_one_key_stays(start, tmp_path):
    new_secret = start()["new_secret"]
    kept = tmp_path / "var" / "secret_key"
    before = kept.read_text()
    new_secret(kept)
    assert kept.read_text() == before
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_a_secret_key_of_the_environment_leaves_no_file(start, tmp_path):
    assert start(LEITAI_SECRET_KEY=LONG_KEY)["SECRET_KEY"] == LONG_KEY
    assert not (tmp_path / "var").exists()


def test_postgresql_by_url(start):
    database = start(DATABASE_URL="postgres://li:p%40ss@db.example:5433/leitai")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "li",
        "p@ss",
        "db.example",
        5433,
        "leitai",
    ]


def test_cookies_stay_on_https_where_everybody_has_it(start):
    assert start()["SESSION_COOKIE_SECURE"] is False
    settings = start(LEITAI_HTTPS="1", LEITAI_HOSTS="leitai.example, 192.168.1.20")
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["ALLOWED_HOSTS"] == ["leitai.example", "192.168.1.20"]


def test_what_https_leaves_in_a_browser_is_not_in_the_way_of_plain_http_the_next_day(start, settings, monkeypatch):
    """No cookie of one has the name of one of the other, and a hall's laptop lets no browser insist on https."""
    cookies = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "COOKIE_PREFIX")
    plain, public, venue = start(), start(LEITAI_HTTPS="1"), start(LEITAI_VENUE="8000")
    assert {plain[name] for name in cookies} & {venue[name] for name in cookies} == set()
    assert venue["SESSION_COOKIE_NAME"] == f"{venue['COOKIE_PREFIX']}{plain['SESSION_COOKIE_NAME']}"
    assert (venue["SECURE_HSTS_SECONDS"], public["SECURE_HSTS_SECONDS"]) == (0, 30 * 86400)
    settings.COOKIE_PREFIX = venue["COOKIE_PREFIX"]
    messages = runpy.run_path(str(ROOT / "pages" / "messages.py"))["MessageStorage"].storage_classes[0]
    assert messages.cookie_name == "__Host-messages"
    for name in ("SECURE_HSTS_SECONDS", "SILENCED_SYSTEM_CHECKS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        setattr(settings, name, venue[name])
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # the browser's tests set it
    call_command("check", "--deploy", "--fail-level", "WARNING")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LEITAI_HOST", "a", "LEITAI_HOST is not a setting; did you mean LEITAI_HOSTS?"),
        ("LEITAI_DEBUG", "yes", "LEITAI_DEBUG is 0 or 1, not 'yes'."),
        ("LEITAI_HTTPS", "on", "LEITAI_HTTPS is 0 or 1, not 'on'."),
        ("LEITAI_VENUE", "yes", "LEITAI_VENUE is a port, not 'yes'; make venue sets it."),
        ("LEITAI_SECRET_KEY", "short", "LEITAI_SECRET_KEY must hold at least 50 characters, not 5."),
        (
            "LEITAI_HOSTS",
            "http://a",
            (
                "LEITAI_HOSTS lists host names or addresses, separated by commas, "
                "without http:// and port; 'http://a' is not one."
            ),
        ),
        *(
            ("DATABASE_URL", url, "DATABASE_URL must look like postgres://user:password@host:5432/name.")
            for url in ("leitai.sqlite3", "sqlite:///x", "mysql://a@b/c", "postgres://a@b", "postgres://a@b:port/c")
        ),
    ],
)
def test_a_wrong_setting_is_one_sentence(start, name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as error:
        start(**{name: value})
    assert str(error.value) == sentence


def test_a_name_like_none_lists_them_all(start):
    with pytest.raises(
        ImproperlyConfigured, match="LEITAI_QQQQ is not a setting; did you mean LEITAI_DEBUG or LEITAI_"
    ):
        start(LEITAI_QQQQ="1")


def test_a_folder_that_is_none(start, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=r"can be neither read nor made \(.+\): set LEITAI_SECRET_KEY"):
        start(LEITAI_VAR=str(tmp_path / "file"))


def test_the_command_line_prints_the_sentence_alone(tmp_path):
    environment = {**os.environ, "LEITAI_VAR": str(tmp_path), "LEITAI_DEBUGG": "1"}
    command = [sys.executable, "manage.py", "check"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "Settings: LEITAI_DEBUGG is not a setting; did you mean LEITAI_DEBUG?\n"
