"""The public half of the laptop's own authority, as devices take it."""

from __future__ import annotations

import plistlib
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.conf import settings

BYTES_A_LINE = 8


def venue_folder() -> Path:
    """Where `make venue` keeps its certificates and keys."""
    folder: Path = settings.VAR / "venue"
    return folder


def authority() -> x509.Certificate | None:
    """The authority's certificate; None where `make venue` was never started here."""
    try:
        return x509.load_pem_x509_certificate((venue_folder() / "authority.pem").read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def der(certificate: x509.Certificate) -> bytes:
    """The certificate as most systems take it."""
    return certificate.public_bytes(Encoding.DER)


def title(certificate: x509.Certificate) -> str:
    """The name under which a device lists it."""
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def fingerprint(certificate: x509.Certificate) -> list[str]:
    """Its SHA-256 in lines of pairs, as devices show it."""
    digits = sha256(der(certificate)).hexdigest().upper()
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return [" ".join(pairs[at : at + BYTES_A_LINE]) for at in range(0, len(pairs), BYTES_A_LINE)]


def profile(certificate: x509.Certificate) -> bytes:
    """The certificate as a profile, which an iPad asks to install."""
    content, name = der(certificate), title(certificate)
    own = uuid5(NAMESPACE_OID, sha256(content).hexdigest())
    inner = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"leitai.hall.{own}.root",
        "PayloadUUID": str(uuid5(own, "root")).upper(),
        "PayloadDisplayName": name,
        "PayloadCertificateFileName": "leitai.cer",
        "PayloadContent": content,
    }
    outer = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"leitai.hall.{own}",
        "PayloadUUID": str(own).upper(),
        "PayloadDisplayName": name,
        "PayloadContent": [inner],
    }
    return plistlib.dumps(outer)
