"""Who is in a team: typed, pasted, filed, corrected, taken along."""

import json

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from contests import actions
from contests.members import BadMembers, members_fit, members_line, members_lines, members_text, read_members
from contests.rules.lists import CONTESTANTS
from contests.rules.lists.files import sheets_of_text
from contests.rules.lists.table import table_of
from contests.rules.roster import Entry, entries_of
from scoring import actions as scoring
from tests.cast import NOW, a_draft, fresh
from tests.refusals import refused

WANG, LI, ZHAO = {"name": "王芳", "post": "书记"}, {"name": "李强", "post": "网格员"}, {"name": "赵敏"}
TEAM = [WANG, LI, ZHAO]
NAMES = st.text("王李 abA·", min_size=1, max_size=8).map(lambda name: " ".join(name.split())).filter(bool)


@pytest.mark.parametrize(
    "text",
    [
        "王芳 书记\n李 强（网格员）\n\n赵敏",
        "王芳（书记）、李强(网格员)、赵敏",
        "王芳，书记\n李强：网格员\n赵敏",
        "王芳\t书记\n李强\t网格员\n赵敏\t",
        "王芳（书记）；李强（网格员）；赵敏",
        "王芳（书记）, 李强（网格员）, 赵敏",
        "王 芳（书记）、李强 网格员、赵敏",
    ],
)
def test_a_team_is_read_as_people_write_it(text):
    assert read_members(text) == TEAM


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("王芳\n李强\n王 芳", "member-twice"),
        ("\n".join(f"Member {n}" for n in range(31)), "members-many"),
        ("（书记）", "member-nameless"),
        ("王芳、李强\n赵敏", "member-unclear"),
        ("王芳（书记", "member-unclear"),
        ("王芳（书记））", "member-brackets"),
        ("王芳 李强 赵敏", "members-unclear"),
        ("王芳 书记", "members-unclear"),
        ("王芳（书记）李强（网格员）", "members-unclear"),
        ("王芳（书记） 李强\n赵敏", "members-unclear"),
        ("王芳/李强/赵敏", "member-unclear"),
        ("王" * 61, "member-long"),
        (f"王芳（{'长' * 121}）", "member-long"),
    ],
)
def test_what_is_no_team_is_told(text, code):
    with pytest.raises(BadMembers) as bad:
        read_members(text)
    assert bad.value.code == code


@given(st.lists(st.fixed_dictionaries({"name": NAMES}, optional={"post": NAMES}), max_size=5))
def test_a_team_that_fits_reads_the_same_in_a_form_and_in_a_list(team):
    if members_fit(team):
        assert read_members(members_lines(team)) == read_members(members_line(team)) == team


def test_many_are_shortened_only_where_they_are_told_to_be():
    names = ["王芳", "李强", "赵敏"]
    with override("zh-hans"):
        assert (members_text(names), members_text(names, 2)) == ("王芳、李强、赵敏", "王芳、李强及另外1人")
    with override("en"):
        assert members_text(names, 1) == "王芳 and 2 more"


@pytest.mark.django_db
def test_a_list_brings_teams_and_the_same_list_changes_nothing(cast):
    draft = a_draft(cast)
    rows = "编号\t姓名\t队员\n01\tSecretary 1\t王芳（书记）、李强（网格员）、赵敏\n02\tSecretary 2\t"
    entries = entries_of(table_of(sheets_of_text(rows), CONTESTANTS))
    taken = actions.take_list(contest=draft, entries=entries, replace=False, by=cast.wang, now=NOW)
    assert (taken.added, taken.changed) == (0, 1)
    assert draft.contestants.get(number="01").members == TEAM
    again = actions.take_list(contest=draft, entries=entries, replace=False, by=cast.wang, now=NOW)
    assert (again.added, again.changed) == (0, 0)


@pytest.mark.django_db
def test_a_cell_that_is_no_team_is_told_with_its_address():
    with refused("bad-rows", problems=[("C2", "bad-members", {"fault": "member-twice", "name": "王芳"})]):
        entries_of(table_of(sheets_of_text("编号\t姓名\t成员\n01\t红旗队\t王芳、王芳"), CONTESTANTS))


@pytest.mark.django_db
def test_a_team_goes_into_copies_and_files_and_its_names_break_no_seal(cast):
    draft = a_draft(cast, contestants=0)
    entry = Entry("01", "红旗队", members=members_line(TEAM))
    actions.add_contestants(contest=draft, entries=[entry], by=cast.wang, now=NOW)
    person = draft.contestants.get()
    actions.seal_draw(contest=draft, by=cast.wang, now=NOW, chance=bytes)
    actions.draw_order(contest=draft, called="1", by=cast.wang, now=NOW)
    opened = scoring.open_contest(contest=draft, by=cast.wang, now=NOW)
    with refused("reason-needed"):
        actions.change_part(part=person, values={"members": []}, by=cast.wang, now=NOW)
    values = {"members": [*TEAM[:2], {"name": "赵敏敏"}]}
    actions.correct_name(part=person, values=values, reason="misspelt", by=cast.wang, now=NOW)
    text = scoring.export_contest(contest=fresh(opened))
    assert json.loads(text)["contestants"][0]["members"] == values["members"]
    given = {"district": cast.district, "by": cast.wang, "now": NOW}
    assert scoring.import_contest(source=text, slug="again", **given).contestants.get().members == values["members"]
    values = {"slug": "trial", "title": "Rehearsal", "rehearsal": True}
    copied = actions.copy_contest(source=opened, values=values, by=cast.wang, now=NOW)
    assert copied.contestants.get().members == fresh(person).members
    assert fresh(opened).fingerprint == opened.fingerprint
