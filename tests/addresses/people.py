"""The pages on which judges, contestants, the running order and ready scores are entered."""

from tests.addresses import DESK, DISTRICT, ORGANISER, Address

ONLY, READ = (ORGANISER,), (ORGANISER, "supervisor", "administrator")


def contest(places):
    return {"pk": places.draft.pk}


def judge(places):
    return {"pk": places.draft.pk, "judge": places.draft.judges.first().pk}


def panel(places):
    return {"pk": places.draft.pk, "panel": places.draft.panels.first().pk}


def contestant(places):
    return {"pk": places.draft.pk, "contestant": places.draft.contestants.first().pk}


def external_round(places):
    return {"pk": places.tour.pk, "round": places.external.pk}


ADDRESSES = {
    "people:judges": Address(reads=DISTRICT, posts=ONLY, where=contest),
    "people:more": Address(posts=ONLY, where=contest),
    "people:judge": Address(reads=READ, posts=ONLY, where=judge),
    "people:new-panel": Address(reads=READ, posts=ONLY, where=contest),
    "people:panel": Address(reads=READ, posts=ONLY, where=panel),
    "people:contestants": Address(reads=DISTRICT, posts=ONLY, where=contest),
    "people:contestant-list": Address(posts=ONLY, where=contest),
    "people:contestants-template": Address(reads=DISTRICT, where=contest),
    "people:take-over": Address(reads=READ, posts=ONLY, where=contest),
    "people:contestant": Address(reads=READ, posts=ONLY, where=contestant),
    "people:remove": Address(posts=ONLY, where=contestant),
    "people:order": Address(reads=DISTRICT, posts=ONLY, where=contest),
    "people:rooms": Address(reads=DISTRICT, posts=ONLY, where=contest),
    "people:route": Address(reads=DISTRICT, posts=ONLY, where=lambda places: {"pk": places.touring.pk}),
    "people:ready-scores": Address(reads=DISTRICT, gives=302, where=lambda places: {"pk": places.tour.pk}),
    "people:scores": Address(reads=DISTRICT, posts=(ORGANISER, DESK), where=external_round),
    "people:scores-template": Address(reads=DISTRICT, where=external_round),
}
