"""The pages on which a contest is set up, as an organiser meets them."""

import re
from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions
from contests.models import Award, Contest, Cut, Round, RubricItem
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_draft, a_user, an_open_contest, secretaries
from tests.pages.setup.values import award_values, item_values, round_values

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
LEVELS = {"public_level": "places", "announced": "contestants"}
LONG = "名" * 300


@pytest.fixture
def wang(cast):
    return client_of(cast.wang)


# ---- The list, and how a contest begins -----------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "expected"), [("", (7, 5, 14)), ("9", (9, 9, 18))])
def test_a_kind_of_contest_begins_with_its_usual_seats_unless_the_organiser_chooses(cast, wang, chosen, expected):
    page = text_of(wang.get("/manage/new/"))
    assert "5 judges in each panel." in page
    assert not any(f'value="{seats}" class="form-check-input" checked' in page for seats in (5, 7, 9))
    for preset, seats in zip(("stage", "standards", "reserve"), expected, strict=True):
        values = {"preset": preset, "seats": chosen, "where": cast.district.pk, "title": preset, "slug": preset}
        wang.post("/manage/new/", values)
        assert Contest.objects.get(slug=preset).judges.count() == seats


def test_contests_are_listed_by_district_with_what_comes_next(cast, wang):
    a_draft(cast, contestants=0, slug="a", title="Without people")
    a_draft(cast, slug="b", title="Without order")
    an_open_contest(cast, slug="c", title="Opened")
    a_draft(Cast("heping", ("qian",)), slug="d", title="Next door")
    page = text_of(wang.get("/manage/"))
    assert "Without people Being set up" in page
    assert "Enter the contestants" in page
    assert "Draw the running order" in page
    assert "Start the contest at the desk" in page
    assert "Next door" not in page


def test_an_empty_list_tells_how_to_begin(cast, wang):
    assert "Create the first contest" in text_of(wang.get("/manage/"))
    assert "An organiser of this district can begin one" in text_of(client_of(cast.sun).get("/manage/"))
    assert "Ask an administrator" in text_of(client_of(a_user("nobody")).get("/manage/"))


@pytest.mark.parametrize(
    ("path", "count"),
    [("/manage/", 5), ("/manage/{pk}/rounds/", 6), ("/manage/{pk}/awards/", 5), ("/manage/{pk}/rules/", 5)],
)
def test_as_many_queries_for_three_rows_as_for_one(cast, wang, django_assert_num_queries, path, count):
    first = a_draft(cast, contestants=1, slug="one")
    for row in (
        *first.awards.all()[1:],
        first.rounds.last(),
        *RubricItem.objects.filter(round=first.rounds.first())[1:],
    ):
        actions.remove_part(part=row, by=cast.wang, now=NOW)
    with django_assert_num_queries(count):
        wang.get(path.format(pk=first.pk))
    second = a_draft(cast, contestants=3, slug="two")
    actions.add_part(contest=second, part=Cut(round=second.rounds.first()), values={"keep": 2}, by=cast.wang, now=NOW)
    actions.add_part(contest=second, part=Round(contest=second), values={"key": "x"}, by=cast.wang, now=NOW)
    a_draft(cast, slug="three")
    with django_assert_num_queries(count):
        wang.get(path.format(pk=second.pk))


def test_a_contest_begins_from_a_preset(cast, wang):
    values = {"preset": "stage", "seats": "9", "where": cast.district.pk, "title": "擂台比武", "date": "2026-11-20"}
    response = wang.post("/manage/new/", values)
    contest = Contest.objects.get()
    assert response.headers["Location"] == f"/manage/{contest.pk}/rounds/"
    assert (contest.slug, contest.judges.count(), contest.rounds.count()) == ("2026-11-20", 9, 2)
    wang.post("/manage/new/", {**values, "preset": "tour"})
    assert Contest.objects.get(rounds__external=True).slug == "2026-11-20-2"


