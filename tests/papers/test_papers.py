"""Papers that count: what a clerk, a contestant and a supervisor find on them."""

import doctest
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from contests import actions as contests
from contests.models import Contest
from contests.rules.draw import in_fours
from papers import (
    Card,
    Form,
    award_list,
    cards,
    confirmations,
    frame,
    judges_cards,
    paper,
    running_order,
    score_sheets,
    tally_sheet,
    typeface,
)
from papers.certificates import wording
from scoring import actions as scoring
from scoring.queries import in_force
from scoring.results import results_of, tally_now, tally_published
from tests.cast import (
    NOW,
    a_closed_contest,
    a_draft,
    a_published_contest,
    all_submit,
    an_open_contest,
    draw_order,
    first_performance,
    held,
    later,
    one_of_each,
    performed,
    sheet_of,
    started,
)
from tests.printed import squeezed
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.json"))
PRINTED = {"now": later(90), "language": "zh-hans"}
MARKUP = r"#x *b* _i_ $a$ [c] @d <e> \n"
NAME = "Åse #*_$[]@<>\\ 阿卜杜拉·买买提江"


def marked(cast, totals, **values):
    """A contest of one round whose first performance has these sheet totals."""
    contest = an_open_contest(cast, preset="tour", seats=len(totals), **values)
    performance = contest.performances.filter(round__external=False).order_by("order").first()
    started(cast, contest, performance)
    for sheet, total in zip(performance.sheets.order_by("judge__position"), totals, strict=True):
        parts = {"premises": "30", "service": "30", "governance": "25", "order": str(Decimal(total) - 85)}
        marks = {key: Decimal(points) for key, points in parts.items()}
        scoring.submit_sheet(sheet=sheet, marks=marks, key="k", by=sheet.judge, now=later(5))
    return Contest.objects.get(pk=contest.pk), performance


def test_the_dropped_totals_carry_a_word_and_stay_readable(cast):
    contest, _ = marked(cast, ["90", "95.5", "88", "93", "91"])
    page = squeezed(tally_sheet(tally_now(contest), **PRINTED))[1]
    assert "90.095.5去高88.0去低93.091.091.333…" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "72.0未交免评回避已退出"), ("en", "72.0notinexcusedrecusedleft")],
)
def test_why_a_judge_gave_nothing_is_told_in_four_words(cast, language, words):
    contest = an_open_contest(cast, seats=7)
    performance = started(cast, contest)
    tally = tally_now(one_of_each(cast, contest, performance))
    assert words in squeezed(tally_sheet(tally, now=later(90), language=language))[0]
    number = performance.contestant.number
    (page,) = squeezed(confirmations(tally, contestants=[number], judge_names=True, now=later(90), language=language))
    assert words in page


def test_who_left_is_told_from_who_was_excused_once_published_and_in_a_contest_brought_in_again(cast):
    contest = an_open_contest(cast, contestants=1)
    first, second = contest.performances.order_by("round__position")
    performed(cast, contest, first)
    scoring.void_judge(judge=contest.judges.get(key="J2"), reason="ill", by=cast.li, now=later(11))
    performed(cast, contest, second)
    contest = scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    source = scoring.export_contest(contest=contest)
    again = scoring.import_contest(source=source, district=cast.district, slug="again", by=cast.wang, now=NOW)
    assert scoring.export_contest(contest=again) == source
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    for tally in (tally_published(in_force(contest)), tally_now(again)):
        page = squeezed(tally_sheet(tally, **PRINTED))[0]
        assert ("已退出" in page, "免评" in page) == (True, False)
    copy = contests.copy_contest(source=contest, values={"slug": "copy", "title": "Next"}, by=cast.wang, now=NOW)
    assert copy.judges.get(key="J2").extra == {}


def test_the_tally_prints_the_figures_of_the_standings(cast):
    contest = a_published_contest(cast, contestants=5)
    pages = squeezed(tally_sheet(tally_published(in_force(contest)), **PRINTED))
    result = results_of(contest)
    for standing in result.standings:
        name = next(c.name for c in result.contest.contestants if c.id == standing.contestant).replace(" ", "")
        assert standing.score in pages[-1].partition(name)[2][:60]
    assert ["主题演讲" in pages[0], "现场答辩" in pages[1], "总成绩" in pages[2]] == [True, True, True]


def test_every_page_has_the_fingerprint_the_time_and_lines_to_sign(cast):
    contest = a_published_contest(cast)
    for page in squeezed(tally_sheet(tally_published(in_force(contest)), **PRINTED)):
        for words in (contest.fingerprint, "2026-11-2018:30:00", "统分人：", "核分人：", "监督员：", "评委组长："):
            assert words in page


