"""Files that are evidence of values: looked through, confirmed together with the value, carried on."""

import struct
import zlib
from base64 import b64decode
from decimal import Decimal

import pytest

from communities import actions
from communities.models import Achievement, FileFormat, Indicator, Journal, ValueFile
from communities.periods import read_period
from communities.rules.files import LARGEST_PICTURE, looked_at
from communities.rules.values import Entry
from tests.cast import NOW, Cast, a_community, all_organise, later
from tests.documents import a_pdf
from tests.films import JPEG, a_photo, a_png, png_part
from tests.refusals import refused

pytestmark = pytest.mark.django_db
WEBP = b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
SHARP = b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


def riff(*chunks):
    body = b"".join(kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for kind, part in chunks)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def begun():
    """A cast, and what enters a value of its only place."""
    cast = all_organise(Cast())
    by = {"by": cast.wang, "now": NOW}
    actions.take_starter_set(district=cast.district, **by)
    place = Indicator.objects.get(code="LD05").pk, a_community(cast.district).pk, read_period("2025")
    return cast, lambda n: actions.enter_values(district=cast.district, entries=[Entry(*place, Decimal(n))], **by)


def goes_on(cast, *states):
    """What waits is confirmed by another, and published."""
    for state in states:
        act = actions.publish_values if state == "confirmed" else actions.confirm_values
        seen = Achievement.objects.filter(retired_at=None, state=state).values_list("pk", flat=True)
        act(district=cast.district, seen=list(seen), by=cast.wang if state == "confirmed" else cast.li, now=NOW)


def told(data, small=b""):
    found = looked_at(data, small)
    return found.format, found.width, found.height


def a_bomb():
    """A picture of few bytes that is fifty million pixels once it is drawn."""
    head = struct.pack(">IIBBBBB", 7000, 7000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(7000 * (1 + 875)), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(png_part, (b"IHDR", b"IDAT", b"IEND"), (head, rows, b"")))


def test_pictures_and_documents_are_taken_without_what_they_say_beside():
    assert told(a_photo()) == (FileFormat.JPEG, 6, 8)  # stood on its side
    assert b"GPS" not in looked_at(a_photo()).content
    assert told(a_png()) == (FileFormat.PNG, 4, 3)
    assert told(WEBP) == told(SHARP) == (FileFormat.WEBP, 1, 1)
    assert looked_at(WEBP).content == WEBP
    assert looked_at(a_pdf(2)).pages == 2
    wordy = riff((b"VP8X", bytes((0x2C, 0, 0, 0)) + bytes(6)), (b"ICCP", b"c" * 5), WEBP_CHUNK, (b"EXIF", b"GPS 41.8"))
    kept = looked_at(wordy).content
    assert (b"GPS" in kept, b"c" * 5 in kept, kept[20]) == (False, True, 0x20)
    assert looked_at(kept).content == kept


WEBP_CHUNK = (b"VP8 ", WEBP[20:])


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("no-evidence", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("no-evidence", lambda: b"MZ" + bytes(100)),
        ("no-evidence", lambda: riff((b"ANIM", bytes(6)), WEBP_CHUNK)),
        ("picture-too-heavy", lambda: JPEG + bytes(40 * 1024 * 1024)),
        ("picture-too-wide", a_bomb),
        ("picture-too-wide", lambda: riff((b"VP8 ", WEBP[20:26] + struct.pack("<HH", 9000, 9000) + WEBP[30:]))),
        ("picture-broken", lambda: JPEG[:-2]),
        ("picture-broken", lambda: a_png()[:-20]),
        ("picture-broken", lambda: WEBP[:-4]),
        ("picture-broken", lambda: riff((b"VP8 ", b"short"))),
        ("picture-broken", lambda: riff((b"EXIF", b"alone"))),
        ("no-pdf", lambda: b"%PDF-1.7 and nothing"),
    ],
)
def test_any_other_file_is_refused_in_one_sentence(code, make):
    with refused(code):
        looked_at(make())


def test_a_smaller_copy_is_kept_where_it_is_one():
    assert looked_at(a_png(40, 30), a_png(20, 15)).small == a_png(20, 15)
    for other in (a_png(20, 20), a_pdf(), b"x", a_png(2000, 1500), bytes(LARGEST_PICTURE)):
        assert looked_at(a_png(40, 30), other).small == b""


def files_of(state):
    rows = Achievement.objects.filter(retired_at=None, state=state)
    return [[file.title for file in row.files.all()] for row in rows]


def test_a_value_with_another_file_is_confirmed_anew_and_keeps_its_files():
    cast, enter = begun()
    enter(3)
    goes_on(cast, "entered", "confirmed")
    value = Achievement.objects.get(retired_at=None)
    added = {"value": value, "title": "Photo", "by": cast.wang, "now": later(1)}
    actions.add_value_file(data=a_photo(), **added)
    assert (files_of("published"), files_of("entered")) == ([[]], [["Photo"]])
    with refused("stale"):
        actions.add_value_file(data=a_png(), **added)  # on what residents see, while a newer one waits
    goes_on(cast, "entered", "confirmed")
    assert files_of("published") == [["Photo"]]
    enter(4)  # a correction keeps what shows it
    assert files_of("entered") == [["Photo"]]
    latest = Achievement.objects.get(retired_at=None, state="entered")
    actions.remove_value_file(value=latest, file=ValueFile.objects.get(), by=cast.wang, now=NOW)
    assert (files_of("published"), files_of("entered")) == ([["Photo"]], [[]])
    assert [line.detail["title"] for line in Journal.objects.filter(verb__startswith="value-file")] == ["Photo"] * 2


def test_a_value_takes_so_many_files_and_each_once():
    cast, enter = begun()
    enter(3)

    def add(data):
        value = Achievement.objects.get(retired_at=None)
        actions.add_value_file(value=value, title="Photo", data=data, by=cast.wang, now=NOW)

    add(a_photo())
    with refused("already"):
        add(a_photo())
    for width in (1, 2, 3, 4):
        add(a_png(width))
    with refused("too-many-value-files"):
        add(a_png(5))
