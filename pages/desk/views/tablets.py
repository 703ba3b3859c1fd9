"""How the tablets of a contest are, as the desk is told: read for every page, seldom for its tag."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.models import Tablet
from pages.devices import THERE, minute_now, tablets_of_the_day
from pages.tablet_page import page_version

from .seldom import Seldom

LOW = 20
"""Per cent of a battery from which on the desk should bring a charger."""
HOUR = 60
"""Minutes after which it matters no more how many."""
Tablets = dict[int, list["TabletLine"]]


@dataclass(frozen=True, slots=True)
class TabletLine:
    """One tablet, as it was when it last asked, `ago` minutes before now; None where it did not say."""

    name: str
    ago: int
    unsent: int | None
    battery: int | None
    old: bool

    @property
    def here(self) -> bool:
        """Whether it asks now."""
        return self.ago <= THERE

    @property
    def troubles(self) -> str:
        """What somebody should look at; empty where all is well."""
        low = self.battery is not None and self.battery <= LOW
        return " · ".join(filter(None, (self._waits(), self._charge() if low else "", self._page(), self._silent())))

    @property
    def words(self) -> str:
        """All there is to say, troubles or not."""
        seen = self._silent() or _("online")
        return " · ".join(filter(None, (self._waits(), self._charge(), self._page(), seen)))

    def _waits(self) -> str:
        if not self.unsent:
            return ""
        return ngettext("{count} not sent", "{count} not sent", self.unsent).format(count=self.unsent)

    def _charge(self) -> str:
        return "" if self.battery is None else _("battery {percent}%").format(percent=self.battery)

    def _page(self) -> str:
        return _("old page") if self.old else ""

    def _silent(self) -> str:
        if self.here:
            return ""
        if self.ago >= HOUR:
            return _("last seen over an hour ago")
        words = ngettext("last seen {count} minute ago", "last seen {count} minutes ago", self.ago)
        return words.format(count=self.ago)


def tablets_of(contest: int) -> Tablets:
    """The tablets of a contest by the number of their seat, who asked last first. One query."""
    now, version = minute_now(), page_version()
    rows = Tablet.objects.filter(judge__contest=contest, minute__gte=tablets_of_the_day()).order_by("-minute", "name")
    found: Tablets = {}
    for row in rows:
        old = row.page not in ("", version)
        line = TabletLine(row.name, max(0, now - row.minute), row.unsent, row.battery, old)
        found.setdefault(row.judge_id, []).append(line)
    lately.keep(contest, _tag(found), found)
    return found


def tablets_lately(contest: int) -> Tablets:
    """The tablets by the number of their seat, as they were when a tag was told, at most two seconds ago."""
    kept = lately.kept(contest)
    return tablets_of(contest) if kept is None else kept[1]


def tag_of_tablets(contest: int) -> str:
    """A text that is another one once the board has something else to say about tablets; it may be two seconds old."""
    kept = lately.kept(contest)
    return _tag(tablets_of(contest)) if kept is None else kept[0]


def _tag(tablets: Tablets) -> str:
    said = [(seat, [line.troubles for line in lines]) for seat, lines in sorted(tablets.items())]
    return sha256(repr(said).encode()).hexdigest()[:8]


lately = Seldom[Tablets]()
