"""One sound row of every table, as plain as the database takes it."""

from communities.models import (
    Achievement,
    Attempt,
    Community,
    District,
    Exchange,
    Indicator,
    Inspection,
    Journal,
    Membership,
    Participation,
    Secretary,
    Street,
    Theme,
    User,
    ValueEvidence,
    ValueFile,
)
from contests.models import (
    Attachment,
    Award,
    Banner,
    Campaign,
    Citation,
    Contest,
    Contestant,
    Cut,
    Decision,
    DeclinedRecusal,
    EvidenceLinks,
    FollowUp,
    Inclusion,
    ItemEvidence,
    Judge,
    Panel,
    Performance,
    Pledge,
    Presentation,
    ReadyScore,
    Recusal,
    RoomDesk,
    Round,
    RubricItem,
    Season,
    Tablet,
)
from scoring.models import (
    Adjustment,
    BallotBox,
    Certificate,
    KeptSheet,
    Mark,
    Publication,
    ScoreSheet,
    SiteNote,
    SitePhoto,
    Submission,
    Succession,
    VoterCard,
)
from stage.models import (
    AwardTier,
    Ceremony,
    Cue,
    MediaFile,
    QuestionBank,
    QuestionDraw,
    Recheck,
    Release,
    Show,
    StageClock,
    StageLink,
)
from tests.cast import NOW

HASH = "a" * 64
PHOTO = {"title": "Photo", "format": "jpg", "content": b"x", "digest": HASH, "size": 1, "width": 4, "height": 3}
PHOTO["added_at"] = NOW

FILES = {
    "has_title": {"title": ""},
    "format_is_known": {"format": "gif"},
    "digest_is_whole": {"digest": "x"},
    "says_who": {"added_by": None},
    "has_its_size": {"width": None},
}
OF_FILES = {
    f"{table}_{name}": {"digest": "b" * 64, **change}
    for table in ("valuefile", "itemevidence", "sitephoto", "attachment")
    for name, change in FILES.items()
}
"""What each table of files refuses."""


