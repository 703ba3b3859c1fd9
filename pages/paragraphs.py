"""Which paragraph of the guides explains a page; every page shows the link at its top.

A page that is not named here is explained by the beginning of its room. Anchors are those of docs/guides.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

ORGANISERS, ADMINISTRATORS, JUDGES = "organisers", "administrators", "judges"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A guide, and the anchor of a paragraph in it."""

    guide: str
    anchor: str


def _explained(guide: str, room: str, **anchors: str) -> dict[str, Paragraph]:
    """The pages of a room by anchor, each given as names divided by blanks."""
    return {
        f"{room}:{name}": Paragraph(guide, anchor.replace("_", "-"))
        for anchor, names in anchors.items()
        for name in names.split()
    }


ROOMS = {
    "account": Paragraph(ADMINISTRATORS, "passwords"),
    "administration": Paragraph(ADMINISTRATORS, "first-steps"),
    "achievements": Paragraph(ORGANISERS, "achievements"),
    "campaigns": Paragraph(ORGANISERS, "campaigns"),
    "exchange": Paragraph(ORGANISERS, "exchange"),
    "evidence": Paragraph(ORGANISERS, "evidence"),
    "setup": Paragraph(ORGANISERS, "contests"),
    "people": Paragraph(ORGANISERS, "judges"),
    "rules": Paragraph(ORGANISERS, "rules"),
    "recusals": Paragraph(ORGANISERS, "recusals"),
    "manage": Paragraph(ORGANISERS, "overview"),
    "desk": Paragraph(ORGANISERS, "desk"),
    "judge": Paragraph(JUDGES, "seat"),
    "supervise": Paragraph(ADMINISTRATORS, "supervision"),
}
PAGES = {
    **_explained(
        ADMINISTRATORS,
        "administration",
        districts="district new-district change-district",
        streets="new-street change-street",
        communities="community-page new-community change-community",
        secretaries="new-secretary change-secretary",
        achievements="new-achievement change-achievement",
        people="people new-person",
        roles="person give",
        passwords="password",
        journal="journal accounts",
    ),
    **_explained(
        ORGANISERS,
        "setup",
        new="new copy",
        about="basics remove",
        rounds="rounds new-round round new-item item cut",
        awards="awards new-award award",
        releases="show",
    ),
    **_explained(
        ORGANISERS,
        "people",
        judges="judges judge new-panel panel",
        contestants="contestants contestant remove",
        ladder="take-over",
        order="order",
        rooms="rooms",
        tour="route",
        ready_scores="scores",
    ),
    **_explained(
        ORGANISERS,
        "manage",
        new="import",
        opening="open",
        cards="cards cards-all card",
        mass_jury="voter-cards",
        papers="papers",
        results="results explanation",
        naming="award",
        publishing="publish publication",
        moving_up="moving-up",
        certificates="certificates revoke",
        file="export",
        journal="journal",
    ),
    **_explained(
        ORGANISERS,
        "desk",
        stage="start clock close cancel reopen",
        tour="tour open-round close-round",
        mass_jury="ballots",
        releases="release take-back-release correct-release check-sheet",
        sheets="reopen-sheet",
        seats="judge replace leave",
        paper_sheets="papers paper confirm",
        kept_sheets="kept kept-sheet picture",
        deductions="points void",
        status="status",
        decisions="decisions withdraw",
        screens="screens add-link link replace-link remove-link media remove-media",
        closing="finish resume",
    ),
    **_explained(ORGANISERS, "campaigns", season="season"),
    **_explained(JUDGES, "judge", waiting="home", sheets="sheets", marking="sheet", leaving="leave"),
}


def paragraph_of(request: HttpRequest) -> dict[str, Paragraph | None]:
    """What templates know as `paragraph`: the one that explains the page asked for; None where no guide does."""
    match = request.resolver_match
    if match is None:
        return {"paragraph": None}
    return {"paragraph": PAGES.get(match.view_name) or ROOMS.get(match.namespace)}
