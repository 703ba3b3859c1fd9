"""The pages of a contest as a whole."""

from tests.addresses import DESK, DISTRICT, ORGANISER, STRANGER, Address


def draft(places):
    return {"pk": places.draft.pk}


def live(places):
    return {"pk": places.live.pk}


def published(places):
    return {"pk": places.published.pk}


def seat(places):
    return {"pk": places.live.pk, "judge": places.judge.pk}


def certificate(places):
    return {"pk": places.published.pk, "certificate": places.certificate.pk}


def jury(places):
    return {"pk": places.draft.pk, "panel": places.jury.pk}


ACTS = (ORGANISER,)
RUN = (ORGANISER, DESK)
PAPER = {"kind": "tally-sheet", "ending": "xlsx"}


def site_photo(places):
    return {"pk": places.touring.pk, "file": places.site_photo.pk}


ADDRESSES = {
    "manage:import": Address(reads=(ORGANISER, STRANGER), posts=(ORGANISER, STRANGER)),
    "manage:contest": Address(reads=DISTRICT, where=draft),
    "manage:open": Address(reads=DISTRICT, posts=ACTS, where=draft),
    "manage:cards": Address(reads=DISTRICT, where=live),
    "manage:cards-all": Address(reads=DISTRICT, posts=ACTS, where=live),
    "manage:cards-missing": Address(posts=ACTS, where=live),
    "manage:card": Address(reads=DISTRICT, posts=ACTS, where=seat),
    "manage:voter-cards": Address(reads=DISTRICT, where=draft),
    "manage:make-voter-cards": Address(posts=RUN, where=jury, data={"count-0": "1", "seen": "1"}),
    "manage:void-voter-cards": Address(
        posts=RUN, where=lambda places: jury(places) | {"batch": 1}, data={"reason": "lost"}
    ),
    "manage:photos": Address(reads=DISTRICT, where=lambda places: {"pk": places.touring.pk}),
    "manage:add-photo": Address(
        posts=RUN, where=lambda places: {"pk": places.touring.pk, "site": places.site_photo.performance_id}
    ),
    "manage:photo": Address(reads=DISTRICT, where=site_photo),
    "manage:remove-photo": Address(posts=RUN, where=site_photo),
    "manage:notes": Address(reads=DISTRICT, where=lambda places: {"pk": places.touring.pk}),
    "manage:decide-note": Address(
        posts=ACTS,
        where=lambda places: {"pk": places.touring.pk, "note": places.note.pk},
        data={"reason": "names a person"},
    ),
    "manage:papers": Address(reads=DISTRICT, where=published),
    "manage:paper": Address(reads=DISTRICT, where=lambda places: published(places) | PAPER),
    "manage:results": Address(reads=DISTRICT, where=live),
    "manage:award": Address(
        reads=DISTRICT,
        posts=ACTS,
        where=lambda places: live(places) | {"award": places.award.pk},
        data={"named": "01", "reason": "votes"},
    ),
    "manage:public-level": Address(
        posts=ACTS, where=published, data={"public_level": "places", "announced": "contest"}
    ),
    "manage:publish": Address(reads=DISTRICT, posts=ACTS, where=published, data={"reason": "objection"}),
    "manage:publication": Address(reads=DISTRICT, where=lambda places: published(places) | {"number": 1}),
    "manage:explanation": Address(
        reads=DISTRICT,
        where=lambda places: published(places) | {"contestant": places.published.contestants.get(number="01").pk},
    ),
    "manage:certificates": Address(reads=DISTRICT, posts=ACTS, where=published),
    "manage:certificates-pdf": Address(reads=DISTRICT, where=published),
    "manage:moving-up": Address(
        reads=DISTRICT, posts=ACTS, where=published, query="?left=01", data={"why": "declined", "reason": "ill"}
    ),
    "manage:withdraw-succession": Address(
        posts=ACTS,
        where=lambda places: published(places) | {"succession": places.succession.pk},
        data={"reason": "a mistake"},
    ),
    "manage:certificate-pdf": Address(reads=DISTRICT, where=certificate),
    "manage:revoke": Address(reads=DISTRICT, posts=ACTS, where=certificate, data={"reason": "misprint"}),
    "manage:journal": Address(reads=DISTRICT, where=live),
    "manage:export": Address(reads=DISTRICT, where=published),
    "manage:contest-file": Address(reads=DISTRICT, where=published),
    "manage:public-copy": Address(reads=DISTRICT, where=published),
}