def test_points_off_stand_with_their_reason(cast):
    contest = an_open_contest(cast)
    performance = first_performance(contest)
    started(cast, contest, performance)
    all_submit(performance)
    scoring.record_clock(performance=performance, seconds=505, by=cast.li, now=later(9))
    who = performance.contestant
    round_ = performance.round
    scoring.adjust(contestant=who, points=Decimal("-0.5"), reason="props", by=cast.li, now=later(9), round=round_)
    page = squeezed(tally_sheet(tally_now(Contest.objects.get(pk=contest.pk)), **PRINTED))[0]
    assert "-1.5用时8:25：-1；props：-0.5" in page


def test_until_it_counts_a_paper_says_so_on_every_page(cast):
    contest, _ = marked(cast, ["90", "95", "88", "93", "91"])
    provisional = squeezed(tally_sheet(tally_now(contest), **PRINTED))
    assert all("暂计" in page and "不是正式成绩" in page for page in provisional)


def test_complete_and_unpublished_is_for_checking_only(cast):
    contest = a_closed_contest(cast)
    (page,) = squeezed(award_list(tally_now(contest), **PRINTED))
    assert "尚未公布" in page
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    (page,) = squeezed(award_list(tally_published(in_force(contest)), **PRINTED))
    assert "尚未公布" not in page
    assert "第1次公布，2026-11-2018:10:00" in page


def test_a_superseded_publication_is_void(cast):
    contest = a_published_contest(cast)
    old, who = in_force(contest), contest.contestants.first()
    scoring.adjust(contestant=who, points=Decimal(-1), reason="props", by=cast.li, now=later(75))
    scoring.supersede(contest=contest, reason="a sum was misread", by=cast.wang, now=later(80))
    assert "已被之后公布的成绩取代" in squeezed(tally_sheet(tally_published(old), **PRINTED))[0]


def test_an_incomplete_publication_gives_its_reason(cast):
    contest, performance = marked(cast, ["90", "95", "88", "93", "91"])
    scoring.close_performance(performance=performance, by=cast.li, now=later(20), reason="the watch stopped")
    for other in contest.performances.filter(round__external=False).exclude(pk=performance.pk):
        contests_people = other.contestant
        type(contests_people).objects.filter(pk=contests_people.pk).update(status="withdrawn")
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70), reason="stage scores are late")
    page = squeezed(award_list(tally_published(in_force(contest)), **PRINTED))[0]
    assert "成绩不完整：stagescoresarelate" in page


def test_published_figures_do_not_move_with_the_rows(cast):
    contest = a_published_contest(cast)
    before = tally_published(in_force(contest))
    contest.contestants.update(name="Somebody else")
    assert tally_published(in_force(contest)).contest.contestants == before.contest.contestants


def test_a_publication_that_no_longer_adds_up_is_not_printed(cast):
    contest = a_published_contest(cast)
    publication = in_force(contest)
    publication.data["result"]["standings"][0]["score"] = "99.99"
    with refused("publication-differs", number=1):
        tally_published(publication)


def test_a_contestant_confirms_values_that_do_not_tell_who_gave_them(cast):
    contest, performance = marked(cast, ["90", "95.5", "88", "93", "91"])
    tally, number = tally_now(contest), performance.contestant.number
    (page,) = squeezed(confirmations(tally, contestants=[number], **PRINTED))
    assert "95.5去高93.091.090.088.0去低" in page
    assert "Judge" not in page
    assert "名次" not in page
    (named,) = squeezed(confirmations(tally, contestants=[number], judge_names=True, **PRINTED))
    assert "JudgeJ1JudgeJ2JudgeJ3JudgeJ4JudgeJ590.095.5去高88.0去低93.091.0" in named


def test_there_is_a_confirmation_for_everybody_and_the_place_once_published(cast):
    contest = a_published_contest(cast, contestants=4)
    pages = squeezed(confirmations(tally_published(in_force(contest)), **PRINTED))
    assert len(pages) == 4
    assert all("名次" in page and "选手：" in page for page in pages)
    with refused("nothing-to-print"):
        confirmations(tally_now(contest), contestants=["77"], **PRINTED)


def test_the_award_list_has_winners_only_and_scores_when_asked(cast):
    contest = a_published_contest(cast, contestants=12)
    tally = tally_published(in_force(contest))
    last = tally.standings[-1]
    (page,) = squeezed(award_list(tally, **PRINTED))
    (scored,) = squeezed(award_list(tally, scores=True, **PRINTED))
    assert last.awards == ()
    assert f"Secretary{int(last.contestant)}" + "Street" not in page
    assert tally.standings[0].score not in page
    assert tally.standings[0].score in scored
    assert page.index("一等奖") < page.index("二等奖") < page.index("优秀奖")


