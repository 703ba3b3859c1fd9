"""Who does not mark whom."""

from tests.addresses import DISTRICT, ORGANISER, Address

ADDRESSES = {
    "recusals:list": Address(reads=DISTRICT, posts=(ORGANISER,), where=lambda places: {"pk": places.draft.pk}),
    "recusals:confirm": Address(posts=(ORGANISER,), where=lambda places: {"pk": places.draft.pk}),
    "recusals:withdraw": Address(
        posts=(ORGANISER,), where=lambda places: {"pk": places.draft.pk, "recusal": places.recusal.pk}
    ),
}
