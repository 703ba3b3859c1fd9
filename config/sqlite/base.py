"""Django's SQLite backend, with a gate before every transaction (decision 0016)."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from .gate import Gate

SQLITE_PATIENCE = 5
"""Seconds that sqlite3 waits when it is told nothing."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction enters the gate before BEGIN IMMEDIATE and leaves it when it has ended, however it ends.

    A single statement outside `atomic` passes by: it waits as SQLite waits. A database in memory has no gate.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gate: Gate | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """The gate stands beside the file SQLite has opened, whatever name it was asked for; it waits as long."""
        connection = super().get_new_connection(conn_params)
        databases = {name: file for _number, name, file in connection.execute("PRAGMA database_list")}
        self._leave()
        patience = float(conn_params.get("timeout", SQLITE_PATIENCE))
        self._gate = Gate(f"{databases['main']}-gate", patience) if databases["main"] else None
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        if self._gate is not None:
            self._gate.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit:  # Django always comes here after a transaction, whether commit and rollback went well or not
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._gate is not None:
            self._gate.leave()
