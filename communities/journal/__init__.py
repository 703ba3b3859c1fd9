"""The journal: what is written into it, by which verb, and how a line is read.

Each app declares the verbs it writes with `verb(…)` in its `verbs.py`; `communities.journal.wording` reads any line.
"""

from .recording import SYSTEM, record
from .verb import DESK, VERBS, Fact, Verb, verb

__all__ = ["DESK", "SYSTEM", "VERBS", "Fact", "Verb", "record", "verb"]
