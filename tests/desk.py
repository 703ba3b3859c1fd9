"""Somebody at the desk, in tests: asks, posts and reads plain words."""

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


def sent(client, page, *args, **data):
    """Post an answer and follow it to the page that comes."""
    return text_of(client.post(to(page, *args), data, follow=True))


def played(contest):
    """All performances in running order."""
    return list(contest.performances.select_related("contestant").order_by("round__position", "order"))