def test_a_contest_that_cannot_begin_keeps_what_was_typed(cast, wang):
    a_draft(cast, slug="taken")
    values = {"preset": "tour", "seats": "9", "where": cast.district.pk, "title": LONG, "slug": "taken"}
    response = wang.post("/manage/new/", values)
    assert "At most 200 characters; these are 300." in text_of(response)
    assert LONG in response.content.decode()
    assert re.search(r'value="tour"[^>]*checked', response.content.decode())
    assert "has this short name" in text_of(wang.post("/manage/new/", {**values, "title": "Short"}))
    assert Contest.objects.count() == 1


def test_a_contest_does_not_begin_in_somebody_elses_district(wang):
    other = Cast("heping", ("qian",)).district
    response = wang.post("/manage/new/", {"preset": "stage", "seats": "7", "where": other.pk, "title": "Mine?"})
    assert response.status_code == 200
    assert not Contest.objects.exists()


def test_a_copy_takes_everything_but_the_contestants(cast, wang):
    source = an_open_contest(cast)
    assert 'value="District contest"' in wang.get(f"/manage/{source.pk}/copy/").content.decode()
    wang.post(f"/manage/{source.pk}/copy/", {"title": "Next year", "date": "2027-11-20"})
    copy = Contest.objects.get(title="Next year")
    assert (copy.state, copy.contestants.count(), copy.judges.count(), copy.awards.count()) == ("setup", 0, 5, 4)


def test_what_describes_a_contest_is_changed(cast, wang):
    contest = a_draft(cast)
    values = {"title": "New title", "theme": "Two neighbourhoods", "host": "", "venue": "", **LEVELS}
    wang.post(f"/manage/{contest.pk}/about/", values)
    contest.refresh_from_db()
    assert (contest.title, contest.theme, contest.public_level) == ("New title", "Two neighbourhoods", "places")


def test_a_draft_is_thrown_away_after_one_question(cast, wang):
    contest = a_draft(cast)
    assert "cannot be undone" in text_of(wang.get(f"/manage/{contest.pk}/remove/"))
    assert Contest.objects.exists()
    wang.post(f"/manage/{contest.pk}/remove/")
    assert not Contest.objects.exists()


# ---- Rounds and rubric ----------------------------------------------------------------------------------------------


def test_rounds_and_items_are_added_changed_moved_and_removed(cast, wang):
    contest = a_draft(cast)
    page = text_of(wang.get(f"/manage/{contest.pk}/rounds/"))
    assert "most a contestant can get is 100," in page
    assert "Sum of the maxima: 80" in page
    wang.post(f"/manage/{contest.pk}/rounds/new/", round_values(name="Extra", weight="０．５"))
    extra = contest.rounds.get(name="Extra")
    assert (extra.weight, extra.position, contest.performances.filter(round=extra).count()) == (Decimal("0.5"), 2, 3)
    wang.post(f"/manage/{contest.pk}/rounds/{extra.pk}/items/new/", item_values(name="A", maximum="10"))
    wang.post(f"/manage/{contest.pk}/rounds/{extra.pk}/items/new/", item_values(name="B", step="", maximum="20"))
    first, second = extra.items.all()
    wang.post(f"/manage/{contest.pk}/rounds/{extra.pk}/", round_values(name="Extra", weight="0.5", pass_mark="６0.5"))
    assert "pass mark 60.5" in text_of(wang.get(f"/manage/{contest.pk}/rounds/"))
    wang.post(f"/manage/{contest.pk}/rounds/{extra.pk}/", round_values(name="Extra", weight="0.5"))
    extra.refresh_from_db()
    assert extra.rules == {}
    assert (first.key, second.key, second.step) == ("item-1", "item-2", None)
    wang.post(f"/manage/{contest.pk}/items/{first.pk}/", item_values(name="A", maximum="10.5", step="0.5"))
    wang.post(f"/manage/{contest.pk}/items/{first.pk}/move/", {"to": "down"})
    assert [(i.name, i.position) for i in extra.items.all()] == [("B", 0), ("A", 1)]
    wang.post(f"/manage/{contest.pk}/rounds/{extra.pk}/move/", {"to": "up"})
    assert [r.name for r in contest.rounds.all()][1] == "Extra"
    assert "rubric items go with it" in text_of(wang.get(f"/manage/{contest.pk}/rounds/{extra.pk}/remove/"))
    wang.post(f"/manage/{contest.pk}/rounds/{extra.pk}/remove/")
    assert not contest.rounds.filter(name="Extra").exists()


