"""The pages on which a district enters what its communities achieve."""

from tests.addresses import ADMINISTRATOR, ORGANISER, READERS, Address

ENTER = (ORGANISER, ADMINISTRATOR)


def page(**options):
    return Address(**{"reads": READERS, "posts": ENTER, "where": of_district, **options})


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


ADDRESSES = {
    "achievements:grid": page(),
    "achievements:waiting": page(posts=()),
    "achievements:batch": page(
        where=lambda places: {"slug": places.district.slug, "street": places.street.pk, "period": "2026"}
    ),
    "achievements:value": page(where=value),
    "achievements:withdraw": page(
        reads=(), where=lambda places: {"slug": places.district.slug, "pk": places.value.pk}, data={"reason": "wrong"}
    ),
    "achievements:sheet": page(data={"rows": "nothing"}),
    "achievements:take-sheet": page(reads=()),
    "achievements:wide-sheet": page(posts=()),
    "achievements:long-sheet": page(posts=()),
    "achievements:in-words": page(),
    "achievements:catalogue": page(posts=()),
    "achievements:starter-set": page(reads=()),
    "achievements:new-indicator": page(),
    "achievements:indicator": page(where=indicator),
    "achievements:remove-indicator": page(reads=(), where=indicator),
}
