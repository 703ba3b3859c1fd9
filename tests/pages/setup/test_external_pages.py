"""Scores of rounds that are scored elsewhere: one page, before and after opening, from overview and results."""

import json
import re
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from contests import actions
from contests.queries.external import waiting_scores
from tests.browsers import client_of
from tests.cast import Cast, a_draft, an_open_contest, draw_order, later
from tests.contests.lists.workbooks import a_page
from tests.garbage import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def li(cast):
    return client_of(cast.li)


def external_of(contest):
    return contest.rounds.get(external=True)


def address_of(contest, name="scores"):
    return reverse(f"people:{name}", kwargs={"pk": contest.pk, "round": external_of(contest).pk})


def there(contest):
    """What the page shows in the row of each: the score that waits, or else the one that counts."""
    waiting = {entry.performance_id: entry for entry in waiting_scores(external_of(contest))}
    rows = external_of(contest).performances.select_related("contestant")
    return {row: waiting.get(row.pk, row).score for row in rows}


def fields(contest, seen=None, **typed):
    """The grid as somebody sends it: n01="90" types into the row of 01."""
    rows = there(contest)
    now = {str(row.pk): None if score is None else str(score) for row, score in rows.items()}
    values = {f"score_{row.pk}": typed.get(f"n{row.contestant.number}", now[str(row.pk)] or "") for row in rows}
    return {"seen": json.dumps(now if seen is None else seen), **values}


def entered(contest):
    """By number: what counts or waits."""
    return {row.contestant.number: score for row, score in there(contest).items() if score is not None}


def scores(contest):
    rows = external_of(contest).performances.exclude(score=None).order_by("contestant__position")
    return {row.contestant.number: row.score for row in rows.select_related("contestant")}


@pytest.mark.parametrize("make", [a_draft, an_open_contest])
def test_overview_and_results_name_who_lacks_a_score_and_lead_there(li, cast, make):
    contest = make(cast, preset="tour")
    for page in ("manage:contest", "manage:results"):
        text = li.get(reverse(page, args=[contest.pk])).content.decode()
        assert "0 of 3 entered." in text
        assert "01 Secretary 1, 02 Secretary 2, 03 Secretary 3" in text
        assert address_of(contest) in text
        assert "has found nothing missing" not in text


def test_scores_are_typed_into_a_grid(li, cast):
    contest = a_draft(cast, preset="tour")
    page = li.post(address_of(contest), fields(contest, n01="９５．０", n02="88"), follow=True).content.decode()
    assert "2 scores are entered. They count once a second person has confirmed them." in page
    assert scores(contest) == {}
    assert entered(contest) == {"01": Decimal("95.0"), "02": Decimal(88)}
    draw_order(contest=contest, called="1979358", by=cast.wang, now=later(1))
    opening = client_of(cast.wang).get(reverse("manage:open", args=[contest.pk])).content.decode()
    assert "2 of 3 entered." in opening
    assert "Missing: 03" in opening
    assert "2 wait for a second person and do not count yet." in opening


def test_what_somebody_else_has_entered_meanwhile_stays(li, cast):
    contest = a_draft(cast, preset="tour")
    old = fields(contest, n01="90")
    enter = {"01": Decimal(91), "03": Decimal(80)}
    actions.enter_external_scores(round=external_of(contest), scores=enter, by=cast.wang, now=later(1))
    assert "Somebody has just entered 91." in li.post(address_of(contest), old).content.decode()
    assert entered(contest) == {"01": Decimal(91), "03": Decimal(80)}
    row = external_of(contest).performances.get(contestant__number="01")
    li.post(address_of(contest), {**old, f"score_{row.pk}": ""})
    assert entered(contest) == {"01": Decimal(91), "03": Decimal(80)}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("950", "950 is far from the other scores. Is the decimal point missing or in the wrong place?"),
        ("-9", "-9 is below 0 and will count as 0."),
        ("95.125", "95.125 will be rounded. Decimals kept: 2."),
    ],
)
def test_a_score_that_is_odd_is_asked_back(li, cast, typed, told):
    contest = a_draft(cast, preset="tour")
    round_ = external_of(contest)
    actions.change_part(part=round_, values={"rules": {"round": {"round": 2}}}, by=cast.wang, now=later(1))
    sent = fields(contest, n01=typed, n02="95.0", n03="90")
    page = li.post(address_of(contest), sent).content.decode()
    assert told in page
    assert entered(contest) == {}
    asked = unescape(re.search(r'name="asked" value="([^"]*)"', page).group(1))
    assert typed in asked
    li.post(address_of(contest), {**sent, "sure": "on"})
    assert entered(contest) == {}
    li.post(address_of(contest), {**sent, "sure": "on", "asked": asked})
    assert entered(contest)["01"] == Decimal(typed)


