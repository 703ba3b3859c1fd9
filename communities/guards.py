"""What the database keeps for `communities` beyond single rows."""

from .triggers import ENTRIES, Trigger, append_only, as_it_came, differs, kept, not_coming

CLOCK_SET_BACK = "clock-set-back"
"""The verb of the line that says so where the clock of the machine was set back: only such a line may go back."""

BEFORE = "(SELECT at FROM communities_journal WHERE contest_id {} ORDER BY id DESC LIMIT 1)"
LATEST = (
    f"CASE WHEN NEW.contest_id IS NULL THEN {BEFORE.format('IS NULL')} ELSE {BEFORE.format('= NEW.contest_id')} END"
)


def shares_its_name(user: str, name: str, *, district: str) -> str:
    """Whether somebody else with a role in a district has the name of a user."""
    return (
        "EXISTS (SELECT 1 FROM communities_membership m JOIN communities_user u ON u.id = m.user_id "  # noqa: S608 - ours
        f"WHERE m.district_id IN {district} AND u.id <> {user} AND u.name <> '' AND u.name = {name})"
    )


NAME = "(SELECT name FROM communities_user WHERE id = NEW.user_id)"
DISTRICTS = "(SELECT district_id FROM communities_membership WHERE user_id = NEW.id)"
NAMES = (
    Trigger(
        name="member_name_once",
        table="communities_membership",
        events=ENTRIES,
        when=shares_its_name("NEW.user_id", NAME, district="(NEW.district_id)"),
    ),
    Trigger(
        name="name_once_in_a_district",
        table="communities_user",
        events=("UPDATE",),
        when=" AND ".join((differs("name"), shares_its_name("NEW.id", "NEW.name", district=DISTRICTS))),
    ),
)
"""Of two with one name, the journal could not say which it was. Those who had one name before keep it."""

STREET_OF_DISTRICT = Trigger(
    name="member_of_a_street_there",
    table="communities_membership",
    events=ENTRIES,
    when="{row}.street_id IS NOT NULL AND "
    "{row}.district_id <> (SELECT district_id FROM communities_street WHERE id = {row}.street_id)",
)

DISTRICT = (
    "(SELECT s.district_id FROM communities_community c JOIN communities_street s ON s.id = c.street_id"
    " WHERE c.id = {row}.community_id)"
)
OF_INDICATOR = "(SELECT district_id FROM communities_indicator WHERE id = {row}.indicator_id)"
FORWARD = (
    "((OLD.state = 'entered' AND NEW.state = 'confirmed') OR (OLD.state = 'confirmed' AND NEW.state = 'published'))"
)
AS_ENTERED = ("indicator_id", "community_id", "quantity", "period", "evidence", "evidence_link", "source")
DIGITS = "rtrim(rtrim({row}.quantity, '0'), '.')"
BROKEN = f"{DIGITS} <> replace({DIGITS}, '.', '')"
"""Whether a number has decimals that are something; 26.0 has none."""
WHOLE = (
    Trigger(
        name="value_is_whole",
        table="communities_achievement",
        events=ENTRIES,
        when="NEW.retired_at IS NULL AND (SELECT whole FROM communities_indicator WHERE id = NEW.indicator_id) AND "  # noqa: S608 - ours
        + BROKEN.format(row="NEW"),
    ),
    Trigger(
        name="whole_as_its_values",
        table="communities_indicator",
        events=("UPDATE",),
        when="NEW.whole AND EXISTS (SELECT 1 FROM communities_achievement v WHERE v.indicator_id = NEW.id AND "  # noqa: S608 - ours
        f"v.retired_at IS NULL AND {BROKEN.format(row='v')})",
    ),
)
"""Of what is counted in whole numbers no value stands that is none."""
VALUES = (
    Trigger(
        name="value_in_one_district",
        table="communities_achievement",
        events=ENTRIES,
        when=f"{{row}}.indicator_id IS NOT NULL AND {DISTRICT} <> {OF_INDICATOR}",
    ),
    not_coming(
        "communities_achievement",
        name="value_is_entered_first",
        when="NEW.indicator_id IS NOT NULL AND NEW.state <> 'entered'",
    ),
    Trigger(
        name="value_as_entered",
        table="communities_achievement",
        events=("UPDATE",),
        when="OLD.indicator_id IS NOT NULL AND (OLD.retired_at IS NOT NULL OR "
        f"{differs(*AS_ENTERED, 'entered_by_id', 'entered_at')} OR ({differs('state')} AND NOT {FORWARD}))",
    ),
    kept("communities_achievement", name="value_kept", but="OLD.indicator_id IS NULL"),
    as_it_came("communities_indicator", name="indicator_in_its_district", columns=("district_id",)),
)
"""A value stays as it was entered, goes forward only, and is never deleted: another takes its place."""

OF_EXCHANGE = "(SELECT district_id FROM communities_exchange WHERE id = {row}.exchange_id)"
EXCHANGES = (
    as_it_came("communities_exchange", name="exchange_in_its_district", columns=("district_id",)),
    Trigger(
        name="participation_in_one_district",
        table="communities_participation",
        events=ENTRIES,
        when=f"{DISTRICT} <> {OF_EXCHANGE}",
    ),
)

EVIDENCE = (
    not_coming(
        "communities_valueevidence",
        name="evidence_before_confirming",
        when="(SELECT state FROM communities_achievement WHERE id = NEW.value_id) <> 'entered'",
    ),
    as_it_came("communities_valueevidence", name="evidence_as_entered", columns=("value_id", "file_id")),
    kept("communities_valueevidence", name="evidence_kept"),
    as_it_came("communities_valuefile", name="evidence_file_as_it_came", columns=("title", "digest", "format", "size")),
    kept("communities_valuefile", name="evidence_file_kept"),
)
"""What a second person has looked at stays what residents see."""

GUARDS = (
    append_only("communities_journal", name="journal_only_added_to"),
    not_coming(
        "communities_journal",
        name="journal_in_order",
        when=f"NEW.verb <> '{CLOCK_SET_BACK}' AND NEW.at < {LATEST}",
    ),
    *NAMES,
    STREET_OF_DISTRICT,
    *VALUES,
    *WHOLE,
    *EXCHANGES,
    *EVIDENCE,
)