def test_at_the_end_of_a_list_nothing_moves(cast, wang):
    contest = a_draft(cast)
    first, last = contest.awards.first(), contest.awards.last()
    entries = Journal.objects.count()
    wang.post(f"/manage/{contest.pk}/awards/{first.pk}/move/", {"to": "up"})
    wang.post(f"/manage/{contest.pk}/awards/{last.pk}/move/", {"to": "down"})
    assert [contest.awards.first(), contest.awards.last()] == [first, last]
    assert Journal.objects.count() == entries


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"maximum": "5", "minimum": "5"}, "The maximum must be above the minimum (5)."),
        ({"step": "0"}, "This must be above 0."),
        ({"maximum": "forty"}, "Write a number, such as 40 or 0.5."),
        ({"maximum": "1e3"}, "Write a number, such as 40 or 0.5."),
        ({"step": "0.3"}, "40 is not a multiple of 0.3"),
        ({"name": LONG}, "At most 120 characters; these are 300."),
        ({"name": " "}, "Please fill this in."),
        ({"weight": "-1"}, "Enter 0 or more."),
    ],
)
def test_a_wrong_item_is_told_in_place_and_kept_as_typed(cast, wang, wrong, sentence):
    contest = a_draft(cast)
    item, entries = RubricItem.objects.first(), Journal.objects.count()
    response = wang.post(f"/manage/{contest.pk}/items/{item.pk}/", item_values(guidance="my words", **wrong))
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert "my words" in text_of(response)
    assert all(f'value="{value}"' in response.content.decode() for value in wrong.values())
    assert Journal.objects.count() == entries


def test_weights_that_are_all_0_are_told(cast, wang):
    contest = a_draft(cast, preset="standards")
    only = contest.rounds.get()
    response = wang.post(f"/manage/{contest.pk}/rounds/{only.pk}/", round_values(weight="0"))
    assert "All weights would be 0" in text_of(response)
    items = list(only.items.all())
    for item in items[1:]:
        actions.remove_part(part=item, by=cast.wang, now=NOW)
    response = wang.post(f"/manage/{contest.pk}/items/{items[0].pk}/", item_values(weight="0", step="1"))
    assert "All weights of this round would be 0" in text_of(response)
    panel = contest.panels.get()
    values = {"drop_high": "1", "drop_low": "1", "trim_from": "0", "weight": "0", "pool": ""}
    response = wang.post(f"/manage/{contest.pk}/rules/panel/?key={panel.key}", values)
    assert "All panels would weigh 0" in text_of(response)


def test_an_empty_rubric_is_told_where_it_is(cast, wang):
    contest = a_draft(cast)
    wang.post(f"/manage/{contest.pk}/rounds/new/", round_values(name="Empty"))
    assert "judges would have nothing to mark" in text_of(wang.get(f"/manage/{contest.pk}/rounds/"))
    assert "“Empty” has no rubric items yet." in text_of(wang.get(f"/manage/{contest.pk}/rules/"))
    marked = contest.rounds.get(key="speech")
    response = wang.post(f"/manage/{contest.pk}/rounds/{marked.pk}/", round_values(external="on"))
    assert "This round has rubric items. Remove them first" in text_of(response)


