"""The emcee's page: whoever has the link, signed in or not."""

from stage.models import LinkKind
from stage.tokens import token_of
from tests.addresses import ROLES, Address


def link(places):
    return {"token": token_of(places.links[LinkKind.EMCEE])}


def picture(places):
    return {**link(places), "name": places.picture.file_name}


ADDRESSES = {
    "emcee:emcee": Address(reads=ROLES, where=link),
    "emcee:state": Address(reads=ROLES, where=link),
    "emcee:media": Address(reads=ROLES, where=picture, kept=True),
}
