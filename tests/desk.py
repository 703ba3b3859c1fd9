"""Somebody at the desk, in tests: asks, posts and reads plain words."""

import re

from django.urls import reverse

from tests.browsers import text_of


def to(name, *args, show=None):
    """An address of the desk."""
    return reverse(f"desk:{name}", args=args) + (f"?show={show}" if show else "")


def board(client, contest, show=None):
    """The words of the board."""
    response = client.get(to("board", contest.pk, show=show))
    assert response.status_code == 200
    return text_of(response)


OF_THE_MOMENT = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|<div class="clock".*?</div>|<p class="pace .*?</p>', re.DOTALL
)
"""What is another in each answer: tokens, and clocks that the page lets go on."""


def parts(client, contest, show=None):
    """The parts of the board as its state address tells them, without what is another in each answer."""
    response = client.get(to("state", contest.pk, show=show))
    assert response.status_code == 200
    return OF_THE_MOMENT.sub("", response.content.decode())


def sent(client, page, *args, **data):
    """Post an answer and follow it to the page that comes."""
    return text_of(client.post(to(page, *args), data, follow=True))


def played(contest):
    """All performances in running order."""
    return list(contest.performances.select_related("contestant").order_by("round__position", "order"))


def primary(client, contest):
    """What the big button says, and what it sends; nothing where it leads to a question."""
    page = client.get(to("board", contest.pk)).content.decode()
    form = re.search(r'<form [^>]* class="whole">(.*?)</form>', page, re.DOTALL)
    if form is None:
        return "", "", {}
    label, detail = re.search(r"<span>(.*?) <b>(.*?)</b></span>", form[1]).groups()
    return label, detail, dict(re.findall(r'name="(performances|seen)" value="(.*?)"', form[1]))