def test_a_clock_is_entered_in_rows(cast, wang):
    contest = a_draft(cast)
    defence = contest.rounds.get(key="defence")
    rows = {"over_seconds_0": "30", "over_points_0": "0.5", "over_seconds_1": "10", "over_points_1": "-0.2"}
    under = {"under_seconds_0": "6:00", "under_points_0": "+0.1"}
    wang.post(
        f"/manage/{contest.pk}/rounds/{defence.pk}/", round_values(limit="8：00", warn_at="7:30", **rows, **under)
    )
    defence.refresh_from_db()
    assert defence.clock == {
        "limit": 480,
        "over": [[10, "-0.2"], [30, "-0.5"]],
        "under": [[360, "0.1"]],
        "about": {"warn_at": 450},
    }
    page = wang.get(f"/manage/{contest.pk}/rounds/{defence.pk}/").content.decode()
    assert all(f'value="{shown}"' in page for shown in ("8:00", "7:30", "6:00", "0.2", "0.5", "+0.1"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"limit": "eight"}, "Write minutes and seconds, such as 8:00."),
        ({"limit": "821"}, "“821” could be 8:21 or 13:41. Enter the right one."),
        ({"limit": "8:00", "warn_at": "8:00"}, "The warning must come before the time limit."),
        ({"over_seconds_0": "10", "over_points_0": "0.2"}, "enter a time limit"),
        ({"limit": "8:00", "over_seconds_1": "10"}, "Fill in both fields of the row, or neither."),
        ({"limit": "8:00", "over_seconds_0": "ten", "over_points_0": "0.2"}, "Write a whole number, such as 3."),
        (
            {"limit": "8:00", "over_seconds_0": "9", "over_points_0": "1", "over_seconds_1": "9", "over_points_1": "2"},
            "This is in the table twice.",
        ),
    ],
)
def test_a_wrong_clock_is_told_in_place_and_kept_as_typed(cast, wang, wrong, sentence):
    contest = a_draft(cast)
    defence = contest.rounds.get(key="defence")
    response = wang.post(f"/manage/{contest.pk}/rounds/{defence.pk}/", round_values(**wrong))
    assert sentence in text_of(response)
    assert all(f'value="{value}"' in response.content.decode() for value in wrong.values())
    defence.refresh_from_db()
    assert defence.clock is None


def test_who_goes_on_after_a_round(cast, wang):
    contest = a_draft(cast)
    speech = contest.rounds.first()
    assert "Everybody goes on after this round." in text_of(wang.get(f"/manage/{contest.pk}/rounds/"))
    wang.post(f"/manage/{contest.pk}/rounds/{speech.pk}/cut/", {"keep": "2", "tie": "chain"})
    assert "After this round the first 2 go on." in text_of(wang.get(f"/manage/{contest.pk}/rounds/"))
    wang.post(f"/manage/{contest.pk}/rounds/{speech.pk}/cut/", {"keep": "1", "tie": "extend"})
    found = Cut.objects.get()
    assert (found.keep, found.tie) == (1, "extend")
    wang.post(f"/manage/{contest.pk}/cuts/{found.pk}/remove/")
    assert not Cut.objects.exists()


# ---- Awards ---------------------------------------------------------------------------------------------------------


def test_what_certificates_cannot_print_is_told_at_once(cast, wang):
    contest = a_draft(cast)
    address = f"/manage/{contest.pk}/awards/new/"
    assert "no “𰻞”" in text_of(wang.post(address, award_values(name="𰻞奖", quota="1"), follow=True))
    about = {"title": "擂台比武", "theme": "𰻞", **LEVELS}
    assert "no “𰻞”" in text_of(wang.post(f"/manage/{contest.pk}/about/", about, follow=True))
    assert Contest.objects.get(pk=contest.pk).theme == "𰻞"


