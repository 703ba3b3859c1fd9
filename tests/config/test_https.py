"""By https: behind a proxy that is named, and by the server itself. Forms of a real browser's kind are taken."""

import re
import socket
import ssl
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from threading import Thread
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPSHandler, ProxyHandler, Request, build_opener

import pytest
import trustme
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.utils import translation

from config.management.commands.serve import refuse_half_https
from config.proxy import believe_proxy
from tests.config.test_serving import free_port, started

LISTEN = ("--host", "127.0.0.1", "--port")


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority):
    return authority.issue_cert("localhost", "127.0.0.1")


class Passed(BaseHTTPRequestHandler):
    """One request, handed on with the headers a proxy adds."""

    def do_GET(self):
        there = HTTPConnection("127.0.0.1", self.server.behind, timeout=30)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        own = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"}
        there.request(self.command, self.path, body, {**dict(self.headers), **own})
        got = there.getresponse()
        answer = got.read()
        self.send_response_only(got.status)
        for name, value in got.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)
        there.close()

    do_POST = do_GET  # noqa: N815 - named by the library

    def log_message(self, *_):
        pass


@contextmanager
def proxy(certificate, behind):
    """A proxy that speaks https and says so to the server behind it; yields its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with ThreadingHTTPServer(("127.0.0.1", 0), Passed) as server:
        server.behind = behind
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def listening(port, process):
    """Wait until somebody takes connections."""
    while process.poll() is None:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return


class Browser:
    """It trusts our authority, keeps cookies, and says where a form was filled in."""

    def __init__(self, authority, base):
        context = ssl.create_default_context()
        authority.configure_trust(context)
        self.base, self.cookies = base, CookieJar()
        handlers = (ProxyHandler({}), HTTPSHandler(context=context), HTTPCookieProcessor(self.cookies))
        self.opener = build_opener(*handlers)

    def ask(self, path, data=None):
        headers = {"Origin": self.base, "Referer": self.base + path} if data else {}
        try:
            with self.opener.open(Request(self.base + path, data, headers), timeout=30) as got:  # noqa: S310
                return got.status, got.headers, got.read().decode()
        except HTTPError as error:
            return error.code, error.headers, error.read().decode()


def sign_in_works(browser, hsts="max-age=2592000"):
    """The form is read, and its answer is about the password, not about the form."""
    _status, headers, page = browser.ask("/account/sign-in/")
    assert headers["Strict-Transport-Security"] == hsts
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    data = f"csrfmiddlewaretoken={token}&username=nobody&password=wrong-password"
    status, _headers, page = browser.ask("/account/sign-in/", data.encode())
    assert status == 200
    assert 'value="nobody"' in page
    assert all(cookie.secure and cookie.name.startswith("__Host-") for cookie in browser.cookies)


def test_behind_a_proxy_that_is_named(hall, authority, certificate):
    port = free_port()
    with (
        started(hall, "serve", *LISTEN, str(port), LEITAI_HTTPS="1", LEITAI_PROXY="127.0.0.1") as (_, process),
        proxy(certificate, port) as outside,
    ):
        listening(port, process)
        sign_in_works(Browser(authority, f"https://localhost:{outside}"))


def test_by_the_server_itself(hall, tmp_path, authority, certificate):
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    key.write_bytes(certificate.private_key_pem.bytes())
    port = free_port()
    with started(hall, "serve", *LISTEN, str(port), "--certificate", str(chain), "--key", str(key)) as (
        said,
        process,
    ):
        listening(port, process)
        assert f"https://127.0.0.1:{port}/" in said
        sign_in_works(Browser(authority, f"https://localhost:{port}"))
    assert (hall / "var").stat().st_mode & 0o077 == 0
    assert (hall / "var" / "leitai.sqlite3").stat().st_mode & 0o077 == 0


@translation.override("en")
def test_half_https_is_told_at_the_start(settings, tmp_path):
    settings.HTTPS, settings.PROXIES = True, []
    with pytest.raises(CommandError, match="LEITAI_PROXY"):
        refuse_half_https("", "")
    with pytest.raises(CommandError, match="There is no file"):
        refuse_half_https(str(tmp_path / "none.pem"), "")
    there = tmp_path / "there.pem"
    there.touch()
    with pytest.raises(CommandError, match="belong together"):
        refuse_half_https(str(there), "")
    refuse_half_https(str(there), str(there))


def test_only_a_named_proxy_is_believed(settings, rf):
    settings.PROXIES = [ip_network("10.0.0.0/24")]
    answer = believe_proxy(lambda request: HttpResponse(f"{request.scheme} {request.META['REMOTE_ADDR']}"))
    headers = {"HTTP_X_FORWARDED_PROTO": "http, https", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 192.0.2.9"}
    assert answer(rf.get("/", REMOTE_ADDR="10.0.0.7", **headers)).content == b"https 192.0.2.9"
    assert answer(rf.get("/", REMOTE_ADDR="10.0.1.7", **headers)).content == b"http 10.0.1.7"
    assert answer(rf.get("/", REMOTE_ADDR="", **headers)).content == b"http "


def test_what_the_framework_says_of_a_deployment(settings, monkeypatch):
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # the browser's tests set it
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 3600
    call_command("check", "--deploy", "--fail-level", "WARNING")
