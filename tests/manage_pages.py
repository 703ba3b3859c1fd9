"""How the tests of the pages of a contest as a whole ask for a page, and read it."""

import re
from html import unescape

from django.urls import reverse

from scoring import actions as scoring
from scoring.results import results_of
from tests.cast import a_published_contest, fresh, later
from tests.printed import printed_pages


def at(name, contest, **more):
    return reverse(f"manage:{name}", kwargs={"pk": contest.pk, **more})


def shown(response):
    """The words of a page, without marks and needless blanks."""
    main = re.sub(r"(?s)^.*<main|</main>.*$", "", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def page(client, name, contest, **more):
    response = client.get(at(name, contest, **more))
    assert response.status_code == 200
    return shown(response)


def after(client, response):
    """What is told after a button was pressed."""
    assert response.status_code == 302
    return shown(client.get(response.headers["Location"]))


def printed(response):
    return "\n".join(printed_pages(response.content))


def winner(contest):
    """Number and name of who is first."""
    return str(contest.contestants.get(number=results_of(fresh(contest)).standings[0].contestant))


def issued(cast, **values):
    """A published contest with its certificates."""
    contest = a_published_contest(cast, **values)
    prefix = values.get("slug", "tx").upper()
    scoring.issue_certificates(contest=contest, prefix=prefix, by=cast.wang, now=later(71))
    return contest
