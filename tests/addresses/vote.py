"""What somebody of a mass jury sees on a phone: whoever has the card."""

from tests.addresses import ROLES, Address

ADDRESSES = {
    "vote:ballot": Address(reads=ROLES, posts=ROLES, where=lambda places: {"secret": places.voting_card}),
    "vote:code": Address(reads=ROLES, posts=ROLES, where=lambda places: {"pk": places.live.pk}),
}
