"""Photos of sites: the desk adds them once the tour is on, and the report prints them small."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from papers.site_report import site_report
from scoring.actions import add_site_photo, remove_site_photo
from scoring.models import SitePhoto
from tests.browsers import client_of, text_of
from tests.cast import NOW, an_open_tour, later
from tests.documents import a_pdf
from tests.films import JPEG, a_photo, a_png
from tests.printed import squeezed
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # constraints are tried on both


def pictures_on(pdf):
    document = PdfDocument(pdf)
    found = [len(list(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))) for page in document]
    document.close()
    return found


def test_the_desk_adds_photos_that_the_report_prints(cast):
    tour = an_open_tour(cast, contestants=2)
    site = tour.performances.get(round__at_once=True, contestant__number="01")
    desk = client_of(cast.li)
    add = reverse("manage:add-photo", args=[tour.pk, site.pk])
    page = reverse("manage:photos", args=[tour.pk])
    for data, said in ((JPEG[:-2], "This picture is damaged"), (a_pdf(), "Only pictures stand in the report")):
        assert said in text_of(desk.post(add, {"file": SimpleUploadedFile("hall.jpg", data)}))
    desk.post(add, {"file": SimpleUploadedFile("hall.jpg", a_photo()), "title": "The reading room"})
    assert "The reading room" in text_of(desk.get(page))
    photo = SitePhoto.objects.get()
    address = reverse("manage:photo", args=[tour.pk, photo.pk])
    assert b"GPS" not in desk.get(address).content
    assert client_of(cast.wang).get(address).status_code == 200
    report = site_report(tour, now=later(20), language="en")
    (with_it,) = (n for n, text in enumerate(squeezed(report)) if "Thereadingroom" in text)
    assert [n for n, count in enumerate(pictures_on(report)) if count] == [with_it]
    desk.post(reverse("manage:remove-photo", args=[tour.pk, photo.pk]))
    assert not SitePhoto.objects.exists()
    assert sum(pictures_on(site_report(tour, now=later(20), language="en"))) == 0


def test_a_site_takes_so_many_photos_and_each_once(cast):
    tour = an_open_tour(cast, contestants=2)
    site = tour.performances.filter(round__at_once=True).first()

    def add(data):
        return add_site_photo(performance=site, title="Photo", data=data, by=cast.wang, now=NOW)

    first = add(a_png(1))
    with refused("already"):
        add(a_png(1))
    for width in range(2, 7):
        add(a_png(width))
    with refused("too-many-photos"):
        add(a_png(7))
    remove_site_photo(photo=first, by=cast.wang, now=NOW)
    with refused("already"):
        remove_site_photo(photo=first, by=cast.wang, now=NOW)
