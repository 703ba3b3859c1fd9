"""Evidence of check items: the organiser's pages, and those of whoever holds a contestant's link."""

from contests.rules.evidence_links import evidence_token
from tests.addresses import DISTRICT, ORGANISER, ROLES, Address


def contest(places):
    return {"pk": places.draft.pk}


def of(places):
    return {"where": places.evidence.contestant_id}


def item(places):
    return {**of(places), "item": places.evidence.item_id}


def file(places):
    return {**of(places), "file": places.evidence.pk}


def by_link(where):
    return lambda places: {**where(places), "where": evidence_token(places.evidence.contestant, 1)}


def inside(**options):
    return Address(**{"posts": (ORGANISER,), **options})


ADDRESSES = {
    "evidence:contest": Address(reads=DISTRICT, where=contest),
    "evidence:give-links": inside(where=contest),
    "evidence:contestant": Address(reads=DISTRICT, where=of),
    "evidence:add": inside(where=item),
    "evidence:file": Address(reads=DISTRICT, where=file),
    "evidence:remove": inside(where=file),
    "evidence:centre": Address(reads=ROLES, where=by_link(of)),
    "evidence:centre-add": Address(posts=ROLES, where=by_link(item)),
    "evidence:centre-file": Address(reads=ROLES, where=by_link(file)),
    "evidence:centre-remove": Address(posts=ROLES, where=by_link(file)),
}
