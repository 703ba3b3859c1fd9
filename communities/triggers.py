"""Rules between rows that the database itself keeps, as triggers for SQLite and PostgreSQL.

A check constraint sees one row. That a journal is only added to, that a frozen contest stays as it is, and that
two rows belong to the same contest needs a look at another row, or at the change itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.migrations.operations.base import Operation

ANY = ("INSERT", "UPDATE", "DELETE")
CHANGES = ("UPDATE", "DELETE")
ENTRIES = ("INSERT", "UPDATE")


@dataclass(frozen=True)
class Trigger:
    """Refuse some events on a table where a condition holds.

    `{row}` in the condition is the row that comes or goes; in a change it is held against both. `{matches}` stands
    between a column and a regular expression.
    """

    name: str
    table: str
    events: tuple[str, ...]
    when: str = "TRUE"

    def create(self, vendor: str) -> list[str]:
        """The statements that set it up."""
        return [statement for event in self.events for statement in self._one(vendor, event)]

    def drop(self, vendor: str) -> list[str]:
        """The statements that take it away."""
        on = f' ON "{self.table}"' if vendor == "postgresql" else ""
        return [f"DROP TRIGGER IF EXISTS {self._called(event)}{on}" for event in self.events]

    def _called(self, event: str) -> str:
        return f"{self.name}_{event.lower()}"

    def _one(self, vendor: str, event: str) -> Iterable[str]:
        row = "OLD" if event == "DELETE" else "NEW"
        rows = ("NEW", "OLD") if event == "UPDATE" and "{row}" in self.when else (row,)
        matches = "REGEXP" if vendor == "sqlite" else "~"
        when = self.when.replace("{matches}", matches)
        condition = " OR ".join(f"({when.replace('{row}', seen)})" for seen in rows)
        head = f'CREATE TRIGGER {self._called(event)} BEFORE {event} ON "{self.table}" FOR EACH ROW'
        if vendor == "sqlite":
            yield f"{head} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            return
        yield (
            f"CREATE OR REPLACE FUNCTION {self._called(event)}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {row}; END $body$"
        )
        yield f"{head} EXECUTE FUNCTION {self._called(event)}()"


def append_only(table: str, *, name: str) -> Trigger:
    """A table that is only added to."""
    return Trigger(name=name, table=table, events=CHANGES)


def differs(*columns: str) -> str:
    """Whether a change touches one of some columns."""
    return "(" + " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns) + ")"


def as_it_came(table: str, *, name: str, columns: Iterable[str], until: Iterable[str] = ()) -> Trigger:
    """Some columns of a row stay as they came; once one of `until` is filled, the whole row does."""
    ended = (f"OLD.{column} IS NOT NULL" for column in until)
    return Trigger(name=name, table=table, events=("UPDATE",), when=" OR ".join((differs(*columns), *ended)))


def kept(table: str, *, name: str, but: str = "FALSE") -> Trigger:
    """No row goes, but where `but` holds of it."""
    return Trigger(name=name, table=table, events=("DELETE",), when=f"NOT {but}")


def not_coming(table: str, *, name: str, when: str) -> Trigger:
    """A new row of which something holds does not come in."""
    return Trigger(name=name, table=table, events=("INSERT",), when=when)


def same_contest(table: str, *, name: str, of: str, others: Iterable[str]) -> Trigger:
    """Rows of a table name things of one contest only; `of` and `others` are what gives the contest of `{row}`."""
    return Trigger(name=name, table=table, events=ENTRIES, when=" OR ".join(f"{of} <> {other}" for other in others))


class Guarding(Operation):
    """A migration operation of statements alone.

    `RunPython` hands on all models as they were at that point, and to make them takes most of a first start.
    """

    reduces_to_sql = False

    def __init__(self, forwards: Callable[[Any], None], backwards: Callable[[Any], None]) -> None:
        self._forwards, self._backwards = forwards, backwards

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        """What it is for."""
        self._forwards(schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        """What takes it back."""
        self._backwards(schema_editor)


class GuardingForGood(Guarding):
    """Statements that nothing takes back."""

    reversible = False

    def __init__(self, forwards: Callable[[Any], None]) -> None:
        super().__init__(forwards, lambda _editor: None)


def installed(triggers: Iterable[Trigger]) -> Guarding:
    """The migration operation that sets triggers up; those that stand already are made anew.

    They are those of today. What guards a table that is still to come waits for the migration that makes the table,
    which says `installed` in its turn.
    """
    kept = tuple(triggers)

    def forwards(editor: Any) -> None:
        vendor, tables = editor.connection.vendor, set(editor.connection.introspection.table_names())
        here = [trigger for trigger in kept if trigger.table in tables]
        run(editor, [s for t in here for s in (*t.drop(vendor), *t.create(vendor))])

    def backwards(editor: Any) -> None:
        run(editor, [s for t in kept for s in t.drop(editor.connection.vendor)])

    return Guarding(forwards, backwards)


def removed(app: str) -> GuardingForGood:
    """The migration operation that takes away all triggers on the tables of an app, whatever they are called.

    Guards name columns as they are today. So a migration that renames a column they name says `removed(app)` first
    and `installed(…)` last, and migrations before it install none. There is no way back: what they were is not kept.
    """

    def forwards(editor: Any) -> None:
        run(editor, _removals(editor, f"{app}_"))

    return GuardingForGood(forwards)


TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal",
}
"""What asks a database for its triggers, each with its table."""


def _removals(editor: Any, prefix: str) -> list[str]:
    vendor = editor.connection.vendor
    with editor.connection.cursor() as cursor:
        cursor.execute(TRIGGERS[vendor])
        found = [(name, table) for name, table in cursor.fetchall() if table.startswith(prefix)]
    if vendor == "sqlite":
        return [f'DROP TRIGGER "{name}"' for name, _table in found]
    return [sql for name, table in found for sql in (f'DROP TRIGGER "{name}" ON "{table}"', f"DROP FUNCTION {name}()")]


def around(*operations: Operation) -> list[Operation]:
    """Operations that make a guarded table anew, as SQLite does for most changes: guards go before and come back after.

    SQLite refuses to rename a table that a trigger reads. So in a migration of a table with guards, or that guards
    read: `operations = around(migrations.AddField(…))`. A new guard still needs `installed`.
    """
    kept: list[str] = []

    def lift(editor: Any) -> None:
        kept[:] = _lifted(editor)

    def restore(editor: Any) -> None:
        run(editor, kept)

    return [Guarding(lift, restore), *operations, Guarding(restore, lift)]


def _lifted(editor: Any) -> list[str]:
    """Take all triggers away on SQLite; the statements that bring them back. PostgreSQL changes tables in place."""
    if editor.connection.vendor != "sqlite":
        return []
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found: list[tuple[str, str]] = cursor.fetchall()
    run(editor, [f"DROP TRIGGER {name}" for name, _ in found])
    return [sql for _, sql in found]


def run(editor: Any, statements: Iterable[str]) -> None:
    """Execute statements one by one."""
    for statement in statements:
        editor.execute(statement)
