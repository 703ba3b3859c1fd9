"""The laptop's own authority, and a certificate by it for the addresses the laptop has today (decision 49).

All of it lies in one folder: `authority.key`, `authority.pem`, `server.key`, `server.pem`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LASTS, SERVER_LASTS = timedelta(days=3 * 365), timedelta(days=200)
"""Apple takes no server's certificate that lasts longer than 825 days."""
RENEWED_BEFORE, EARLIER = timedelta(days=30), timedelta(days=3)
"""Made anew so long before its end, and good so long before it is made: the clocks of tablets differ."""
PRIVATE = "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 169.254.0.0/16 127.0.0.0/8 fc00::/7 fe80::/10 ::1/128"
NETWORKS: tuple[IPv4Network | IPv6Network, ...] = tuple(map(ip_network, PRIVATE.split()))
"""The addresses an authority may speak for, beside those of the laptop: networks that lead nowhere else."""
DOMAINS = ("localhost", "local", "lan", "internal", "home.arpa")
"""And the names, beside that of the laptop: none that anybody can own in the internet."""
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority with its key; `replaces` where it was just made in the place of one that tablets may trust."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    replaces: bool


def authority_in(folder: Path, host: str, addresses: list[str], now: datetime) -> Authority:
    """The authority kept in a folder, for a laptop of that name. A new one where none is, where it soon runs out, or
    where it may speak for none of the laptop's addresses.
    """
    kept = _kept(folder, "authority")
    lasts = kept is not None and now + RENEWED_BEFORE < kept[0].not_valid_after_utc
    if kept and lasts and any(may_speak_for(kept[0], address) for address in addresses):
        return Authority(*kept, replaces=False)
    replaces = (folder / "authority.pem").exists()
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed_authority(key, host, addresses, now)
    _keep(folder, "authority", certificate, key)
    return Authority(certificate, key, replaces=replaces)


def server_in(folder: Path, authority: Authority, names: list[str], now: datetime) -> x509.Certificate:
    """The certificate kept in a folder for these names and addresses, made anew where it is good no more."""
    speakable = [name for name in dict.fromkeys(names) if may_speak_for(authority.certificate, name)]
    kept = _kept(folder, "server")
    if kept and _still_good(kept[0], authority, speakable, now):
        return kept[0]
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed_server(key, authority, speakable, now)
    _keep(folder, "server", certificate, key)
    return certificate


def may_speak_for(authority: x509.Certificate, name: str) -> bool:
    """Whether an authority's constraints take in a host name or an address."""
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    try:
        address = ip_address(name)
    except ValueError:
        domains = [part.value for part in permitted if isinstance(part, x509.DNSName)]
        return bool(LABEL.fullmatch(name)) and any(name == d or name.endswith(f".{d}") for d in domains)
    networks = (part.value for part in permitted if isinstance(part, x509.IPAddress))
    return any(address in network for network in networks if isinstance(network, IPv4Network | IPv6Network))


def names_of(certificate: x509.Certificate) -> list[str]:
    """The names and addresses of a server's certificate, in its order."""
    return [
        str(name.value) for name in certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    ]


def _still_good(certificate: x509.Certificate, authority: Authority, names: list[str], now: datetime) -> bool:
    try:
        certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, TypeError, InvalidSignature):
        return False
    lasts = certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc - RENEWED_BEFORE
    return lasts and set(names_of(certificate)) == set(names)


def _signed_authority(
    key: ec.EllipticCurvePrivateKey, host: str, addresses: list[str], now: datetime
) -> x509.Certificate:
    """Good for addresses and names of halls alone: whoever steals its key can pass for no site of the internet."""
    own = [host] if LABEL.fullmatch(host) else []
    outside = [ip for ip in map(ip_address, addresses) if not any(ip in network for network in NETWORKS)]
    networks = [*NETWORKS, *map(ip_network, outside)]
    permitted = [*map(x509.DNSName, dict.fromkeys([*DOMAINS, *own])), *map(x509.IPAddress, networks)]
    serial = x509.random_serial_number()
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Leitai"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Leitai {now:%Y-%m-%d} {serial % 0x10000:04X}"),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _signed_server(
    key: ec.EllipticCurvePrivateKey, authority: Authority, names: list[str], now: datetime
) -> x509.Certificate:
    issuer = authority.certificate
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Leitai in the hall")]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(min(now + SERVER_LASTS, issuer.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(list(map(_general, names))), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .sign(authority.key, hashes.SHA256())
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _kept(folder: Path, name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None:
    """A certificate and its key; None where one of them is missing, broken, or belongs to another."""
    try:
        certificate = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
        key = serialization.load_pem_private_key((folder / f"{name}.key").read_bytes(), None)
    except (FileNotFoundError, ValueError):
        return None
    belongs = isinstance(key, ec.EllipticCurvePrivateKey) and key.public_key() == certificate.public_key()
    return (certificate, key) if belongs and isinstance(key, ec.EllipticCurvePrivateKey) else None


def _keep(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    """Write both for their owner's eyes only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    _write(folder / f"{name}.key", key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    _write(folder / f"{name}.pem", certificate.public_bytes(encoding))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and never readable for others in between."""
    draft = path.with_suffix(f"{path.suffix}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
