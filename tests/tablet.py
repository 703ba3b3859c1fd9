"""A judge's tablet in tests: a browser in a seat, a sheet filled in and sent."""

from html import unescape

from communities.models import Journal
from contests import actions as contests
from contests.rules.cards import new_card
from pages.judge.views.seat import COOKIE, cookie_value
from scoring import actions
from scoring.models import Submission
from tests.browsers import client_of
from tests.cast import NOW, chance, later

CARD = new_card(chance("s"))
SECRET, CODE = CARD.secret, CARD.code
GOOD = {"content": "36.5", "language": "27", "poise": "9"}


def card_for(cast, sheet, letter="s"):
    sheet.judge = contests.issue_card(judge=sheet.judge, chance=chance(letter), by=cast.wang, now=NOW).judge
    return sheet


def seated(judge, client=None):
    client = client or client_of()
    client.cookies[COOKIE] = cookie_value(judge)
    return client


def text(response):
    return unescape(response.content.decode())


def address(sheet):
    return f"/judge/sheets/{sheet.pk}/"


def posted(sheet, step="confirm", key="key-1", **points):
    """What a page that was opened just now sends."""
    items = sheet.performance.round.items.all()
    counts = sheet.submissions.filter(counts=True).values_list("pk", flat=True).first()
    return {f"points-{i.pk}": (GOOD | points)[i.key] for i in items} | {
        "step": step,
        "key": key,
        "replaces": counts or "",
    }


def send(tablet, sheet, step="confirm", key="key-1", **points):
    return tablet.post(address(sheet), posted(sheet, step, key, **points))


def still_there(response, *values):
    """What was typed stands in the fields of the page."""
    return all(f'value="{value}"' in text(response) for value in values)


def stored():
    return Submission.objects.count(), Journal.objects.filter(verb="sheet-submitted").count()


def asked(tablet, tag=None, query=""):
    """The small address that is asked twice a second."""
    return tablet.get(f"/judge/state/{query}", headers={"if-none-match": tag} if tag else {})


def recuse(cast, sheet):
    actions.recuse_after_opening(
        judge=sheet.judge, contestant=sheet.performance.contestant, reason="cousins", by=cast.wang, now=later(2)
    )
