"""`make venue`: https in the hall by an authority of the laptop's own, as a tablet meets it that trusts no other."""

import plistlib
import re
import ssl
import stat
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from ipaddress import ip_address
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, HTTPSHandler, ProxyHandler, Request, build_opener

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from config.certificates import authority_in, names_of, server_in
from config.management.commands.demo import wait_for
from config.management.commands.venue import own_names
from config.server.plain_http import elsewhere
from tests.config.test_https import Browser, listening, sign_in_works
from tests.config.test_serving import free_port, started

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


class Trusting:
    """What `Browser` asks of an authority: here a tablet that has installed one certificate and knows no other."""

    def __init__(self, certificate):
        self.certificate = certificate

    def configure_trust(self, context):
        context.load_verify_locations(cadata=self.certificate)


def tablet(certificate, base):
    """A browser that trusts one authority alone, and none of the system's."""
    browser = Browser(Trusting(certificate), base)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=certificate)
    browser.opener = build_opener(ProxyHandler({}), HTTPSHandler(context=context), HTTPCookieProcessor(browser.cookies))
    return browser


def plain(url, agent="Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)"):
    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    with opener.open(Request(url, headers={"User-Agent": agent, "Accept-Language": "en"}), timeout=30) as got:  # noqa: S310
        return got.geturl(), got.headers, got.read()


def test_a_tablet_that_took_the_certificate_speaks_https_and_another_is_shown_how(hall):
    port, explains = free_port(), free_port()
    listen = ("--host", "127.0.0.1", "--port", str(port), "--plain-port", str(explains))
    with started(hall, "venue", *listen, LC_ALL="C.UTF-8") as (said, process):
        wait_for(f"http://127.0.0.1:{explains}/trust/", process)
        listening(port, process)
        base, page = f"https://127.0.0.1:{port}", f"http://127.0.0.1:{explains}"
        assert re.findall(r"https?://\S+", said) == [f"{base}/", f"{page}/", f"{base}/"]

        address, headers, shown = plain(f"{page}/")
        assert address == f"{page}/trust/"
        assert f"connect-src 'self' {base}/" in headers["Content-Security-Policy"].split("; ")  # in any order
        assert "Set-Cookie" not in headers
        lines = re.findall(r"(?:[0-9A-F]{2} ){7}[0-9A-F]{2}", said)
        assert len(lines) == 4
        assert all(line in shown.decode() for line in lines)
        assert "Certificate Trust Settings" in shown.decode().partition("<details")[2].partition("</details>")[0]

        _address, headers, certificate = plain(f"{page}/trust/leitai.cer")
        assert headers["Content-Type"] == "application/x-x509-ca-cert"
        _address, headers, profile = plain(f"{page}/trust/leitai.mobileconfig")
        assert headers["Content-Type"] == "application/x-apple-aspen-config"
        [payload] = plistlib.loads(profile)["PayloadContent"]
        assert payload["PayloadContent"] == certificate

        trusts = tablet(certificate, base)
        sign_in_works(trusts, hsts=None)
        _status, _headers, page_of_https = tablet(certificate, f"https://localhost:{port}").ask("/trust/")
        assert f"https://localhost:{port}/" in page_of_https
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            plain(f"{page}/j/of-a-card?again=1")

    folder = hall / "var" / "venue"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {path.name for path in folder.iterdir()} == {"authority.key", "authority.pem", "server.key", "server.pem"}


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind).value


def test_a_certificate_is_what_devices_ask_for_and_the_authority_may_do_nothing_else(tmp_path):
    authority = authority_in(tmp_path, "laptop", ["192.168.1.20"], NOW)
    server = server_in(tmp_path, authority, ["192.168.1.20", "laptop", "laptop.local", "example.com", "8.8.8.8"], NOW)
    names = extension(server, x509.SubjectAlternativeName)
    assert names.get_values_for_type(x509.IPAddress) == [ip_address("192.168.1.20")]
    assert names.get_values_for_type(x509.DNSName) == ["laptop", "laptop.local"]
    assert list(extension(server, x509.ExtendedKeyUsage)) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert server.not_valid_after_utc - server.not_valid_before_utc <= 825 * DAY
    assert server.not_valid_before_utc < NOW - DAY
    assert extension(authority.certificate, x509.BasicConstraints).path_length == 0
    allowed = {str(part.value) for part in extension(authority.certificate, x509.NameConstraints).permitted_subtrees}
    assert {"192.168.0.0/16", "laptop", "local"} <= allowed
    assert not {"com", "", "0.0.0.0/0"} & allowed


def test_a_certificate_is_made_anew_when_addresses_change_or_it_runs_out_and_the_authority_stays(tmp_path):
    def at(now, *addresses):
        authority = authority_in(tmp_path, "laptop", list(addresses), now)
        return authority.certificate, server_in(tmp_path, authority, [*addresses, "localhost"], now)

    first = at(NOW, "192.168.1.20")
    assert at(NOW + DAY, "192.168.1.20") == first
    moved = at(NOW + DAY, "192.168.8.2", "10.0.0.3")
    assert (moved[0], names_of(moved[1])) == (first[0], ["192.168.8.2", "10.0.0.3", "localhost"])
    assert at(NOW + DAY, "10.0.0.3", "192.168.8.2") == moved
    later = moved[1].not_valid_after_utc - 10 * DAY
    renewed = at(later, "192.168.8.2", "10.0.0.3")
    assert renewed[0] == first[0]
    assert renewed[1].not_valid_after_utc > later + 100 * DAY

    (tmp_path / "server.key").write_text("half a k")
    assert at(later, "192.168.8.2")[1] not in {first[1], moved[1], renewed[1]}

    outside = at(later, "59.33.1.2")  # a network of offices with addresses of the internet: tablets trust anew
    assert outside[0] != first[0]
    assert names_of(outside[1]) == ["59.33.1.2", "localhost"]
    end = outside[0].not_valid_after_utc - 10 * DAY
    replaced = authority_in(tmp_path, "laptop", ["59.33.1.2"], end)
    assert (replaced.certificate != outside[0], replaced.replaces) == (True, True)


def test_the_laptop_is_known_by_its_own_names():
    assert {"localhost", "127.0.0.1"} < set(own_names())


def test_what_is_no_path_never_runs_together_with_the_port(settings):
    settings.VENUE, settings.ALLOWED_HOSTS = "8000", ["10.0.0.7"]
    for asked in ("*", "", "@evil.example/", "/"):
        assert dict(elsewhere("10.0.0.7:8001", asked, "").headers)["location"] == "/trust/"
    assert dict(elsewhere("10.0.0.7:8001", "/judge/", "").headers)["location"] == "https://10.0.0.7:8000/judge/"
