"""What the database keeps for `contests` beyond single rows: one contest, and frozen is frozen."""

from communities.triggers import ENTRIES, Trigger, same_contest

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


def differs(*columns: str) -> str:
    """Whether a change touches one of some columns."""
    return "(" + " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns) + ")"


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


FROZEN = (
    *whole("contests_rulesheet"),
    *whole("contests_round"),
    *whole("contests_rubricitem", contest=ROUND),
    *whole("contests_panel"),
    *whole("contests_cut", contest=ROUND),
    *members("contests_award", "position", "name", "quota", "tie", "uses_up", "minimum", "cap", "group", "extra"),
    *members("contests_judge", "panel_id", "key", "kind", "chair"),
    *members("contests_contestant", "number", "community", "street", "group", "room"),
    *members("contests_performance", "contestant_id", "round_id", "room", "order", "factor"),
    Trigger(
        name="contests_contest_kept",
        table="contests_contest",
        events=("UPDATE",),
        when=f"OLD.frozen_at IS NOT NULL AND {differs('frozen_at', 'fingerprint', 'rehearsal', 'district_id')}",
    ),
)

GUARDS = (*TOGETHER, *FROZEN)
