"""What residents read: as much as the organiser has chosen, and never more."""

import gzip
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from communities.models import Achievement, District, Secretary
from communities.refused import Refused
from communities.wording import sentence
from contests import actions as contests
from contests.models import AwardTie, PublicLevel
from pages.desk.forms.paper import points_field
from scoring import actions as scoring
from scoring.models import Publication
from scoring.results.public import level_words
from tests.browsers import client_of, text_of
from tests.cast import (
    a_closed_contest,
    a_draft,
    a_published_contest,
    an_open_contest,
    later,
    secretaries,
    sheets_of,
    started,
    submit,
)
from tests.scoring.test_ties import decide, equals, opened, perform, place

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def who(contest, number="01"):
    """What names a contestant in an address: the row, whatever the number."""
    return {"pk": contest.pk, "contestant": contest.contestants.get(number=number).pk}


@pytest.fixture
def anybody():
    return client_of()


def text(client, name, **kwargs):
    response = client.get(reverse(f"public:{name}", kwargs=kwargs))
    return response.content.decode()


def published(cast, level=None, **values):
    contest = a_published_contest(cast, contestants=10, **values)
    if level is not None:
        contests.change_contest(contest=contest, values={"public_level": level}, by=cast.wang, now=later(90))
        contest.refresh_from_db()
    return contest


def deduct(cast, contest):
    person = contest.contestants.get(number="01")
    scoring.adjust(contestant=person, points=Decimal(-5), reason="late", by=cast.li, now=later(95))


def scores_of(contest):
    return [row["score"] for row in Publication.objects.get(contest=contest).data["result"]["standings"]]


def test_a_draft_is_nowhere(anybody, cast):
    draft = a_draft(cast, title="Still a secret")
    assert "Still a secret" not in text(anybody, "home")
    assert "Still a secret" not in text(anybody, "district", slug="tiexi")
    assert anybody.get(reverse("public:contest", args=[draft.pk])).status_code == 404
    assert anybody.get(reverse("public:contestant", args=[draft.pk, draft.contestants.first().pk])).status_code == 404


def test_a_live_contest_shows_order_and_rubric_and_no_number_of_anybody(anybody, cast):
    contest = a_closed_contest(cast)
    page = text(anybody, "contest", pk=contest.pk)
    assert "when they are published" in page
    assert "工作实绩与内容" in page
    assert "called out in the hall, “1979358”" in page
    assert "Place" not in page
    assert "Final score" not in text(anybody, "contestant", **who(contest))


def test_the_weight_of_an_item_stands_wherever_the_rule_is_read(anybody, cast):
    contest = an_open_contest(cast, preset="standards", seats=5)
    for client, name in ((anybody, "public:contest"), (client_of(cast.wang), "rules:sheet")):
        page = text_of(client.get(reverse(name, args=[contest.pk])))
        assert "阵地场所标准化 × 0.25, 基础要素规范化 × 0.2," in page
        assert "with these weights at most 100 in all" in page
    assert "at most 100 × 0.25" in text_of(anybody.get(reverse("public:contest", args=[contest.pk])))
    assert "0 to 100 · × 0.25" in str(points_field(contest.rounds.get().items.first()).help_text)


def test_winners_only_shows_awards_by_number_and_neither_places_nor_scores(anybody, cast):
    contest = published(cast)
    page = text(anybody, "contest", pk=contest.pk)
    assert "一等奖" in page
    assert not [score for score in scores_of(contest) if score in page]
    third = page[page.index("三等奖</h3>") : page.index("优秀奖</h3>")]
    rows = contest.contestants.order_by("number").values_list("pk", flat=True)
    keys = [key for key in rows if f"contestants/{key}/" in third]
    positions = [third.index(f"contestants/{key}/") for key in keys]
    assert len(keys) == 3
    assert positions == sorted(positions)
    somebody = text(anybody, "contestant", **who(contest))
    assert not [score for score in scores_of(contest) if score in somebody]
    assert "Final score" not in somebody


