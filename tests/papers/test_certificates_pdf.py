"""Certificates as residents hold them: what stands on them, what they weigh, what is refused."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from communities.names import place_parts
from contests import actions as contests
from papers.certificates import certificates, wording
from papers.typeface import missing_glyphs
from scoring import actions as scoring
from scoring.models import Certificate
from tests import cast as people
from tests.cast import NOW, a_draft, a_published_contest, announced, draw_order, held, later
from tests.printed import squeezed
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
LIMIT = 100_000
MARKUP = r"#let x=1 *b* _i_ $a$ [c] @d <e> \n \u{4e00}"


def issued(cast, **values):
    contest = a_published_contest(cast, **values)
    scoring.issue_certificates(contest=contest, prefix="TX2026", by=cast.wang, now=later(80))
    return list(Certificate.objects.filter(contestant__contest=contest).order_by("serial"))


def test_a_certificate_says_who_what_where_and_when(cast):
    first = issued(cast, title="铁西区社区党组织书记擂台比武", theme="争当铁西先锋", host="区委组织部")[0]
    (text,) = squeezed(certificates([first], language="zh-hans"))
    who = first.contestant
    for words in ("荣誉证书", who.name, who.community, "同志：", "一等奖", "铁西区社区党组织书记擂台比武"):
        assert words.replace(" ", "") in text
    for words in (
        "以“争当铁西先锋”为主题",
        "特发此证，以资鼓励。",
        "区委组织部",
        "二〇二六年十一月二十日",
        "TX2026-0001",
    ):
        assert words in text


def test_a_community_that_is_named_in_full_is_not_put_behind_its_street_again(cast):
    draft = a_draft(cast, contestants=3)
    draft.contestants.update(name="王淑芳", street="兴工街道", community="奉天区兴工街道麦子屯社区")
    contest = announced(cast, held(cast, draft))
    scoring.issue_certificates(contest=contest, prefix="TX2026", by=cast.wang, now=later(80))
    first = Certificate.objects.filter(contestant__contest=contest).order_by("serial").first()
    place, name = "奉天区兴工街道麦子屯社区", "王淑芳"
    for language, words in (("zh-hans", f"{place}{name}同志："), ("en", f"{name}{place}has")):
        (text,) = squeezed(certificates([first], language=language))
        assert words in text
        assert text.count("兴工街道") == 1


@pytest.mark.parametrize("street", ["兴工街道", "铁西区兴工街道"])
@pytest.mark.parametrize("community", ["麦子屯社区", "铁西区麦子屯社区", "铁西区兴工街道麦子屯社区"])
def test_district_street_and_community_stand_in_their_order_once(street, community):
    """However much of it is written in either cell."""
    written = "".join(place_parts(street, community))
    assert written == ("" if street + community == "兴工街道麦子屯社区" else "铁西区") + "兴工街道麦子屯社区"


def test_english_words_when_english_is_asked_for(cast):
    (text,) = squeezed(certificates(issued(cast)[:1], language="en"))
    assert "CertificateofHonour" in text
    assert "20November2026" in text
    assert "同志" not in text


def test_a_theme_the_title_names_already_is_not_said_twice(cast):
    rows = issued(cast, title="“争当‘铁西’先锋”擂台比武", theme="争当“铁西”先锋")
    (text,) = squeezed(certificates(rows[:1], language="zh-hans"))
    assert "主题" not in text


def test_all_in_one_stand_in_the_order_given(cast):
    rows = issued(cast, contestants=4)
    texts = squeezed(certificates(rows[::-1], language="zh-hans"))
    assert [re.search(r"TX2026-\d{4}", text)[0] for text in texts] == [row.serial for row in rows[::-1]]


def test_a_pre_printed_cover_gets_the_variable_text_only(cast):
    rows = issued(cast)[:1]
    (text,) = squeezed(certificates(rows, language="zh-hans", plain=True))
    assert "荣誉证书" not in text
    assert rows[0].contestant.name.replace(" ", "") in text


def test_plain_text_moves_by_whole_millimetres(cast):
    rows = issued(cast)[:1]

    def left(pdf):
        found = []
        PdfReader(BytesIO(pdf)).pages[0].extract_text(
            visitor_text=lambda _text, cm, tm, *_: found.append(cm[4] + tm[4])
        )
        return min(x for x in found if x)

    moved = left(certificates(rows, language="zh-hans", plain=True, right=10))
    assert moved - left(certificates(rows, language="zh-hans", plain=True)) == pytest.approx(28.35, abs=0.1)


def test_the_code_leads_to_the_serial_and_is_left_out_without_an_address(cast):
    rows, asked = issued(cast)[:1], []

    def address(serial):
        asked.append(serial)
        return f"https://leitai.example/certificates/{serial}"

    assert "扫码查验真伪" in squeezed(certificates(rows, language="zh-hans", address=address))[0]
    assert asked == ["TX2026-0001"]
    assert "扫码" not in squeezed(certificates(rows, language="zh-hans"))[0]


def test_markup_of_the_typesetter_is_only_text(cast):
    rows = issued(cast, title=MARKUP)
    assert "".join(MARKUP.split()) in squeezed(certificates(rows[:1], language="zh-hans"))[0].replace("\u200b", "")


def test_the_honorific_can_be_another_or_none(cast):
    rows = issued(cast)[:1]
    assert "老师：" in squeezed(certificates(rows, language="zh-hans", honorific="老师"))[0]
    assert "同志" not in squeezed(certificates(rows, language="zh-hans", honorific=""))[0]


def test_a_service_centre_is_called_by_nothing_but_its_name():
    document = {"title": "五化评估", "contestants": [{"id": "01", "name": "麦子屯社区党群服务中心"}]}
    found = {}
    for preset in ("standards", "stage"):
        honour = wording.honour_of(
            {**document, "about": {"preset": preset}}, "01", award="五星", serial="1", issued=NOW.date()
        )
        found[preset] = wording.lines_of(honour, honorific=None, chinese=True)["honorific"]
    assert found == {"standards": "", "stage": "同志"}


def test_a_community_that_the_name_of_a_centre_begins_with_stands_there_once():
    person = {"id": "01", "name": "麦子屯社区党群服务中心", "street": "兴工街道", "community": "麦子屯社区"}
    document = {"title": "五化评估", "contestants": [person], "about": {"preset": "standards"}}
    honour = wording.honour_of(document, "01", award="五星", serial="1", issued=NOW.date())
    assert wording.lines_of(honour, honorific=None, chinese=True)["place"] == "兴工街道"


def test_the_name_is_that_of_the_publication(cast):
    first = issued(cast)[0]
    name = first.contestant.name
    type(first.contestant).objects.filter(pk=first.contestant_id).update(name="Somebody else")
    assert name.replace(" ", "") in squeezed(certificates([first], language="zh-hans"))[0]


@pytest.mark.parametrize("award", ["一等奖", "最受居民欢迎的党建引领基层治理特色品牌创新奖" * 2])
def test_long_words_stay_on_their_page(cast, award):
    contest = people.a_draft(cast, contestants=3, title="擂台比武" * 50, theme="两邻" * 100, host="组织部" * 66)
    for person in contest.contestants.all():
        values = {"name": "阿卜杜拉·买买提江" * 6, "community": "七地社区" * 15, "street": "珠峰街道" * 15}
        contests.change_part(part=person, values=values, by=cast.wang, now=NOW)
    contests.change_part(part=contest.awards.first(), values={"name": award}, by=cast.wang, now=NOW)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    contest = scoring.open_contest(contest=contest, by=cast.wang, now=NOW)
    for performance in contest.performances.order_by("round__position", "order"):
        people.performed(cast, contest, performance)
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    scoring.issue_certificates(contest=contest, prefix="T", by=cast.wang, now=later(80))
    rows = list(Certificate.objects.all())
    texts = squeezed(certificates(rows, language="zh-hans"))
    assert len(texts) == len(rows)
    assert "阿卜杜拉·买买提江" * 6 in texts[0]
    assert "擂台比武" * 50 in texts[0]
    assert texts[0].count("组织部") == 66


def test_fonts_are_embedded_as_subsets_and_the_file_is_small(cast):
    pdf = certificates(issued(cast)[:1], language="zh-hans", address=lambda serial: "https://leitai.example/" + serial)
    assert len(pdf) <= LIMIT
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"] for font in fonts}
    assert {name.partition("+")[2].partition("-Identity")[0] for name in names} == {
        "NotoSerifSC-Regular",
        "NotoSerifSC-Bold",
    }


def test_a_revoked_certificate_is_not_printed(cast):
    row = issued(cast)[0]
    scoring.revoke_certificate(certificate=row, reason="misprint", by=cast.wang, now=later(90))
    row.refresh_from_db()
    with refused("certificate-revoked", serial=row.serial):
        certificates([row], language="zh-hans")


def test_no_certificates_are_no_paper():
    with refused("nothing-to-print"):
        certificates([], language="en")


def test_as_many_queries_for_ten_as_for_three(cast, django_assert_num_queries):
    rows = list(Certificate.objects.filter(pk__in=[row.pk for row in issued(cast, contestants=10)]))
    for some in (rows[:3], rows):
        with django_assert_num_queries(2):
            certificates(some, language="zh-hans")


def test_characters_without_a_shape_are_told_once_each():
    assert missing_glyphs("䶮㛃𬱖·阿卜杜拉 (A-1)\u3000\n") == []
    assert missing_glyphs("𰻞张𰻞😀") == ["𰻞", "😀"]
