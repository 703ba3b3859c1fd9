"""The pages of supervisors."""

from tests.addresses import ADMINISTRATOR, STRANGER, SUPERVISOR, Address

READ = (SUPERVISOR, ADMINISTRATOR)


def of_district(places):
    return {"slug": places.district.slug}


ADDRESSES = {
    "supervise:home": Address(reads=READ, refused={STRANGER: 403}),
    "supervise:district": Address(reads=READ, where=of_district),
    "supervise:looked": Address(posts=(SUPERVISOR,), where=of_district),
    "supervise:accounts": Address(reads=READ, where=of_district),
}
