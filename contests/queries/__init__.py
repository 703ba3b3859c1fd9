"""Questions about contests, and a contest's set-up as the document of a contest file."""

from .document import SetUpRows, set_up, set_up_and, set_up_rows, set_up_tables
from .rows import (
    in_turn,
    order_tag,
    panel_marks,
    panel_sits,
    performances_of,
    places_of_rooms,
    stage_order_of,
)
from .small_tables import Part, as_models, read_tables

__all__ = [
    "Part",
    "SetUpRows",
    "as_models",
    "in_turn",
    "order_tag",
    "panel_marks",
    "panel_sits",
    "performances_of",
    "places_of_rooms",
    "read_tables",
    "set_up",
    "set_up_and",
    "set_up_rows",
    "set_up_tables",
    "stage_order_of",
]
