"""A page that is the same for all who ask is asked of Django once in a moment; nobody gets what is another's."""

import asyncio
from types import SimpleNamespace

import pytest

from config.server import shared
from config.server.gateway import Answer
from config.server.lanes import PUBLIC, TABLETS
from config.server.shared import Shared, same_for_all, unless_known
from config.server.turns import LaneFull
from tests.config.test_lanes import run

SAME = [("ETag", 'W/"a"'), ("Cache-Control", "no-cache"), ("Content-Encoding", "gzip"), ("Vary", "Cookie")]
PAGE = Answer(200, SAME, b"results")


def request(method="GET", path="/contests/1/", **headers):
    return SimpleNamespace(scheme="http", method=method, path=path, query_string="", headers=headers)


def asked_together(answers, many=5, shared=None):
    """So many ask at once; what they got, and how often Django was asked."""
    times = []

    async def ask():
        times.append(1)
        await asyncio.sleep(0)
        answer = answers[min(len(times), len(answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def story():
        together = shared or Shared()
        return await asyncio.gather(*(together.answer(("key",), ask) for _ in range(many)), return_exceptions=True)

    return run(story()), len(times)


def test_who_asks_at_the_same_moment_gets_one_answer_and_the_next_moment_a_new_one(monkeypatch):
    assert asked_together([PAGE]) == ([PAGE] * 5, 1)
    kept = Shared()
    asked_together([PAGE], shared=kept)
    assert asked_together([Answer(200, SAME, b"others")], shared=kept) == ([PAGE] * 5, 0)
    monkeypatch.setattr(shared, "MOMENT", 0)
    later = Shared()
    asked_together([PAGE], shared=later)
    assert asked_together([Answer(200, SAME, b"others")], shared=later)[0][0].body == b"others"


@pytest.mark.parametrize(
    "own",
    [
        Answer(200, [*SAME, ("Set-Cookie", "csrftoken=x")], b"mine"),
        Answer(200, SAME[1:], b"without a tag"),
        Answer(200, [SAME[0], ("Cache-Control", "no-store, private")], b"mine"),
        Answer(404, SAME, b"nothing"),
    ],
)
def test_what_may_be_somebodys_own_is_asked_for_each(own):
    assert asked_together([own]) == ([own] * 5, 5)


def test_where_asking_fails_the_next_one_asks():
    got, times = asked_together([ValueError("has left"), PAGE])
    assert ([type(each) for each in got], got[1:], times) == ([ValueError, *[Answer] * 4], [PAGE] * 4, 2)


def test_what_is_full_is_full_for_all_who_wait():
    got, times = asked_together([LaneFull(), PAGE])
    assert ([type(each) for each in got], times) == ([LaneFull] * 5, 1)


def test_only_residents_without_a_cookie_share_and_only_what_is_alike():
    key = same_for_all(request(), PUBLIC)
    assert key == same_for_all(request(**{"if-none-match": "x", "user-agent": "y"}), PUBLIC)
    assert key == same_for_all(request(**{"content-length": "0"}), PUBLIC)
    others = [request(path="/contests/2/"), request(**{"accept-language": "zh"}), request(host="elsewhere")]
    assert key not in [same_for_all(other, PUBLIC) for other in others]
    own = [request("POST"), request(cookie="sessionid=1"), request(authorization="x"), request("HEAD")]
    own += [request(**{"content-length": "1"})]
    assert [same_for_all(other, PUBLIC) for other in own] == [None] * 5
    assert same_for_all(request(), TABLETS) is None


class Twice(dict):
    """Headers of which one comes twice, as Granian hands them over."""

    def items(self):
        return [*super().items(), ("accept-language", "@")]


def test_a_header_that_comes_twice_lays_no_page_under_the_key_of_those_who_send_it_once():
    """Django reads "en" and "@" as one malformed line and answers in Chinese; who asks for English gets English."""
    one = request(**{"accept-language": "en"})
    both = SimpleNamespace(**{**vars(one), "headers": Twice(one.headers)})
    assert same_for_all(one, PUBLIC) is not None
    assert same_for_all(both, PUBLIC) is None


def test_what_is_kept_for_a_moment_has_a_size(monkeypatch):
    """However many addresses of a long page somebody makes up; what is not kept is answered all the same."""
    monkeypatch.setattr(shared, "BYTES", 3 * len(PAGE.body))
    kept = Shared()
    for n in range(5):

        async def ask():
            return PAGE

        assert run(kept.answer((f"?{n}",), ask)) == PAGE
    assert len(kept._kept) == 3
    monkeypatch.setattr(shared, "monotonic", lambda: 10**9)
    run(kept.answer(("later",), ask))
    assert len(kept._kept) == 1


def test_who_has_the_page_is_not_sent_it_again():
    known = unless_known(PAGE, 'W/"b", W/"a"')
    assert (known.status, known.body, dict(known.headers)["ETag"]) == (304, b"", 'W/"a"')
    assert "Content-Encoding" not in dict(known.headers)
    assert unless_known(PAGE, 'W/"b"') == unless_known(PAGE, None) == PAGE
