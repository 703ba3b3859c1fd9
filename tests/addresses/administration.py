"""The pages of administrators."""

from tests.addresses import ADMINISTRATOR, STRANGER, Address

ONLY = (ADMINISTRATOR,)
KINDS = ("district", "street", "community", "secretary", "achievement")


def page(**options):
    return Address(**{"reads": ONLY, "posts": ONLY, "refused": {STRANGER: 403}, **options})


def one(kind):
    return lambda places: {"pk": getattr(places, kind).pk}


def person(places):
    return {"pk": places.cast.li.pk}


PARENTS = {"street": "district", "community": "street", "secretary": "community", "achievement": "community"}

ADDRESSES = {
    "administration:home": page(posts=()),
    "administration:journal": page(posts=()),
    "administration:accounts": page(posts=()),
    "administration:faults": page(posts=()),
    "administration:people": page(posts=()),
    "administration:new-person": page(),
    "administration:person": page(where=person),
    "administration:password": page(where=person, reads=()),
    "administration:unlock": page(where=person, reads=()),
    "administration:unlock-places": page(reads=()),
    "administration:give": page(where=person, reads=()),
    "administration:take": page(
        where=lambda places: {**person(places), "membership": places.cast.li.memberships.get().pk}, reads=()
    ),
    "administration:district": page(where=lambda places: {"slug": places.district.slug}, posts=()),
    "administration:register": page(where=lambda places: {"slug": places.district.slug}, data={"rows": "nothing"}),
    "administration:take-register": page(where=lambda places: {"slug": places.district.slug}, reads=()),
    "administration:register-sheet": page(where=lambda places: {"slug": places.district.slug}, posts=()),
    "administration:community-page": page(where=one("community"), posts=()),
    "administration:new-district": page(),
    **{f"administration:new-{kind}": page(where=one(parent)) for kind, parent in PARENTS.items()},
    **{f"administration:change-{kind}": page(where=one(kind)) for kind in KINDS},
    **{f"administration:remove-{kind}": page(where=one(kind), reads=()) for kind in KINDS},
}
