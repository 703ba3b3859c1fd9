"""Every verb of the journal has words, and every line can be read in the language of the reader."""

import ast
import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils.translation import override

from communities import actions as communities
from communities.guards import CLOCK_SET_BACK
from communities.journal import VERBS, Fact, record, verbs
from communities.journal.wording import details_of, line_text, who_did
from communities.models import Journal, Membership, Role, User
from contests import actions as contests
from contests.models import AwardTie, Cut, Round
from scoring import actions as scoring
from tests.browsers import client_of
from tests.cast import NOW, a_draft, a_user, later, marks_for
from tests.house import ROOT, modules, tree_of
from tests.manage_pages import issued
from tests.tablet import send

LATIN = re.compile("[A-Za-z]")
CHINESE = re.compile("[\u4e00-\u9fff]")
WRITES = {"note_campaign", "record", "changed", "show_changed", "note", "_note"}
APPS = ("communities", "contests", "scoring", "stage")
pytestmark = pytest.mark.django_db

# ---- Words


@pytest.mark.parametrize("id", sorted(VERBS))
def test_a_verb_and_its_facts_have_words_in_both_languages(id):
    verb = VERBS[id]
    words = [verb.words, *(fact.label for fact in verb.facts if fact.label)]
    with override("en"):
        assert [text for text in map(str, words) if CHINESE.search(text) or not LATIN.search(text)] == []
    with override("zh-hans"):
        assert [text for text in map(str, words) if LATIN.search(text) or not CHINESE.search(text)] == []


