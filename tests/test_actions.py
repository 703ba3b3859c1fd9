"""What every action has in common, found by reflection."""

import inspect

import pytest

import communities.actions
import contests.actions
import scoring.actions
import stage.actions

PACKAGES = (communities.actions, contests.actions, scoring.actions, stage.actions)
READERS = {"before_opening", "entry_of", "export_contest"}
READS_FIRST = {
    "add_attachment",
    "add_item_evidence",
    "add_media",
    "add_site_photo",
    "add_value_file",
    "import_contest",
    "set_banner",
}
"""What reads a file before its transaction begins."""
BY_NOBODY = {
    "cast_ballot",  # secret: neither who nor when
    "forget_tablets",
    "note_tablet",
    "forget_attempts",
    "forget_from",
    "forget_places",
    "note_attempt",
    "note_screen",
    "take_back_attempt",
}
VERBS = {name: getattr(package, name) for package in PACKAGES for name in package.__all__ if name not in READERS}


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_takes_keywords_and_is_told_who_and_when(name):
    parameters = inspect.signature(VERBS[name]).parameters
    assert {p.kind for p in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert {"by", "now"} <= set(parameters) or name in BY_NOBODY
    assert inspect.getdoc(VERBS[name])


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_is_all_or_nothing(name):
    source = inspect.getsource(VERBS[name])
    assert "atomic" in source.splitlines()[0] or (name in READS_FIRST and "transaction.atomic()" in source)
