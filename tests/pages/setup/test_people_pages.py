"""The pages on which judges, contestants, recusals and the running order are entered, as an organiser uses them."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from communities.models import Role
from contests import actions
from contests.models import Contest, Panel, Recusal
from tests.cast import NOW, Cast, a_draft, a_member, an_open_contest, secretaries

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    return a_draft(cast)


@pytest.fixture
def wang(cast):
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.wang)
    return client


def text_of(response):
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace(" ;", ";")


def page(name, contest, **more):
    return reverse(name, kwargs={"pk": contest.pk, **more})


def seats_as_typed(contest, **changes):
    """What the table of judges sends."""
    typed = {"do": "save"}
    for seat in contest.judges.all():
        typed |= {
            f"seat-{seat.pk}-name": changes.get(seat.key, seat.name),
            f"seat-{seat.pk}-post": seat.post,
            f"seat-{seat.pk}-panel": seat.panel_id,
            f"seat-{seat.pk}-kind": seat.kind,
            f"seat-{seat.pk}-place": "",
        }
    return typed


def names(contest):
    return [seat.name for seat in contest.judges.all()]


def test_all_judges_are_named_at_once(wang, draft):
    typed = seats_as_typed(draft, J1="沈怀瑾", J3="白若溪")
    assert wang.post(page("people:judges", draft), typed).status_code == 302
    assert names(draft) == ["沈怀瑾", "Judge J2", "白若溪", "Judge J4", "Judge J5"]


def test_a_name_of_300_characters_is_told_in_its_row_and_stays(wang, draft):
    response = wang.post(page("people:judges", draft), seats_as_typed(draft, J2="x" * 300, J1="New"))
    text = response.content.decode()
    assert "at most 60 characters" in text
    assert "x" * 300 in text
    assert 'value="New"' in text
    assert names(draft)[0] == "Judge J1"


def test_a_judge_moves_up_and_what_was_typed_is_kept(wang, draft):
    second = draft.judges.get(key="J2")
    wang.post(page("people:judges", draft), {**seats_as_typed(draft, J1="Typed"), "do": f"up-{second.pk}"})
    assert names(draft)[:2] == ["Judge J2", "Typed"]


def test_seats_are_added_and_removed(wang, draft):
    wang.post(page("people:more", draft), {"panel": draft.panels.get().pk, "count": 2})
    assert [seat.key for seat in draft.judges.all()][-2:] == ["J6", "J7"]
    last = draft.judges.get(key="J7")
    wang.post(page("people:judges", draft), {**seats_as_typed(draft), "do": f"remove-{last.pk}"})
    assert not draft.judges.filter(key="J7").exists()


def test_a_second_panel(wang, draft):
    wang.post(page("people:new-panel", draft), {"name": "Residents", "weight": "0.3", "rounds": ["speech"]})
    panel = draft.panels.get(name="Residents")
    assert (panel.weight, panel.rounds) == (Decimal("0.3"), ["speech"])


def test_a_panel_marks_the_rooms_that_are_chosen(wang, cast, draft):
    address = page("people:panel", draft, panel=draft.panels.get().pk)
    assert "Marks the rooms" not in wang.get(address).content.decode()
    for person, room in zip(draft.contestants.all(), ("East", "West", None), strict=True):
        actions.change_part(part=person, values={"room": room}, by=cast.wang, now=NOW)
    typed = {"name": "Jury", "weight": "1"}
    for rooms, kept in ((["East"], ["East"]), ([], None), (["Nowhere"], None)):
        wang.post(address, {**typed, "rooms": rooms})
        assert draft.panels.get().rooms == kept
    wang.post(address, {**typed, "rooms": ["East"]})
    assert wang.get(address).context["form"]["rooms"].value() == ["East"]


def test_a_room_that_nobody_is_in_any_more_can_still_be_chosen(wang, draft):
    panel = draft.panels.get()
    panel.rooms = ["Gone"]
    panel.save()
    wang.post(page("people:panel", draft, panel=panel.pk), {"name": "Jury", "weight": "0.5", "rooms": ["Gone"]})
    panel.refresh_from_db()
    assert (panel.rooms, panel.weight) == (["Gone"], Decimal("0.5"))


def test_a_panel_goes_with_its_seats(wang, draft):
    wang.post(page("people:new-panel", draft), {"name": "Residents", "weight": "0.3"})
    panel = draft.panels.get(name="Residents")
    wang.post(page("people:more", draft), {"panel": panel.pk, "count": 2})
    response = wang.post(page("people:panel", draft, panel=panel.pk), {"remove": "1"}, follow=True)
    assert "The panel “Residents” is removed, with its seats." in response.content.decode()
    assert (draft.panels.count(), draft.judges.count()) == (1, 5)


def test_a_weight_that_is_no_number_is_told(wang, draft):
    response = wang.post(page("people:new-panel", draft), {"name": "Residents", "weight": "heavy"})
    assert "This is not valid here." in response.content.decode()
    assert draft.panels.count() == 1


def test_a_name_the_typeface_lacks_is_told_at_once(wang, draft):
    response = wang.post(page("people:judges", draft), seats_as_typed(draft, J1="王𰻞"), follow=True)
    assert "no “𰻞”" in response.content.decode()


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
        (pasted(("编号", "姓名"), ("11", "A"), ("11", "B")), "A3: number 11 is there already, in A2."),
        (pasted(("编号", "姓名"), ("11", "A" * 300)), "B2: “Name” has 300 characters; at most 60 fit."),
        ("编号\t姓名", "There are no rows yet."),
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
    assert "Meanwhile this was changed by somebody." in told
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


def test_secretaries_are_ticked_and_get_the_next_numbers(wang, cast, draft):
    first, second = secretaries(cast.district, 2)
    wang.post(page("people:contestants", draft), {"pick": "1", "secretaries": [first.pk, second.pk]})
    assert list(draft.contestants.order_by("number").values_list("number", "secretary"))[3:] == [
        ("04", first.pk),
        ("05", second.pk),
    ]


def test_secretaries_of_another_district_cannot_be_ticked(wang, cast, draft):
    secretaries(cast.district, 1)
    (foreign,) = secretaries(Cast("heping", ("qian",)).district, 1)
    response = wang.post(page("people:contestants", draft), {"pick": "1", "secretaries": [foreign.pk]})
    assert "invalid-feedback" in response.content.decode()
    assert draft.contestants.count() == 3


def test_a_contestant_is_changed_and_removed(wang, draft):
    person = draft.contestants.get(number="02")
    address = page("people:contestant", draft, contestant=person.pk)
    wang.post(address, {"number": "22", "name": "New", "title": "Talk"})
    assert draft.contestants.get(pk=person.pk).title == "Talk"
    taken = wang.post(address, {"number": "01", "name": "New"}).content.decode()
    assert "Another contestant has this number. Choose another." in taken
    wang.post(page("people:remove", draft, contestant=person.pk))
    assert draft.contestants.count() == 2


def test_an_open_contest_takes_corrections_with_a_reason_only(wang, cast):
    contest = an_open_contest(cast)
    person = contest.contestants.first()
    address = page("people:contestant", contest, contestant=person.pk)
    assert "This field is required" in wang.post(address, {"name": "Right"}).content.decode()
    wang.post(address, {"name": "Right", "reason": "misspelt"})
    person.refresh_from_db()
    assert person.name == "Right"
    seat = contest.judges.first()
    wang.post(page("people:judge", contest, judge=seat.pk), {"name": "Shen", "post": "", "reason": "misspelt"})
    assert names(contest)[0] == "Shen"
    text = wang.get(page("people:judges", contest)).content.decode()
    assert "Save the judges" not in text
    refused = wang.post(page("people:judges", contest), seats_as_typed(contest, J1="Sneaked")).content.decode()
    assert "it is: Being set up" in refused


def test_the_order_is_drawn_from_a_seed_that_everybody_sees(wang, draft):
    wang.post(page("people:order", draft), {"seed": "dice 3 5 1"})
    text = wang.get(page("people:order", draft)).content.decode()
    assert "dice 3 5 1" in text
    assert sorted(draft.performances.filter(round__key="speech").values_list("order", flat=True)) == [1, 2, 3]


def test_an_order_drawn_by_hand_is_entered(wang, draft):
    wang.post(page("people:order", draft), {"order": "03，01、02"})
    rows = draft.performances.filter(round__key="speech").order_by("order")
    assert list(rows.values_list("contestant__number", flat=True)) == ["03", "01", "02"]


def test_numbers_of_an_order_can_be_typed_without_their_zeros(wang, draft):
    wang.post(page("people:order", draft), {"order": "3 1 2"})
    rows = draft.performances.filter(round__key="speech").order_by("order")
    assert list(rows.values_list("contestant__number", flat=True)) == ["03", "01", "02"]


def test_an_order_that_lacks_somebody_is_told_and_stays(wang, draft):
    text = wang.post(page("people:order", draft), {"order": "03 03 09"}).content.decode()
    assert "not in the order: 01, 02" in text
    assert "not in this contest: 09" in text
    assert "03 03 09" in text


def test_a_recusal_is_proposed_confirmed_and_withdrawn(wang, cast, draft):
    community = secretaries(cast.district, 1)[0].community
    seat, person = draft.judges.first(), draft.contestants.first()
    places = {"community": community}
    actions.change_part(part=seat, values=places, by=cast.wang, now=NOW)
    where = {"community": community.name, "street": community.street.name}
    actions.change_part(part=person, values=where, by=cast.wang, now=NOW)
    text = wang.get(page("recusals:list", draft)).content.decode()
    assert "same community" in text
    overview = page("manage:contest", draft)
    assert "are not recused: Judge J1" in wang.get(overview).content.decode()
    wang.post(page("recusals:confirm", draft), {"pair": f"{seat.pk}-{person.pk}"})
    recusal = Recusal.objects.get(judge=seat, contestant=person)
    assert "are not recused" not in wang.get(overview).content.decode()
    wang.post(page("recusals:withdraw", draft, recusal=recusal.pk))
    assert not Recusal.objects.exists()


def test_after_opening_a_recusal_is_withdrawn_only_with_a_reason(wang, cast):
    contest = an_open_contest(cast)
    given = {"judge": contest.judges.first().pk, "contestant": contest.contestants.first().pk, "reason": "cousins"}
    wang.post(page("recusals:list", contest), given)
    recusal = Recusal.objects.get()
    address = page("recusals:withdraw", contest, recusal=recusal.pk)
    assert "Please give a reason" in wang.post(address, follow=True).content.decode()
    wang.post(address, {"reason": "a misunderstanding"})
    assert not Recusal.objects.exists()


@pytest.mark.parametrize(
    ("name", "queries"), [("people:judges", 7), ("people:contestants", 6), ("people:order", 5), ("recusals:list", 9)]
)
@pytest.mark.parametrize("size", [1, 3])
def test_a_list_takes_as_many_queries_for_three_as_for_one(wang, cast, name, queries, size, django_assert_num_queries):
    contest = a_draft(cast, contestants=size, seats=2 + size)
    for number in range(size):
        panel = Panel(contest=contest)
        actions.add_part(contest=contest, part=panel, values={"key": f"p{number}"}, by=cast.wang, now=NOW)
    secretaries(cast.district, size)
    with django_assert_num_queries(queries):
        wang.get(page(name, contest))


def test_the_desk_reads_and_cannot_change(cast, draft):
    client = Client()
    client.force_login(a_member(cast.district, "hou", Role.DESK))
    assert "Save the judges" not in client.get(page("people:judges", draft)).content.decode()
    assert client.post(page("people:judges", draft), seats_as_typed(draft)).status_code == 403
    assert Contest.objects.get(pk=draft.pk).version == draft.version


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"order": "3 1 2"}, "The order is stored."),
        (
            {"order": "出场顺序\t编号\t姓名\n2\t1\tSecretary 1\n1\t3\tSecretary 3\n3\t2\tSecretary 2"},
            "The order is stored.",
        ),
        ({"order": "编号,姓名\n3,Secretary 1"}, "who is Secretary 3"),
        ({"order": ""}, "Please fill this in."),
    ],
)
def test_an_order_is_sent_as_numbers_or_as_a_list(wang, draft, sent, told):
    assert told in text_of(wang.post(page("people:order", draft), sent, follow=True))
    order = draft.performances.exclude(order=None).order_by("order").values_list("contestant__number", flat=True)
    assert list(dict.fromkeys(order)) == (["03", "01", "02"] if "stored" in told else [])


def test_an_order_is_sent_as_a_file(wang, draft):
    content = workbook(["编号", "出场顺序"], [1, 2], [2, 3], [3, 1])
    wang.post(page("people:order", draft), {"order": "", "file": SimpleUploadedFile("a.xlsx", content)})
    order = draft.performances.exclude(order=None).order_by("order").values_list("contestant__number", flat=True)
    assert list(dict.fromkeys(order)) == ["03", "01", "02"]
