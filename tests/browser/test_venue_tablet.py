"""By https in the hall, with the certificate of `make venue`: a tablet that trusts it starts without a network."""

import socket
import ssl
from base64 import b64encode
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from threading import Thread

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import expect

from config.certificates import authority_in, server_in
from pages.judge.views.seat import COOKIE, cookie_value
from tests.browser.conftest import CHROMIUM
from tests.browser.sheet import points, press, promised, saved

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = "caches.open('leitai').then((kept) => kept.match(location.href)).then(Boolean)"


def passed(one, other):
    with suppress(OSError):
        while found := one.recv(65536):
            other.sendall(found)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def spoken_for(folder, there):
    """The server by https under the hall's certificate; yields its port, and what a browser trusts it by, as if
    the authority were installed."""
    now = datetime.now(UTC)
    authority = authority_in(folder, "laptop", ["127.0.0.1"], now)
    served = server_in(folder, authority, ["127.0.0.1"], now)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    key = served.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            while True:
                try:
                    taken, _address = listening.accept()
                except OSError:
                    return
                Thread(target=one, args=(taken,), daemon=True).start()

        def one(taken):
            with suppress(OSError), context.wrap_socket(taken, server_side=True) as here:
                behind = socket.create_connection(there)
                back = Thread(target=passed, args=(behind, here), daemon=True)
                back.start()
                passed(here, behind)
                back.join()
                behind.close()

        Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1], b64encode(sha256(key).digest()).decode()
        listening.shutdown(socket.SHUT_RDWR)


@contextmanager
def tablet(browser, profile, trusts):
    args = ["--no-sandbox", f"--ignore-certificate-errors-spki-list={trusts}"]
    kind = browser.browser_type
    context = kind.launch_persistent_context(profile, executable_path=CHROMIUM, args=args, locale="en-GB")
    yield context
    context.close()


def test_a_tablet_that_trusts_the_halls_authority_starts_without_a_network_with_its_draft(
    browser, tmp_path, live_server, sheet
):
    cookie = {"name": COOKIE, "value": cookie_value(sheet.judge)}
    there = live_server.thread.host, live_server.thread.port
    with spoken_for(tmp_path, there) as (port, trusts):
        home = f"https://127.0.0.1:{port}"
        with tablet(browser, tmp_path / "profile", trusts) as context:
            context.add_cookies([{**cookie, "url": home}])
            page = context.pages[0]
            page.goto(f"{home}/judge/")
            assert page.evaluate("isSecureContext")
            press(page, "12")
            saved(page)
            promised(page, KEPT)
    with tablet(browser, tmp_path / "profile", trusts) as context:
        page = context.pages[0]
        page.goto(f"{home}/judge/")  # nobody listens there any more, and the browser was closed
        expect(points(page)).to_have_value("12")
        points(page).fill("13")
        saved(page)
