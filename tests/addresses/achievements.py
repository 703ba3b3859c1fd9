"""The pages on which a district enters what its communities achieve."""

from tests.addresses import ADMINISTRATOR, ORGANISER, READERS, STREET, Address

ENTER = (ORGANISER, ADMINISTRATOR)


def page(**options):
    return Address(**{"reads": READERS, "posts": ENTER, "where": of_district, **options})


def of_streets(**options):
    """What streets read and do, too, for their own communities."""
    return page(**{"reads": (*READERS, STREET), "posts": (*ENTER, STREET), **options})


def of_district(places):
    return {"slug": places.district.slug}


def indicator(places):
    return {"slug": places.district.slug, "pk": places.indicator.pk}


def value(places):
    return {
        "slug": places.district.slug,
        "indicator": places.indicator.pk,
        "community": places.community.pk,
        "period": "2026",
    }


def of_value(places):
    return {"slug": places.district.slug, "pk": places.value.pk}


def value_file(places):
    return {**of_value(places), "file": places.value.files.first().pk}


ADDRESSES = {
    "achievements:grid": of_streets(),
    "achievements:waiting": of_streets(posts=()),
    "achievements:batch": of_streets(
        where=lambda places: {"slug": places.district.slug, "street": places.street.pk, "period": "2026"}
    ),
    "achievements:period": page(where=lambda places: {"slug": places.district.slug, "period": "2026"}),
    "achievements:value": of_streets(where=value),
    "achievements:withdraw": page(
        reads=(), where=lambda places: {"slug": places.district.slug, "pk": places.value.pk}, data={"reason": "wrong"}
    ),
    "achievements:add-value-file": of_streets(reads=(), where=of_value),
    "achievements:value-file": of_streets(posts=(), where=value_file),
    "achievements:remove-value-file": of_streets(reads=(), where=value_file),
    "achievements:sheet": of_streets(data={"rows": "nothing"}),
    "achievements:take-sheet": of_streets(reads=()),
    "achievements:wide-sheet": of_streets(posts=()),
    "achievements:long-sheet": of_streets(posts=()),
    "achievements:in-words": page(),
    "achievements:catalogue": page(posts=()),
    "achievements:starter-set": page(reads=()),
    "achievements:new-indicator": page(),
    "achievements:indicator": page(where=indicator),
    "achievements:remove-indicator": page(reads=(), where=indicator),
}
