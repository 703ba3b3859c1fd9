"""Somebody at the desk, in tests: a browser that posts and reads plain words."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse


def client_of(user):
    """A browser of somebody who has signed in and reads English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def to(name, *args, show=None):
    """An address of the desk."""
    return reverse(f"desk:{name}", args=args) + (f"?show={show}" if show else "")


def text_of(response):
    """The words of a page, without tags, one blank between them."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def board(client, contest, show=None):
    """The words of the board."""
    response = client.get(to("board", contest.pk, show=show))
    assert response.status_code == 200
    return text_of(response)


def sent(client, page, *args, **data):
    """Post an answer and follow it to the page that comes."""
    return text_of(client.post(to(page, *args), data, follow=True))


def played(contest):
    """All performances in running order."""
    return list(contest.performances.select_related("contestant").order_by("round__position", "order"))


def fresh(row):
    """A row as it is now."""
    return type(row).objects.get(pk=row.pk)
