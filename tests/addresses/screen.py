"""Screens: whoever has the link, signed in or not."""

from stage.models import LinkKind
from stage.tokens import token_of
from tests.addresses import ROLES, Address


def link(places):
    return {"token": token_of(places.links[LinkKind.SCREEN])}


def picture(places):
    return {**link(places), "name": places.picture.file_name}


ADDRESSES = {
    "screen:screen": Address(reads=ROLES, where=link),
    "screen:state": Address(reads=ROLES, where=link),
    "screen:ahead": Address(reads=ROLES, where=link),
    "screen:media": Address(reads=ROLES, where=picture, kept=True),
}
