"""The list of papers: each says what it is, and is made as it says."""

from inspect import signature

from papers.registry import choices, printables


def test_every_paper_has_an_address_and_a_place_of_its_own():
    for name in ("id", "position"):
        given = [getattr(kind, name) for kind in printables()]
        assert len({*given}) == len(given) >= 5
    ticks = [choice.name for choice in choices()]
    assert len({*ticks, "language", "publication"}) == len(ticks) + 2


def test_a_paper_takes_what_it_says_it_takes():
    for kind in printables():
        subject, *keywords = signature(kind.make).parameters
        asked = {choice.name for choice in kind.choices} | ({"address"} if kind.leads_to_desk else set())
        assert subject == ("tally" if kind.of_tally else "contest")
        assert {"now", "language", "form", *asked} <= {*keywords}
