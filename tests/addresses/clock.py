"""The timekeeper's clock: whoever has the link, signed in or not."""

from stage.models import LinkKind
from stage.tokens import token_of
from tests.addresses import ROLES, Address


def link(places):
    return {"token": token_of(places.links[LinkKind.TIMEKEEPER])}


PRESS = {"kind": "performance", "performance": "1"}
ADDRESSES = {
    "clock:clock": Address(reads=ROLES, where=link),
    "clock:state": Address(reads=ROLES, where=link),
    "clock:start": Address(posts=ROLES, where=link, data=PRESS),
    "clock:pause": Address(posts=ROLES, where=link, data=PRESS),
    "clock:correct": Address(posts=ROLES, where=link, data={**PRESS, "shift": "1000"}),
}
