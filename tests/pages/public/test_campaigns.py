"""A campaign from its first word to its end: what organisers do, and what residents read of it meanwhile."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from contests import actions
from contests.models import Campaign, Contest, Season
from scoring import actions as scoring
from tests.browsers import client_of, text_of
from tests.cast import Cast, a_closed_contest, a_draft, a_published_contest, an_open_contest, announced, later
from tests.films import a_png
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def begun(cast, title="Be the vanguard", **values):
    given = {"title": title, "theme": "New breakthroughs", "began": date(2026, 6, 1), **values}
    return actions.create_campaign(district=cast.district, values=given, by=cast.wang, now=later(0))


def put(cast, row, *contests, minutes=75):
    for contest in contests:
        actions.include_contest(campaign=row, contest=contest, by=cast.wang, now=later(minutes))


def published(cast, row, minutes=76):
    row.refresh_from_db()
    actions.publish_campaign(campaign=row, seen=row.version, by=cast.wang, now=later(minutes))
    return reverse("public:campaign", args=[cast.district.slug, row.pk])


def read(path, language="en"):
    """What residents read, twice: made, and kept."""
    pages = [client_of(language=language).get(path) for _ in range(2)]
    assert text_of(pages[0]) == text_of(pages[1])
    return text_of(pages[1])


def test_an_organiser_begins_fills_publishes_and_ends_a_campaign(cast):
    wang, slug = client_of(cast.wang), cast.district.slug
    contest = an_open_contest(cast)
    new = reverse("campaigns:new", args=[slug])
    assert "The end must not be before" in text_of(
        wang.post(new, {"title": "Vanguards", "began": "2026-06-01", "until": "2026-05-01"})
    )
    wang.post(new, {"title": "Van\u202eguards\u202c", "began": "2026-06-01"})
    assert Campaign.objects.get().title == "Vanguards"
    row = Campaign.objects.get()

    def ways(name, *more):
        return reverse(f"campaigns:{name}", args=[slug, row.pk, *more])

    assert "is in the campaign" in text_of(wang.post(ways("include"), {"contest": contest.pk}, follow=True))
    picture = {"says": "Flags", "file": SimpleUploadedFile("flags.gif", b"GIF89a" + bytes(40))}
    assert "no picture that every browser shows" in text_of(wang.post(ways("set-banner"), picture))
    wang.post(ways("set-banner"), picture | {"file": SimpleUploadedFile("flags.png", a_png())})
    public = reverse("public:campaign", args=[slug, row.pk])
    assert client_of().get(public).status_code == 404
    row.refresh_from_db()
    wang.post(ways("publish"), {"seen": row.version - 1})
    assert client_of().get(public).status_code == 404
    wang.post(ways("publish"), {"seen": row.version})
    page = client_of().get(public).content.decode()
    assert 'alt="Flags"' in page
    image = client_of().get(reverse("public:campaign-banner", args=[slug, row.pk, row.banner.file_name]))
    assert (image.content, image["Content-Type"]) == (a_png(), "image/png")
    assert "nosniff" in image["X-Content-Type-Options"]
    for place in ("public:district", "public:contest"):
        to = client_of().get(reverse(place, args=[slug if place == "public:district" else contest.pk]))
        assert f'href="{public}"' in to.content.decode()
    wang.post(ways("end"))
    assert "Ended" in read(public)
    assert "Let it go on first" in text_of(wang.post(ways("exclude", contest.pk), follow=True))
    wang.post(ways("resume"))
    wang.post(ways("withdraw"), {"reason": "asked to"})
    assert client_of().get(public).status_code == 404
    assert public not in client_of().get(reverse("public:contest", args=[contest.pk])).content.decode()
    wang.post(ways("remove"))
    assert not Campaign.objects.exists()
    assert Contest.objects.filter(pk=contest.pk).exists()


def test_residents_read_of_each_contest_what_it_shows_itself_and_what_is_kept_follows(cast):
    row = begun(cast)
    done = a_closed_contest(cast, title="First round", public_level="winners")
    coming = an_open_contest(cast, slug="coming", title="Second round", announced="nothing")
    draft = a_draft(cast, slug="draft", title="Third round")
    put(cast, row, done, coming, draft)
    path = published(cast, row)
    words = read(path)
    assert [title in words for title in ("First round", "Second round", "Third round")] == [True, False, False]
    winner = done.contestants.get(number="01").name
    assert winner not in words
    announced(cast, done)
    assert winner in read(path)
    assert "一等奖" in read(path, "zh-hans")
    Contest.objects.filter(pk=coming.pk).update(announced="contest")
    words = read(path)
    assert words.index("First round") < words.index("Second round")
    order = [done.pk, coming.pk, draft.pk]
    actions.move_contest(campaign=row, contest=coming, up=True, seen=order, by=cast.wang, now=later(80))
    with refused("stale"):
        actions.move_contest(campaign=row, contest=coming, up=True, seen=order, by=cast.wang, now=later(80))
    words = read(path)
    assert words.index("Second round") < words.index("First round")
    right = {"values": {"name": "Zhou"}, "reason": "misspelt", "by": cast.wang, "now": later(81)}
    actions.correct_name(part=done.contestants.get(number="01"), **right)
    assert winner in read(path)
    scoring.supersede(contest=done, reason="A slip", by=cast.wang, now=later(82))
    assert "Zhou" in read(path)
    actions.exclude_contest(campaign=row, contest=done, by=cast.wang, now=later(83))
    assert "First round" not in read(path)


def test_a_contest_is_put_into_one_campaign_of_its_district_from_its_own_page_and_no_rehearsal_is(cast):
    one, other = begun(cast), begun(cast, "Another")
    contest, wang = a_draft(cast), client_of(cast.wang)
    own, basics = reverse("campaigns:of-contest", args=[contest.pk]), reverse("setup:basics", args=[contest.pk])
    assert "Choose a campaign first" in text_of(wang.post(own, {"campaign": "x"}, follow=True))
    assert "Be the vanguard" in text_of(wang.get(basics))
    wang.post(own, {"campaign": one.pk})
    assert "already" in text_of(wang.post(own, {"campaign": one.pk}, follow=True))
    assert "Take it out of the campaign" in text_of(wang.get(basics))
    with refused("in-a-campaign"):
        put(cast, other, contest)
    with refused("already"):
        put(cast, one, contest)
    wang.post(own, {"out": one.pk})
    put(cast, other, contest)
    trying = a_draft(cast, slug="try", rehearsal=True)
    with refused("rehearsal"):
        put(cast, one, trying)
    qian = Cast("heping", ("qian",))
    elsewhere = begun(qian)
    with refused("another-district"):
        actions.include_contest(campaign=elsewhere, contest=contest, by=qian.wang, now=later(1))
    with refused("role-ended"):
        actions.change_campaign(campaign=one, values={"title": "Mine"}, by=qian.wang, now=later(1))
    stranger = client_of(qian.wang)
    assert stranger.get(reverse("campaigns:campaign", args=[cast.district.slug, one.pk])).status_code == 404
    assert stranger.get(reverse("campaigns:campaign", args=[qian.district.slug, one.pk])).status_code == 404


def a_season(cast, row, **values):
    row.refresh_from_db()
    given = {"places": ["10", "8", "6"], "others": Decimal(1), "public": True, **values}
    actions.set_season(campaign=row, values=given, weights={}, seen=row.version, by=cast.wang, now=later(77))


def points_in(path):
    """Place and points of each, as residents read them."""
    found = re.findall(
        r'<td class="number">(\d+).*?<summary><strong>([^<]*)<', client_of().get(path).content.decode(), re.DOTALL
    )
    return [(int(place), points) for place, points in found]


def test_points_over_the_contests_of_a_campaign_follow_what_is_published_and_open_to_their_parts(cast):
    row = begun(cast)
    first = a_published_contest(cast, title="First round", public_level="places")
    second = a_closed_contest(cast, slug="second", title="Second round", public_level="places")
    put(cast, row, first, second)
    a_season(cast, row)
    path = published(cast, row, 78)
    assert points_in(path) == [(1, "10"), (2, "8"), (3, "6")]
    announced(cast, second)
    assert points_in(path) == [(1, "20"), (2, "16"), (3, "12")]
    words = read(path)
    assert "First round : 10 (place 1)" in words.replace("round:", "round :")
    assert "Points from the first place down: 10, 8, 6" in words
    weights, row = {second.pk: Decimal("0.5")}, Campaign.objects.get()
    actions.set_season(campaign=row, values={}, weights=weights, seen=row.version, by=cast.wang, now=later(81))
    assert points_in(path) == [(1, "15"), (2, "12"), (3, "9")]
    with refused("stale"):
        actions.set_season(campaign=row, values={}, weights={}, seen=row.version, by=cast.wang, now=later(82))
    down = first.contestants.get(number="01")
    scoring.adjust(contestant=down, points=Decimal(-90), reason="prompted", by=cast.li, now=later(83))
    assert points_in(path)[0] == (1, "15")
    scoring.supersede(contest=first, reason="A slip", by=cast.wang, now=later(84))
    assert points_in(path) != [(1, "15"), (2, "12"), (3, "9")]


def test_a_points_table_tells_residents_no_more_than_its_contests_show(cast):
    row = begun(cast)
    contest = a_published_contest(cast, public_level="winners")
    put(cast, row, contest)
    a_season(cast, row)
    path = published(cast, row, 78)
    assert points_in(path) == []
    own = reverse("campaigns:season", args=[cast.district.slug, row.pk])
    assert "Residents do not see the table" in text_of(client_of(cast.wang).get(own))
    Contest.objects.filter(pk=contest.pk).update(public_level="places")
    assert len(points_in(path)) == 3
    Contest.objects.filter(pk=contest.pk).update(public_level="winners")
    a_season(cast, row, places=[], others=Decimal(0), told_apart=False, awards=[["一等奖", "10"]])
    assert points_in(path)[0] == (1, "10")


def test_a_points_table_by_award_names_nobody_whom_a_contest_of_winners_only_does_not(cast):
    row, contest = begun(cast), a_published_contest(cast, preset="standards", public_level="winners")
    put(cast, row, contest)
    awarded = [e["contestant"] for e in contest.publications.get().data["result"]["standings"] if e["awards"]]
    assert 0 < len(awarded) < 3
    a_season(cast, row, places=[], others=Decimal(0), told_apart=False, awards=[["四星党群服务中心", "10"]])
    words = read(published(cast, row, 78))
    assert [f"Secretary {n}" in words for n in (1, 2, 3)] == [f"0{n}" in awarded for n in (1, 2, 3)]
    assert "(place" not in words
    own = text_of(client_of(cast.wang).get(reverse("campaigns:season", args=[cast.district.slug, row.pk])))
    assert all(f"Secretary {n}" in own for n in (1, 2, 3))
    assert "(place 2)" in own


def test_an_organiser_sets_a_points_table_and_takes_it_as_a_workbook(cast):
    row, wang = begun(cast), client_of(cast.wang)
    put(cast, row, a_published_contest(cast, title="First round"))
    own = reverse("campaigns:season", args=[cast.district.slug, row.pk])
    sent = {"collects": "communities", "places": "１０，8.5、x", "awards": "First", "others": "", "seen": 2}
    page = text_of(wang.post(own, sent))
    assert "“x” is no number of points" in page
    assert "write the name of the award" in page
    sent |= {"places": "10，8.5、6", "awards": "一等奖：12\nBest 3", "told_apart": "on"}
    page = text_of(wang.post(own, sent, follow=True))
    assert "Nobody" not in page
    assert "nobody gets its points: Best." in page
    book = load_workbook(
        BytesIO(wang.get(reverse("campaigns:season-workbook", args=[cast.district.slug, row.pk])).content)
    )
    values = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert [line[:2] + line[3:5] for line in values if line[0] == 1] == [[1, "Community 1", 12, 12]]
    wang.post(reverse("campaigns:remove-season", args=[cast.district.slug, row.pk]))
    assert not Season.objects.exists()