def test_places_shows_final_scores_and_no_judge(anybody, cast):
    contest = published(cast, PublicLevel.PLACES)
    page = text(anybody, "contest", pk=contest.pk)
    assert [score for score in scores_of(contest) if score not in page] == []
    assert "every judge" not in page
    somebody = text(anybody, "contestant", **who(contest))
    assert "Final score" in somebody
    assert "Judge 1" not in somebody


def test_who_decided_between_equal_scores_is_said_where_places_are_shown(anybody, cast):
    contest = equals(cast, chain=["decimals", "chair"])
    decide(cast, contest, "chair", "02", "01")
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    told = "Equal scores; order decided by: the chair&#x27;s vote"
    for level in PublicLevel:
        contests.change_contest(contest=contest, values={"public_level": level}, by=cast.wang, now=later(91))
        there = (
            text(anybody, "contest", pk=contest.pk).count(told),
            text(anybody, "contestant", **who(contest)).count(told),
        )
        assert there == ((0, 0) if level is PublicLevel.WINNERS else (2, 1)), level


def test_the_item_that_decided_between_equal_scores_is_named_where_marks_are_shown(anybody, cast):
    contest = opened(cast, shares=["0.9", None])  # by the preset: content, then the defence
    second = started(cast, contest, place(contest, "02"))
    for sheet in sheets_of(second):
        submit(sheet, marks={"content": Decimal(39), "language": Decimal(24), "poise": Decimal(9)})
    scoring.close_performance(performance=second, by=cast.li, now=later(9), reason="the watch stopped")
    for number in ("01", "02"):
        perform(cast, contest, number, "0.5", "defence")
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    anybody.cookies["django_language"] = "zh-hans"
    rule = "得分相同，先后依据：{}".format
    for level, words in (
        (PublicLevel.PLACES, rule("同分规则")),
        (PublicLevel.EVERYTHING, rule("比较评分项平均分：工作实绩与内容")),
    ):
        contests.change_contest(contest=contest, values={"public_level": level}, by=cast.wang, now=later(91))
        assert words in text(anybody, "contest", pk=contest.pk), level
        assert words in text(anybody, "contestant", **who(contest, "02")), level
    assert "比较评分项平均分：主题演讲 / 工作实绩与内容" in text(anybody, "contest", pk=contest.pk)  # the rules


def test_everything_shows_each_judge_by_number_with_the_dropped_ones_and_the_steps(anybody, cast):
    contest = published(cast, PublicLevel.EVERYTHING)
    page = text(anybody, "contestant", **who(contest))
    assert page.count('<s class="dropped">') == 4
    assert page.count("highest") >= 2
    assert "Judge 5" in page
    assert "How the score was calculated" in page
    assert not [name for name in ("Judge J1", "Judge J2", "Judge J5") if name in page]


def test_a_round_score_that_was_not_rounded_is_shown_in_decimals_and_as_no_fraction(anybody, cast):
    contest = published(cast, PublicLevel.EVERYTHING)
    for row in Publication.objects.get(contest=contest).data["result"]["standings"]:
        page = text(anybody, "contestant", **who(contest, row["contestant"]))
        assert not [score for score in row["rounds"].values() if "/" in score and f" {score}<" in page]
        assert re.search(r"<h2>[^<]*<span class=.number.>[\d.…]+</span>", page)
        for line in re.findall(r"(?s)<ol>(.*?)</ol>", page):
            totals = re.findall(r"[ >](\d[\d.]*)<", re.sub(r"(?s)<span.*?</span>", "", line))
            assert {len(text.partition(".")[2]) for text in totals} == {1}, "36.0 stands beside 35.2"


def test_superseded_results_stay_readable_and_say_so(anybody, cast):
    contest = published(cast)
    deduct(cast, contest)
    scoring.supersede(contest=contest, reason="a mark was misread", by=cast.wang, now=later(100))
    assert "a mark was misread" in text(anybody, "contest", pk=contest.pk)
    old = text(anybody, "publication", pk=contest.pk, number=1)
    assert "They have been replaced" in old
    assert reverse("public:publication", args=[contest.pk, 1]) in text(anybody, "contest", pk=contest.pk)


