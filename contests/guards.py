"""What the database keeps for `contests` beyond single rows: one contest, and frozen is frozen."""

from communities.names import IN_AN_ADDRESS
from communities.triggers import ENTRIES, Trigger, as_it_came, differs, kept, not_coming, same_contest

ROUND = "(SELECT contest_id FROM contests_round WHERE id = {row}.round_id)"
JUDGE = "(SELECT contest_id FROM contests_judge WHERE id = {row}.judge_id)"
PANEL = "(SELECT contest_id FROM contests_panel WHERE id = {row}.panel_id)"
CONTESTANT = "(SELECT contest_id FROM contests_contestant WHERE id = {row}.contestant_id)"
OWN = "{row}.contest_id"

TOGETHER = (
    same_contest("contests_judge", name="judge_one_contest", of=OWN, others=(PANEL,)),
    same_contest("contests_performance", name="performance_one_contest", of=OWN, others=(CONTESTANT, ROUND)),
    same_contest("contests_recusal", name="recusal_one_contest", of=JUDGE, others=(CONTESTANT,)),
)


def frozen(contest: str) -> str:
    """Whether the contest of a row is frozen."""
    return f"EXISTS (SELECT 1 FROM contests_contest WHERE id = {contest} AND frozen_at IS NOT NULL)"  # noqa: S608


def rehearsed(contest: str) -> str:
    """Whether the contest of a row is a rehearsal: only its rows may be deleted for good."""
    return f"EXISTS (SELECT 1 FROM contests_contest WHERE id = {contest} AND rehearsal)"  # noqa: S608


def fits(number: str) -> str:
    """Whether a number is one that an address carries."""
    return f"({number} {{matches}} '{IN_AN_ADDRESS}')"


def fixed(table: str, *, contest: str, events: tuple[str, ...]) -> tuple[Trigger, Trigger]:
    """Some events on rows of a frozen contest; none of its rows goes either, unless the contest is a rehearsal."""
    name, going = f"{table}_frozen", f"{frozen(contest)} AND NOT {rehearsed(contest)}"
    return (
        Trigger(name=name, table=table, events=events, when=frozen(contest)),
        Trigger(name=name, table=table, events=("DELETE",), when=going),
    )


def whole(table: str, *, contest: str = OWN) -> tuple[Trigger, ...]:
    """No row of a frozen contest comes, changes or goes."""
    return fixed(table, contest=contest, events=ENTRIES)


def members(table: str, *columns: str) -> tuple[Trigger, ...]:
    """In a frozen contest no row comes or goes, and some columns stay; the others may be mended."""
    return (
        *fixed(table, contest=OWN, events=("INSERT",)),
        Trigger(
            name=f"{table}_kept",
            table=table,
            events=("UPDATE",),
            when=f"{differs('contest_id', *columns)} AND {frozen('OLD.contest_id')}",
        ),
    )


RENUMBERED = differs("number")
NUMBERS = (
    not_coming("contests_contestant", name="contestant_number_fits", when=f"NOT {fits('NEW.number')}"),
    Trigger(
        name="contestant_number_fits",
        table="contests_contestant",
        events=("UPDATE",),
        when=f"{RENUMBERED} AND NOT {fits('NEW.number')}",
    ),
    Trigger(
        name="contests_contestant_number_kept",
        table="contests_contestant",
        events=("UPDATE",),
        when=f"{RENUMBERED} AND {fits('OLD.number')} AND {frozen('OLD.contest_id')}",
    ),
)
"""A number is one that an address carries. Those from before stay as they are, and are the only ones to be mended in a
contest that is frozen."""

FROZEN = (
    *whole("contests_rulesheet"),
    *whole("contests_round"),
    *whole("contests_rubricitem", contest=ROUND),
    *whole("contests_panel"),
    *whole("contests_cut", contest=ROUND),
    *members("contests_award", "position", "name", "quota", "tie", "uses_up", "minimum", "cap", "group", "extra"),
    *members("contests_judge", "panel_id", "key", "kind", "chair"),
    *members("contests_contestant", "number_before", "group", "room"),
    *members("contests_performance", "contestant_id", "round_id", "room", "order", "factor"),
    Trigger(
        name="contests_contest_kept",
        table="contests_contest",
        events=("UPDATE",),
        when=f"OLD.frozen_at IS NOT NULL AND {differs('frozen_at', 'fingerprint', 'rehearsal', 'district_id')}",
    ),
)

HELP = (
    Trigger(
        name="judge_asks_once_opened",
        table="contests_judge",
        events=("UPDATE",),
        when=f"{differs('help_asked_at')} AND NEW.help_asked_at IS NOT NULL AND NOT {frozen('NEW.contest_id')}",
    ),
)
"""Nobody is at the desk before the contest is opened."""

