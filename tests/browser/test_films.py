"""Films in a real browser: sent from the desk, played on the screen; a slide that was made small on its way."""

import pytest
from playwright.sync_api import expect

from contests.models import Contest
from stage import actions
from stage.models import LinkKind, MediaFile
from stage.tokens import token_of
from tests.browser.conftest import axe_faults, too_narrow
from tests.browser.sheet import promised
from tests.cast import an_open_contest, later
from tests.films import WEBM, a_png

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_film_is_sent_from_the_desk_and_plays_on_the_screen(cast, open_page):
    contest: Contest = an_open_contest(cast)
    main = {"kind": LinkKind.SCREEN, "name": "Main"}
    link = actions.add_link(contest=contest, values=main, by=cast.li, now=later(20))
    screen, desk = open_page(size=(1280, 720)), open_page(user=cast.li)
    screen.goto(f"/screen/{token_of(link)}/")
    desk.goto(f"/desk/{contest.pk}/media/")
    slides = desk.locator(".media-add", has=desk.locator("#files-slide"))
    film = {"name": "Our streets.webm", "mimeType": "video/webm", "buffer": WEBM}
    large = {"name": "Z.png", "mimeType": "image/png", "buffer": a_png(4000, 10)}
    desk.set_input_files("#files-slide", [film, large])
    expect(slides.get_by_role("button", name="Add", exact=True)).to_be_enabled()
    slides.get_by_role("button", name="Add", exact=True).click()
    expect(desk.get_by_text("2 files added.")).to_be_visible()
    assert MediaFile.objects.get(title="Z").width == 3840
    assert axe_faults(desk) == []
    assert too_narrow(desk) == []
    desk.get_by_role("button", name="Show Our streets").click()
    playing = screen.locator("#picture.media video")
    expect(playing).to_be_visible()
    promised(screen, "document.querySelector('video').currentTime > 0")
    desk.get_by_role("button", name="Show Z").click()
    expect(screen.locator("#picture.media .slide")).to_be_visible()
    promised(screen, "document.querySelector('.slide')?.naturalWidth > 0")
