"""The guides."""

from tests.addresses import ROLES, Address

ADDRESSES = {
    "help:home": Address(reads=ROLES),
    "help:guide": Address(reads=ROLES, where=lambda places: {"name": "organisers"}),  # noqa: ARG005
}
