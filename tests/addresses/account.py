"""The frame of the product, and one's own account."""

from tests.addresses import ROLES, SIGNED, Address

ADDRESSES = {
    "set_language": Address(reads=ROLES, gives=302, posts=ROLES, data={"language": "en"}),
    "account:sign-in": Address(
        reads=("visitor", "judge"), posts=("visitor", "judge"), refused=dict.fromkeys(SIGNED, 302)
    ),
    "account:sign-out": Address(posts=SIGNED),
    "account:profile": Address(reads=SIGNED),
    "account:password": Address(reads=SIGNED, posts=SIGNED),
}
