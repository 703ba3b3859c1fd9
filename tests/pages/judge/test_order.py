"""What a tablet keeps to go on without the server, and what becomes of a sheet whose contestant nobody has called."""

import pytest
from django.db import connection

from contests import actions as contests
from contests.models import Recusal
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, ScoreSheet, Submission
from tests.cast import NOW, an_open_contest, fresh, later, started, submit
from tests.refusals import refused
from tests.tablet import GOOD, asked, seated, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
ADDRESS = "/judge/order/"


def key_of(performance):
    return f"{performance.round_id}.{performance.contestant_id}"


def draft_of(judge, performance):
    return f"draft.{judge.contest_id}.{judge.pk}-{judge.replaced}.{key_of(performance)}"


def body_of(judge, performance, key="key-1", **points):
    """What a tablet sends that knows no number of a sheet."""
    marks = {f"points-{item.pk}": (GOOD | points)[item.key] for item in performance.round.items.all()}
    return {**marks, "key": key, "sheet": "", "draft": draft_of(judge, performance), "replaces": ""}


def sent(tablet, judge, performance, key="key-1", **points):
    return tablet.post("/judge/outbox/", body_of(judge, performance, key, **points)).json()


def test_a_tablet_has_all_who_may_be_called_and_asks_again_only_when_something_changed(contest, sheet, tablet):
    coming = contest.performances.filter(state="waiting", round__key="speech").order_by("order")
    cousin = coming.last()
    Recusal.objects.create(judge=sheet.judge, contestant=cousin.contestant, reason="cousins")
    first = tablet.get(ADDRESS)
    said = first.json()
    assert key_of(sheet.performance) in said["heads"]
    assert f"{said['drafts']}{key_of(coming.first())}" == draft_of(sheet.judge, coming.first())
    assert key_of(coming.first()) in said["heads"]
    assert f'data-choose="{key_of(cousin)}"' not in said["list"]
    assert "You are recused" in said["list"]
    assert all("Check and send" in part for part in said["sheets"].values())
    assert tablet.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 304
    submit(sheet)
    assert key_of(sheet.performance) not in tablet.get(ADDRESS).json()["heads"]
    assert seated(sheet.judge).get(ADDRESS).json()["seat"] == f"{sheet.judge.pk}-0"


def test_a_sheet_is_kept_before_its_contestant_is_called_and_counts_once_the_judge_confirms_it_again(
    cast, contest, sheet, tablet
):
    judge, early = sheet.judge, contest.performances.filter(state="waiting", round__key="speech").first()
    said = sent(tablet, judge, early)
    assert (said["state"], said["counts"]) == ("kept", False)
    assert "has not called this contestant yet" in said["sentence"]
    assert sent(tablet, judge, early) == said
    assert KeptSheet.objects.get().why == "not-called"
    query = f"?about={draft_of(judge, early)}"
    assert "has not called contestant" in text(asked(tablet, query=f"{query}&typing"))
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(5), reason="late")
    started(cast, contest, early)
    assert "has not called contestant" not in text(asked(tablet, query=f"{query}&typing"))
    own = ScoreSheet.objects.get(judge=judge, performance=early)
    assert f'data-go href="/judge/sheets/{own.pk}/"' in text(asked(tablet, query=query))
    assert 'value="36.5"' in text(tablet.get(f"/judge/sheets/{own.pk}/"))
    assert "before the desk called this contestant" in text(tablet.get("/judge/sheets/"))
    again = sent(tablet, judge, early, key="key-2")
    assert (again["state"], again["counts"]) == ("received", True)
    assert KeptSheet.objects.get().submission == Submission.objects.get()