def written():
    """Every call that writes a line: module, and the expression of its verb."""
    for path in (path for app in APPS for path in modules(ROOT / app / "actions")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for call in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            named = [keyword.value for keyword in call.keywords if keyword.arg == "verb"]
            if name in WRITES:
                at = 0 if name == "note" else 1
                yield module, (named or call.args[at : at + 1])[0]


def test_what_is_written_is_a_verb_of_the_list():
    calls = list(written())
    texts = [ast.unparse(verb) for _module, verb in calls if not isinstance(verb, ast.Attribute | ast.Subscript)]
    assert len(calls) > 40
    assert set(texts) <= {"verb", "verbs.created if new else verbs.changed"}
    named = [(m, v) for m, v in calls if isinstance(v, ast.Attribute) and v.attr.isupper()]
    found = {getattr(getattr(import_module(m), v.value.id), v.attr).id for m, v in named}
    assert found <= set(VERBS)
    parts = {id for id in VERBS if id.endswith(("-added", "-changed", "-removed", "-created", "-corrected"))}
    assert set(VERBS) - found - parts == {CLOCK_SET_BACK}


def test_a_line_that_nobody_could_read_is_not_written(cast):
    with pytest.raises(ValueError, match="password-set does not declare"):
        record(verb=verbs.PASSWORD_SET, at=NOW, who=cast.wang, detail={"colour": "red"})
    assert not Journal.objects.filter(verb="password-set").exists()


def test_a_verb_is_declared_once():
    with pytest.raises(ValueError, match="password-set is declared twice"):
        verbs.verb("password-set", "Once more")
    with pytest.raises(ValueError, match="one of its facts"):
        verbs.verb("unheard-of", "Twice", Fact("name", "name"), Fact("name", "name"))
    assert "unheard-of" not in VERBS


# ---- Lines


def told(language, **wanted):
    """The latest line of a kind, as somebody reads it."""
    line = Journal.objects.filter(**wanted).latest("pk")
    with override(language):
        return line_text(line), [label + value for label, value in details_of(line)]


@pytest.fixture
def draft(cast):
    return a_draft(cast)


def test_a_moved_part_is_told_in_chinese(cast, draft):
    award = draft.awards.order_by("position")[1]
    contests.move_part(part=award, up=True, by=cast.wang, now=NOW)
    assert told("zh-hans", verb="part-moved") == ("调整位置：", ["原位置：2", "现位置：1"])


def test_a_choice_is_told_by_its_name(cast, draft):
    contests.change_part(part=draft.awards.first(), values={"tie": AwardTie.DECIDE}, by=cast.wang, now=NOW)
    _verb, details = told("en", verb="award-changed")
    assert details == ["when equal: A decision is recorded", "before: when equal All who share the place get it"]
    assert LATIN.search("".join(told("zh-hans", verb="award-changed")[1])) is None


def test_rules_are_told_by_their_names(cast, draft):
    rules = {"pool": "median", "round": {"final": 3}, "bounds": {"final": [None, "100"]}, "tie_chain": ["chair"]}
    contests.set_rules(contest=draft, rules=rules, by=cast.wang, now=NOW)
    _verb, details = told("en", verb="rules-set")
    assert details[0] == (
        "rules: pooled by median, decimals final score 3, bounds final score – to 100, when equal the chair's vote"
    )
    told_in_chinese = "".join(told("zh-hans", verb="rules-set")[1])
    assert "比较评分项平均分 主题演讲 / 工作实绩与内容、比较环节得分 现场答辩" in told_in_chinese
    assert LATIN.search(told_in_chinese) is None


def test_rounds_are_called_by_their_names_and_not_by_their_keys(cast, draft):
    speech, cut = draft.rounds.first(), {"keep": 2, "weights": {"speech": "1"}}
    contests.change_part(part=draft.panels.first(), values={"rounds": ["speech"]}, by=cast.wang, now=NOW)
    assert told("zh-hans", verb="panel-changed")[1][0] == "环节：主题演讲"
    contests.add_part(contest=draft, part=Cut(round=speech), values=cut, by=cast.wang, now=NOW)
    assert Journal.objects.latest("pk").object == "主题演讲 → 2"
    assert "各环节权重：主题演讲 1" in told("zh-hans", verb="cut-added")[1]
    added = {"key": "third", "name": "才艺展示"}
    contests.add_part(contest=draft, part=Round(contest=draft), values=added, by=cast.wang, now=NOW)
    assert LATIN.search("".join(told("zh-hans", verb="round-added")[1])) is None


def test_a_clock_is_told_in_words(cast, draft):
    round_ = draft.rounds.first()
    contests.change_part(part=round_, values={"clock": {"limit": 300, "over": [[0, "-1"]]}}, by=cast.wang, now=NOW)
    assert told("en", verb="round-changed")[1][0] == "clock: time limit 5:00, over the limit: −1"


RENAMED = [
    ("contestant-changed", "key", "11", "number: 11"),
    ("round-changed", "sealed", True, "entered directly: yes"),
    ("contest-changed", "about", "2", "more: 2"),
    ("district-changed", "about", "398", "description: 398"),
]


@pytest.mark.parametrize(("id", "was", "value", "words"), RENAMED)
def test_a_line_from_before_a_column_was_renamed_is_told(id, was, value, words):
    Journal.objects.create(at=NOW, who_label="Wang", verb=id, detail={was: value, "before": {was: value}})
    assert told("en", verb=id)[1] == [words, f"before: {words.replace(':', '')}"]
    assert LATIN.search("".join(told("zh-hans", verb=id)[1])) is None


def test_an_account_is_told_in_words(cast):
    by = {"by": a_user("admin", is_administrator=True), "now": NOW}
    user = communities.create_person(values={"username": "ma", "name": "Ma"}, password="two neighbourhoods", **by)
    assert told("en", verb="person-created") == ("Account made:", ["user name: ma", "name: Ma"])
    communities.give_role(user=user, district=cast.district, role=Role.DESK, **by)
    assert told("zh-hans", verb="role-given") == ("赋予职责：", ["职责：导控台"])
    communities.take_role(membership=Membership.objects.get(user=user), **by)
    communities.change_person(user=user, values={"is_active": False}, **by)
    assert told("en", verb="person-changed")[1] == ["may sign in: no", "before: may sign in yes"]
    totals = [{"pillar": "service", "title": "teams", "quantity": "398", "unit": "teams"}]
    communities.change_locality(row=cast.district, values={"totals": totals}, **by)
    assert "quantity 398" in told("en", verb="district-changed")[1][0]


def test_whoever_had_not_signed_in_is_the_system():
    communities.create_person(values={"username": "ma"}, password="two neighbourhoods", by=None, now=NOW)
    line = Journal.objects.get()
    with override("zh-hans"):
        assert who_did(line) == "系统"
    assert (line.who_label, User.objects.count()) == ("system", 1)


def test_every_line_of_a_contest_is_read_without_a_foreign_key(cast):
    """Labels and choices are of the language; what people typed stays as they typed it."""
    contest = issued(cast)
    person = contest.contestants.first()
    scoring.set_contestant_status(contestant=person, status="disqualified", reason="理由", by=cast.li, now=later(80))
    scoring.supersede(contest=contest, reason="理由", by=cast.wang, now=later(81))
    lines = list(Journal.objects.all())
    assert len({line.verb for line in lines}) > 12
    with override("zh-hans"):
        read = [(line_text(line), label) for line in lines for label, _value in details_of(line)]
    assert [pair for pair in read if LATIN.search("".join(pair))] == []


def test_lines_stand_in_the_order_of_time_whatever_the_clock_does(cast):
    """One who waited for another is dated with it; a clock that was set back, or a line from earlier, is told."""
    contest = a_draft(cast)
    dated = lambda at: record(verb=verbs.PASSWORD_SET, at=at, who=cast.wang, contest_id=contest.pk).at  # noqa: E731
    assert [dated(later(50)), dated(later(50) - timedelta(seconds=20)), dated(later(51))] == [
        *[later(50)] * 2,
        later(51),
    ]
    assert record(verb=verbs.PASSWORD_SET, at=NOW, who=cast.wang).at == NOW  # of no contest
    assert dated(later(3)) == later(3)
    told_so, line = Journal.objects.filter(contest_id=contest.pk).order_by("-pk")[:2][::-1]
    assert (told_so.verb, told_so.at, line.at) == (CLOCK_SET_BACK, later(3), later(3))
    with override("en"):
        assert line_text(told_so).startswith("The clock of this machine was set back")
        assert details_of(told_so)[0][0].startswith("it had shown")


# ---- Who it was


def rows_of(client, contest, language):
    page = client.get(reverse("manage:journal", args=[contest.pk]), headers={"accept-language": language})
    return re.sub("<[^>]+>| +", " ", page.content.decode())


def test_a_line_names_the_account_the_seat_and_the_tablet(cast, sheet, tablet):
    """Names alone can be given to anybody; an account, a seat's key and a tablet tell who it was."""
    cast.li.name, cast.zhao.name = "王组织", "郑核分"
    User.objects.bulk_update([cast.li, cast.zhao], ["name"])
    tablet.get(reverse("judge:code", args=[sheet.judge.contest_id]))  # the tablet gets its name
    send(tablet, sheet)
    scoring.reopen_sheet(sheet=sheet, reason="wrong row", by=cast.li, now=later(20))
    marks, by = marks_for(sheet), {"now": later(21)}
    paper = scoring.enter_paper_sheet(sheet=sheet, marks=marks, key="p", by=cast.li, **by)
    scoring.confirm_paper_sheet(submission=paper, by=cast.zhao, **by)
    contest = sheet.judge.contest
    short = Journal.objects.get(verb="sheet-submitted").device
    assert re.fullmatch("[0-9A-F]{4}", short)
    told = rows_of(client_of(cast.wang), contest, "zh-CN")
    for words in (
        f"J1 Judge J1 · 平板 {short}",
        "J1 Judge J1 / ",
        "王组织（li）",
        "郑核分（zhao）",
        "录入人： 王组织（li）",
    ):
        assert words in told
    assert f"J1 Judge J1 · tablet {short}" in rows_of(client_of(cast.wang), contest, "en")
    Journal.objects.create(at=later(22), who=cast.li, who_label="王组织", verb="contest-closed", contest_id=contest.pk)
    assert rows_of(client_of(cast.wang), contest, "en").count("王组织 (li)") > 2  # also where no account was kept
