"""A page that fails leaves a trace: a number on the page, and a line with it that names nobody."""

import json
import logging.config

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.test import Client
from django.urls import clear_url_caches, path, reverse

from communities.faults import latest_faults
from config import urls

pytestmark = pytest.mark.django_db


@login_not_required
def broken(_request, secret):
    raise ValueError(f"王书记 {secret}")


@login_not_required
def gone(_request, secret):
    raise OperationalError(f"connection refused: {secret}")


@pytest.fixture
def kept(settings, tmp_path):
    """The file of faults of this test."""
    settings.FAULTS = tmp_path / "faults.jsonl"
    given = settings.LOGGING
    file = {**given["handlers"]["file"], "filename": str(settings.FAULTS)}
    logging.config.dictConfig({**given, "handlers": {**given["handlers"], "file": file}})
    yield settings.FAULTS
    logging.config.dictConfig(given)


@pytest.fixture
def browser(monkeypatch):
    monkeypatch.setattr(
        urls, "urlpatterns", [path("broken/<str:secret>/", broken), path("gone/<str:secret>/", gone), *urls.urlpatterns]
    )
    clear_url_caches()
    yield Client(raise_request_exception=False)
    monkeypatch.undo()
    clear_url_caches()


def test_a_fault_is_kept_with_the_number_its_page_shows(kept, browser):
    page = browser.get("/broken/card-123/")
    assert page.status_code == 500
    [fault] = latest_faults(kept)
    assert f"<strong>{fault.number}</strong>".encode() in page.content
    assert (fault.what, fault.where) == ("ValueError", "GET /broken/<str:secret>/")
    assert fault.code[-1].endswith(" broken")
    text = kept.read_text(encoding="utf-8")
    assert "card-123" not in text
    assert "王书记" not in text


def test_what_a_database_that_is_gone_leaves_names_no_card(kept, browser, capfd):
    """The answer is made by ourselves, and Django logs it with the address that was asked."""
    assert browser.get("/gone/card-123/").status_code == 503
    [fault] = latest_faults(kept)
    assert (fault.what, fault.where) == ("503 Service Unavailable", "GET /gone/<str:secret>/")
    assert "card-123" not in kept.read_text(encoding="utf-8") + "".join(capfd.readouterr())


def test_refused_sign_ins_are_kept_without_what_may_be_a_password(kept, client, cast):
    for name in (cast.li.username, "typed my password here"):
        client.post(reverse("account:sign-in"), {"username": name, "password": "wrong-wrong"})
    assert [(fault.kind, fault.who) for fault in latest_faults(kept)] == [
        ("sign-in", ""),
        ("sign-in", cast.li.username),
    ]
    assert "password" not in kept.read_text(encoding="utf-8")


def test_an_administrator_reads_the_last_ones(kept, client, cast, browser):
    browser.get("/broken/card-123/")
    with kept.open("a", encoding="utf-8") as file:
        file.write("half a li")
    cast.wang.is_administrator = True
    cast.wang.save()
    client.force_login(cast.wang)
    page = client.get(reverse("administration:faults")).content.decode()
    assert latest_faults(kept)[0].number in page
    assert json.loads(kept.read_text(encoding="utf-8").splitlines()[0])["number"] in page