def test_the_running_order_is_that_of_the_rows_with_its_seed(cast):
    contest = an_open_contest(cast, contestants=6)
    (page,) = squeezed(running_order(contest, **PRINTED))
    rows = contest.performances.filter(round__key="speech").order_by("order")
    order = rows.values_list("contestant__number", flat=True)
    assert page.index("现场口令“1979358”") > 0
    assert in_fours(contest.draw_seal).replace(" ", "") in page
    spots = [page.index(f"{n}{key}Secretary") for n, key in enumerate(order, 1)]
    assert spots == sorted(spots)


def test_every_paper_says_what_it_is_for_in_every_state_of_its_contest(cast):
    contest = a_draft(cast)
    draw_order(contest=contest, called="dice", by=cast.wang, now=NOW)
    (page,) = squeezed(running_order(contest, **PRINTED))
    assert "待抽签人、监督员签字。尚未开赛" in page
    assert "计分规则尚未封存" in page
    for sheet in squeezed(score_sheets(contest, **PRINTED)):
        assert "样张：尚未开赛" in sheet
        assert "不得用于打分" in sheet
    contest = scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    assert "不再更改" in squeezed(running_order(contest, **PRINTED))[0]
    assert all("供评委手写打分" in sheet for sheet in squeezed(score_sheets(contest, **PRINTED)))
    for performance in contest.performances.order_by("round__position", "order"):
        performed(cast, contest, performance)
    contest = Contest.objects.get(pk=contest.pk)
    tally, pages = tally_now(contest), {}
    for make in (tally_sheet, confirmations, award_list):
        pages[make] = squeezed(make(tally, **PRINTED))
        assert all("待签字" in page or "待选手签字" in page for page in pages[make])
        assert not any("仅供核对" in page for page in pages[make])
    assert "不得作为正式成绩外传" in pages[tally_sheet][0]
    assert "不得宣读、张贴" in pages[award_list][0]
    contest = scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    assert all("不再收取评分" in sheet for sheet in squeezed(score_sheets(contest, **PRINTED)))


def test_who_withdrew_before_being_marked_confirms_nothing(cast):
    contest = an_open_contest(cast, contestants=3)
    out = first_performance(contest).contestant
    scoring.set_contestant_status(
        contestant=out, status="withdrawn", reason="rang", by=cast.wang, now=later(1), seen="competing"
    )
    tally = tally_now(Contest.objects.get(pk=contest.pk))
    assert len(squeezed(confirmations(tally, **PRINTED))) == 2
    (asked,) = squeezed(confirmations(tally, contestants=[out.number], **PRINTED))
    assert "未交" not in asked


def test_a_judge_gets_a_sheet_for_every_round(cast):
    contest = an_open_contest(cast, contestants=3)
    judge = contest.judges.first()
    asked = []

    def address(judge, round_):
        asked.append((judge.key, round_.key))
        return "https://hall.example/desk"

    pages = squeezed(score_sheets(contest, judges=[judge], address=address, **PRINTED))
    assert asked == [("J1", "speech"), ("J1", "defence")]
    assert ["评委：JudgeJ1" in page and "评委签字" in page for page in pages] == [True, True]
    assert "工作实绩与内容0–40分，最小打分单位0.1" in pages[0]
    assert "满分80" in pages[0]
    assert len(squeezed(score_sheets(contest, **PRINTED))) == 10


def test_a_recused_judge_writes_nothing_there(cast):
    contest = a_draft(cast)
    judge, person = contest.judges.first(), contest.contestants.first()
    contests.recuse(judge=judge, contestant=person, reason="same street", by=cast.wang, now=NOW)
    page, *_ = squeezed(score_sheets(contest, judges=[judge], **PRINTED))
    assert "Secretary1Street0Community1回避回避回避回避" in page
    other = contest.judges.last()
    assert "回避" not in squeezed(score_sheets(contest, judges=[other], **PRINTED))[0]


def test_an_excused_judge_writes_nothing_for_that_performance(cast):
    contest = an_open_contest(cast, contestants=2)
    sheet = sheet_of(started(cast, contest), "J2")
    scoring.excuse_sheet(sheet=sheet, reason="ill", by=cast.li, now=later(20))
    page = squeezed(score_sheets(contest, judges=[sheet.judge], **PRINTED))[0]
    assert page.count("免评") == 4