def test_awards_are_added_changed_moved_and_removed(cast, wang):
    contest = a_draft(cast, contestants=12)
    assert "There are 12 contestants. 2 contestants get none." in text_of(wang.get(f"/manage/{contest.pk}/awards/"))
    wang.post(f"/manage/{contest.pk}/awards/new/", award_values(name="Fifth", quota="4", minimum="60.5", cap="1"))
    award = contest.awards.get(name="Fifth")
    assert (award.quota, award.minimum, award.cap, award.group) == (4, Decimal("60.5"), 1, None)
    assert "2 awards would stay without a winner." in text_of(wang.get(f"/manage/{contest.pk}/awards/"))
    wang.post(f"/manage/{contest.pk}/awards/{award.pk}/move/", {"to": "up"})
    assert [a.name for a in contest.awards.all()][3] == "Fifth"
    second = contest.contestants.get(number="02")
    values = award_values(name="Favourite", way="named", quota="", named=[f"{second.pk} 03"])
    assert "03" in text_of(wang.post(f"/manage/{contest.pk}/awards/{award.pk}/", values))  # the number is another's now
    wang.post(f"/manage/{contest.pk}/awards/{award.pk}/", {**values, "named": [f"{second.pk} 02"]})
    award.refresh_from_db()
    assert (award.name, award.quota, award.named) == ("Favourite", None, ["02"])
    assert "02 Secretary 2" in text_of(wang.get(f"/manage/{contest.pk}/awards/"))
    wang.post(f"/manage/{contest.pk}/awards/{award.pk}/remove/")
    assert contest.awards.count() == 4


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quota": ""}, "How many people get this award?"),
        ({"quota": "0"}, "Enter 1 or more."),
        ({"quota": "two"}, "Write a whole number, such as 3."),
        ({"name": LONG}, "At most 60 characters; these are 300."),
        ({"minimum": "sixty"}, "Write a number, such as 40 or 0.5."),
    ],
)
def test_a_wrong_award_is_told_in_place_and_kept_as_typed(cast, wang, wrong, sentence):
    contest = a_draft(cast)
    response = wang.post(f"/manage/{contest.pk}/awards/new/", award_values(**wrong))
    assert sentence in text_of(response)
    assert all(f'value="{value}"' in response.content.decode() for value in wrong.values() if value)
    assert contest.awards.count() == 4


# ---- Who, and until when --------------------------------------------------------------------------------------------

PAGES = ("about", "rounds", "awards", "rules")


@pytest.mark.parametrize("page", PAGES)
def test_the_desk_and_the_supervisor_read_and_see_no_form(cast, page):
    contest = a_draft(cast)
    for user in (cast.li, cast.sun):
        response = client_of(user).get(f"/manage/{contest.pk}/{page}/")
        assert "organisers of the district change it" in text_of(response)
        assert "btn-primary" not in response.content.decode()
        assert client_of(user).post(f"/manage/{contest.pk}/about/", {"title": "x"}).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_an_opened_contest_says_since_when_and_with_which_fingerprint(cast, wang, page):
    contest = an_open_contest(cast)
    response = wang.get(f"/manage/{contest.pk}/{page}/")
    assert "Sealed since Nov. 20, 2026" in text_of(response)
    assert contest.fingerprint in text_of(response)
    assert ("<input" in response.content.decode().split('id="main"')[1].split("</main>")[0]) == (page == "about")


def test_a_late_change_is_refused_in_words(cast, wang):
    contest = an_open_contest(cast)
    item, award = RubricItem.objects.first(), Award.objects.first()
    sentences = [
        text_of(wang.post(f"/manage/{contest.pk}/items/{item.pk}/move/", {"to": "down"}, follow=True)),
        text_of(wang.post(f"/manage/{contest.pk}/awards/{award.pk}/remove/", follow=True)),
        text_of(wang.post(f"/manage/{contest.pk}/remove/", follow=True)),
    ]
    assert all("can no longer be changed" in sentence for sentence in sentences)
    assert wang.post(f"/manage/{contest.pk}/items/{item.pk}/", item_values()).status_code == 200
    item.refresh_from_db()
    assert item.name == "工作实绩与内容"
    wang.post(f"/manage/{contest.pk}/about/", {"title": "District contest", "theme": "Late", **LEVELS})
    contest.refresh_from_db()
    assert (contest.theme, contest.public_level, contest.title) == ("Late", "places", "District contest")


def test_parts_of_another_contest_are_not_there(cast, wang):
    mine, other = a_draft(cast), a_draft(cast, slug="other")
    item = RubricItem.objects.filter(round__contest=other).first()
    for path in (f"items/{item.pk}/", f"rounds/{item.round_id}/", f"items/{item.pk}/remove/", f"awards/{10**9}/"):
        assert wang.get(f"/manage/{mine.pk}/{path}").status_code == 404
    assert wang.post(f"/manage/{mine.pk}/items/{item.pk}/move/", {"to": "up"}).status_code == 404
    assert secretaries(cast.district, 0) == []
