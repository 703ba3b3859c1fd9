"""Browsers of Django's test client, and the words of the pages they get."""

import re
from html import unescape

from django.test import Client


def client_of(user=None, language="en"):
    """A browser of somebody who has signed in, or of anybody, that asks for a language."""
    client = Client(headers={"accept-language": language})
    if user is not None:
        client.force_login(user)
    return client


def text_of(response):
    """The words of a page, without tags, one blank between them."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
