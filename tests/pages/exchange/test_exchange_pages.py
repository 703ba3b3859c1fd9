"""From the themes of a district to what residents read of what was presented, and back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.actions import change_theme
from communities.models import Theme
from contests.actions import correct_name
from contests.models import Contestant, Presentation
from pages.files import kept_as
from tests.browsers import client_of, text_of
from tests.cast import a_published_contest, later, secretaries
from tests.documents import a_pdf
from tests.films import a_photo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # the actions run on both in tests/contests
TEXT = "We knock on every door twice a year."


@pytest.fixture
def who(cast):
    contest = a_published_contest(cast)
    Contestant.objects.filter(number="01").update(secretary=secretaries(cast.district, 1)[0], title="Two knocks")
    return contest.contestants.get(number="01")


def at(name, who, **more):
    return reverse(f"exchange:{name}", kwargs={"pk": who.contest_id, "contestant": who.pk, **more})


def public_pages(who):
    """Those that lead to what a contestant presented."""
    community = who.secretary.community
    return [
        reverse("public:district", args=[community.street.district.slug]),
        reverse("public:experience", args=[community.street.district.slug]),
        reverse("public:community", args=[community.pk]),
        reverse("public:contest", args=[who.contest_id]),
        reverse("public:contestant", args=[who.contest_id, who.pk]),
    ]


def led_there(who, made):
    """Of which pages a resident is led to it; each is asked twice, so that a kept one shows."""
    way = reverse("public:presentation", args=[made.pk])
    resident = client_of()
    return [way in (resident.get(path), resident.get(path))[1].content.decode() for path in public_pages(who)]


def test_what_was_presented_comes_to_the_residents_and_goes_back(cast, who):
    wang = client_of(cast.wang)
    assert "needs one" in text_of(wang.get(at("presentation", who)))
    wang.post(reverse("exchange:take-themes", args=["tiexi"]))
    theme = Theme.objects.get(name="党建引领基层治理")
    sent = {"theme": theme.pk, "summary": "Knocking", "text": f"{TEXT}\n\nSecond.", "comment": "Simple and true."}
    wang.post(at("presentation", who), sent)
    made = Presentation.objects.get()
    wang.post(at("add-file", who), {"title": "Slides", "file": SimpleUploadedFile("a.pdf", a_pdf(), "application/pdf")})
    wang.post(at("add-file", who), {"title": "Yard", "file": SimpleUploadedFile("a.jpg", a_photo(), "image/jpeg")})
    page = wang.post(at("add-file", who), {"title": "Film", "file": SimpleUploadedFile("a.pdf", b"MZ", "x/y")})
    assert "neither a picture" in text_of(page)
    assert led_there(who, made) == [False] * 5
    seen = Presentation.objects.get().changed_at.isoformat()
    wang.post(at("agree", who), {"how": "by telephone", "seen": seen})
    assert led_there(who, made) == [False] * 5
    assert "Released." in text_of(wang.post(at("release", who), {"seen": seen}, follow=True))
    assert led_there(who, made) == [True] * 5
    page = client_of().get(reverse("public:presentation", args=[made.pk]))
    for words in ("Two knocks", TEXT, "Simple and true.", "Slides"):
        assert words in text_of(page)
    slides, yard = (reverse("public:presentation-file", args=[made.pk, file.pk]) for file in made.attachments.all())
    assert f'<img src="{yard}?small" alt="Yard"' in page.content.decode()
    assert client_of().get(yard)["Content-Type"] == "image/jpeg"
    file = client_of().get(slides)
    assert (file.content, file["Content-Type"], file["X-Content-Type-Options"]) == (
        a_pdf(),
        "application/pdf",
        "nosniff",
    )
    assert file["Content-Disposition"].startswith("attachment")
    page = wang.post(at("withdraw", who), {"reason": "by all " * 50})
    assert "at most 200 characters" in text_of(page)
    assert "by all by all" in page.content.decode()
    wang.post(at("withdraw", who), {"reason": "asked to"})
    assert led_there(who, made) == [False] * 5
    assert client_of().get(reverse("public:presentation", args=[made.pk])).status_code == 404


def test_residents_find_what_was_presented_by_theme_pillar_community_and_contest(cast, places_with_two):
    first, second = places_with_two
    path = reverse("public:experience", args=[cast.district.slug])
    for asked, found in (
        ({"theme": first.theme_id}, [True, False]),
        ({"pillar": second.theme.pillar}, [False, True]),
        ({"community": first.contestant.secretary.community_id}, [True, False]),
        ({"contest": first.contestant.contest_id}, [True, True]),
        ({"theme": "none"}, [False, False]),
    ):
        body = client_of().get(path, asked).content.decode()
        assert [reverse("public:presentation", args=[one.pk]) in body for one in (first, second)] == found


@pytest.fixture
def places_with_two(cast):
    """Two presentations of one contest, on two themes and of two communities."""
    contest = a_published_contest(cast)
    made = []
    for n, secretary in enumerate(secretaries(cast.district, 2), 1):
        contest.contestants.filter(number=f"0{n}").update(secretary=secretary)
        theme = Theme.objects.create(district=cast.district, name=f"Theme {n}", pillar=("linkage", "service")[n - 1])
        now = contest.date.isoformat() + "T10:00:00Z"
        common = {"summary": "Short", "text": "Long", "changed_at": now, "agreed_at": now, "released_at": now}
        who = contest.contestants.get(number=f"0{n}")
        by = {"agreed_by": cast.wang, "agreed_how": "by telephone", "released_by": cast.wang}
        made.append(Presentation.objects.create(contestant=who, theme=theme, **common, **by))
    return made


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Two slides.pdf", "Two slides.pdf"),
        ("../../a\\b", "a-b.pdf"),
        ("bill\u202efdp.exe", "billfdp.exe.pdf"),
        ("..", "PDF.pdf"),
    ],
)
def test_a_file_is_kept_under_its_title_which_names_no_other_place_and_hides_nothing(title, name):
    assert kept_as(title) == f'attachment; filename="{name}"'


def test_how_a_secretary_agreed_is_still_there_where_the_text_was_changed_meanwhile(cast, places_with_two):
    row, wang = places_with_two[0], client_of(cast.wang)
    Presentation.objects.update(released_at=None, released_by=None, agreed_at=None, agreed_by=None, agreed_how="")
    page = wang.post(at("agree", row.contestant), {"how": "by telephone on 3 July", "seen": later(9).isoformat()})
    assert "Somebody else has just changed this." in text_of(page)
    assert 'value="by telephone on 3 July"' in page.content.decode()
    assert f'name="seen" value="{Presentation.objects.get(pk=row.pk).changed_at.isoformat()}"' in page.content.decode()


def test_a_theme_and_a_talk_are_called_on_a_kept_page_as_they_are_now(cast, places_with_two):
    page, resident = reverse("public:contest", args=[places_with_two[0].contestant.contest_id]), client_of()
    assert "Theme 2" in text_of(resident.get(page))
    theme = places_with_two[1].theme
    change_theme(theme=theme, values={"name": "Neighbours first"}, by=cast.wang, now=later(9))
    assert "Neighbours first" in text_of(resident.get(page))
    called = {"title": "Three knocks"}
    correct_name(part=places_with_two[0].contestant, values=called, reason="slip", by=cast.wang, now=later(999))
    assert "Three knocks" in text_of(resident.get(page))
