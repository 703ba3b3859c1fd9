"""How the tests of the set-up pages look at a page."""

import re
from html import unescape

from django.test import Client


def browser(user, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def text(response):
    """What a reader sees, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def item_values(**values):
    return {"name": "Content", "guidance": "", "maximum": "40", "minimum": "0", "step": "0.1", "weight": "1", **values}


def round_values(**values):
    return {"name": "Speech", "weight": "1", "guidance": "", "limit": "", "warn_at": "", **values}


def award_values(**values):
    return {"name": "First", "way": "places", "quota": "1", "tie": "extend", "minimum": "", "cap": "", **values}
