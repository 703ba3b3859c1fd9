"""Addresses as QR codes: on cards and certificates, on the desk's screen, in a terminal."""

from __future__ import annotations

import segno

QUIET = 2
"""Light modules around a code: fewer, and cameras do not find it."""


def qr_code(address: str) -> segno.QRCode:
    """An address as a QR code that can be read with a seventh of it gone, never one of the small kind phones skip."""
    return segno.make_qr(address, error="m")


def qr_svg(address: str, *, grows: bool = False) -> str:
    """An address as a QR code in SVG, dark on light in every light; `grows` to fill the frame it stands in."""
    return str(qr_code(address).svg_inline(border=QUIET, omitsize=grows, dark="#1a1a1a", light="#ffffff"))
