"""What is written about localities and people: accounts, passwords, roles, districts and what lies in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities import guards
from communities.models import Achievement, AddsUp, Community, District, ExchangeKind, Pillar, Role, Secretary, Street
from communities.periods import period_of
from communities.wording import listed

from . import recording
from .facts import moment, one_of, value_text
from .verb import Fact, Verb, verb
from .wording import before, several

Words = str | Promise

# ---- Facts

NAME = Fact("name", pgettext_lazy("journal", "name"))
PERSON = Fact("name", pgettext_lazy("journal, a person", "name"))
INVENTED = Fact("invented", pgettext_lazy("journal", "sample"))
COMMUNITY = Fact("community", pgettext_lazy("journal", "community"))
STREET = Fact("street", pgettext_lazy("journal", "street"))
PILLAR = Fact("pillar", pgettext_lazy("journal", "pillar"), one_of(Pillar.choices))
TITLE = Fact("title", pgettext_lazy("journal", "achievement"))
QUANTITY = Fact("quantity", pgettext_lazy("journal", "quantity"))
UNIT = Fact("unit", pgettext_lazy("journal", "unit"))
STREET = Fact("street", pgettext_lazy("journal", "street"))
ROLE = Fact("role", pgettext_lazy("journal", "role"), one_of(Role.choices))


def _totals(value: Any) -> str:
    rows = value if isinstance(value, list) else []
    return "; ".join(several(PILLAR, TITLE, QUANTITY, UNIT)(row) for row in rows) or value_text(value)


PERIOD = Fact("period", pgettext_lazy("journal", "period"))


def _periods(value: Any) -> str:
    return listed(str(period_of(code)) for code in value) if isinstance(value, list) else value_text(value)


ACCOUNT = (
    Fact("username", pgettext_lazy("journal", "user name")),
    PERSON,
    Fact("is_active", pgettext_lazy("journal", "may sign in")),
    Fact("is_administrator", pgettext_lazy("journal", "administrator")),
)
COLUMNS: Mapping[type[Model], tuple[Fact, ...]] = {
    District: (
        Fact("slug", pgettext_lazy("journal", "short name")),
        NAME,
        Fact("description", pgettext_lazy("journal", "description")),
        Fact("about", pgettext_lazy("journal", "description")),  # as older lines have it
        Fact("totals", pgettext_lazy("journal", "totals"), _totals),
        Fact("totals_source", pgettext_lazy("journal", "source of the totals")),
    ),
    Street: (NAME,),
    Community: (STREET, NAME, Fact("profile", pgettext_lazy("journal", "description")), INVENTED),
    Secretary: (
        COMMUNITY,
        PERSON,
        Fact("since", pgettext_lazy("journal", "in office since")),
        Fact("until", pgettext_lazy("journal", "in office until")),
        INVENTED,
    ),
    Achievement: (
        PILLAR,
        TITLE,
        QUANTITY,
        UNIT,
        PERIOD,
        Fact("evidence", pgettext_lazy("journal", "evidence")),
        Fact("evidence_link", pgettext_lazy("journal", "address of the evidence")),
    ),
}
"""What can be entered of a locality."""

# ---- Accounts

WHOSE = Fact(recording.ACCOUNT)
PERSON_CREATED = verb("person-created", _("Account made:"), *ACCOUNT, WHOSE)
PERSON_CHANGED = verb("person-changed", _("Account changed:"), *ACCOUNT, before(*ACCOUNT), WHOSE)
PASSWORD_SET = verb("password-set", _("New password for"), WHOSE)
PERSON_UNLOCKED = verb("person-unlocked", _("Wrong passwords forgotten, so that this person can sign in:"), WHOSE)
PLACES_UNLOCKED = verb(
    "places-unlocked", _("Wrong passwords forgotten, so that people can sign in where they have to wait")
)
ROLE_GIVEN = verb("role-given", _("Role given to"), ROLE, STREET, WHOSE)
ROLE_TAKEN = verb("role-taken", _("Role taken from"), ROLE, STREET, WHOSE)

ACCOUNTS = (PERSON_CREATED, PERSON_CHANGED, PASSWORD_SET, PERSON_UNLOCKED, PLACES_UNLOCKED, ROLE_GIVEN, ROLE_TAKEN)
"""What happens to accounts, roles and passwords."""
INSPECTED = verb("district-inspected", _("The supervisor has looked at everything so far"))

# ---- The clock

CLOCK_SET_BACK = verb(
    guards.CLOCK_SET_BACK,
    _("The clock of this machine was set back"),
    Fact("before", pgettext_lazy("journal", "it had shown"), moment),
)

# ---- Localities


@dataclass(frozen=True, slots=True)
class LocalityVerbs:
    """What can happen to one kind of locality."""

    created: Verb
    changed: Verb
    removed: Verb


def _locality(kind: type[Model], created: Words, changed: Words, removed: Words) -> LocalityVerbs:
    name, columns = kind.__name__.lower(), COLUMNS[kind]
    return LocalityVerbs(
        created=verb(f"{name}-created", created, *columns),
        changed=verb(f"{name}-changed", changed, *columns, before(*columns)),
        removed=verb(f"{name}-removed", removed),
    )


LOCALITIES: Mapping[type[Model], LocalityVerbs] = {
    District: _locality(District, _("District added:"), _("District changed:"), _("District removed:")),
    Street: _locality(Street, _("Street added:"), _("Street changed:"), _("Street removed:")),
    Community: _locality(Community, _("Community added:"), _("Community changed:"), _("Community removed:")),
    Secretary: _locality(Secretary, _("Secretary added:"), _("Secretary changed:"), _("Secretary removed:")),
    Achievement: _locality(Achievement, _("Achievement added:"), _("Achievement changed:"), _("Achievement removed:")),
}

# ---- Indicators and their values

INDICATOR = (
    Fact("code", pgettext_lazy("journal", "code")),
    NAME,
    UNIT,
    PILLAR,
    Fact("adds_up", pgettext_lazy("journal", "adds up"), one_of(AddsUp.choices)),
    Fact("whole", pgettext_lazy("journal", "whole numbers")),
    Fact("meaning", pgettext_lazy("journal", "what counts as one")),
    Fact("since", pgettext_lazy("journal", "since")),
)
INDICATOR_CREATED = verb("indicator-created", _("Indicator added:"), *INDICATOR)
INDICATOR_CHANGED = verb("indicator-changed", _("Indicator changed:"), *INDICATOR, before(*INDICATOR))
INDICATOR_REMOVED = verb("indicator-removed", _("Indicator removed:"))
CODES = Fact("codes", pgettext_lazy("journal", "indicators"))
STARTER_SET_TAKEN = verb("starter-set-taken", _("Starter set of indicators taken over:"), CODES)

COUNT = Fact("count", pgettext_lazy("journal", "values"))
PERIODS = Fact("periods", pgettext_lazy("journal", "period"), _periods)
SINGLE = Fact("values", pgettext_lazy("journal, single values", "of these"))
AS_IT_WAS = Fact("before", pgettext_lazy("journal", "before"))
VALUES_ENTERED = verb(
    "values-entered",
    _("Values entered:"),
    COUNT,
    PERIODS,
    Fact("taken_back", pgettext_lazy("journal", "taken back")),
    Fact("source", pgettext_lazy("journal", "file")),
    SINGLE,
    AS_IT_WAS,
)
VALUES_CONFIRMED = verb("values-confirmed", _("Values confirmed:"), COUNT, PERIODS, SINGLE)
VALUES_PUBLISHED = verb("values-published", _("Values published:"), COUNT, PERIODS, SINGLE)
REASON = Fact("reason", pgettext_lazy("journal", "reason"))
VALUE_WITHDRAWN = verb("value-withdrawn", _("Published value withdrawn:"), COMMUNITY, PERIODS, REASON)
WHICH_FILE = Fact("title", pgettext_lazy("journal", "file"))
VALUE_FILE_ADDED = verb("value-file-added", _("File added as evidence of a value:"), COMMUNITY, PERIODS, WHICH_FILE)
VALUE_FILE_REMOVED = verb("value-file-removed", _("File of a value taken away:"), COMMUNITY, PERIODS, WHICH_FILE)
ACHIEVEMENTS_MAPPED = verb("achievements-mapped", _("Achievements in words became values:"), COUNT, SINGLE, AS_IT_WAS)

# ---- Themes

THEME = (NAME, PILLAR, Fact("source", pgettext_lazy("journal", "source")))
THEME_CREATED = verb("theme-created", _("Theme added:"), *THEME)
THEME_CHANGED = verb("theme-changed", _("Theme changed:"), *THEME, before(*THEME))
THEME_REMOVED = verb("theme-removed", _("Theme removed:"))
THEMES_TAKEN = verb(
    "themes-taken", _("Themes of the report taken over:"), Fact("names", pgettext_lazy("journal", "themes"))
)

# ---- Who learned from whom

EXCHANGE = (
    Fact("kind", pgettext_lazy("journal", "kind"), one_of(ExchangeKind.choices)),
    Fact("title", pgettext_lazy("journal, an exchange", "title")),
    Fact("began", pgettext_lazy("journal", "from")),
    Fact("ended", pgettext_lazy("journal", "to")),
    Fact("communities", pgettext_lazy("journal", "communities")),
    Fact("beyond", pgettext_lazy("journal", "with whom, or where, beyond the district")),
    Fact("who", pgettext_lazy("journal", "people")),
    Fact("text", pgettext_lazy("journal", "what was done and learned")),
    Fact("outcome", pgettext_lazy("journal", "what came of it")),
)
EXCHANGE_CREATED = verb("exchange-created", _("Record of an exchange added:"), *EXCHANGE)
EXCHANGE_CHANGED = verb("exchange-changed", _("Record of an exchange changed:"), *EXCHANGE, before(*EXCHANGE))
EXCHANGE_REMOVED = verb("exchange-removed", _("Record of an exchange removed:"))
EXCHANGE_PUBLISHED = verb("exchange-published", _("Record of an exchange published:"))
EXCHANGE_WITHDRAWN = verb("exchange-withdrawn", _("Record of an exchange taken back:"), REASON)
