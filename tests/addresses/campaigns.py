"""The pages on which a district puts several contests into one frame."""

from tests.addresses import ADMINISTRATOR, ORGANISER, READERS, Address

ENTER = (ORGANISER, ADMINISTRATOR)


def of_district(places):
    return {"slug": places.district.slug}


def read(places):
    return {"slug": places.district.slug, "pk": places.campaign.pk}


def draft(places):
    return {"slug": places.district.slug, "pk": places.coming.pk}


def included(places):
    return read(places) | {"contest": places.live.pk}


def page(**options):
    return Address(**{"reads": READERS, "posts": ENTER, "where": read, **options})


def button(**options):
    return page(**{"reads": (), **options})


ADDRESSES = {
    "campaigns:campaigns": page(where=of_district, posts=()),
    "campaigns:new": page(where=of_district),
    "campaigns:campaign": page(),
    "campaigns:publish": button(where=draft),
    "campaigns:withdraw": button(data={"reason": "asked to"}),
    "campaigns:end": button(),
    "campaigns:resume": button(),
    "campaigns:remove": button(where=draft),
    "campaigns:include": button(),
    "campaigns:exclude": button(where=included),
    "campaigns:move": button(where=included, data={"to": "up"}),
    "campaigns:set-banner": button(data={"says": "Flags"}),
    "campaigns:remove-banner": button(),
    "campaigns:banner": page(where=lambda places: read(places) | {"name": places.banner.file_name}, posts=()),
    "campaigns:season": page(),
    "campaigns:remove-season": button(),
    "campaigns:season-workbook": page(posts=()),
    "campaigns:of-contest": Address(posts=(ORGANISER,), where=lambda places: {"pk": places.draft.pk}),
}