def test_cards_carry_the_code_in_fours_and_the_address_to_type(cast):
    contest = an_open_contest(cast, seats=9)
    cards = [Card(judge, f"http://hall.example/j/{'x' * 43}", "ABCD2345") for judge in contest.judges.all()]
    first, second = squeezed(judges_cards(contest, cards, typed_at="hall.example/j", **PRINTED))
    assert first.count("ABCD-2345") == 8
    assert second.count("ABCD-2345") == 1
    assert "JudgeJ1" in first
    assert "hall.example/j" in first
    assert "xxx" not in first
    with refused("nothing-to-print"):
        judges_cards(contest, [], typed_at="", **PRINTED)


def test_a_secret_is_not_in_what_a_card_shows_of_itself(cast):
    card = Card(an_open_contest(cast).judges.first(), "http://hall.example/j/secret", "ABCD2345")
    assert "secret" not in repr(card)
    assert "ABCD" not in repr(card)


def test_markup_of_the_typesetter_is_only_text(cast):
    contest = a_draft(cast, title=MARKUP)
    person = contest.contestants.first()
    contests.change_part(part=person, values={"name": NAME, "community": MARKUP}, by=cast.wang, now=NOW)
    page, *_ = squeezed(running_order(contest, **PRINTED))
    assert "".join(NAME.split()) in page
    assert page.count("".join(MARKUP.split())) >= 2


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_kind_of_contest_prints(cast, path, language):
    contest = scoring.import_contest(
        source=path.read_bytes(), district=cast.district, slug="example", by=cast.wang, now=NOW
    )
    tally = tally_now(contest)
    pages = squeezed(tally_sheet(tally, now=later(90), language=language))
    assert len(pages) >= len(tally.rounds) + 1
    everything = "".join(pages)
    for standing in tally.standings:
        assert standing.score is None or standing.score in everything
    assert squeezed(award_list(tally, now=later(90), language=language))
    assert len(squeezed(confirmations(tally, now=later(90), language=language))) >= len(tally.standings)


def test_thirty_before_fifteen_with_long_names_loses_nobody(cast):
    contest = a_draft(cast, contestants=30, seats=15, title="擂台比武" * 50)
    for judge in contest.judges.all():
        values = {"name": f"{judge.key}-Bartholomew-Maximilian-Featherstonehaugh-Cholmondeley"[:60]}
        contests.change_part(part=judge, values=values, by=cast.wang, now=NOW)
    for person in contest.contestants.all():
        values = {"name": f"{'买买提江·' * 11}{person.number}", "community": "七地社区" * 15}
        contests.change_part(part=person, values=values, by=cast.wang, now=NOW)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    contest = scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    performed(cast, contest, first_performance(contest))
    text = "".join(squeezed(tally_sheet(tally_now(Contest.objects.get(pk=contest.pk)), **PRINTED)))
    for person in contest.contestants.all():
        assert text.count(person.name) == 3  # two rounds and the whole contest
    assert all(judge.name in text for judge in contest.judges.all())


@pytest.mark.parametrize("module", [paper, cards, wording, typeface], ids=lambda module: module.__name__)
def test_examples_in_the_code_hold(module):
    assert doctest.testmod(module).attempted
    assert not doctest.testmod(module).failed


def test_a_paper_too_long_for_the_servers_memory_is_refused_as_pdf_and_made_as_excel(cast, monkeypatch):
    contest = an_open_contest(cast, contestants=4)
    assert score_sheets(contest, **PRINTED)
    monkeypatch.setattr(frame, "MOST_CELLS", 100)
    with refused("too-long-to-print"):
        score_sheets(contest, **PRINTED)
    assert score_sheets(contest, **PRINTED, form=Form.XLSX)


@pytest.mark.parametrize(
    ("street", "community", "least"), [("启工街道", "启工社区", 20), ("经济技术开发区大潘街道", "二十一社区", 16)]
)
def test_the_award_list_stays_in_large_type_with_scores_and_long_places(cast, street, community, least):
    draft = a_draft(cast, contestants=10)
    draft.contestants.update(street=street, community=community, name="王五一")
    tally, sizes = tally_now(held(cast, draft)), []
    (page,) = PdfReader(BytesIO(award_list(tally, scores=True, **PRINTED))).pages
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, size: sizes.append((text.strip(), abs(size * tm[0]))))
    assert min(size for text, size in sizes if text == "王五一") >= least


def test_a_paper_says_which_of_marks_and_scores_from_elsewhere_are_missing(cast):
    contest, _ = marked(cast, ["90", "95.5", "88", "93", "91"], contestants=2)
    assert "暂计：尚缺20项打分、2个成绩，不是正式成绩。" in squeezed(tally_sheet(tally_now(contest), **PRINTED))[0]
