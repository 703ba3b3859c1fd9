"""Lists of contestants and running orders, pasted or as files: shown with what they do, then taken."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from contests import actions
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_draft, secretaries

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def draft(cast):
    return a_draft(cast)


@pytest.fixture
def wang(cast):
    return client_of(cast.wang)


def page(name, contest, **more):
    return reverse(name, kwargs={"pk": contest.pk, **more})


@pytest.mark.parametrize("row", [("11", "王𰻞", ""), ("11", "林砚秋", "𰻞里社区")])
def test_what_papers_cannot_print_of_a_contestant_is_told_at_once(wang, draft, row):
    rows = pasted(("编号", "姓名", "社区"), row)
    response = taken(wang, draft, rows=rows)
    assert "no “𰻞”" in response.content.decode()
    assert draft.contestants.filter(number="11").exists()


def pasted(*rows):
    return "\n".join("\t".join(row) for row in rows)


def taken(wang, draft, replace="", **sent):
    """What is said once a list that was looked at has been taken."""
    response = wang.post(page("people:contestants", draft), sent)
    confirm = response.context["confirm"].initial
    assert draft.contestants.count() == 3, "nothing is stored yet"
    data = {"payload": confirm["payload"], "seen": confirm["seen"], "replace": replace}
    return wang.post(page("people:contestant-list", draft), data, follow=True)


def test_the_columns_that_somebody_has_are_shown_and_what_the_star_means_is_said_before_the_list_is_taken(wang, cast):
    contest = a_draft(cast, contestants=0, preset="reserve")
    address = page("people:contestants", contest)
    rows = pasted(("准考证号", "姓名", "考场"), ("2026001", "高远", "第一考场"), ("2026002", "马骏", ""))
    looked = wang.post(address, {"rows": rows})
    assert "the list has no room for some" in text_of(looked)
    confirm = looked.context["confirm"].initial
    wang.post(page("people:contestant-list", contest), {"payload": confirm["payload"], "seen": confirm["seen"]})
    for response in (looked, wang.get(address)):
        text = response.content.decode()
        assert re.findall(r'<th scope="col">([^<]*)</th>', text)[:4][2:] == ["Community", "Room"]
        assert "<td>第一考场</td>" in text
        assert "* not among the secretaries of the district" in text


def test_contestants_are_pasted_from_a_spreadsheet(wang, draft):
    rows = pasted(("编号", "姓名", "社区"), ("11", "林砚秋", "桐荫里社区"), ("12", "䶮·𬱖", ""))
    taken(wang, draft, rows=rows)
    assert list(draft.contestants.filter(number__in=["11", "12"]).values_list("name", "community")) == [
        ("林砚秋", "桐荫里社区"),
        ("䶮·𬱖", None),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (pasted(("编号", "社区"), ("11", "A")), "Not found: Name (姓名/选手)."),
        (pasted(("编号", "姓名"), ("11", "A"), ("11", "B")), "A3: number 11 is already in A2."),
        (pasted(("编号", "姓名"), ("11", "A" * 300)), "B2: “Name” has 300 characters. Use at most 60."),
        ("编号\t姓名", "The list has no rows."),
        ("", "Paste rows here, or choose a file below."),
    ],
)
def test_bad_rows_are_told_and_what_was_pasted_stays(wang, draft, rows, told):
    text = wang.post(page("people:contestants", draft), {"rows": rows}).content.decode()
    assert told in text
    assert rows.splitlines()[-1:] == [] or rows.splitlines()[-1][:100] in text
    assert draft.contestants.count() == 3


def workbook(*rows):
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        workbook(["编号", "姓名"], [11, "林砚秋"]),
        "编号,姓名\n11,林砚秋\n".encode("gbk"),
        "编号,姓名\n11,林砚秋\n".encode("utf-8-sig"),
    ],
    ids=["xlsx", "gbk", "utf-8"],
)
def test_contestants_come_from_a_file(wang, draft, content):
    taken(wang, draft, file=SimpleUploadedFile("list", content))
    assert draft.contestants.get(number="11").name == "林砚秋"


@pytest.mark.parametrize("content", [b"PK\x03\x04 rubbish", b"\xff\x00\xff", b"\x00" * 100, workbook()])
def test_a_file_that_is_no_table_is_told(wang, draft, content):
    response = wang.post(page("people:contestants", draft), {"file": SimpleUploadedFile("list.xlsx", content)})
    assert "alert-danger" in response.content.decode()
    assert draft.contestants.count() == 3


CORRECTED = "选手名单\n编号,姓名,社区,备注\n1,Secretary 1,,x\n2,林砚秋\n04,赵启澄\n"


def test_a_list_shows_what_it_will_do_before_it_does_it(wang, draft):
    told = text_of(wang.post(page("people:contestants", draft), {"rows": CORRECTED}))
    assert "1 new, 1 changed, 1 unchanged; 1 in the contest and not in the list. Nothing is stored yet." in told
    assert "02 Secretary 2 Name: Secretary 2 → 林砚秋" in told
    assert "Row 1: 选手名单" in told
    assert "Column D: 备注" in told
    assert "03 Secretary 3" in told


@pytest.mark.parametrize(
    ("replace", "said", "numbers"),
    [
        ("", "Contestants: 1 added, 1 changed.", ["01", "02", "03", "04"]),
        ("on", "Contestants: 1 added, 1 changed, 1 removed.", ["01", "02", "04"]),
    ],
)
def test_a_corrected_list_says_what_it_has_done(wang, draft, replace, said, numbers):
    assert said in text_of(taken(wang, draft, rows=CORRECTED, replace=replace))
    assert sorted(draft.contestants.values_list("number", flat=True)) == numbers


def test_a_list_is_not_taken_over_what_somebody_has_changed_meanwhile(wang, cast, draft):
    confirm = wang.post(page("people:contestants", draft), {"rows": CORRECTED}).context["confirm"].initial
    actions.remove_part(part=draft.contestants.get(number="03"), by=cast.wang, now=NOW)
    told = wang.post(page("people:contestant-list", draft), confirm, follow=True).content.decode()
    assert "Somebody else has just changed this." in told
    assert draft.contestants.count() == 2


@pytest.mark.parametrize("payload", ["", "{", "[1]", '[{"number": 1, "name": "x"}]', '[{"number": "1"}]', "[" * 90_000])
def test_a_list_that_nobody_looked_at_is_not_taken(wang, draft, payload):
    told = wang.post(page("people:contestant-list", draft), {"payload": payload}, follow=True).content.decode()
    assert "could not be read again" in told
    assert draft.contestants.count() == 3


def test_the_list_that_is_downloaded_changes_nothing_when_sent_back(wang, draft):
    content = wang.get(page("people:contestants-template", draft)).content
    told = text_of(wang.post(page("people:contestants", draft), {"file": SimpleUploadedFile("a.xlsx", content)}))
    assert "0 new, 0 changed, 3 unchanged; 0 in the contest and not in the list." in told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"order": "3 1 2"}, "The order has been saved."),
        (
            {"order": "出场顺序\t编号\t姓名\n2\t1\tSecretary 1\n1\t3\tSecretary 3\n3\t2\tSecretary 2"},
            "The order has been saved.",
        ),
        ({"order": "编号,姓名\n3,Secretary 1"}, "who is Secretary 3"),
        ({"order": ""}, "Please fill this in."),
    ],
)
def test_an_order_is_sent_as_numbers_or_as_a_list(wang, draft, sent, told):
    assert told in text_of(wang.post(page("people:order", draft), sent, follow=True))
    order = draft.performances.exclude(order=None).order_by("order").values_list("contestant__number", flat=True)
    assert list(dict.fromkeys(order)) == (["03", "01", "02"] if "saved" in told else [])


@pytest.mark.parametrize(
    ("name", "pasted"), [("people:contestants", {"rows": "编号,姓名\n1,王强"}), ("people:order", {"order": "02 01 03"})]
)
def test_rows_and_a_file_at_once_are_asked_back(wang, draft, name, pasted):
    """The rows that were refused still stand in the field when the corrected file is chosen."""
    corrected = SimpleUploadedFile("corrected.csv", "出场顺序,编号,姓名\n1,1,王刚".encode())
    told = text_of(wang.post(page(name, draft), {**pasted, "file": corrected}))
    assert "Rows were pasted and a file was chosen." in told
    assert not draft.performances.exclude(order=None).exists()


def test_an_order_is_sent_as_a_file(wang, draft):
    content = workbook(["编号", "出场顺序"], [1, 2], [2, 3], [3, 1])
    wang.post(page("people:order", draft), {"order": "", "file": SimpleUploadedFile("a.xlsx", content)})
    order = draft.performances.exclude(order=None).order_by("order").values_list("contestant__number", flat=True)
    assert list(dict.fromkeys(order)) == ["03", "01", "02"]


def test_a_contestant_is_changed_as_the_reader_of_lists_would_take_it(wang, cast, draft):
    community = secretaries(cast.district, 1)[0].community
    address = page("people:contestant", draft, contestant=draft.contestants.get(number="02").pk)
    wang.post(address, {"number": " ２ ２", "name": "王　强", "community": f"{community.name}社区"})
    row = draft.contestants.get(number="22")
    assert (row.name, row.community, row.street) == ("王强", community.name, community.street.name)
    wrong = {"number": "22", "name": "王强", "community": community.name, "street": "Elsewhere"}
    assert f"the register into {community.street.name}" in text_of(wang.post(address, wrong))


def test_where_service_centres_are_judged_list_form_and_template_ask_for_their_name(cast):
    contest = a_draft(cast, contestants=0, preset="standards")
    address, wang = page("people:contestants", contest), client_of(cast.wang, language="zh-hans")
    shown = wang.get(address).content.decode()
    assert "必填：编号、名称" in shown
    assert "编号\t名称\t社区" in shown
    for heading in ("党群服务中心名称", "姓名"):
        preview = wang.post(address, {"rows": pasted(("编号", heading), ("1", "启工社区党群服务中心"))})
        assert "启工社区党群服务中心" in text_of(preview)
        assert '<th scope="col">名称</th>' in preview.content.decode()
    both = wang.post(address, {"rows": pasted(("编号", "名称", "姓名"), ("1", "启工社区党群服务中心", "联系人"))})
    assert "C列：姓名" in text_of(both), "a contact is not the centre, and is named as left out"
    assert "名称 (名称/姓名)" in text_of(wang.post(address, {"rows": pasted(("编号", "备注"), ("1", "无"))}))
    confirm = preview.context["confirm"].initial
    wang.post(page("people:contestant-list", contest), {"payload": confirm["payload"], "seen": confirm["seen"]})
    template = load_workbook(BytesIO(wang.get(page("people:contestants-template", contest)).content)).active
    assert [cell.value for cell in template[1]][:3] == ["编号", "名称", "社区"]
    single = wang.get(page("people:contestant", contest, contestant=contest.contestants.get().pk))
    assert not re.search("姓名|书记名册", text_of(single) + text_of(preview) + text_of(wang.get(address)))


def test_the_list_of_a_tour_has_the_stops_of_the_route_and_no_other_list_has(cast):
    tour, stage = (a_draft(cast, contestants=0, preset=kind, slug=kind) for kind in ("tour", "stage"))
    rows = pasted(("编号", "名称", "时间", "地点"), ("1", "启工社区", "9:30", "东门 南侧"))
    wang = client_of(cast.wang)
    for contest, stop in ((tour, ("9:30", "东门 南侧")), (stage, ("", ""))):
        confirm = wang.post(page("people:contestants", contest), {"rows": rows}).context["confirm"].initial
        wang.post(page("people:contestant-list", contest), {"payload": confirm["payload"], "seen": confirm["seen"]})
        site = contest.contestants.get()
        assert (site.stop_at, site.stop) == stop
        template = load_workbook(BytesIO(wang.get(page("people:contestants-template", contest)).content)).active
        assert ("Place" in [cell.value for cell in template[1]]) == bool(stop[0])
