"""What a contestant has presented comes to the residents when the secretary agrees, and goes back again."""

from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from communities import actions as people
from communities.models import Achievement, Journal, Theme
from communities.periods import Period
from communities.queries import standing_values
from communities.rules import pdf_inside
from communities.rules.pdf import LARGEST, MOST_PAGES, read_pdf
from communities.rules.values import Entry
from contests import actions
from contests.actions import experience
from contests.actions.experience import Presented
from contests.models import Contestant, Presentation
from contests.queries.experience import cited_by, released
from tests.browsers import client_of, text_of
from tests.cast import NOW, a_community, a_district, a_draft, a_published_contest, all_organise, an_open_contest, later
from tests.documents import a_pdf, by_hand, written
from tests.films import a_photo
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(cast):
    return people.take_themes(district=cast.district, by=cast.wang, now=NOW)[3]


def contestant(contest):
    return contest.contestants.select_related("secretary").get(number="01")


def kept(cast, who, theme, *, text="Long", minutes=80, **options):
    presented = Presented(theme, "Short", text, "", options.pop("cited", frozenset()))
    return actions.keep_presentation(contestant=who, presented=presented, by=cast.wang, now=later(minutes), **options)


def agreed(cast, made):
    actions.agree_presentation(presentation=made, how="by telephone", by=cast.wang, now=later(90), seen=made.changed_at)
    return made


def to_residents(cast, made):
    agreed(cast, made)
    actions.release_presentation(presentation=made, by=cast.wang, now=later(91), seen=made.changed_at)
    return Presentation.objects.get()


def test_the_themes_of_the_report_are_taken_over_once_and_one_on_which_somebody_spoke_stays(cast, theme):
    assert str(theme) == "擦亮“红色物业”品牌"
    with refused("already"):
        people.take_themes(district=cast.district, by=cast.wang, now=NOW)
    kept(cast, contestant(an_open_contest(cast)), theme)
    with refused("in-use"):
        people.remove_theme(theme=theme, by=cast.wang, now=NOW)
    with refused("invalid"):
        people.create_theme(district=cast.district, values={"name": theme.name}, by=cast.wang, now=NOW)


def test_a_presentation_is_read_once_the_secretary_agrees_and_the_organiser_releases_it(cast, theme):
    contest = a_published_contest(cast)
    made = kept(cast, contestant(contest), theme)
    release = {"by": cast.wang, "now": later(91)}
    with refused("not-agreed"):
        actions.release_presentation(presentation=made, seen=made.changed_at, **release)
    with refused("reason-needed"):
        actions.agree_presentation(presentation=made, how=" ", seen=made.changed_at, **release)
    agreed(cast, made)
    assert not released().exists()
    with refused("role-ended"):
        actions.release_presentation(presentation=made, seen=made.changed_at, by=cast.li, now=later(91))
    actions.release_presentation(presentation=made, seen=made.changed_at, **release)
    assert list(released(cast.district)) == [made]
    with refused("released-stays"):
        kept(cast, contestant(contest), theme, text="Other", seen=made.changed_at)
    with refused("released-stays"):
        actions.add_attachment(presentation=made, title="Slides", data=a_pdf(), **release)
    with refused("already"):
        actions.release_presentation(presentation=made, seen=made.changed_at, **release)
    said = [line.verb for line in Journal.objects.filter(verb__startswith="presentation").order_by("pk")]
    assert said == ["presentation-kept", "presentation-agreed", "presentation-released"]


def test_what_is_changed_or_taken_back_has_to_be_agreed_to_again(cast, theme):
    who = contestant(a_published_contest(cast))
    made = agreed(cast, kept(cast, who, theme))
    again = kept(cast, who, theme, text="Better", minutes=85, seen=made.changed_at)
    assert (again.agreed, again.text) == (False, "Better")
    with refused("stale"):  # the agreement was to the text of before
        actions.agree_presentation(presentation=made, how="x", by=cast.wang, now=later(90), seen=made.changed_at)
    with refused("stale"):
        kept(cast, who, theme, text="Mine", seen=made.changed_at)
    with refused("stale"):  # who has not seen that there is one
        kept(cast, who, theme, text="Mine")
    out = to_residents(cast, again)
    taking = {"by": cast.wang, "now": later(95)}
    with refused("reason-needed"):
        actions.withdraw_presentation(presentation=out, reason="", **taking)
    actions.withdraw_presentation(presentation=out, reason="asked to", **taking)
    back = Presentation.objects.get()
    assert (back.released, back.agreed, released().exists()) == (False, False, False)
    with refused("not-released"):
        actions.withdraw_presentation(presentation=out, reason="asked to", **taking)