def test_two_people_bring_the_scores_of_an_open_contest_and_one_of_them_corrects_a_score(li, cast):
    """Li enters, Zhao finds one wrong and ticks the others; Li confirms what Zhao entered anew. Then a correction."""
    contest, zhao = an_open_contest(cast, preset="tour"), client_of(cast.zhao)
    address = address_of(contest)
    page = li.post(address, fields(contest, n01="95.25", n02="88", n03="79.5"), follow=True).content.decode()
    assert "They count once a second person has confirmed them." in page
    assert "Somebody else signs in and confirms them." in page
    assert 'name="confirm"' not in page
    assert scores(contest) == {}
    for name in ("manage:contest", "manage:results"):
        text = zhao.get(reverse(name, args=[contest.pk])).content.decode()
        assert "3 wait for a second person and do not count yet." in text
        assert address in text

    page = zhao.get(address).content.decode()
    assert [cell in page for cell in (">95.25<", ">88.00<", ">79.50<")] == [True] * 3
    shown = {number: pk for pk, number in re.findall(r'id="confirm-(\d+)".*?(\d\d) Secretary', page, re.DOTALL)}
    zhao.post(address, fields(contest, n02="89"))
    ticked = {"compared": "ticked", "confirm": [shown["01"], shown["02"]]}
    assert "Somebody else has just changed this." in zhao.post(address, ticked).content.decode()
    assert scores(contest) == {}
    zhao.post(address, {"compared": "ticked", "confirm": [shown["01"], shown["03"]]})
    assert scores(contest) == {"01": Decimal("95.25"), "03": Decimal("79.5")}
    last = re.search(r'name="confirm" value="(\d+)"', li.get(address).content.decode()).group(1)
    told = li.post(address, {"compared": "ticked", "confirm": last}, follow=True).content.decode()
    assert "1 score is confirmed and counts." in told
    assert scores(contest)["02"] == Decimal(89)

    assert "Enter a reason. It is recorded" in li.post(address, fields(contest, n03="80")).content.decode()
    li.post(address, {**fields(contest, n03="80"), "reason": "misread"})
    assert scores(contest)["03"] == Decimal("79.5")
    assert "misread" in zhao.get(address).content.decode()
    own = waiting_scores(external_of(contest)).get().pk
    assert "Somebody other" in li.post(address, {"compared": "ticked", "confirm": [own]}).content.decode()
    zhao.post(address, {"compared": "ticked", "confirm": [own]})
    assert scores(contest)["03"] == Decimal(80)


def test_a_score_that_was_left_unticked_is_never_confirmed(li, cast):
    """Whatever else of the form is ticked or pressed: only the rows that were ticked count afterwards."""
    contest, zhao = an_open_contest(cast, preset="tour"), client_of(cast.zhao)
    address = address_of(contest)
    li.post(address, fields(contest, n01="95", n02="88", n03="79"))

    def waiting():
        (sheet,) = [sheet for sheet in Reader(zhao.get(address).content.decode()).sheets if "confirm" in sheet.names]
        return sheet

    boxes = {box.name: box.options for box in waiting().boxes if box.kind == "checkbox"}
    others = {name: "on" for name in boxes if name != "confirm"}
    hidden = {name: value.decode() for name, value in waiting().sent()}
    zhao.post(address, {**hidden, **others, "compared": "ticked"})
    assert scores(contest) == {}
    zhao.post(address, {**hidden, **others, "compared": "ticked", "confirm": boxes["confirm"][0]})
    assert scores(contest) == {"01": Decimal(95)}

    told = zhao.post(address, {"compared": "ticked"}).content.decode()
    assert "Nothing is ticked" in told
    button = "Tick all 2"
    assert told.count(f"“{button}”") == 1
    assert f">{button}</button>" in told
    assert ">Same as the original</th>" in told
    assert "“Same as the original”" in told
    told = zhao.post(address, {"compared": "all"}).content.decode()
    assert "2 scores are ticked and not confirmed yet" in told
    assert "Nothing is ticked" not in told
    assert scores(contest) == {"01": Decimal(95)}
    assert len(re.findall(r'name="confirm"[^>]* checked', told)) == 2


def test_six_hundred_contestants_fit_into_the_grid_and_the_confirmation(li, cast):
    contest = an_open_contest(cast, preset="tour", contestants=600)
    sent = fields(contest, **{f"n{n:02d}": "90" for n in range(1, 601)})
    li.post(address_of(contest), sent)
    pks = list(waiting_scores(external_of(contest)).values_list("pk", flat=True))
    client_of(cast.zhao).post(address_of(contest), {"compared": "ticked", "confirm": pks})
    assert len(scores(contest)) == 600


