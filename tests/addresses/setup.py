"""The pages on which a contest is set up, the rule sheet among them."""

from contests.models import Award, RubricItem
from tests.addresses import DISTRICT, ORGANISER, READERS, SIGNED, STRANGER, Address


def draft(places):
    return {"pk": places.draft.pk}


def of_round(places):
    return {"pk": places.draft.pk, "part": places.draft.rounds.first().pk}


def of_item(places):
    return {"pk": places.draft.pk, "part": RubricItem.objects.filter(round__contest=places.draft).first().pk}


def of_award(places):
    return {"pk": places.draft.pk, "part": Award.objects.filter(contest=places.draft).first().pk}


def row(places):
    return {**of_item(places), "kind": "items"}


CHANGED = {"reads": DISTRICT, "posts": (ORGANISER,)}

ADDRESSES = {
    "setup:contests": Address(reads=SIGNED),
    "setup:new": Address(reads=(ORGANISER, STRANGER), posts=(ORGANISER, STRANGER)),
    "setup:copy": Address(reads=READERS, posts=(ORGANISER,), where=draft),
    "setup:basics": Address(**CHANGED, where=draft),
    "setup:show": Address(**CHANGED, where=draft),
    "setup:remove": Address(reads=READERS, posts=(ORGANISER,), where=draft),
    "setup:rounds": Address(reads=DISTRICT, where=draft),
    "setup:new-round": Address(**CHANGED, where=draft),
    "setup:round": Address(**CHANGED, where=of_round),
    "setup:new-item": Address(**CHANGED, where=of_round),
    "setup:questions": Address(reads=(ORGANISER,), posts=(ORGANISER,), where=of_round),
    "setup:cut": Address(**CHANGED, where=of_round),
    "setup:item": Address(**CHANGED, where=of_item),
    "setup:awards": Address(reads=DISTRICT, where=draft),
    "setup:new-award": Address(**CHANGED, where=draft),
    "setup:award": Address(**CHANGED, where=of_award),
    "setup:move": Address(posts=(ORGANISER,), where=row, data={"to": "down"}),
    "setup:take-away": Address(**CHANGED, where=row),
    "rules:sheet": Address(reads=DISTRICT, where=draft),
    "rules:change": Address(**CHANGED, where=draft),
    "rules:panel": Address(**CHANGED, where=draft, query="?key=jury", data={"key": "jury"}),
    "rules:round": Address(**CHANGED, where=draft, query="?key=speech", data={"key": "speech"}),
    "rules:add-link": Address(posts=(ORGANISER,), where=draft, data={"link": "lot"}),
    "rules:change-link": Address(posts=(ORGANISER,), where=draft, data={"link": "chair", "to": "up"}),
}