def test_nothing_is_kept_of_a_draft_and_nothing_is_released_before_the_results(cast, theme):
    draft = contestant(a_draft(cast, slug="draft"))
    with refused("wrong-state"):
        kept(cast, draft, theme)
    tried = contestant(an_open_contest(cast, slug="tried", rehearsal=True))
    with refused("rehearsal"):
        kept(cast, tried, theme)
    made = agreed(cast, kept(cast, contestant(an_open_contest(cast)), theme))
    with refused("wrong-state"):
        actions.release_presentation(presentation=made, by=cast.wang, now=later(91), seen=made.changed_at)


def test_a_theme_and_achievements_are_of_the_own_district_and_community(cast, theme):
    who = contestant(a_published_contest(cast))
    elsewhere = Theme.objects.create(district=a_district("heping"), name="Elsewhere")
    with refused("theme-elsewhere"):
        kept(cast, who, elsewhere)
    all_organise(cast)
    own, other = a_community(cast.district), a_community(cast.district, name="Maizitun")
    Contestant.objects.filter(pk=who.pk).update(secretary=own.secretaries.create(name="Zhou"))
    who = contestant(who.contest)
    values = [published_value(cast, place, 7) for place in (own, other)]
    with refused("cited-elsewhere"):
        kept(cast, who, theme, cited=frozenset({values[1].pk}))
    made = kept(cast, who, theme, cited=frozenset({values[0].pk}))
    corrected = published_value(cast, own, 9)
    assert [value.quantity for value in cited_by(made)] == [Decimal(9)]
    people.withdraw_value(value=corrected, reason="wrong", by=cast.wang, now=later(9))
    assert cited_by(made) == []


def published_value(cast, community, number, year=2026):
    indicator = cast.district.indicators.first() or people.create_indicator(
        district=cast.district,
        values={"code": "LD05", "name": "Solved", "unit": "each", "pillar": "linkage", "adds_up": "sum"},
        by=cast.wang,
        now=NOW,
    )
    entry = Entry(indicator.pk, community.pk, Period(year), Decimal(number))
    people.enter_values(district=cast.district, entries=[entry], by=cast.wang, now=NOW)
    for do, by, state in ((people.confirm_values, cast.li, "entered"), (people.publish_values, cast.wang, "confirmed")):
        seen = [row.pk for row in standing_values(cast.district).filter(state=state)]
        do(district=cast.district, seen=seen, by=by, now=NOW)
    return Achievement.objects.filter(community=community, state="published", retired_at=None).latest("pk")


