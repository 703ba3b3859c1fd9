"""The reader of lists: Excel, CSV or pasted text in; rows by known columns, and a name for everything left out."""

from __future__ import annotations

from .cells import LISTS, Cell, Limits, Sheet, address
from .columns import CONTESTANTS, LABELS, ORDER, QUESTIONS, SCORES, Columns, label_of, of_centres, of_round
from .files import sheets_of_file, sheets_of_text
from .table import Left, Problem, Row, Table, refuse_problems, table_of

__all__ = [
    "CONTESTANTS",
    "LABELS",
    "LISTS",
    "ORDER",
    "QUESTIONS",
    "SCORES",
    "Cell",
    "Columns",
    "Left",
    "Limits",
    "Problem",
    "Row",
    "Sheet",
    "Table",
    "address",
    "label_of",
    "of_centres",
    "of_round",
    "refuse_problems",
    "sheets_of_file",
    "sheets_of_text",
    "table_of",
]
