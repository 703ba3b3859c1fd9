"""The pages on which judges, contestants, recusals and the running order are entered, as an organiser uses them."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from communities.models import Journal, Role
from contests import actions
from contests.models import Contest, Contestant, Panel, Recusal, Round
from contests.rules.draw import in_fours
from scoring import actions as scoring
from tests.browsers import client_of, text_of
from tests.cast import (
    NOW,
    Cast,
    a_community,
    a_draft,
    a_member,
    an_open_contest,
    announced,
    fresh,
    held,
    later,
    secretaries,
)
from tests.pages.setup.windows import Window

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def draft(cast):
    return a_draft(cast)


@pytest.fixture
def wang(cast):
    return client_of(cast.wang)


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


def test_a_new_panel_begins_with_what_the_others_have(wang, cast):
    reserve = a_draft(cast, preset="reserve", slug="reserve")
    address = page("people:new-panel", reserve)
    shown = wang.get(address)
    assert "Filled in as for the other panels." in shown.content.decode()
    form = shown.context["form"]
    kept = ("weight", "drop_high", "drop_low", "trim_from", "pool", "rounds")
    start = {name: form[name].value() for name in kept}
    wang.post(address, {**start, "name": "Room 3"})
    panels = [[getattr(panel, name) for name in kept] for panel in reserve.panels.all()]
    assert (len(panels), panels[2]) == (3, panels[0])
    wang.post(address, {**start, "name": "Room 4", "drop_high": "", "drop_low": "0"})
    overview = wang.get(f"/manage/{reserve.pk}/").content.decode()
    assert "Room 3 (highest 1 and lowest 1 dropped" in overview
    assert "Room 4 (nothing dropped" in overview


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


def test_the_weight_of_a_panel_is_read_as_every_number_and_what_is_none_is_told(wang, draft):
    told = {
        "heavy": "Write a number, such as 40 or 0.5.",
        "30%": "“30%” is a percentage. Write the number itself: 0.4 for 40 %.",
        "0,3": "“0,3” has a comma.",
        "-1": "Enter 0 or more.",
    }
    for typed, words in told.items():
        response = wang.post(page("people:new-panel", draft), {"name": "Residents", "weight": typed})
        assert words in response.content.decode(), typed
    assert draft.panels.count() == 1
    wang.post(page("people:new-panel", draft), {"name": "Residents", "weight": "０。３"})
    assert draft.panels.get(name="Residents").weight == Decimal("0.3")


def test_a_name_the_typeface_lacks_is_told_at_once(wang, draft):
    response = wang.post(page("people:judges", draft), seats_as_typed(draft, J1="王𰻞"), follow=True)
    assert "no “𰻞”" in response.content.decode()


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
    assert "Please fill this in." in wang.post(address, {"name": "Right"}).content.decode()
    told = text_of(wang.post(address, {"name": "Right", "reason": "misspelt"}, follow=True))
    assert f"{person.number} Right has been corrected." in told
    assert "until you publish" not in told
    person.refresh_from_db()
    assert person.name == "Right"
    seat = contest.judges.first()
    wang.post(page("people:judge", contest, judge=seat.pk), {"name": "Shen", "post": "", "reason": "misspelt"})
    assert names(contest)[0] == "Shen"
    text = wang.get(page("people:judges", contest)).content.decode()
    assert "Save the judges" not in text
    refused = wang.post(page("people:judges", contest), seats_as_typed(contest, J1="Sneaked")).content.decode()
    assert "was opened in the meantime" in refused
    assert "Sneaked" in refused


@pytest.mark.parametrize("make", [a_draft, an_open_contest])
def test_a_correction_writes_what_was_changed_and_nothing_else(wang, cast, make):
    """A title keeps the space between its two lines, and text that came in otherwise stays to the letter."""
    contest = make(cast)
    person, title, theme = contest.contestants.first(), "一张网格图 万家灯火明", "党建 引领"
    Contestant.objects.filter(pk=person.pk).update(title=title, theme=theme)
    address = page("people:contestant", contest, contestant=person.pk)
    reason = {"reason": "misspelt"} if contest.frozen else {}
    Window(wang, address, "title").send(name="林砚秋", **reason)
    person.refresh_from_db()
    assert (person.name, person.title, person.theme) == ("林砚秋", title, theme)
    assert set(Journal.objects.latest("pk").detail) == {"name", "before", *reason}
    Window(wang, address, "title").send(title="书记　一线 工作法", **reason)
    person.refresh_from_db()
    assert (person.title, person.theme) == ("书记　一线 工作法", theme)


def test_what_a_form_of_the_setup_shows_and_nobody_changes_is_not_written(wang, draft):
    person, round_ = draft.contestants.first(), draft.rounds.first()
    Contestant.objects.filter(pk=person.pk).update(community=" 工人村　社区")
    Round.objects.filter(pk=round_.pk).update(guidance="One.\nTwo.", name=" 展示  讲述")
    Window(wang, page("people:contestant", draft, contestant=person.pk), "title").send(title="Talk")
    assert set(Journal.objects.latest("pk").detail) == {"title", "before"}
    at = page("setup:round", draft, part=round_.pk)
    Window(wang, at, "guidance").send(weight="2", guidance="One.\r\nTwo.")
    assert set(Journal.objects.latest("pk").detail) == {"weight", "before"}


def test_the_order_is_drawn_from_a_sealed_number_and_a_call_that_everybody_sees(wang, draft):
    at = page("people:order", draft)
    assert 'name="called"' not in wang.get(at).content.decode()
    wang.post(at, {"seal": "1", "seen": "0"})
    contest = fresh(draft)
    text = wang.get(at).content.decode()
    assert in_fours(contest.draw_seal) in text
    assert contest.draw_sealed not in text.replace(" ", "")
    wang.post(at, {"called": "dice 3 5 1"})
    text = wang.get(at).content.decode()
    assert "dice 3 5 1" in text
    assert in_fours(contest.draw_sealed) in text
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


def test_a_recusal_that_was_decided_against_is_not_proposed_again(wang, cast, draft):
    community = secretaries(cast.district, 1)[0].community
    seat, other = draft.judges.all()[:2]
    first, second = draft.contestants.all()[:2]
    for judge in (seat, other):
        actions.change_part(part=judge, values={"community": community}, by=cast.wang, now=NOW)
    for person in (first, second):
        where = {"community": community.name, "street": community.street.name}
        actions.change_part(part=person, values=where, by=cast.wang, now=NOW)
    address, overview = page("recusals:list", draft), page("manage:contest", draft)
    shown = [f"{judge.pk}-{person.pk}" for judge in (seat, other) for person in (first, second)]
    ticked = set(re.findall(r'value="([0-9]+-[0-9]+)" checked', wang.get(address).content.decode()))
    assert ticked == set(shown)
    wang.post(page("recusals:confirm", draft), {"shown": shown, "pair": shown[:2]})
    assert set(Recusal.objects.values_list("judge", "contestant")) == {(seat.pk, first.pk), (seat.pk, second.pk)}
    text = wang.get(address).content.decode()
    assert (text.count("marks, as decided"), len(re.findall('name="pair"[^>]* checked', text))) == (2, 0)
    assert "are not recused" not in wang.get(overview).content.decode()
    wang.post(page("recusals:withdraw", draft, recusal=Recusal.objects.first().pk))
    assert not re.findall('name="pair"[^>]* checked', wang.get(address).content.decode())
    actions.change_part(part=other, values={"name": "Somebody else"}, by=cast.wang, now=NOW)
    assert re.findall('name="pair"[^>]* checked', wang.get(address).content.decode())  # that was decided of another
    line = Journal.objects.get(verb="recusals-declined")
    assert len(line.detail["pairs"]) == 2
    wang.post(page("recusals:confirm", draft), {"shown": shown, "pair": shown[2:3]})
    assert Recusal.objects.filter(judge=other, contestant=first).exists()  # minds can change


def test_after_opening_a_recusal_is_withdrawn_only_with_a_reason(wang, cast):
    contest = an_open_contest(cast)
    given = {"judge": contest.judges.first().pk, "contestant": contest.contestants.first().pk, "reason": "cousins"}
    wang.post(page("recusals:list", contest), given)
    recusal = Recusal.objects.get()
    address = page("recusals:withdraw", contest, recusal=recusal.pk)
    assert "Enter a reason. It is recorded" in wang.post(address, follow=True).content.decode()
    wang.post(address, {"reason": "a misunderstanding"})
    assert not Recusal.objects.exists()


@pytest.mark.parametrize(
    ("name", "queries"), [("people:judges", 7), ("people:contestants", 6), ("people:order", 6), ("recusals:list", 10)]
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


def test_a_place_is_put_right_after_publication_and_what_hangs_on_it_is_told(cast):
    draft = a_draft(cast)
    actions.change_part(part=draft.awards.first(), values={"cap": 1}, by=cast.wang, now=NOW)
    contest, wang = announced(cast, held(cast, draft)), client_of(cast.wang)
    scoring.issue_certificates(contest=contest, prefix="C", by=cast.wang, now=later(80))
    seat, person = contest.judges.first(), contest.contestants.get(number="01")
    street = a_community(cast.district, "兴工街道", "麦子屯社区").street
    type(seat).objects.filter(pk=seat.pk).update(street=street)
    address = reverse("people:contestant", args=[contest.pk, person.pk])
    typed = {"name": person.name, "community": "麦子屯", "street": "", "title": "", "theme": ""}
    assert "its winners may change" in text_of(wang.get(address))
    assert "Please fill this in." in text_of(wang.post(address, typed))
    page = text_of(wang.post(address, typed | {"reason": "登记有误"}, follow=True))
    assert "Awards with a limit for each street may change." in page
    assert f"{seat.name} and {person.number} {person.name} are from the same place and not recused." in page
    person.refresh_from_db()
    assert (person.community, person.street) == ("麦子屯社区", "兴工街道")
    assert "兴工街道" in text_of(wang.get(reverse("manage:results", args=[contest.pk])))
    contest.refresh_from_db()
    scoring.supersede(contest=contest, reason="登记有误", by=cast.wang, now=later(90))
    page = text_of(wang.get(reverse("manage:certificates", args=[contest.pk])))
    assert "Community 1 → 麦子屯社区 · Street 0 → 兴工街道" in page
