"""What is written about the show of a contest."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.journal import Fact, verb
from communities.journal.facts import one_of
from communities.journal.wording import before
from stage.models import Releasing

SHOWN = (
    Fact("releasing", pgettext_lazy("journal", "scores released"), one_of(Releasing.choices)),
    Fact("batch", pgettext_lazy("journal", "held together")),
    Fact("widest_range", pgettext_lazy("journal", "widest range")),
    Fact("widest_distance", pgettext_lazy("journal", "widest distance")),
    Fact("between", pgettext_lazy("journal", "seconds between performances")),
    Fact("subtitle", pgettext_lazy("journal", "subtitle")),
    Fact("sentences"),
)
SHOW_CHANGED = verb("show-changed", _("Show changed"), *SHOWN, before(*SHOWN))