ENTERED = "(SELECT contest_id FROM contests_performance WHERE id = {row}.performance_id)"
EXTERNAL = (
    "EXISTS (SELECT 1 FROM contests_performance p JOIN contests_round r ON r.id = p.round_id "
    "WHERE p.id = {row}.performance_id AND r.external)"
)
AS_CONFIRMED = (
    "EXISTS (SELECT 1 FROM contests_readyscore s WHERE s.score IS NOT DISTINCT FROM NEW.score AND s.id = "
    "(SELECT MAX(id) FROM contests_readyscore WHERE performance_id = NEW.id AND confirmed_at IS NOT NULL))"
)
AS_ENTERED = ("performance_id", "score", "reason", "entered_at", "entered_by_id")

READY_SCORES = (
    not_coming("contests_readyscore", name="ready_score_fits", when=f"NOT {EXTERNAL}"),
    not_coming("contests_readyscore", name="ready_score_waits_first", when="NEW.confirmed_at IS NOT NULL"),
    kept("contests_readyscore", name="ready_score_kept", but=f"({rehearsed(ENTERED)} OR NOT {frozen(ENTERED)})"),
    as_it_came(
        "contests_readyscore",
        name="ready_score_as_entered",
        columns=AS_ENTERED,
        until=("confirmed_at", "retired_at"),
    ),
    Trigger(
        name="performance_score_confirmed",
        table="contests_performance",
        events=("UPDATE",),
        when=f"{differs('score')} AND {frozen('OLD.contest_id')} AND NOT {AS_CONFIRMED}",
    ),
)

OF_CONTESTANT = (
    "(SELECT c.district_id FROM contests_contestant t JOIN contests_contest c ON c.id = t.contest_id"
    " WHERE t.id = {row}.contestant_id)"
)
OF_THEME = "(SELECT district_id FROM communities_theme WHERE id = {row}.theme_id)"
AGREED = "EXISTS (SELECT 1 FROM contests_presentation WHERE id = {row}.presentation_id AND agreed_at IS NOT NULL)"
EXPERIENCE = (
    Trigger(
        name="presentation_in_one_district",
        table="contests_presentation",
        events=ENTRIES,
        when=f"{OF_CONTESTANT} <> {OF_THEME}",
    ),
    Trigger(
        name="presentation_as_agreed",
        table="contests_presentation",
        events=("UPDATE",),
        when="OLD.agreed_at IS NOT NULL AND NEW.agreed_at IS NOT NULL AND "
        f"{differs('contestant_id', 'theme_id', 'summary', 'text', 'comment', 'agreed_at', 'agreed_how')}",
    ),
    Trigger(name="attachment_as_agreed", table="contests_attachment", events=ENTRIES, when=AGREED),
    Trigger(name="citation_as_agreed", table="contests_citation", events=ENTRIES, when=AGREED),
)
"""What a secretary has agreed to is not changed: the agreement ends first."""
PLEDGES = (
    Trigger(
        name="pledge_as_agreed",
        table="contests_pledge",
        events=("UPDATE",),
        when="OLD.agreed_at IS NOT NULL AND NEW.agreed_at IS NOT NULL AND "
        f"{differs('contestant_id', 'text', 'due', 'agreed_at', 'agreed_how')}",
    ),
    not_coming("contests_followup", name="follow_up_is_told_first", when="NEW.confirmed_at IS NOT NULL"),
    as_it_came(
        "contests_followup",
        name="follow_up_as_told",
        columns=("pledge_id", "told_on", "fulfilment", "text", "entered_at", "entered_by_id"),
        until=("confirmed_at",),
    ),
    kept("contests_followup", name="follow_up_kept", but="OLD.confirmed_at IS NULL"),
)
"""What a community has told of a pledge stays as it was told; once it is confirmed it stays for good."""

ITEM = (
    "(SELECT r.contest_id FROM contests_rubricitem i JOIN contests_round r ON r.id = i.round_id"
    " WHERE i.id = {row}.item_id)"
)
EVIDENCE = (
    same_contest("contests_itemevidence", name="item_evidence_one_contest", of=CONTESTANT, others=(ITEM,)),
    Trigger(
        name="item_evidence_before_opening",
        table="contests_itemevidence",
        events=ENTRIES,
        when=f"(SELECT state FROM contests_contest WHERE id = {CONTESTANT}) <> 'setup'",  # noqa: S608 - ours
    ),
)
"""What judges are shown beside an item is what was there when the contest was opened."""

DISTRICT_OF = "(SELECT district_id FROM contests_{0} WHERE id = {{row}}.{0}_id)"
CAMPAIGNS = (
    as_it_came("contests_campaign", name="campaign_in_its_district", columns=("district_id",)),
    Trigger(
        name="inclusion_in_one_district",
        table="contests_inclusion",
        events=ENTRIES,
        when=f"{DISTRICT_OF.format('campaign')} <> {DISTRICT_OF.format('contest')}",
    ),
    not_coming(
        "contests_inclusion",
        name="ended_campaign_takes_no_contest",
        when="EXISTS (SELECT 1 FROM contests_campaign WHERE id = NEW.campaign_id AND ended_at IS NOT NULL)",
    ),
)
"""A campaign and its contests are of one district; once it has ended none comes to it."""

GUARDS = (*CAMPAIGNS, *EVIDENCE, *EXPERIENCE, *PLEDGES, *TOGETHER, *NUMBERS, *FROZEN, *HELP, *READY_SCORES)