def opening_with(action, what):
    """What a reader does when it opens such a document."""

    def fill(writer):
        names = {NameObject("/S"): NameObject(action), NameObject(what): TextStringObject("x")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(names)

    return written(fill)


REFUSED = {
    "no-pdf": lambda: [b"", b"PK\x03\x04 a document", b"%PDF-1.7\nnothing of it", a_pdf()[:200]],
    "pdf-too-heavy": lambda: [b"%PDF-" + bytes(LARGEST)],
    "pdf-locked": lambda: [written(lambda writer: writer.encrypt("secret"))],
    "pdf-active": lambda: [
        opening_with("/JavaScript", "/JS"),
        opening_with("/Launch", "/F"),
        written(lambda writer: writer.add_attachment("virus.exe", b"MZ")),
    ],
    "pdf-too-long": lambda: [a_pdf(201)],
}


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_only_a_pdf_that_opens_and_does_nothing_but_be_read_is_taken(code):
    for data in REFUSED[code]():
        with refused(code):
            read_pdf(data)


SCRIPT = b"<< /S /JavaScript /JS (x) >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R "
HIDDEN = {
    "in a later generation": lambda: by_hand(CATALOGUE + b"/OpenAction 4 1 R >>", SCRIPT, generation=1),
    "in the trailer": lambda: by_hand(b"null", root=CATALOGUE + b"/OpenAction " + SCRIPT + b" >>"),
    "as a note's file": lambda: by_hand(CATALOGUE + b">>", b"<< /FS << /F (v.exe) /EF << /F 5 0 R >> >> >>"),
    "as a form sent off": lambda: by_hand(CATALOGUE + b"/OpenAction << /S /SubmitForm /F (http://x/) >> >>"),
    "as another file opened": lambda: by_hand(CATALOGUE + b"/OpenAction << /S /GoToR /F (x.pdf) >> >>"),
}


@pytest.mark.parametrize("where", sorted(HIDDEN))
def test_what_a_pdf_does_is_found_wherever_it_is_hidden(where):
    assert pdf_inside.looked_at(by_hand(CATALOGUE + b">>"), MOST_PAGES) == "1"
    assert pdf_inside.looked_at(HIDDEN[where](), MOST_PAGES) == "pdf-active"


def test_a_pdf_that_asks_for_too_much_work_ends_alone(monkeypatch, tmp_path):
    greedy = tmp_path / "greedy.py"
    greedy.write_text("import sys; sys.exit(9)")
    monkeypatch.setattr("communities.rules.pdf.INSIDE", greedy)
    with refused("pdf-too-long"):
        read_pdf(a_pdf())


def test_a_pdf_is_looked_at_while_no_tablet_waits(cast, theme, monkeypatch):
    made = kept(cast, contestant(a_published_contest(cast)), theme)
    outside = len(connection.savepoint_ids)
    inside = []
    looked_at = experience.looked_at
    seen = lambda *sent: inside.append(len(connection.savepoint_ids)) or looked_at(*sent)  # noqa: E731
    monkeypatch.setattr(experience, "looked_at", seen)
    actions.add_attachment(presentation=made, title="Slides", data=a_pdf(), by=cast.wang, now=later(92))
    assert inside == [outside]


def test_an_earlier_value_that_is_named_stays_on_offer(cast, theme):
    who = contestant(a_published_contest(cast))
    all_organise(cast)
    own = a_community(cast.district)
    Contestant.objects.filter(pk=who.pk).update(secretary=own.secretaries.create(name="Zhou"))
    who = contestant(who.contest)
    before = published_value(cast, own, 7)
    kept(cast, who, theme, cited=frozenset({before.pk}))
    published_value(cast, own, 9, year=2027)
    form = client_of(cast.wang).get(reverse("exchange:presentation", args=[who.contest_id, who.pk])).context["form"]
    assert form["cited"].initial == [str(before.pk)]
    assert str(before.pk) in dict(form.fields["cited"].choices)


def test_a_file_goes_with_a_presentation_which_is_agreed_to_again(cast, theme):
    made = agreed(cast, kept(cast, contestant(a_published_contest(cast)), theme))
    add = {"presentation": made, "by": cast.wang, "now": later(92)}
    file = actions.add_attachment(title="Slides", data=a_pdf(2), **add)
    assert (bytes(file.content), file.pages, file.presentation.agreed) == (a_pdf(2), 2, False)
    with refused("already"):
        actions.add_attachment(title="Again", data=a_pdf(2), **add)
    with refused("invalid"):
        actions.add_attachment(title="", data=a_pdf(3), **add)
    to_residents(cast, file.presentation)
    with refused("released-stays"):
        actions.remove_attachment(attachment=file, by=cast.wang, now=later(93))
    actions.withdraw_presentation(presentation=made, reason="asked to", by=cast.wang, now=later(94))
    actions.remove_attachment(attachment=file, by=cast.wang, now=later(95))
    with refused("already"):
        actions.remove_attachment(attachment=file, by=cast.wang, now=later(96))


def test_a_picture_goes_with_a_presentation_without_where_it_was_taken(cast, theme):
    made = kept(cast, contestant(a_published_contest(cast)), theme)
    file = actions.add_attachment(presentation=made, title="Yard", data=a_photo(), by=cast.wang, now=later(92))
    assert (file.is_picture, file.pages, b"GPS" in bytes(file.content)) == (True, None, False)
    with refused("no-evidence"):
        actions.add_attachment(presentation=made, title="Film", data=b"MZ", by=cast.wang, now=later(93))


def test_words_that_are_too_long_are_called_that_and_not_missing(cast, theme):
    made = kept(cast, contestant(a_published_contest(cast)), theme)
    all_organise(cast)
    place = [made.contestant.contest_id, made.contestant_id]
    sent = {"how": "x" * 201, "seen": made.changed_at.isoformat()}
    page = client_of(cast.wang).post(reverse("exchange:agree", args=place), sent)
    assert "This is too long: at most 200 characters, and it has 201." in text_of(page)