def test_a_judge_recused_meanwhile_reads_that_and_not_that_the_contestant_is_still_to_be_called(
    cast, contest, sheet, tablet
):
    judge, early = sheet.judge, contest.performances.filter(state="waiting", round__key="speech").first()
    sent(tablet, judge, early)
    actions.recuse_after_opening(judge=judge, contestant=early.contestant, reason="cousins", by=cast.wang, now=later(4))
    number = early.contestant.number
    for words in (sent(tablet, judge, early)["sentence"], sent(tablet, judge, early, key="key-2")["sentence"]):
        assert f"You are recused from contestant {number}" in words
        assert "called" not in words
    assert [kept.why for kept in KeptSheet.objects.order_by("pk")] == ["not-called", "recused"]
    page = text(tablet.get("/judge/sheets/"))
    assert f"You are recused from contestant {number}" in page
    assert "has not called" not in page
    lifted = {"recusal": Recusal.objects.get(judge=judge), "reason": "mistake", "by": cast.wang, "now": later(5)}
    actions.withdraw_recusal_after_opening(**lifted)
    assert "has not called this contestant yet" in text(tablet.get("/judge/sheets/"))


def test_the_desk_accepts_what_was_kept_before_the_call_and_no_sheet_is_refused_before_the_first_one(cast):
    contest = an_open_contest(cast)
    first = contest.performances.order_by("round__position", "order").first()
    judge = contests.issue_card(judge=contest.judges.first(), by=cast.wang, now=NOW).judge
    assert sent(seated(judge), judge, first)["state"] == "kept"
    kept = KeptSheet.objects.get()
    with refused("not-called"):
        actions.claim_kept_sheet(kept=kept, reason="seen", by=cast.li, now=later(1))
    started(cast, contest, first)
    claimed = actions.claim_kept_sheet(kept=fresh(kept), reason="seen", by=cast.li, now=later(2), seen=0)
    assert claimed.counts
    assert marks_of(claimed)["language"] == 27
    assert sent(seated(judge), judge, first)["state"] == "known"


def test_a_tablet_that_has_changed_its_seat_gives_nobody_the_points_of_another_judge(cast, contest, sheet, tablet):
    """Without a number of a sheet only the name of the draft says whose points they are."""
    other = contest.judges.get(key="J2")
    waiting = contest.performances.filter(state="waiting", round__key="speech").first()
    for n, performance in enumerate((sheet.performance, waiting)):
        body = body_of(other, performance, key=f"k{n}")
        said = tablet.post("/judge/outbox/", body).json()
        assert (said["state"], said["code"]) == ("refused", "another-judges-sheet")
    assert not Submission.objects.exists()
    assert not KeptSheet.objects.exists()
    other = contests.issue_card(judge=other, by=cast.wang, now=NOW).judge
    assert seated(other).post("/judge/outbox/", body_of(other, sheet.performance, key="k0")).json()["counts"]
    assert Submission.objects.get().sheet.judge == other


def test_what_the_desk_has_set_aside_does_not_count_when_the_tablet_sends_it_once_more(cast, contest, sheet, tablet):
    judge, early = sheet.judge, contest.performances.filter(state="waiting", round__key="speech").first()
    sent(tablet, judge, early)
    actions.set_aside_kept_sheet(kept=KeptSheet.objects.get(), reason="wrong name", by=cast.li, now=later(3))
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(5), reason="late")
    started(cast, contest, early)
    said = sent(tablet, judge, early)  # the answer was lost on its way
    assert (said["state"], said["counts"]) == ("kept", False)
    assert "has set aside your sheet" in said["sentence"]
    assert not Submission.objects.exists()
    assert sent(tablet, judge, early, key="key-2")["counts"]


def test_a_sheet_whose_contestant_is_called_while_it_is_being_kept_counts_like_any_other(cast, contest, sheet, tablet):
    judge, early = sheet.judge, contest.performances.filter(state="waiting", round__key="speech").first()
    actions.close_performance(performance=sheet.performance, by=cast.li, now=later(5), reason="late")
    wrote, calls = [], [early]

    def called_meanwhile(execute, sql, params, many, context):
        if wrote and calls:
            started(cast, contest, calls.pop())
        wrote.extend([sql] * (sql.startswith("INSERT") and "scoring_keptsheet" in sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(called_meanwhile):
        said = sent(tablet, judge, early)
    assert (said["state"], said["counts"]) == ("received", True)
    assert KeptSheet.objects.get().submission == Submission.objects.get()
