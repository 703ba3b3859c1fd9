"""Small pictures and a film for tests: a JPEG of 8 × 6 pixels, and a WebM of one second with five pictures of 64 × 36,
both written by a browser (canvas, MediaRecorder with VP8); PNG are made here."""

import struct
import zlib
from base64 import b64decode
from io import BytesIO

from stage.actions import add_media, keep_photos
from stage.models import MediaUse
from tests.cast import later

JPEG = b64decode("""
/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAA
AAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNj
AAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAAB
ZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAA
t4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABt
bHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWv
uZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////
////////////////////////////////wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA
/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCABXf/2Q==
""")
WEBM = b64decode("""
GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAJpEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uE
H0O2dVOsgdRNu4xTq4QcU7trU6yCAlfsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRE
Sk53TYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh16EQChl2N6DgQFV7oEBhoVWX1ZQOOCdsIFAuoEkU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEf
Q7Z1AQAAAAAAAXfngQCg3KGtgQAAALACAJ0BKkAAJAAKhwiFhYiZhIg4AgAGjlqupr4gTwD+4Ll/615+5FwAdaGqpqjugQGlo7ACAJ0BKkAAJAAKhwiF
hYiZhIg4AgAGjk/Mx5vxWAD+664AoMOhooEAzAAxAgAqEcAAGAnTyaM7lHAHqKqp4P7Xjgw615+5FwB1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA
+4EAoMOhooEBmAAxAgAqEcAAGAzQyaM7lHAHqKqp4P7guX615+5FwAB1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA+4HMoMShooECYAARAgAqEbwA
GAAaT/QMABT6qqiA/teUYA/I7CG7BAB1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA+4IBmKDEoaKBAykAEQIAKhGwABgAGk/0DAAU+qqogP7i4L61
5+5F/1MwdaGZppfugQGlktEBACoRwAAYABhYL/QACIwAAPuCAmAcU7trjbuLs4EAt4b3gQHxgdQ=
""")


def png_part(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(width=4, height=3, colour=(200, 40, 40), more=()):
    """A picture of one colour; `more` are parts that draw nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    parts = [(b"IHDR", head), *more, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_part(*part) for part in parts)


def exif(turned):
    """What a camera writes: how to turn the photo, and where it was taken."""
    entries = [(0x0112, 3, 1, turned << 16), (0x8825, 4, 1, 41804)]
    tiff = b"MM\0*" + struct.pack(">IH", 8, len(entries)) + b"".join(struct.pack(">HHII", *one) for one in entries)
    body = b"Exif\0\0" + tiff + b"GPS 41.8048 123.4328"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def a_photo(turned=6):
    """A JPEG as a phone gives it, with something hidden behind its end."""
    return JPEG[:2] + exif(turned) + JPEG[2:] + b"<script>alert(1)</script>"


def a_portrait(cast, contest, contestant):
    """The photo of a contestant, sent and said whose it is."""
    given = {"contest": contest, "by": cast.li, "now": later(7)}
    photo = add_media(use=MediaUse.PHOTO, title="01", file=BytesIO(a_photo()), size=len(a_photo()), **given)
    keep_photos(whose={photo.pk: contestant.pk}, **given)
    photo.refresh_from_db()
    return photo


def box(name, *inside):
    body = b"".join(inside)
    return struct.pack(">I4s", len(body) + 8, name) + body


def track(kind, name, more=b""):
    size = {b"vide": 78, b"soun": 28}[kind]
    head = bytearray(size)
    head[24:28] = struct.pack(">HH", 1920, 1080) if kind == b"vide" else b"\0\0\0\0"
    described = box(b"stsd", struct.pack(">II", 0, 1), box(name, bytes(head), more))
    told = box(b"hdlr", bytes(8), kind, bytes(12))
    return box(b"trak", box(b"mdia", told, box(b"minf", box(b"stbl", described))))


def an_mp4(*tracks, brand=b"isom"):
    """The boxes that say what is in a film, without any pictures; ten seconds long."""
    length = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 10_000), bytes(80))
    return box(b"ftyp", brand, bytes(4), b"mp41") + box(b"moov", length, *tracks) + box(b"mdat", bytes(64))


H264, HEVC = track(b"vide", b"avc1", box(b"avcC", b"\x01\x64\0\x28")), track(b"vide", b"hvc1")
TEN_BIT = track(b"vide", b"avc1", box(b"avcC", b"\x01\x6e\0\x28"))
AAC = track(b"soun", b"mp4a", box(b"esds", bytes(4), b"\x03\x19\0\0\0\x04\x11\x40\x15"))
AC3 = track(b"soun", b"ac-3")