def test_a_later_name_or_mark_changes_no_published_page(anybody, cast):
    contest = published(cast, PublicLevel.PLACES)
    before = text(anybody, "contest", pk=contest.pk)
    deduct(cast, contest)
    after = text(anybody, "contest", pk=contest.pk)
    assert before.split("csrf")[0] == after.split("csrf")[0]


def test_a_community_shows_its_secretary_and_achievements_under_the_four_pillars(anybody, cast):
    secretary = secretaries(cast.district, 1)[0]
    Achievement.objects.create(
        community=secretary.community, pillar="team", title="Pairs", quantity="12", unit="pairs", period="2026"
    )
    page = text(anybody, "community", pk=secretary.community.pk)
    assert page.count("<h3>") == 4
    assert page.index("lead geese") < page.index("Pairs") < page.index("Service carriers")
    assert secretary.name in page


def test_a_community_leads_to_the_contests_its_secretary_was_in_but_to_no_draft(anybody, cast):
    secretary = secretaries(cast.district, 1)[0]
    for make, slug, title in ((an_open_contest, "open", "Open one"), (a_draft, "draft", "Draft one")):
        make(cast, slug=slug, title=title)
    page = text(anybody, "community", pk=secretary.community.pk)
    assert "Open one" in page
    assert "Draft one" not in page


def test_a_district_shows_its_totals_with_their_source(anybody, cast):
    totals = [{"pillar": "service", "title": "Volunteer teams", "quantity": "398", "unit": "teams"}]
    District.objects.filter(pk=cast.district.pk).update(totals=totals, totals_source="the news of 22 June")
    page = text(anybody, "district", slug="tiexi")
    assert "398" in page
    assert "Source: the news of 22 June" in page


@pytest.mark.parametrize(("count", "folded"), [(24, 0), (25, 13)])
def test_the_communities_of_a_large_district_are_folded_away_by_street(anybody, cast, count, folded):
    people = secretaries(cast.district, count)
    Secretary.objects.filter(pk=people[0].pk).update(until=date(2026, 1, 1))
    response = anybody.get(reverse("public:district", args=["tiexi"]))
    assert "Street 0 1 community Community 1 What Street 0 reports" in text_of(response)
    assert "Street 1 2 communities Community 2 Secretary 2 Community 3 Secretary 3 What" in text_of(response)
    assert response.content.decode().count("<details>") == folded


def test_a_certificate_says_whether_it_is_genuine(anybody, cast):
    contest = published(cast)
    certificate = scoring.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(80))[0]
    page = text(anybody, "certificate", serial=certificate.serial)
    assert "This certificate is genuine" in page
    assert certificate.contestant.name in page
    scoring.revoke_certificate(certificate=certificate, reason="wrong name", by=cast.wang, now=later(81))
    page = text(anybody, "certificate", serial=certificate.serial)
    assert "was revoked" in page
    assert "wrong name" in page
    unknown = anybody.get(reverse("public:certificate", args=["TX-9999"]))
    assert unknown.status_code == 404
    assert "not known here" in unknown.content.decode()


def test_a_certificate_is_found_by_the_number_somebody_types(anybody, cast):
    certificate = scoring.issue_certificates(contest=published(cast), prefix="TX", by=cast.wang, now=later(80))[0]
    address = reverse("public:certificates")
    assert f'href="{address}"' in text(anybody, "home")
    wide = certificate.serial.translate({ord(c): ord(c) + 0xFEE0 for c in "TX0123456789-"})
    for typed in (certificate.serial, f" {certificate.serial} ", wide):
        found = anybody.get(address, {"number": typed})
        assert found.status_code == 200
        assert "This certificate is genuine" in found.content.decode()
    unknown = anybody.get(address, {"number": "TX-9999"})
    assert unknown.status_code == 404
    assert 'value="TX-9999"' in unknown.content.decode()
    assert "Enter the number printed on the certificate" in anybody.get(address, {"number": " "}).content.decode()


