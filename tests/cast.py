"""The people and places of the tests, made by plain functions.

District Tiexi: Wang organises, Li sits at the desk, Zhao helps at the desk, Sun supervises. District Heping: Qian
organises, and must see and change nothing of Tiexi's. Everybody and everything is invented.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db.models import Value
from django.db.models.functions import Concat

from communities.models import Community, District, Membership, Role, Secretary, Street, User
from contests import actions as contests
from contests.models import Award, Contest, Judge, JudgeKind
from contests.queries.external import waiting_scores
from contests.rules.presets import PRESETS
from contests.rules.roster import Entry
from scoring import actions as scoring
from scoring import queries, rules
from scoring.actions.sheets import excuse
from scoring.models import ScoreSheet, WhyKept
from tests.remembered import remembered, with_its_key

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def later(minutes):
    return NOW + timedelta(minutes=minutes)


def chance(letter):
    """All bytes one letter, in place of chance: what stands on the card is known beforehand."""
    return lambda count: letter.encode() * count


def draw_order(*, contest, called, by, now, **given):
    """A running order drawn as in a hall: sealed, here with nothing but zeros, then drawn with what is called."""
    if Contest.objects.get(pk=contest.pk).draw_seed:
        contests.take_back_order(contest=contest, by=by, now=now)
    contests.seal_draw(contest=contest, by=by, now=now, chance=bytes)
    return contests.draw_order(contest=contest, called=called, by=by, now=now, **given)


def a_user(username="wang", **values):
    values = {"username": username, "name": username.title(), "password": "!", **values}
    return with_its_key(User, username, values)


def a_district(slug="tiexi"):
    return with_its_key(District, slug, {"slug": slug, "name": slug.title()})


def a_member(district, username, role):
    user = a_user(username)
    Membership.objects.create(user=user, district=district, role=role)
    return user


def a_community(district, street="Zhufeng", name="Qidixiang"):
    found, _ = Street.objects.get_or_create(district=district, name=street)
    return Community.objects.create(street=found, name=name)


def secretaries(district, count):
    """A secretary each of as many communities, two to a street."""
    places = [a_community(district, f"Street {n // 2}", f"Community {n}") for n in range(1, count + 1)]
    return [Secretary.objects.create(community=place, name=f"Secretary {n}") for n, place in enumerate(places, 1)]


class Cast:
    """A district with its people."""

    def __init__(self, slug="tiexi", names=("wang", "li", "zhao", "sun")):
        self.district = a_district(slug)
        roles = (Role.ORGANISER, Role.DESK, Role.DESK, Role.SUPERVISOR)
        people = [a_member(self.district, name, role) for name, role in zip(names, roles, strict=False)]
        self.wang, self.li, self.zhao, self.sun = [*people, None, None, None][:4]


def all_organise(cast):
    """The same people; those at the desk organise as well."""
    for user in (cast.li, cast.zhao):
        Membership.objects.create(user=user, district=cast.district, role=Role.ORGANISER)
    return cast


@remembered
def a_draft(cast, *, contestants=3, seats=5, preset="stage", slug="2026", by_name=(), **values):
    """A contest with everything it needs but the running order; `by_name` are more awards, for nobody yet.

    Scores of a stage contest's rounds are not rounded on their way, so that some do not end.
    """
    values = {"slug": slug, "title": "District contest", "date": date(2026, 11, 20), **values}
    contest = contests.create_contest(
        district=cast.district, values=values, preset=PRESETS[preset], seats=seats, by=cast.wang, now=NOW
    )
    if preset == "stage":
        contest.rule_sheet.rules["round"].pop("round")
        contest.rule_sheet.save()
    contest.judges.update(name=Concat(Value("Judge "), "key"))
    entries = [
        Entry(f"{n:02d}", f"Secretary {n}", f"Community {n}", f"Street {n // 2}") for n in range(1, contestants + 1)
    ]
    contests.add_contestants(contest=contest, entries=entries, by=cast.wang, now=NOW)
    for name in by_name:
        award = Award(contest=contest)
        contests.add_part(contest=contest, part=award, values={"name": name, "named": []}, by=cast.wang, now=NOW)
    return Contest.objects.get(pk=contest.pk)


@remembered
def an_open_contest(cast, **values):
    """The same, drawn and opened."""
    contest = a_draft(cast, **values)
    draw_order(contest=contest, called="1979358", by=cast.wang, now=NOW)
    return scoring.open_contest(contest=contest, by=cast.wang, now=NOW)


@remembered
def an_open_tour(cast, **values):
    """A tour whose sites can all be marked."""
    contest = an_open_contest(cast, preset="tour", **values)
    scoring.open_round(round=contest.rounds.get(at_once=True), by=cast.li, now=later(1))
    return Contest.objects.get(pk=contest.pk)


def scored_elsewhere(cast, round_, scores):
    """Scores entered directly: entered by Wang, confirmed by Li."""
    contests.enter_external_scores(round=round_, scores=scores, by=cast.wang, now=later(1))
    waiting = [entry.pk for entry in waiting_scores(round_)]
    if waiting:
        contests.confirm_external_scores(round=round_, seen=waiting, by=cast.li, now=later(2))


def fresh(row):
    """A row as it is now."""
    return type(row).objects.get(pk=row.pk)


def first_performance(contest):
    return contest.performances.order_by("round__position", "order").first()


def started(cast, contest, performance=None):
    """A performance on stage, with its sheets."""
    performance = performance or first_performance(contest)
    return scoring.start_performance(performance=performance, by=cast.li, now=later(1))


def sheet_of(performance, judge="J1"):
    return ScoreSheet.objects.get(performance=performance, judge__key=judge)


def marks_for(sheet, share="0.9"):
    """Marks for every item, a share of the maximum, on the step."""
    items = sheet.performance.round.items.all()
    return {item.key: (item.maximum * Decimal(share) / item.step).quantize(Decimal(1)) * item.step for item in items}


def submit(sheet, *, share="0.9", key="k1", minutes=5, marks=None):
    marks = marks_for(sheet, share) if marks is None else marks
    before = sheet.submissions.filter(counts=True).values_list("pk", flat=True).first()
    return scoring.submit_sheet(sheet=sheet, marks=marks, key=key, by=sheet.judge, now=later(minutes), replaces=before)


def counting(sheet):
    """The submission of a sheet that counts."""
    return rules.counting(sheet.submissions.all())


def outstanding(performance):
    """The sheets the result waits for."""
    return rules.outstanding(queries.sheets_of(performance))


def sheets_of(performance):
    """The sheets of the judges who are still there."""
    sheets = ScoreSheet.objects.filter(performance=performance, judge__left_at=None)
    sheets = sheets.select_related("judge", "performance__round").order_by("judge__position")
    return sheets.prefetch_related("performance__round__items")


def all_submit(performance):
    """Every judge sends a sheet, each a little different by contestant and seat."""
    number = int(performance.contestant.number)
    for n, sheet in enumerate(sheets_of(performance), start=1):
        submit(sheet, share=str(Decimal(70 + (number * 7 + n * 3) % 25) / 100))


def one_of_each(cast, contest, performance):
    """Of seven judges three have sent a sheet, J4 has not, J5 is excused, J6 is recused and J7 has left."""
    judges = {judge.key: judge for judge in contest.judges.all()}
    who, at = performance.contestant, later(2)
    scoring.recuse_after_opening(judge=judges["J6"], contestant=who, reason="cousins", by=cast.wang, now=at)
    for judge in ("J1", "J2", "J3"):
        submit(sheet_of(performance, judge))
    excuse(sheet_of(performance, "J5"), by=cast.li, now=later(6))
    scoring.void_judge(judge=judges["J7"], reason="called away", by=cast.li, now=later(8))
    return Contest.objects.get(pk=contest.pk)


def performed(cast, contest, performance):
    started(cast, contest, performance)
    all_submit(performance)
    scoring.record_clock(performance=performance, seconds=470, by=cast.li, now=later(9))
    return scoring.close_performance(performance=performance, by=cast.li, now=later(10))


def a_kept_sheet(cast):
    """One sheet came after its performance was closed."""
    contest = an_open_contest(cast, contestants=1)
    performance = performed(cast, contest, first_performance(contest))
    sheet = sheet_of(performance)
    late = {"marks": marks_for(sheet, "0.8"), "key": "late", "why": WhyKept.LATE, "holder": 0, "by": sheet.judge}
    return scoring.keep_sheet(performance=performance, **late, now=later(12))


@remembered
def a_closed_contest(cast, **values):
    """Everybody has performed and was marked."""
    return held(cast, a_draft(cast, **values))


def held(cast, draft):
    """A draft after its whole day: drawn, opened, everybody has performed and was marked, closed."""
    draw_order(contest=draft, called="1979358", by=cast.wang, now=NOW)
    contest = scoring.open_contest(contest=draft, by=cast.wang, now=NOW)
    for performance in contest.performances.filter(round__external=False).order_by("round__position", "order"):
        performed(cast, contest, performance)
    return scoring.close_contest(contest=contest, by=cast.li, now=later(60))


@remembered
def a_published_contest(cast, **values):
    return announced(cast, a_closed_contest(cast, **values))


def announced(cast, contest):
    """A closed contest, published."""
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    return Contest.objects.get(pk=contest.pk)


def an_observer(contest, key="J9", kind=JudgeKind.OBSERVER):
    """An unsaved seat that marks and does not count."""
    return Judge(contest=contest, panel=contest.panels.first(), key=key, name=key, kind=kind)
