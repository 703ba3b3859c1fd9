"""What a judge sees: the card, the code, the sheets. Whoever sits in no seat is told so (403), signed in or not."""

from tests.addresses import JUDGE, ROLES, Address

SEATLESS = dict.fromkeys((role for role in ROLES if role != JUDGE), 403)


def here(places):
    return {"pk": places.sheet.pk}


ADDRESSES = {
    "judge:card": Address(reads=ROLES, gives=302, where=lambda places: {"secret": places.secret}),
    "judge:any-code": Address(reads=ROLES),
    "judge:code": Address(reads=ROLES, posts=ROLES, where=lambda places: {"pk": places.live.pk}),
    "judge:home": Address(reads=(JUDGE,), refused=SEATLESS),
    "judge:state": Address(reads=ROLES),
    "judge:seat": Address(posts=ROLES),
    "judge:outbox": Address(reads=ROLES, posts=(JUDGE,), refused=SEATLESS),
    "judge:report": Address(posts=(JUDGE,), refused=SEATLESS),
    "judge:order": Address(reads=ROLES),
    "judge:call": Address(posts=(JUDGE,), refused=SEATLESS),
    "judge:worker": Address(reads=ROLES),
    "judge:parts": Address(reads=ROLES, where=lambda _places: {"language": "en", "version": "now"}),
    "judge:leave": Address(reads=(JUDGE,), posts=(JUDGE,), refused=SEATLESS),
    "judge:evidence": Address(where=lambda places: {"pk": places.evidence.pk}, refused=dict.fromkeys(ROLES, 404)),
    "judge:sheets": Address(reads=(JUDGE,), refused=SEATLESS),
    "judge:sheet": Address(reads=(JUDGE,), posts=(JUDGE,), where=here, refused=SEATLESS),
}
