"""What residents read."""

from tests.addresses import ROLES, Address


def everybody(**options):
    return Address(reads=ROLES, **options)


def campaign(places):
    return {"slug": places.district.slug, "pk": places.campaign.pk}


ADDRESSES = {
    "public:home": everybody(),
    "public:district": everybody(where=lambda places: {"slug": places.district.slug}),
    "public:indicator": everybody(where=lambda places: {"slug": places.district.slug, "pk": places.indicator.pk}),
    "public:experience": everybody(where=lambda places: {"slug": places.district.slug}),
    "public:presentation": everybody(where=lambda places: {"pk": places.presentation.pk}),
    "public:presentation-file": everybody(where=lambda places: {"pk": places.presentation.pk, "file": places.file.pk}),
    "public:value-file": everybody(where=lambda places: {"pk": places.value.pk, "file": places.value.files.first().pk}),
    "public:campaign": everybody(where=campaign),
    "public:campaign-banner": everybody(
        where=lambda places: campaign(places) | {"name": places.banner.file_name}, kept=True
    ),
    "public:year": everybody(where=lambda places: {"slug": places.district.slug, "year": 2026}),
    "public:street": everybody(where=lambda places: {"slug": places.district.slug, "pk": places.street.pk}),
    "public:community": everybody(where=lambda places: {"pk": places.community.pk}),
    "public:contest": everybody(where=lambda places: {"pk": places.published.pk}),
    "public:live": everybody(where=lambda places: {"pk": places.live.pk}),
    "public:live-state": everybody(where=lambda places: {"pk": places.live.pk}),
    "public:photo": everybody(where=lambda places: {"pk": places.live.pk, "name": places.photo.file_name}),
    "public:publication": everybody(where=lambda places: {"pk": places.published.pk, "number": 1}),
    "public:contestant": everybody(
        where=lambda places: {"pk": places.published.pk, "contestant": places.published.contestants.get(number="01").pk}
    ),
    "public:certificates": everybody(),
    "public:certificate": everybody(where=lambda places: {"serial": places.certificate.serial}),
}