class World:
    """One sound row of every table."""

    def __init__(self):
        make = self.make
        self.user, self.other = (User.objects.create(username=name) for name in ("wang", "li"))
        self.district = make(District, slug="tiexi", name="Tiexi")
        self.street = make(Street, district=self.district, name="Street")
        self.community = make(Community, street=self.street, name="Community")
        self.secretary = make(Secretary, community=self.community, name="Secretary", since="2020-01-01")
        self.achievement = make(
            Achievement,
            community=self.community,
            pillar="team",
            title="Pairs",
            quantity="3",
            unit="pairs",
            period="2026",
        )
        self.indicator = make(
            Indicator, district=self.district, code="T1", name="Pairs", unit="pairs", pillar="team", adds_up="sum"
        )
        self.counted = make(
            Achievement,
            community=self.community,
            indicator=self.indicator,
            quantity="3",
            period="2020",
            state="entered",
            entered_by=self.user,
            entered_at=NOW,
        )
        self.valuefile = make(
            ValueFile,
            title="Photo",
            format="jpg",
            content=b"x",
            digest=HASH,
            size=1,
            added_at=NOW,
            added_by=self.user,
            width=4,
            height=3,
        )
        self.valueevidence = make(ValueEvidence, value=self.counted, file=self.valuefile)
        self.theme = make(Theme, district=self.district, name="Red property management", pillar="service")
        self.exchange = make(Exchange, district=self.district, kind="pair", title="Pair", began="2026-03-01")
        self.participation = make(Participation, exchange=self.exchange, community=self.community)
        self.membership = make(Membership, user=self.user, district=self.district, role="desk")
        self.attempt = make(Attempt, key=HASH, source=HASH, at=NOW)
        self.set_up()
        self.present_it()
        self.put_in_a_frame()
        self.mark_and_publish()
        self.note_it()
        self.inspection = make(Inspection, user=self.user, district=self.district, line=self.journal, at=NOW)
        self.score_elsewhere()
        self.show_it()

    def set_up(self):
        """A contest of `contests`."""
        make = self.make
        self.contest = make(Contest, district=self.district, slug="2026", title="Contest")
        self.round = make(Round, contest=self.contest, key="speech", position=0)
        self.round2 = make(Round, contest=self.contest, key="defence", position=1)
        self.rubricitem = make(RubricItem, round=self.round, key="content", position=0, maximum="40", step="0.1")
        self.evidencelinks = make(EvidenceLinks, contest=self.contest)
        self.panel = make(Panel, contest=self.contest, key="jury", position=0)
        self.judge = make(
            Judge, contest=self.contest, panel=self.panel, key="J1", position=0, secret_hash=HASH, code_hash=HASH
        )
        self.tablet = make(Tablet, judge=self.judge, name="4F2A", minute=1)
        self.contestant = make(
            Contestant, contest=self.contest, number="01", position=0, secretary=self.secretary, name="Secretary"
        )
        evidence = {"contestant": self.contestant, "item": self.rubricitem, "added_by": self.user}
        self.itemevidence = make(ItemEvidence, **PHOTO, **evidence)
        self.second = make(Contestant, contest=self.contest, number="02", position=1)
        self.performance = make(
            Performance,
            contest=self.contest,
            contestant=self.contestant,
            round=self.round,
            order=1,
            state="on-stage",
            started_at=NOW,
        )
        self.recusal = make(Recusal, judge=self.judge, contestant=self.second)
        self.declinedrecusal = make(DeclinedRecusal, judge=self.judge, contestant=self.second, basis="a street")
        self.cut = make(Cut, round=self.round, position=0, keep=1)
        self.award = make(Award, contest=self.contest, position=0, name="First", quota=1)
        self.decision = make(Decision, contest=self.contest, position=0, kind="lot", order=["01", "02"])

    def present_it(self):
        """What a contestant has presented, with a file and a value it names."""
        make = self.make
        self.presentation = make(
            Presentation, contestant=self.contestant, theme=self.theme, summary="Short", text="Long", changed_at=NOW
        )
        self.attachment = make(Attachment, presentation=self.presentation, added_by=self.user, **PHOTO)
        self.citation = make(Citation, presentation=self.presentation, value=self.achievement)
        day = {"text": "Lamps", "due": "2026-12-31"}
        self.pledge = make(Pledge, contestant=self.contestant, changed_at=NOW, **day)
        told = {"told_on": "2026-09-01", "fulfilment": "under-way", "text": "Half of them"}
        self.followup = make(FollowUp, pledge=self.pledge, entered_at=NOW, entered_by=self.user, **told)

    def put_in_a_frame(self):
        """A campaign with its picture and a contest."""
        make = self.make
        self.campaign = make(Campaign, district=self.district, title="Campaign", began="2026-06-01")
        png = {"format": "png", "width": 4, "height": 1, "content": b"PNG", "digest": HASH}
        self.banner = make(Banner, campaign=self.campaign, says="Flags", added_at=NOW, added_by=self.user, **png)
        self.inclusion = make(Inclusion, campaign=self.campaign, contest=self.contest, position=0)
        self.season = make(Season, campaign=self.campaign, places=["10", "8"])

    def note_it(self):
        """What a judge writes for the report."""
        self.sitenote = self.make(
            SiteNote,
            judge=self.judge,
            performance=self.performance,
            holder=0,
            number=1,
            idempotency_key="k",
            good="Open till nine",
            received_at=NOW,
            line=self.make(Journal, at=NOW, who_label="J1", verb="note-kept", contest_id=self.contest.pk),
        )

        self.sitephoto = self.make(SitePhoto, **PHOTO, performance=self.performance, added_by=self.user)

    def mark_and_publish(self):
        """What `scoring` makes of it."""
        make = self.make
        self.scoresheet = make(ScoreSheet, judge=self.judge, performance=self.performance)
        self.journal = make(
            Journal, at=NOW, who=self.user, who_label="Wang", verb="paper-entered", contest_id=self.contest.pk
        )
        self.submission = make(
            Submission,
            sheet=self.scoresheet,
            idempotency_key="k",
            number=1,
            source="import",
            entered_by=self.user,
            received_at=NOW,
            counts=True,
            line=self.journal,
        )
        self.mark = make(Mark, submission=self.submission, item=self.rubricitem, points="36.5")
        kept = make(Journal, at=NOW, who_label="J1", verb="sheet-kept", contest_id=self.contest.pk)
        self.keptsheet = make(
            KeptSheet,
            judge=self.judge,
            performance=self.performance,
            idempotency_key="k",
            marks={"content": "36.5"},
            marks_hash=HASH,
            why="late",
            holder=0,
            received_at=NOW,
            line=kept,
        )
        ballot = {"classes": [{"id": "A"}], "max": "10"}
        jury = make(Panel, contest=self.contest, key="hall", position=1, ballot=ballot)
        self.votercard = make(VoterCard, panel=jury, voter_class="A", batch=1, secret_hash=HASH, code_hash=HASH)
        self.ballotbox = make(BallotBox, performance=self.performance, panel=jury)
        self.adjustment = make(
            Adjustment,
            contest=self.contest,
            contestant=self.contestant,
            points="-1",
            idempotency_key="k",
            at=NOW,
            by=self.user,
        )
        self.publication = make(Publication, contest=self.contest, number=1, data={}, final=True, at=NOW, by=self.user)
        self.certificate = make(
            Certificate,
            publication=self.publication,
            contestant=self.contestant,
            award="First",
            serial="TX-1",
            issued_at=NOW,
            issued_by=self.user,
        )
        self.move_up()
        self.give_rooms()

    def give_rooms(self):
        """Somebody runs one room."""
        self.roomdesk = self.make(RoomDesk, contest=self.contest, user=self.user, room="A")

    def move_up(self):
        """Somebody takes no award any more, and another does."""
        other = self.make(Contestant, contest=self.contest, number="77", position=77)
        self.succession = self.make(
            Succession,
            publication=self.publication,
            award="First",
            left=self.contestant,
            moved_up=other,
            why="declined",
            reason="ill",
            at=NOW,
            by=self.user,
        )

    def score_elsewhere(self):
        """A contest that is open, with a round scored elsewhere and a score that waits."""
        make = self.make
        contest = make(Contest, district=self.district, slug="ready", title="Scored elsewhere")
        round_ = make(Round, contest=contest, key="written", position=0, external=True)
        who = make(Contestant, contest=contest, number="01", position=0)
        written = make(Performance, contest=contest, contestant=who, round=round_)
        Contest.objects.filter(pk=contest.pk).update(state="open", frozen_at=NOW, fingerprint=HASH)
        self.readyscore = make(ReadyScore, performance=written, score="90.5", entered_at=NOW, entered_by=self.user)

    def show_it(self):
        """What `stage` shows of it."""
        make = self.make
        self.show = make(Show, contest=self.contest)
        self.release = make(
            Release,
            show=self.show,
            number=1,
            kind="score",
            performance=self.performance,
            content={"score": "90.00"},
            at=NOW,
            by=self.user,
        )
        self.recheck = make(Recheck, sheet=self.scoresheet, reason="Far from the others", at=NOW, by=self.user)
        self.cue = make(Cue, show=self.show, title="Address", state="on", began_at=NOW)
        self.questionbank = make(QuestionBank, round=self.performance.round, questions=["What is a lead goose?"])
        self.questiondraw = make(
            QuestionDraw,
            show=self.show,
            position=1,
            of_bank=self.questionbank,
            performance=self.performance,
            question=1,
            text="What is a lead goose?",
            seed="dice",
            pool=[1],
            bank="0" * 64,
            at=NOW,
            by=self.user,
        )
        self.stageclock = make(StageClock, show=self.show, kind="performance", performance=self.performance)
        self.stagelink = make(StageLink, show=self.show, kind="screen", name="Stage screen")
        self.mediafile = make(
            MediaFile,
            show=self.show,
            use="photo",
            title="03",
            contestant=self.contestant,
            format="jpg",
            digest=HASH,
            size=9,
            width=4,
            height=3,
            added_at=NOW,
            added_by=self.user,
        )
        self.awardtier = make(AwardTier, show=self.show, award="First")
        self.ceremony = make(Ceremony, show=self.show, steps=[], made_at=NOW, made_by=self.user)

    def value(self, **changes):
        """What is to be changed in an achievement to make it a value of the indicator that waits."""
        return {"indicator": self.indicator, "state": "entered", "entered_by": self.user, "entered_at": NOW, **changes}

    @staticmethod
    def make(model, **values):
        row = model(**values)
        row.save()
        return row


def copied(row, **changes):
    """A row like another, as it would be inserted."""
    names = [f.name for f in row._meta.concrete_fields if not f.primary_key]
    return type(row)(**{**{name: getattr(row, name) for name in names}, **changes})
