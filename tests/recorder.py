"""Everything the hall is sent: who is there, what each was told last, and which numbers and names stand in it."""

import gzip
import re
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape

from django.test import Client
from django.urls import reverse

from stage.models import LinkKind, ScreenMode
from stage.tokens import token_of
from tests.tablet import seated

NUMBER = re.compile(r"(?<![\d.])\d+\.\d+(?!\d|\.\d)")
ROOMS = {LinkKind.EMCEE: "emcee", LinkKind.TIMEKEEPER: "clock"}


def numbers_in(text):
    """The numbers with decimals in a text, however many zeros end them."""
    return {Decimal(found).normalize() for found in NUMBER.findall(text)}


@dataclass
class Device:
    """A device in the hall that asks again and again, as its page does: it keeps what it has while that is current."""

    name: str
    client: Client
    path: str
    own: object = None  # the judge whose tablet it is
    etag: str = ""
    body: str = ""
    sent: list = field(default_factory=list)

    def ask(self):
        """What it shows now."""
        response = self._get(self.path, {"if-none-match": self.etag} if self.etag else {})
        if response.status_code == 200:
            self.etag = response["ETag"]
            self.body = self.sent[-1].partition("\n\n")[2]
        return self.body

    def read(self):
        """The whole page, loaded anew."""
        self._get(self.path.removesuffix("state/"), {})

    def post(self, path, data):
        """What is sent from it, and what comes back."""
        self._kept(self.client.post(path, data, headers={"accept-encoding": "gzip"}))

    def _get(self, path, headers):
        response = self.client.get(path, headers={"accept-encoding": "gzip", **headers})
        assert response.status_code in {200, 304}, (self.name, path, response.status_code)
        return self._kept(response)

    def _kept(self, response):
        body = response.content
        body = gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        self.sent.append(f"{headers}\n\n{unescape(body.decode())}")
        return response

    def new(self):
        """What it was sent since this was asked last."""
        sent, self.sent = self.sent, []
        return sent


class Hall:
    """The devices of a contest: those with a link, residents, the tablets of judges; `card_of` gives these a card."""

    def __init__(self, contest, links, card_of):
        self.links = {link.name: self._linked(link) for link in links}
        live = reverse("public:live-state", args=[contest.pk])
        self.public = Device("public", _browser(), live)
        self.tablets = {
            judge.key: Device(judge.key, seated(card_of(judge).judge, _browser()), reverse("judge:state"), own=judge)
            for judge in contest.judges.all()
        }
        self.devices = [*self.links.values(), self.public, *self.tablets.values()]

    @staticmethod
    def _linked(link):
        room = ROOMS.get(LinkKind(link.kind), "screen")
        return Device(link.name, _browser(), reverse(f"{room}:state", args=[token_of(link)]))

    def ask(self):
        """What shows most asks for what is new; of the tablets, which are alike, the first and the last."""
        first, *_others, last = self.tablets.values()
        for device in (*(self.links[name] for name in NEAR), self.public, first, last):
            device.ask()

    def read(self):
        """All devices load their pages anew, and the others ask as well."""
        for device in self.devices:
            device.read()
        for name in self.links.keys() - NEAR:
            self.links[name].ask()


LINKS = (
    (LinkKind.SCREEN, "main", ""),
    (LinkKind.SCREEN, "scores", ScreenMode.SCORE),
    (LinkKind.SCREEN, "standings", ScreenMode.STANDINGS),
    (LinkKind.MONITOR, "monitor", ""),
    (LinkKind.OVERLAY, "overlay", ""),
    (LinkKind.EMCEE, "emcee", ""),
    (LinkKind.TIMEKEEPER, "timekeeper", ""),
)
"""Kind, name and what it shows, of all that a hall has."""
NEAR = frozenset({"main", "scores", "standings", "emcee", "timekeeper"})


def _browser():
    return Client(headers={"accept-language": "en"})
