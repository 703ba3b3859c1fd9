"""The grid: communities down, indicators across, one period at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communities.actions import enter_values
from communities.models import Community, District, Indicator, Pillar, Street
from communities.periods import Period, read_period
from communities.refused import Refused
from communities.results.grid import grid_of, periods_with_values
from communities.wording import sentence
from pages.access import AuthenticatedRequest, values_access
from pages.achievements.forms.grid import ValueGridForm
from pages.forms.refusals import done
from pages.paging import asked_of, part_of

from .page import page_for

FIELDS = 600
"""Places on one page: a browser sends them all."""
FEW, MOST = 5, 40
"""Communities on one page, however many indicators there are."""
TOGETHER = 30
"""With so many communities or fewer all streets stand on one page at first."""


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Values of one pillar and period as they stand, to be typed in."""
    access = values_access(request, slug)
    district = access.district
    indicators, communities = list(district.indicators.all()), list(access.communities.order_by("street", "pk"))
    periods = periods_with_values(district)
    which = _Which(request, indicators, communities, periods, access.street)
    access.refuse_entering(request, which.street)
    across = [each for each in indicators if each.pillar == which.pillar]
    size = max(FEW, min(MOST, FIELDS // max(1, len(across))))
    asked = {**asked_of(request.GET), **which.asked}
    part = part_of(which.communities, asked, lambda row: ("", str(row)), size=size)
    form = ValueGridForm(grid_of(district, which.period, part.rows, across), request.POST or None)
    if form.is_bound and done(form, lambda: _enter(request, district, form)):
        return redirect(f"{request.path}?{urlencode(asked)}")
    context = {"grid": form, "which": which, "part": part, "periods": periods, "indicators": indicators}
    context["enters"] = access.enters_for(which.street)
    return page_for(request, "achievements/grid.html", access, context)


def _enter(request: AuthenticatedRequest, district: District, form: ValueGridForm) -> None:
    entered = enter_values(
        district=district, entries=form.entries(), seen=form.seen_values(), by=request.user, now=timezone.now()
    )
    count = entered.entered + entered.taken_back
    words = ngettext("{count} value saved.", "{count} values saved.", count).format(count=count)
    then = _("A second person confirms them.")  # sentences inside an f-string are not collected
    messages.success(request, f"{words} {then}" if count else _("Nothing was changed."))


class _Which:
    """What the address asks for, or what there is to begin with; what cannot be read is told beside its field."""

    def __init__(
        self,
        request: AuthenticatedRequest,
        indicators: Sequence[Indicator],
        communities: Sequence[Community],
        periods: Sequence[Period],
        own: Street | None = None,
    ) -> None:
        usual = periods[0] if periods else Period(timezone.localdate().year)
        pillars = [(value, words) for value, words in Pillar.choices if any(i.pillar == value for i in indicators)]
        streets = list(dict.fromkeys(community.street for community in communities))
        self.period, self.problem = usual, ""
        if text := request.GET.get("period", "").strip():
            try:
                self.period = read_period(text)
            except Refused as refused:
                self.problem = sentence(refused)
        self.pillars, self.streets = pillars, streets
        asked = request.GET.get("pillar", "")
        self.pillar = asked if asked in dict(pillars) else pillars[0][0] if pillars else ""
        self.street = self._street(request.GET.get("street"), len(communities), own)
        self.communities = [one for one in communities if self.street is None or one.street == self.street]

    def _street(self, text: str | None, count: int, own: Street | None) -> Street | None:
        found = next((street for street in self.streets if str(street.pk) == text), None)
        if not found and text != "all" and own in self.streets:
            return own
        return found if found or text == "all" or count <= TOGETHER or not self.streets else self.streets[0]

    @property
    def asked(self) -> dict[str, Any]:
        """What of it stands in addresses."""
        street = self.street.pk if self.street else "all"
        return {"period": self.period.code, "pillar": self.pillar, "street": str(street)}

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """To each pillar with the same period and street: its words, the address, whether it is this one."""
        return [
            (str(words), f"?{urlencode({**self.asked, 'pillar': pillar})}", pillar == self.pillar)
            for pillar, words in self.pillars
        ]
