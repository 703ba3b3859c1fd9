"""How to trust the laptop. Without `make venue` there is nothing to download: tests/config/test_venue.py does."""

from tests.addresses import ROLES, Address

ADDRESSES = {
    "trust:home": Address(reads=ROLES),
    "trust:certificate": Address(reads=ROLES, gives=404),
    "trust:profile": Address(reads=ROLES, gives=404),
}
