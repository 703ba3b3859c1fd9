"""All tables of an app made at once, for a database that has none of them yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """The migration operation that makes several models, which may name each other.

    Made one by one, each would have all that it names rendered anew, which takes most of a first start. SQLite takes
    a table that names one which is still to come; on PostgreSQL foreign keys are added when all tables are there.
    """

    serialization_expand_args = ("models",)  # type: ignore[assignment] # what writes migrations looks it up, no more

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self._models = tuple(models)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Create models {', '.join(model.name for model in self._models)}"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """All models are there, and are rendered together by whoever asks for them first."""
        state.__dict__.pop("apps", None)
        for model in self._models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The tables, in the order given."""
        for model in self._models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """No table is left."""
        for model in reversed(self._models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)