def test_what_is_no_number_is_told_beside_its_field(li, cast):
    contest = a_draft(cast, preset="tour")
    page = li.post(address_of(contest), fields(contest, n01="88,5")).content.decode()
    assert "“88,5” has a comma. Write a point before the decimals, such as 0.5." in page
    assert 'value="88,5"' in page
    page = li.post(address_of(contest), fields(contest, n01="95%")).content.decode()
    assert "“95%” is a percentage. Enter the number without %." in page
    assert "0.4" not in page, "a score of 95 % is hardly one of 0.95"
    for sent in (fields(contest, n01="缺考"), {"rows": "编号\t擂台成绩\n1\t缺考"}):
        page = li.post(address_of(contest), sent).content.decode()
        assert "“缺考” is not a score. Write 0 if it counts as 0; otherwise leave it empty" in page


def test_a_list_fills_the_grid_and_is_stored_from_there(li, cast):
    contest = a_draft(cast, preset="tour")
    content = "笔试成绩\n编号,姓名,成绩,备注\n1,Secretary 1,91.25,x\n02,Secretary 2,,缺考\n".encode("gbk")
    page = li.post(address_of(contest), {"file": SimpleUploadedFile("a.csv", content)}).content.decode()
    assert "1 score was read; new or different, and marked below: 1." in page
    assert "Column D: 备注" in page
    assert "Row 1: 笔试成绩" in page
    assert 'value="91.25"' in page
    assert entered(contest) == {}
    li.post(address_of(contest), fields(contest, n01="91.25"))
    assert entered(contest) == {"01": Decimal("91.25")}


def test_where_a_sheet_displays_another_number_than_it_holds_the_page_asks_which_is_meant(li, cast):
    contest = a_draft(cast, preset="tour")

    def form(page):
        page["B2"].number_format = page["B3"].number_format = "0.0_ "
        page["B4"].number_format = "0.00"

    content = a_page(["编号", "擂台成绩"], ["01", 87.86], ["02", 85.5], ["03", 86.66666667], change=form)
    page = li.post(address_of(contest), {"file": SimpleUploadedFile("a.xlsx", content)}).content.decode()
    assert "Which score counts where the sheet displays another number than its cell holds?" in page
    assert re.findall(r"Cell \S+ displays [0-9.]+", page) == ["Cell B2 displays 87.9", "Cell B4 displays 86.67"]
    kept = unescape(re.search(r'name="rounded" value="([^"]*)"', page)[1])
    sent = {**fields(contest, n01="87.86", n02="85.5", n03="86.66666667"), "rounded": kept}
    page = li.post(address_of(contest), sent).content.decode()
    assert "Choose which score counts." in page
    assert "Cell B2 displays 87.9" in page
    assert entered(contest) == {}
    page = li.post(address_of(contest), {**sent, "meant": "stored"}).content.decode()
    assert "03: 86.66666667 has 8 decimals." in page, "a number that a spreadsheet reckoned is asked back in any case"
    li.post(address_of(contest), {**sent, "meant": "displayed"})
    assert entered(contest) == {"01": Decimal("87.9"), "02": Decimal("85.5"), "03": Decimal("86.67")}


def test_a_list_with_a_name_that_is_not_that_numbers_is_refused(li, cast):
    contest = a_draft(cast, preset="tour")
    page = li.post(address_of(contest), {"rows": "编号,姓名,成绩\n1,Secretary 2,91"}).content.decode()
    assert "B2: “Secretary 2” is not the name of site 01, who is Secretary 1." in page


def test_the_list_that_is_downloaded_can_be_filled_in_and_sent_back(li, cast):
    contest = a_draft(cast, preset="tour")
    book = load_workbook(BytesIO(li.get(address_of(contest, "scores-template")).content))
    for row, score in enumerate((90, 80.5, 70), start=2):
        book.active.cell(row, 3).value = score
    stored = BytesIO()
    book.save(stored)
    page = li.post(address_of(contest), {"file": SimpleUploadedFile("a.xlsx", stored.getvalue())}).content.decode()
    assert "3 scores were read; new or different, and marked below: 3." in page
    assert 'value="80.5"' in page


def test_without_such_a_round_there_is_no_such_page(li, cast):
    contest = a_draft(cast, preset="stage")
    assert li.get(reverse("people:ready-scores", args=[contest.pk])).status_code == 404


def test_the_page_costs_as_many_queries_with_1_and_with_3(li, cast, django_assert_num_queries):
    for slug, count in (("a", 1), ("b", 3)):
        contest = an_open_contest(cast, preset="tour", contestants=count, slug=slug)
        everybody = {f"n{n:02d}": "90" for n in range(1, count + 1)}
        li.post(address_of(contest), fields(contest, **everybody))
        li.get(address_of(contest))
        with django_assert_num_queries(10):
            li.get(address_of(contest))
