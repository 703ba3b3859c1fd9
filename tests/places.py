"""One of everything that addresses lead to, and one browser for every role."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.db import transaction
from django.test import Client

from communities import actions as people
from communities.models import Achievement, Role, Secretary
from communities.periods import Period
from communities.queries import communities_of, standing_values
from communities.rules.values import Entry
from contests import actions as contests
from contests.actions.experience import Presented
from contests.models import Contest, Decision, Panel, RubricItem
from pages.judge.views.seat import COOKIE, cookie_value
from scoring import actions as scoring
from scoring.models import Publication, ScoreSheet, WhyKept
from scoring.results import awards_now
from stage import actions as stage
from stage.models import LinkKind, MediaUse
from tests.addresses import ADMINISTRATOR, DESK, JUDGE, ORGANISER, ROLES, STRANGER, STREET, SUPERVISOR, VISITOR
from tests.cast import (
    NOW,
    Cast,
    a_closed_contest,
    a_community,
    a_draft,
    a_published_contest,
    a_user,
    an_open_contest,
    an_open_tour,
    first_performance,
    later,
    marks_for,
    secretaries,
    sheet_of,
    started,
    submit,
)
from tests.documents import a_pdf
from tests.evaluated_twice import seen_again
from tests.films import a_png, a_portrait


def values_on_their_way(cast, second):
    """An indicator and a value; every community of the district has one that waits, beside two that are published."""
    own = {"code": "LD01", "name": "Pairs", "unit": "pairs", "pillar": "team", "adds_up": "sum"}
    by = {"by": cast.wang, "now": NOW}
    indicator = people.create_indicator(district=cast.district, values=own, **by)
    communities = list(communities_of(cast.district))
    others = [others_published(cast, second, indicator, communities, period) for period in (Period(2025), Period(2026))]
    entries = [Entry(indicator.pk, each.pk, Period(2026), Decimal(9)) for each in communities]
    people.enter_values(district=cast.district, entries=entries, **by)
    return indicator, others[0][0]


def others_published(cast, second, indicator, communities, period):
    """A published value for each community."""
    entries = [Entry(indicator.pk, each.pk, period, Decimal(n)) for n, each in enumerate(communities, 1)]
    people.enter_values(district=cast.district, entries=entries, by=cast.wang, now=NOW)
    for row in standing_values(cast.district, [period.code]):
        people.add_value_file(value=row, title="照片", data=a_png(), by=cast.wang, now=NOW)
    for do, by in ((people.confirm_values, second), (people.publish_values, cast.wang)):
        seen = [row.pk for row in standing_values(cast.district, [period.code])]
        do(district=cast.district, seen=seen, by=by, now=NOW)
    return list(standing_values(cast.district, [period.code]))


def some_evidence(cast, draft):
    """A file for the first item of each contestant, who all have a link."""
    by = {"by": cast.wang, "now": NOW}
    contests.give_evidence_links(contest=draft, **by)
    item = RubricItem.objects.filter(round__contest=draft).select_related("round").first()
    sent = {"item": item, "title": "照片", "data": a_png(), **by}
    first, *_others = [contests.add_item_evidence(contestant=who, **sent) for who in draft.contestants.all()]
    return first


HALL = {"key": "hall", "name": "大众评审", "ballot": {"classes": [{"id": "A"}], "max": "100", "step": "1"}}


def a_mass_jury(cast, draft):
    """A mass jury of a draft, and the secret of a card for it."""
    panel = contests.add_part(contest=draft, part=Panel(contest=draft), values=HALL, by=cast.wang, now=NOW)
    made = scoring.make_voter_cards(panel=panel, counts={"A": 2}, by=cast.li, now=NOW)
    return panel, made.cards[0][1].secret


class Places:
    """A district with a draft, a live and a published contest, and another district next to it.

    `size` is how many contestants every contest has, and how many secretaries the district. `mark` is put to every
    name that nothing else may have, so that two sizes can stand side by side.
    """

    def __init__(self, size=3, mark=""):
        self.cast = Cast(f"tiexi{mark}", [f"{name}{mark}" for name in ("wang", "li", "zhao", "sun")])
        self.other = Cast(f"heping{mark}", (f"qian{mark}",))
        self.admin = a_user(f"admin{mark}", is_administrator=True)
        self.district = self.cast.district
        self.community = a_community(self.district)
        self.street = self.community.street
        self.of_street = a_user(f"qu{mark}")
        people.give_role(
            user=self.of_street, district=self.district, role=Role.STREET, street=self.street, by=self.admin, now=NOW
        )
        secretaries(self.district, size)
        self.secretary = Secretary.objects.create(community=self.community, name="Zhou")
        self.achievement = Achievement.objects.create(
            community=self.community, pillar="team", title="Pairs", quantity="3", unit="pairs", period="2026"
        )
        self.indicator, self.value = values_on_their_way(self.cast, self.admin)
        self.draft = a_draft(self.cast, contestants=size, slug="draft")
        self.live = an_open_contest(self.cast, contestants=size, slug="live", by_name=("Favourite",))
        self.award = self.live.awards.get(name="Favourite")
        self.performance = started(self.cast, self.live, first_performance(self.live))
        self.sheet = sheet_of(self.performance)
        issued = contests.issue_card(judge=self.sheet.judge, by=self.cast.wang, now=NOW)
        self.judge, self.secret = issued.judge, issued.card.secret
        submit(sheet_of(self.performance, "J2"))
        self.published = a_published_contest(self.cast, contestants=size, slug="published")
        self.publication = Publication.objects.get(contest=self.published)
        self.certificate = scoring.issue_certificates(
            contest=self.published, prefix=f"TX{mark}-2026", by=self.cast.wang, now=later(80)
        )[0]
        self.live = Contest.objects.get(pk=self.live.pk)
        self.jury, self.voting_card = a_mass_jury(self.cast, self.draft)
        self.recusal = contests.recuse(
            judge=self.draft.judges.first(),
            contestant=self.draft.contestants.first(),
            reason="same street",
            by=self.cast.wang,
            now=NOW,
        )
        self.go_on_tour(size)
        third = sheet_of(self.performance, "J3")
        second = sheet_of(self.performance, "J2")
        self.kept = scoring.keep_sheet(
            performance=self.performance,
            marks=marks_for(second),
            key="kept",
            why=WhyKept.ANOTHER,
            holder=0,
            by=second.judge,
            now=later(6),
        )
        self.paper = scoring.enter_paper_sheet(sheet=third, marks=marks_for(third), key="p", by=self.cast.li, now=NOW)
        self.adjustment = scoring.adjust(
            contestant=self.performance.contestant, points=Decimal(-1), reason="prompted", by=self.cast.li, now=NOW
        )
        self.closed = a_closed_contest(self.cast, contestants=size, slug="closed")
        self.decided = a_draft(self.cast, contestants=size, slug="decided")
        self.decision = Decision.objects.create(contest=self.decided, position=0, kind="lot", order=["01", "02"])
        self.show_it()
        self.sign_in()

    def __getstate__(self):
        """What a copy has; sessions are no rows that are remembered."""
        return {name: value for name, value in vars(self).items() if name != "browsers"}

    def sign_in(self):
        """A new browser for every role."""
        self.browsers = {role: self.client(role) for role in ROLES}

    def go_on_tour(self, size):
        """A tour that is being set up, and one whose sites can be marked."""
        self.evidence = some_evidence(self.cast, self.draft)
        self.tour = a_draft(self.cast, contestants=size, slug="tour", preset="tour")
        self.external = self.tour.rounds.get(external=True)
        self.touring = an_open_tour(self.cast, contestants=size, slug="touring")
        for site in self.touring.performances.filter(round__at_once=True):
            sent = {"title": "照片", "data": a_png(), "by": self.cast.li, "now": later(2)}
            self.site_photo = scoring.add_site_photo(performance=site, **sent)
        for sheet in ScoreSheet.objects.filter(performance__contest=self.touring, judge__key="J1"):
            words = {"good": "开放到九点", "mend": "没有坡道", "key": f"n{sheet.pk}", "holder": 0}
            self.note = scoring.keep_site_note(performance=sheet.performance, **words, by=sheet.judge, now=later(2))

    def left_empty(self):
        """Somebody no longer takes the first award, and nobody moves up."""
        award = awards_now(self.publication, [])[0]
        given = {"award": award.name, "left": award.holders[0].number, "moved_up": None, "why": "declined"}
        told = {"reason": "本人放弃", "public": True, "by": self.cast.wang, "now": later(81)}
        return scoring.record_succession(contest=self.published, **given, **told)

    def present_it(self):
        """What everybody has presented in the contest that is published: the first and the last are released, the
        second is a draft with a file."""
        by = {"by": self.cast.wang, "now": later(90)}
        self.theme = people.create_theme(district=self.district, values={"name": "红色物业", "pillar": "service"}, **by)
        contestants = list(self.published.contestants.order_by("number"))
        for who in contestants:
            who.secretary = Secretary.objects.create(community=self.community, name=f"书记{who.number}")
            who.save()
            presented = Presented(self.theme, "摘要", f"正文：{who}", "", frozenset({self.value.pk}))
            made = contests.keep_presentation(contestant=who, presented=presented, **by)
            self.file = contests.add_attachment(presentation=made, title="幻灯片", data=a_pdf(), **by)
            if who == contestants[1]:
                self.unreleased, self.unreleased_file = made, self.file
                continue
            self.pledge = self.pledged(who, by)
            seen = {"seen": made.changed_at, **by}
            contests.agree_presentation(presentation=made, how="by telephone", **seen)
            contests.release_presentation(presentation=made, **seen)
            self.presentation = made
        for n, title in enumerate(("待公布的结对", "结对", *(f"结对{n}" for n in range(len(contestants))))):
            values = {"kind": "pair", "title": title, "began": date(2026, 3, 1), "communities": [self.community.pk]}
            self.exchange = people.create_exchange(district=self.district, values=values, **by)
            if n:
                people.publish_exchange(exchange=self.exchange, seen=0, **by)

    def frame_it(self):
        """A campaign that residents read, with contests of every state and a picture, and one that is a draft."""
        by = {"by": self.cast.wang, "now": later(91)}
        values = {"title": "振兴新突破", "began": date(2026, 6, 1)}
        self.campaign = contests.create_campaign(district=self.district, values=values, **by)
        for contest in (self.published, self.draft, self.live):
            contests.include_contest(campaign=self.campaign, contest=contest, **by)
        self.banner = contests.set_banner(campaign=self.campaign, says="横幅", data=a_png(), **by)
        self.campaign.refresh_from_db()
        points = {"places": ["10", "8"], "others": Decimal(1), "public": True}
        seen = {"weights": {}, "seen": self.campaign.version}
        contests.set_season(campaign=self.campaign, values=points, **seen, **by)
        self.campaign.refresh_from_db()
        contests.publish_campaign(campaign=self.campaign, seen=self.campaign.version, **by)
        values = {"title": "待公布的系列活动", "began": date(2026, 7, 1)}
        self.coming = contests.create_campaign(district=self.district, values=values, **by)

    def pledged(self, who, by):
        """A pledge that is released, with what was told of it: confirmed, and not yet; and one that is a draft."""
        due = date(2026, 12, 31)
        made = contests.make_pledge(contestant=who, text=f"承诺：{who}", due=due, **by)
        contests.agree_pledge(pledge=made, how="by telephone", seen=made.changed_at, **by)
        contests.release_pledge(pledge=made, seen=made.changed_at, **by)
        reply = {"told_on": date(2026, 9, 1), "fulfilment": "under-way"}
        contests.confirm_follow_up(reply=contests.follow_up(pledge=made, text="装好一半", **reply, **by), **by)
        self.reply = contests.follow_up(pledge=made, text="待核实的反馈", **reply, **by)
        self.unreleased_pledge = contests.make_pledge(contestant=who, text="待公开的承诺", due=due, **by)
        return made

    def show_it(self):
        """A release, items of the run sheet, a question that was drawn, and a link of each kind."""
        self.succession = self.left_empty()
        self.present_it()
        self.frame_it()
        residents = {"live_page": True, "photos_public": True}
        stage.change_show(contest=self.live, values=residents, by=self.cast.wang, now=later(7))
        self.release = stage.release_scores(
            contest=self.closed, performances=[first_performance(self.closed)], by=self.cast.li, now=later(61)
        )[0]
        self.cue = stage.add_cue(contest=self.live, values={"title": "领导致辞"}, slot=0, by=self.cast.li, now=later(7))
        self.picture = stage.add_media(
            contest=self.live,
            use=MediaUse.SLIDE,
            title="合影",
            file=BytesIO(a_png()),
            size=len(a_png()),
            by=self.cast.li,
            now=later(7),
        )
        self.photo = a_portrait(self.cast, self.live, self.live.contestants.first())
        values = {"title": "现场点评", "kind": "comment"}
        self.comment = stage.add_cue(contest=self.live, values=values, slot=1, by=self.cast.li, now=later(7))
        round_ = self.performance.round
        questions = [f"第 {n} 题" for n in range(1, 13)]
        stage.change_bank(round=round_, questions=questions, again=False, by=self.cast.wang, now=later(7))
        waiting = self.live.performances.filter(round=round_, state="waiting").first()
        self.drawn = stage.draw_question(performance=waiting, called="三五六", by=self.cast.li, now=later(7))
        self.links = {
            kind: stage.add_link(
                contest=self.live, values={"kind": kind, "name": f"链接{n}"}, by=self.cast.li, now=later(7)
            )
            for n, kind in enumerate(LinkKind)
        }

    @contextmanager
    def taken_back(self, role):
        """The browser of a role; what is done with it, in the database and in its cookies, is taken back."""
        browser = self.browsers[role]
        cookies = browser.cookies.copy()
        with transaction.atomic():
            yield browser
            transaction.set_rollback(True)
        browser.cookies = cookies

    def printing(self, kind, contest):
        """A contest that a paper can be printed of: `contest`, or the live one, where alone questions are drawn, or the
        tour, or the published one, or one of centres that were looked at before."""
        if kind.id == "comparison":
            return seen_again(self.cast)
        of_others = {"site-report": self.touring, "notice-list": self.published, "waiting-list": self.published}
        if kind.id in of_others:
            return of_others[kind.id]
        return self.live if kind.id in {"questions-drawn", "draws-sealed"} else contest

    def client(self, role):
        """A new browser of somebody with a role."""
        client = Client()
        people = {
            ORGANISER: self.cast.wang,
            DESK: self.cast.li,
            SUPERVISOR: self.cast.sun,
            STREET: self.of_street,
            ADMINISTRATOR: self.admin,
            STRANGER: self.other.wang,
        }
        if role in people:
            client.force_login(people[role])
        elif role == JUDGE:
            client.cookies[COOKIE] = cookie_value(self.judge)
        else:
            assert role == VISITOR
        return client
