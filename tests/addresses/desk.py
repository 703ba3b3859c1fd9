"""The desk: the organisers and the desk act, supervisors and administrators read."""

from tests.addresses import DESK, DISTRICT, ORGANISER, Address

ACT = (ORGANISER, DESK)


def live(places):
    return {"pk": places.live.pk}


def draft(places):
    return {"pk": places.draft.pk}


def jury(places):
    return {"pk": places.draft.pk, "panel": places.jury.pk}


def on_stage(places):
    return {"pk": places.live.pk, "performance": places.performance.pk}


def contestant(places):
    return {"pk": places.live.pk, "contestant": places.performance.contestant_id}


def sheet(places):
    return {"pk": places.live.pk, "sheet": places.sheet.pk}


def judge(places):
    return {"pk": places.live.pk, "judge": places.judge.pk}


def adjustment(places):
    return {"pk": places.live.pk, "adjustment": places.adjustment.pk}


def paper(places):
    return {"pk": places.live.pk, "submission": places.paper.pk}


def kept(places):
    return {"pk": places.live.pk, "kept": places.kept.pk}


def decision(places):
    return {"pk": places.decided.pk, "decision": places.decision.pk}


def link(places):
    return {"pk": places.live.pk, "link": places.links["screen"].pk}


def release(places):
    return {"pk": places.closed.pk, "release": places.release.pk}


def cue(places):
    return {"pk": places.live.pk, "cue": places.cue.pk}


def media(places):
    return {"pk": places.live.pk, "media": places.picture.pk}


def comment(places):
    return {"pk": places.live.pk, "cue": places.comment.pk}


def drawn(places):
    return {"pk": places.live.pk, "draw": places.drawn.pk}


def tour(places):
    return {"pk": places.touring.pk, "round": places.touring.rounds.get(at_once=True).pk}


def over(places):
    return {"pk": places.closed.pk}


def question(where, **data):
    return Address(reads=DISTRICT, posts=ACT, where=where, data=data)


ADDRESSES = {
    "desk:board": Address(reads=DISTRICT, where=live),
    "desk:state": Address(reads=DISTRICT, where=live),
    "desk:unlock-codes": Address(posts=ACT, where=live),
    "desk:unlock-sign-in": Address(posts=ACT, where=live),
    "desk:start": Address(posts=ACT, where=on_stage),
    "desk:clock": question(on_stage, clock="8:11"),
    "desk:start-clock": Address(posts=ACT, where=on_stage),
    "desk:pause-clock": Address(posts=ACT, where=on_stage),
    "desk:correct-clock": Address(posts=ACT, where=on_stage, data={"shift": "1000"}),
    "desk:decline-time": question(on_stage, reason="Started too late"),
    "desk:close": question(on_stage, reason="Power cut"),
    "desk:cancel": question(on_stage, reason="Wrong name"),
    "desk:reopen": question(on_stage, reason="One more sheet"),
    "desk:tour": Address(reads=DISTRICT, where=tour),
    "desk:tour-state": Address(reads=DISTRICT, where=tour),
    "desk:open-round": Address(posts=ACT, where=tour),
    "desk:close-round": question(tour, reason="The bus left"),
    "desk:ballots": Address(reads=DISTRICT, where=draft),
    "desk:ballots-state": Address(reads=DISTRICT, where=draft),
    "desk:ballots-switch": Address(posts=ACT, where=jury, data={"opens": "1"}),
    "desk:finish": question(live),
    "desk:resume": question(live, reason="Too early"),
    "desk:points": question(contestant, points="-0.5", reason="Prompted"),
    "desk:status": question(contestant, status="guest", reason="Late"),
    "desk:void": question(adjustment, reason="Wrong person"),
    "desk:decisions": question(live, tie="01|02"),
    "desk:withdraw": question(decision, reason="Wrong"),
    "desk:papers": Address(reads=DISTRICT, where=live),
    "desk:confirm": question(paper, read="on"),
    "desk:picture": question(live, text="leitai1:1"),
    "desk:kept": Address(reads=DISTRICT, where=live),
    "desk:kept-sheet": question(kept, decision="claim", reason="It was confirmed in time"),
    "desk:reopen-sheet": question(sheet, reason="Misread"),
    "desk:excuse-sheet": question(sheet, reason="Ill for ten minutes"),
    "desk:paper": question(sheet, key="paper"),
    "desk:release": Address(reads=DISTRICT, posts=ACT, where=live),
    "desk:reveal-order": Address(reads=DISTRICT, where=live),
    "desk:take-back-release": question(release, reason="Too early"),
    "desk:correct-release": question(release, reason="A sheet was corrected"),
    "desk:check-sheet": question(sheet, reason="Far from the others"),
    "desk:judge": Address(reads=DISTRICT, where=judge),
    "desk:settle-help": Address(posts=ACT, where=judge),
    "desk:replace": question(judge, name="Zhou", reason="Ill", key="k"),
    "desk:leave": question(judge, reason="Called away"),
    "desk:ceremony": Address(reads=DISTRICT, where=over),
    "desk:ceremony-state": Address(reads=DISTRICT, where=over),
    "desk:ceremony-step": Address(posts=ACT, where=over, data={"step": "0"}),
    "desk:prepare-ceremony": question(over),
    "desk:screens": Address(reads=DISTRICT, where=live),
    "desk:show": Address(posts=ACT, where=live, data={"mode": "order"}),
    "desk:follow": Address(posts=ACT, where=live),
    "desk:countdown": Address(posts=ACT, where=live, data={"kind": "break", "minutes": "15"}),
    "desk:prompt": Address(posts=ACT, where=live, data={"prompt": "One minute"}),
    "desk:usual-links": Address(posts=ACT, where=live),
    "desk:add-link": question(live, kind="screen", name="Foyer"),
    "desk:link": question(link, name="Foyer"),
    "desk:replace-link": question(link),
    "desk:remove-link": question(link),
    "desk:identify": Address(posts=ACT, where=link),
    "desk:media": Address(reads=DISTRICT, where=live),
    "desk:add-media": Address(posts=ACT, where=lambda places: {**live(places), "upload": "made-up"}),
    "desk:keep-photos": Address(posts=ACT, where=live),
    "desk:media-file": Address(reads=DISTRICT, where=lambda places: {**live(places), "name": places.picture.file_name}),
    "desk:remove-media": question(media),
    "desk:run-sheet": Address(reads=DISTRICT, where=live),
    "desk:usual-run-sheet": Address(posts=ACT, where=live),
    "desk:plan": Address(reads=DISTRICT, posts=(ORGANISER,), where=live, data={"begins": "14:00", "between": "2:00"}),
    "desk:sentences": Address(reads=DISTRICT, posts=(ORGANISER,), where=live, data={"call": "{name}!"}),
    "desk:add-cue": question(live, kind="break", planned="15:00", slot="1"),
    "desk:cue": question(cue, kind="address", title="Welcome", planned="5:00"),
    "desk:move-cue": Address(posts=ACT, where=cue, data={"slot": "2", "index": "0"}),
    "desk:remove-cue": question(cue),
    "desk:comment": question(comment, said="Ask at the door"),
    "desk:draw": question(on_stage, called="dice"),
    "desk:annul-draw": question(drawn, reason="A slip"),
    "desk:cue-step": Address(posts=ACT, where=lambda places: {**cue(places), "verb": "begin"}),
}