def test_a_null_byte_in_an_address_is_404(anybody, cast):
    pk = a_published_contest(cast).pk
    for path in (f"/contests/{pk}/contestants/%00/", "/certificates/a%00b/", "/j/%00/", "/districts/%00/"):
        response = anybody.get(path)
        assert (path, response.status_code) == (path, 404)
        assert "<h1>" in response.content.decode()


def test_the_language_is_that_of_the_browser_and_can_be_switched():
    chinese = Client(headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert 'lang="zh-hans"' in text(chinese, "home")
    chinese.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert '<html lang="en">' in text(chinese, "home")


PAGES = (
    ("home", lambda _: {}, 2),
    ("district", lambda _: {"slug": "tiexi"}, 9),
    ("contest", lambda contest: {"pk": contest.pk}, 9),  # who moved up since, and its campaign, each in one
    ("contestant", who, 7),
)


@pytest.mark.parametrize(("name", "where", "queries"), PAGES)
@pytest.mark.parametrize("size", [1, 3])
def test_a_page_takes_as_many_queries_for_three_as_for_one(
    anybody, cast, name, where, queries, size, django_assert_num_queries
):
    contest = a_published_contest(cast, contestants=size)
    contests.change_contest(contest=contest, values={"public_level": "everything"}, by=cast.wang, now=later(90))
    secretaries(cast.district, size)
    address = reverse(f"public:{name}", kwargs=where(contest))
    with django_assert_num_queries(queries):
        assert anybody.get(address).status_code == 200


@pytest.mark.parametrize("size", [1, 3])
def test_an_open_contest_takes_few_queries(anybody, cast, size, django_assert_num_queries):
    contest = an_open_contest(cast, contestants=size)
    with django_assert_num_queries(7):
        anybody.get(reverse("public:contest", args=[contest.pk]))


def test_the_page_of_ten_contestants_is_light(anybody, cast):
    contest = published(cast, PublicLevel.EVERYTHING)
    for name, kwargs in (("contest", {"pk": contest.pk}), ("contestant", who(contest))):
        body = anybody.get(reverse(f"public:{name}", kwargs=kwargs)).content
        assert len(gzip.compress(body)) < 10_000


def test_each_level_shows_what_its_words_say(anybody, cast):
    contest = published(cast)
    for level in PublicLevel:
        contests.change_contest(contest=contest, values={"public_level": level}, by=cast.wang, now=later(91))
        pages = text(anybody, "contest", pk=contest.pk) + text(anybody, "contestant", **who(contest))
        there = {
            "awards": "一等奖" in pages,
            "places": ">Place<" in pages,
            "final scores": ">Final score<" in pages,
            "every judge": "Judge 1<" in pages,
        }
        shown, _, hidden = level_words(level).partition(" Not shown: ")
        assert {name: name in shown.partition(": ")[2] for name in there} == there
        assert {name: name in hidden for name in there} == {name: not found for name, found in there.items()}


@pytest.mark.parametrize(
    ("number", "told"), [(1, "Reason for publishing: late"), (2, "Reason for the correction: late")]
)
def test_why_results_were_published_fits_what_is_open(cast, number, told):
    """Nothing is missing, a decision is open; then the same published anew."""
    contest = equals(cast, award={"name": "First", "quota": 1, "tie": AwardTie.DECIDE}, chain=["decimals"])
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    publishing = client_of(cast.wang).get(f"/manage/{contest.pk}/results/publish/")
    assert "No mark is missing, but a decision is still open." in text_of(publishing)
    with pytest.raises(Refused) as refused:
        scoring.publish_results(contest=contest, by=cast.wang, now=later(69))
    with override("en"):
        assert sentence(refused.value).startswith("A decision between equals is still open.")
    scoring.publish_results(contest=contest, reason="late", by=cast.wang, now=later(70))
    if number == 2:
        who = contest.contestants.get(number="03")
        scoring.adjust(contestant=who, points=Decimal(-1), reason="prompted", by=cast.li, now=later(71))
        scoring.supersede(contest=contest, reason="late", by=cast.wang, now=later(72))
    shown = text_of(client_of().get(f"/contests/{contest.pk}/"))
    assert f"equal contestants still wait for a decision. {told}" in shown
    assert "missing" not in shown
