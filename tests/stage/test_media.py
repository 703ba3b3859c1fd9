"""Films and pictures of a show: what is taken in and what is not, whose photo is whose, who gets it."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from contests import actions as contests
from pages.passes import pass_of
from scoring import actions as scoring
from stage import actions
from stage.media_folder import LARGEST_FILM, folder_of, path_of
from stage.models import Cue, LinkKind, MediaFile, MediaUse, ScreenMode
from stage.queries import show_of
from stage.rules.on_screen import choice_of
from stage.rules.photos import whose
from stage.tokens import token_of
from tests.cast import a_draft, an_open_contest, fresh, later, started
from tests.films import AAC, AC3, H264, HEVC, JPEG, TEN_BIT, WEBM, a_photo, a_png, an_mp4
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def told(cast):
    return {"by": cast.li, "now": later(20)}


def added(cast, contest, data, use=MediaUse.SLIDE, title="01", size=None):
    given = {"use": use, "title": title, "file": BytesIO(data), "size": size or len(data)}
    return actions.add_media(contest=contest, **given, **told(cast))


def test_a_picture_is_kept_without_what_does_not_draw_it(cast, contest):
    photo = added(cast, contest, a_photo(turned=6))
    kept = path_of(photo).read_bytes()
    assert [word for word in (b"GPS", b"script", b"41.80") if word in kept] == []
    assert kept.endswith(b"\xff\xd9")
    assert b"Exif\0\0MM" in kept  # turned as it was: 8 × 6 pixels stand upright
    assert (photo.format, photo.width, photo.height) == ("jpg", 6, 8)
    drawing = added(cast, contest, a_png(more=[(b"tEXt", b"Comment\0taken at home")]) + b"PK\3\4")
    assert path_of(drawing).read_bytes() == a_png()
    assert (drawing.format, drawing.width, drawing.height) == ("png", 4, 3)


def test_a_film_says_whether_a_browser_plays_it(cast, contest):
    film = added(cast, contest, WEBM)
    assert (film.format, film.width, film.height, film.seconds) == ("webm", 64, 36, 1)
    assert path_of(film).read_bytes() == WEBM
    film = added(cast, contest, an_mp4(H264, AAC))
    assert (film.format, film.width, film.height, film.seconds) == ("mp4", 1920, 1080, 10)
    for data, what in (
        (an_mp4(HEVC, AAC), "H.265 (HEVC)"),
        (an_mp4(TEN_BIT), "H.264, 10 bit or 4:2:2"),
        (an_mp4(H264, AC3), "AC-3"),
        (an_mp4(H264, brand=b"qt  "), "QuickTime"),
        (WEBM.replace(b"V_VP8", b"V_XYZ"), "XYZ"),
        (WEBM.replace(b"\x84webm", b"\x84mkvx"), "mkvx"),
    ):
        with refused("film-unplayable", what=what):
            added(cast, contest, data)


@pytest.mark.parametrize(
    ("code", "data", "size"),
    [
        ("no-picture", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", None),
        ("no-picture", b"GIF89a" + bytes(40), None),
        ("no-picture", an_mp4(brand=b"heic"), None),
        ("no-picture", JPEG.replace(b"\xff\xc0", b"\xff\xc3"), None),
        ("picture-broken", a_png()[:-20], None),
        ("picture-broken", a_png().replace(b"IDAT", b"IDAX"), None),
        ("picture-broken", JPEG[:-2], None),
        ("picture-broken", JPEG[:40], None),
        ("picture-too-heavy", a_png(), 40 * 1024 * 1024),
        ("picture-too-wide", a_png(width=16_001, height=1), None),
        ("film-too-heavy", WEBM, LARGEST_FILM + 1),
        ("film-broken", WEBM[:60], None),
        ("film-broken", an_mp4(H264)[:-5], None),
        ("film-without-picture", an_mp4(AAC), None),
        ("film-broken", an_mp4(H264) + b"\0\0\0\x08free" * 100_000, None),
        ("film-broken", WEBM[:36] + b"\xec\x80" * 100_000 + WEBM[36:], None),
    ],
)
def test_what_no_screen_can_show_is_refused_and_leaves_nothing(cast, contest, code, data, size):
    with refused(code):
        added(cast, contest, data, size=size)
    assert not MediaFile.objects.exists()
    root = folder_of(0).parent
    assert list(root.glob("draft-*")) == []


def test_the_same_twice_a_film_for_a_photo_and_a_full_disk_are_told(cast, contest, monkeypatch):
    added(cast, contest, a_png())
    with refused("already"):
        added(cast, contest, a_png())
    added(cast, contest, a_png(), use=MediaUse.SPONSOR)
    with refused("picture-only"):
        added(cast, contest, WEBM, use=MediaUse.SPONSOR)
    monkeypatch.setattr("stage.media_folder.LEFT_FREE", 2**60)
    with refused("disk-full"):
        added(cast, contest, WEBM)
    assert [media.use for media in MediaFile.objects.order_by("pk")] == ["slide", "sponsor"]


def test_whose_a_photo_is_stands_in_the_name_of_its_file(contest):
    people = list(contest.contestants.all())
    first, second, third = people[:3]
    names = {
        f"{first.name}.jpg": first,
        f"IMG_2026_{second.number}.jpeg": second,
        f"{int(third.number)}号 照片.png": third,
        "IMG_20261120.jpg": None,
        f"{first.number}-{second.number}.png": None,
        "合影.png": None,
    }
    assert {name: whose(name, people) for name in names} == names


def uploaded(client, cast, contest, use, **files):
    sent = [a_file(name.replace("_", "."), data) for name, data in files.items()]
    page = reverse("desk:add-media", args=[contest.pk, pass_of(cast.li, contest)])
    return client.post(page, {"use": use, "files": sent}, follow=True).content.decode()


def a_file(name, data):
    file = BytesIO(data)
    file.name = name
    return file


def test_photos_are_shown_once_somebody_has_said_whose_they_are(cast, contest, django_capture_on_commit_callbacks):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(cast.li)
    performance = contest.performances.filter(round__position=0).order_by("order").first()
    started(cast, contest, performance)
    who, other = performance.contestant, contest.contestants.exclude(pk=performance.contestant_id).first()
    screen = actions.add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Main"}, **told(cast))
    emcee = actions.add_link(contest=contest, values={"kind": LinkKind.EMCEE, "name": "Emcee"}, **told(cast))
    sent = {f"{who.number}_jpg": a_photo(), f"{other.number}_png": a_png(), "notes_svg": b"<svg/>"}
    page = uploaded(client, cast, contest, "photo", **sent)
    assert "2 files added." in page
    assert "notes.svg: This is no file the screens can show." in page

    def on_screen():
        return Client().get(reverse("screen:state", args=[token_of(screen)])).content.decode()

    assert "<img" not in on_screen()
    first, second = MediaFile.objects.order_by("title" if who.number < other.number else "-title")
    assert f'<option value="{who.pk}" selected>' in page
    keep = reverse("desk:keep-photos", args=[contest.pk])
    left_open = client.post(keep, {f"whose-{first.pk}": other.pk, f"whose-{second.pk}": ""}).content.decode()
    assert "Nothing was saved yet." in left_open
    assert left_open.count("invalid-feedback") == 1
    assert f'<option value="{other.pk}" selected>' in left_open
    assert "<img" not in on_screen()
    assert MediaFile.objects.filter(contestant=None).count() == 2
    client.post(keep, {f"whose-{first.pk}": who.pk, f"whose-{second.pk}": "nobody"})
    assert list(MediaFile.objects.all()) == [first]
    shown = f'src="media/{first.file_name}"'
    assert shown in on_screen()
    got = Client().get(reverse("screen:media", args=[token_of(screen), first.file_name]))
    assert b"".join(got.streaming_content) == path_of(first).read_bytes()
    assert (got["Content-Type"], got["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "immutable" in got["Cache-Control"]
    assert Client().get(reverse("emcee:media", args=[token_of(emcee), first.file_name])).status_code == 200
    actions.replace_link(link=screen, **told(cast))
    assert Client().get(reverse("screen:media", args=[token_of(screen), first.file_name])).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_media(media=fresh(first), **told(cast))
    assert not path_of(first).exists()
    assert shown not in Client().get(reverse("screen:state", args=[token_of(fresh(screen))])).content.decode()
    with refused("already"):
        actions.remove_media(media=first, **told(cast))


def test_parts_of_a_film_are_sent_as_asked(cast, contest):
    film = added(cast, contest, WEBM)
    client = Client()
    client.force_login(cast.li)
    address = reverse("desk:media-file", args=[contest.pk, film.file_name])

    def part(asked):
        got = client.get(address, headers={"Range": asked, "Accept-Encoding": "gzip"})
        return got.status_code, got.headers.get("Content-Range"), b"".join(got) if got.status_code < 300 else b""

    size = len(WEBM)
    assert part("bytes=0-1") == (206, f"bytes 0-1/{size}", WEBM[:2])
    assert part("bytes=100-") == (206, f"bytes 100-{size - 1}/{size}", WEBM[100:])
    assert part("bytes=-7") == (206, f"bytes {size - 7}-{size - 1}/{size}", WEBM[-7:])
    assert part("bytes=-0") == (416, f"bytes */{size}", b"")
    assert part(f"bytes={size}-") == (416, f"bytes */{size}", b"")
    assert part("lines=1-2") == (200, None, WEBM)
    Path(path_of(film)).unlink()
    assert client.get(address).status_code == 404


def test_files_go_with_a_rehearsal_a_draft_and_a_contestant(cast, django_capture_on_commit_callbacks):
    rehearsal = an_open_contest(cast, rehearsal=True)
    slide, _same = added(cast, rehearsal, a_png()), added(cast, rehearsal, a_png(), use=MediaUse.SPONSOR)
    actions.show_on_screen(contest=rehearsal, mode="media", picture=slide.pk, **told(cast))
    draft = a_draft(cast, slug="draft")
    photo, other = added(cast, draft, a_photo(), use=MediaUse.PHOTO), added(cast, draft, a_png())
    who = draft.contestants.first()
    actions.keep_photos(contest=draft, whose={photo.pk: who.pk}, **told(cast))
    files = [path_of(media) for media in (slide, photo, other)]
    assert [file.exists() for file in files] == [True, True, True]
    with django_capture_on_commit_callbacks(execute=True):
        contests.remove_part(part=who, by=cast.wang, now=later(30))
    assert [file.exists() for file in files] == [True, False, True]
    with django_capture_on_commit_callbacks(execute=True):
        scoring.remove_rehearsal(contest=fresh(rehearsal), by=cast.wang, now=later(31))
        contests.remove_contest(contest=fresh(draft), by=cast.wang, now=later(31))
    assert [file.exists() for file in files] == [False, False, False]


def test_slides_begin_and_end_with_their_item_and_pictures_stand_on_title_and_message(cast, contest):
    first, second = added(cast, contest, a_png(), title="01"), added(cast, contest, WEBM, title="02")
    sponsor = added(cast, contest, a_png(colour=(0, 0, 9)), use=MediaUse.SPONSOR, title="Printers")
    screen = actions.add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Main"}, **told(cast))
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(cast.li)

    def on_screen():
        return Client().get(reverse("screen:state", args=[token_of(screen)])).content.decode()

    def board():
        return client.get(reverse("desk:board", args=[contest.pk])).content.decode()

    assert f'src="media/{sponsor.file_name}" alt="Printers"' in on_screen()
    form = {"kind": "film", "title": "Our streets", "planned": "3:00", "slot": "0", "films": [second.pk, first.pk]}
    client.post(reverse("desk:add-cue", args=[contest.pk]), form)
    cue = Cue.objects.get(title="Our streets")
    assert list(cue.media.order_by("title")) == [first, second]
    actions.begin_cue(cue=cue, **told(cast))
    assert f'src="media/{first.file_name}"' in on_screen()
    assert "Next slide" in board()
    assert "Previous slide" not in board()
    ahead = Client().get(reverse("screen:ahead", args=[token_of(screen)])).json()["files"]
    assert ahead == [f"media/{one.file_name}" for one in (first, second, sponsor)]
    seen = choice_of(show_of(contest))
    client.post(reverse("desk:show", args=[contest.pk]), {"mode": "media", "picture": second.pk, "seen": seen})
    assert f'data-film="media/{second.file_name}"' in on_screen()
    with refused("stale"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.MEDIA, picture=first.pk, seen=seen, **told(cast))
    actions.end_cue(cue=fresh(cue), **told(cast))
    assert 'class="picture title"' in on_screen()
    client.post(
        reverse("desk:show", args=[contest.pk]), {"mode": "message", "message": "Back at ten", "beside": first.pk}
    )
    assert f'src="media/{first.file_name}"' in on_screen()
    with refused("no-media"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.MEDIA, picture=sponsor.pk, **told(cast))
    actions.show_on_screen(contest=contest, mode=ScreenMode.MEDIA, picture=second.pk, **told(cast))
    actions.remove_media(media=second, **told(cast))
    assert 'class="picture title"' in on_screen()
